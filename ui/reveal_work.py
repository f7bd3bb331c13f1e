"""A contact shown whole at a desk: only once it is on disk who sees it and why; draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.errors import KioskError
from kiosk.model import Record, Staff
from kiosk.recorder import Recorder
from kiosk.staffing import Task
from ui.bridge import Bridge
from ui.people import People
from ui.screens.desk import DeskScreen

if TYPE_CHECKING:
    from kiosk.personal import Personal
    from kiosk.station import Station

AskWho = Callable[[str, Task, Callable[[Staff], None], Callable[[KioskError], None]], None]


class RevealWork(QObject):
    """``ask_who`` tells whose PIN it is, on another thread."""

    def __init__(
        self, screen: DeskScreen, recorder: Recorder, people: People, bridge: Bridge, ask_who: AskWho, parent: QObject
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._screen, self._recorder, self._people, self._bridge, self._ask_who = screen, recorder, people, bridge, ask_who
        screen.contact.reveal_wished.connect(self._reveal)

    def _reveal(self, id_: str, pin: str, why: str) -> None:
        def passed(person: Staff) -> None:
            self._recorder.do(lambda station: _noted(station, id_, person.id, why), written, self._refused)

        def written(_: Record) -> None:
            self._people.with_person(id_, show)

        def show(person: Personal | None) -> None:
            contact = (person.phone, person.email) if person is not None else ()
            self._bridge.post(lambda: self._screen.contact.show_contact(id_, *contact))

        self._ask_who(pin, Task.REVEAL, passed, self._refused)

    def _refused(self, fault: KioskError) -> None:
        self._bridge.post(lambda: self._screen.contact.pin.refuse(self._screen.pin_message(fault.key, fault.values)))


def _noted(station: Station, id_: str, operator: str, why: str) -> Record:
    from kiosk.desk import DeskStation

    assert isinstance(station, DeskStation)
    return station.reveal(id_, operator, why)
