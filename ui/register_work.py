"""Registering and correcting at a desk: from the form to the record, and from there to whoever searches, prints and shows the card; draws
nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.errors import ActRefused, KioskError
from kiosk.printing.template import Template, choose
from kiosk.programme import Programme
from kiosk.recorder import Recorder
from ui.bridge import Bridge
from ui.errands import Errands
from ui.people import People
from ui.posting import sentence_of
from ui.screens.desk import DeskScreen

if TYPE_CHECKING:
    from kiosk.desk import Card, DeskStation
    from kiosk.personal import Personal
    from kiosk.station import Station
    from kiosk.walk_in import Field, Form

log = logging.getLogger(__name__)


class RegisterWork(QObject):
    """One desk's. ``registered`` and ``corrected`` hear the card on the recorder's thread, ``lang`` is what is spoken."""

    def __init__(
        self,
        recorder: Recorder,
        people: People,
        errands: Errands,
        bridge: Bridge,
        screen: DeskScreen,
        parent: QObject,
        *,
        templates: Path,
        registered: Callable[[Card], None],
        corrected: Callable[[Card], None],
        lang: Callable[[], str],
    ) -> None:
        super().__init__(parent)
        self._recorder, self._people, self._errands, self._bridge, self._screen = recorder, people, errands, bridge, screen
        self._folder, self._registered, self._corrected, self._lang = templates, registered, corrected, lang
        forms = screen.registering
        forms.register_wished.connect(self._register)
        forms.correct_wished.connect(self._correct)
        forms.seek_wished.connect(self._seek)
        screen.correction_wished.connect(self._open_correction)

    def start(self) -> None:
        """Read what badges are printed by."""
        programme = self._screen.scene.programme
        self._errands.do(lambda: self._read(programme))

    # --- on the errands' thread

    def _read(self, programme: Programme) -> None:
        found: dict[str, Template] = {}
        for category in programme.categories:
            try:
                found[category.id] = choose(self._folder, category.id)
            except KioskError as fault:  # the printer says it again, to whom it concerns
                log.warning("no badge is shown beforehand: %s", fault.key)
        self._bridge.post(lambda: self._screen.registering.show_templates(found))

    # --- on the GUI thread

    def _register(self, id_: str, form: Form) -> None:
        key = self._people.data_key

        def done(made: tuple[Card, Mapping[str, str]]) -> None:
            self._on_record(*made)
            self._registered(made[0])

        self._recorder.do(lambda station: _desk(station).walk_in(id_, form, "", key), done, self._refused)

    def _seek(self, digits: str, name: str) -> None:
        def known(found: Sequence[str] | None) -> None:
            if found:
                self._bridge.post(self._screen.registering.walk_in.show_known)

        self._people.seek(digits, name, known)

    def _open_correction(self, id_: str) -> None:
        def look(card: Card) -> None:
            self._people.with_person(id_, lambda person: self._bridge.post(lambda: self._begin(card, person)))

        def note(station: Station) -> Card:
            _desk(station).show_name(id_, "")
            return _desk(station).card(id_)

        self._recorder.do(note, look, self._refused)

    def _begin(self, card: Card, person: Personal | None) -> None:
        if person is None:
            self._say(ActRefused("printer.names_closed"))
        elif self._screen.open_id == person.id:
            self._screen.registering.open_correction(person, card.badge.days)

    def _correct(self, id_: str, changed: Mapping[Field, str]) -> None:
        key = self._people.data_key

        def done(made: tuple[Card, Mapping[str, str]]) -> None:
            self._on_record(*made)
            if made[0].printed is not None:
                self._bridge.post(lambda: self._screen.say(self._screen.registering.reprint()))
            self._corrected(made[0])

        self._recorder.do(lambda station: _desk(station).correct(id_, changed, "", key), done, self._refused)

    def _say(self, fault: KioskError) -> None:
        sentence = sentence_of(fault.key, fault.values, self._lang())
        forms = self._screen.registering
        if forms.filling is not None:
            forms.say(sentence)
        else:
            self._screen.say(sentence)

    # --- on the recorder's thread

    def _on_record(self, card: Card, values: Mapping[str, str]) -> None:
        if values:
            self._people.amend(card.id, values)
        self._bridge.post(self._screen.registering.done)

    def _refused(self, fault: KioskError) -> None:
        self._bridge.post(lambda: self._say(fault))


def _desk(station: Station) -> DeskStation:
    from kiosk.desk import DeskStation

    assert isinstance(station, DeskStation)
    return station
