"""One desk: a scan or a search opens a card, a press checks in, a PIN takes it back; each on disk before it shows. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.access import enough
from kiosk.clock import Clock
from kiosk.errors import BadgeSignsNobodyIn, KioskError
from kiosk.model import Answer, Kind, Link, Reason, Source, Staff
from kiosk.programme import Programme
from kiosk.recorder import Recorder
from kiosk.search import conditions
from kiosk.staffing import Task, wearer, works_at_desk
from ui.badges import TEMPLATES
from ui.bridge import Bridge
from ui.call_work import CallWork
from ui.errands import Errands
from ui.parts.sign_in import SignIn
from ui.people import People
from ui.posting import sentence_of
from ui.print_work import PrintWork
from ui.register_work import RegisterWork
from ui.reveal_work import RevealWork
from ui.screens.desk import DeskScreen
from ui.screens.desk_printing import PrintNews
from ui.session import Session
from ui.sound import Cue
from ui.staff_acts import StaffActs
from ui.unlocking import Unlocking
from ui.works import Works

if TYPE_CHECKING:
    from kiosk.crowd import Face
    from kiosk.desk import Card, DeskStation
    from kiosk.prints import Printed
    from kiosk.station import Station, View
    from ui.parts.menu import Action


SETTLED_MS = 150
"""Nobody has typed for so long: a search that stays."""


class DeskActs(StaffActs):
    """What is taken back at a desk is a check-in. ``taken_back`` hears the card afterwards, on the recorder's thread."""

    def __init__(
        self,
        recorder: Recorder,
        errands: Errands,
        bridge: Bridge,
        screen: DeskScreen,
        clock: Clock,
        on_answer: Callable[[Answer], None],
        parent: QObject,
        pins: Path | None = None,
        *,
        taken_back: Callable[[Card], None],
    ) -> None:
        super().__init__(recorder, errands, bridge, screen, clock, on_answer, parent, pins)
        self._taken_back, self._desk_screen = taken_back, screen

    def ask_who(self, pin: str, task: Task, then: Callable[[Staff], None], failed: Callable[[KioskError], None]) -> None:
        """Tell ``then`` whose PIN this is, or ``failed`` why nobody's who may do ``task``; both on other threads."""
        self._with_pin(pin, task, then, failed)

    def _undo(self, row: int, pin: str, why: str) -> None:
        epoch = self._desk_screen.open_epoch

        def act(person: Staff) -> None:
            self._recorder.do(lambda station: _desk(station).take_back(row, person.id, why, epoch), done, self._say)

        def done(card: Card) -> None:
            self._say(None)
            self._taken_back(card)

        self._with_pin(pin, Task.UNDO, act)


class Desk(Works):
    """One desk at work, from ``show`` until ``stop``."""

    screen: DeskScreen
    acts: DeskActs

    def make_screen(self, programme: Programme) -> DeskScreen:
        """The field, the results, the card."""
        plan = self.plan
        return DeskScreen(programme, self.identity.zone, plan.gate, self.tongue.lang, plan.look, guarded=plan.guarded)

    def make_acts(self) -> DeskActs:
        """Taking back, the staff menu."""
        parts = self.recorder, self.errands, self.bridge, self.screen, self.clock, self._answered, self, self.plan.places.pins
        return DeskActs(*parts, taken_back=self._acted)

    def own_actions(self) -> list[Action]:
        """As every station, and the passphrase where the names take one."""
        return [*super().own_actions(), *self.unlocking.actions()]

    def prints(self) -> PrintWork:
        """The queue."""
        return self.printing

    def station_kind(self) -> type[Station]:
        """One that checks in."""
        from kiosk.desk import DeskStation

        return DeskStation

    def wire(self) -> None:
        """As every station, and signing in, finding, opening, checking in."""
        super().wire()
        self._last = ""  # who was signed in last
        self.session = Session(self.screen.scene.programme.lock_min, self)
        self.cover = self.screen.staffing.add(SignIn(self.plan.look, self.screen))
        self.session.changed.connect(self._signed)
        self.screen.lock_wished.connect(self.session.lock)
        self.cover.given.connect(self._sign_in)
        self.cover.language_wished.connect(self.screen.switch_language)
        self.bridge.feed_changed.connect(self._look_at_staff)
        self.cover.lock()
        self._standing = QTimer(self)
        self._standing.setSingleShot(True)
        self._standing.setInterval(SETTLED_MS)
        self._standing.timeout.connect(self._look_at_found)
        self._wanted = ""  # whose card was asked for last: an older one that comes late is not shown
        self._sure = False  # whether it was asked for in a way that is enough to show the contact whole
        plan = self.plan
        self.people = People(plan.places, self.identity, self.clock, self._found, self._stand)
        self.unlocking = Unlocking(self.people, self.screen, self.bridge, lambda: self.session.person is not None, self)
        self.printing = PrintWork(
            plan.places.printers, plan.printers, self.recorder, self.people, self.errands, self.bridge, self,
            templates=plan.templates or TEMPLATES,
        )  # fmt: skip
        self.registering = RegisterWork(
            self.recorder, self.people, self.errands, self.bridge, self.screen, self, templates=plan.templates or TEMPLATES,
            registered=self._registered, corrected=self._acted, lang=lambda: self.tongue.lang,
        )  # fmt: skip
        self.printing.changed.connect(self._show_printing)
        self.printing.proven.connect(self._show_proof)
        self.calls = CallWork(self.screen, self.recorder, self.bridge, self.worker.wake, self)
        self.bridge.answered.connect(self._scanned)
        self.bridge.feed_changed.connect(self._look_at_card)
        self.screen.searched.connect(self.people.search)
        self.screen.person_chosen.connect(self._open_found)
        self.revealing = RevealWork(self.screen, self.recorder, self.people, self.bridge, self.acts.ask_who, self)
        self.screen.check_in_wished.connect(self._check_in)
        self.screen.print_wished.connect(self._print)
        self.screen.group_wished.connect(self._show_group)
        self.screen.counters.wished.connect(self._hand_out)
        self.screen.group.chosen.connect(self._check_in_all)
        self.screen.printing.mended.connect(self.printing.mended)
        self.screen.printing.roll_set.connect(self.printing.set_roll)
        self._show_printing()

    def start(self) -> None:
        """The names are opened beside everything else."""
        if not self._stopped:
            self.people.start()
        super().start()
        self.printing.start()
        self.registering.start()
        self._look_at_staff()

    def stop(self) -> None:
        """End, and forget the names."""
        self.session.stop()
        self._standing.stop()
        self.printing.stop()
        self.people.stop()
        super().stop()

    def show_view(self, view: View) -> None:
        """As every station; how long it may stand alone is the programme's."""
        super().show_view(view)
        self.session.wait(view.programme.lock_min)

    # --- on other threads

    def _linked(self, link: Link) -> None:
        super()._linked(link)
        if link.online:
            self.people.look_again()

    def _fed(self) -> None:
        super()._fed()
        self.people.look_again()

    def _found(self, text: str, faces: Sequence[Face]) -> None:
        self.bridge.post(lambda: self._show_found(text, faces))

    def _stand(self, state: str, number: int) -> None:
        self.bridge.post(lambda: self._show_people(state, number))

    def _opened(self, card: Card) -> None:
        self.people.with_face(card.id, lambda face: self.bridge.post(lambda: self._show_opened(card, face)))

    def _looked_at(self, card: Card) -> None:
        self.people.with_face(card.id, lambda face: self.bridge.post(lambda: self._show_again(card, face)))

    def _checked_in(self, card: Card) -> None:
        self.bridge.post(lambda: self._go_on(card))
        self._acted(card)

    def _registered(self, card: Card) -> None:
        self.bridge.post(lambda: self._show_registered(card))
        self.worker.wake()

    def _acted(self, card: Card) -> None:
        self.worker.wake()
        self._looked_at(card)

    def _refused(self, fault: KioskError) -> None:
        self.bridge.post(lambda: self._refused_here(fault))

    # --- on the GUI thread

    def _show_found(self, text: str, faces: Sequence[Face]) -> None:
        self.screen.show_found(text, faces)
        self._standing.start()

    def _look_at_found(self) -> None:
        """Who of those found is checked in; once nobody types any more, for it goes through the whole roster."""
        ids = [face.id for face in self.screen.results.faces]

        def told(cards: Sequence[Card]) -> None:
            done = [card.id for card in cards if card.done is not None]
            self.bridge.post(lambda: self.screen.results.show_checked_in(done))

        if ids:
            self.recorder.do(lambda station: _desk(station).cards(ids), told, lambda fault: None)

    def _go_on(self, card: Card) -> None:
        """Whoever is checked in gets their badge with the same press."""
        self.screen.cue_wished.emit(Cue.ADMIT)
        if card.due == "print" and self.printing.ready:
            self._print(card.id, False)

    def _show_registered(self, card: Card) -> None:
        """Whoever was registered has their card open, and their badge printed."""
        self._wanted = card.id
        self._opened(card)
        self._go_on(card)

    def _print(self, id_: str, anew: bool) -> None:
        self.printing.print_badge(id_, lambda job: self._look_at_card(), self._refused_here, anew=anew)

    def _refused_here(self, fault: KioskError) -> None:
        self.screen.say(sentence_of(fault.key, fault.values, self.tongue.lang))

    def _show_printing(self) -> None:
        work, conditions = self.printing, {name: self.printing.condition(name) for name in self.printing.printers}
        jobs, unproven = work.jobs(), work.unproven

        def show(faces: Mapping[str, Face]) -> None:
            self.bridge.post(lambda: self.screen.printing.show(PrintNews(conditions, jobs, unproven, faces)))

        self.people.with_faces([each.person for each in unproven], show)
        self._look_at_card()

    def _show_proof(self, proof: Printed) -> None:
        self.screen.cue_wished.emit(Cue.ADMIT)

    def _scanned(self, answer: Answer) -> None:
        if answer.record.kind is not Kind.SCAN:
            return
        self.session.touched()
        if self.session.person is None:
            self._staff(lambda staff: self._sign_in_by_badge(staff, answer))
            return
        record, screen, printing = answer.record, self.screen, self.printing
        awaited, open_ = printing.awaits(record.code_hash), screen.open_id
        expected = any(each.person == open_ for each in printing.unproven)  # the paper of whoever's card is open
        printing.read_back(record.code_hash)
        if screen.registering.filling is not None:
            screen.registering.note_reading()
        elif record.badge and expected and awaited and record.badge != open_:
            screen.say(screen.printing.others_badge())
            screen.cue_wished.emit(Cue.REFUSE)
        elif record.badge:
            if answer.verdict.reason is Reason.REPLACED:
                screen.say(screen.printing.old_badge(), stays=True)
            elif expected and record.badge != open_:
                screen.say(screen.printing.unread(), stays=True)
            self._open(record.badge, record.source or Source.SEARCH)
        else:
            self._wanted = ""
            self.screen.show_answer(answer)
            self.screen.cue_wished.emit(Cue.REFUSE)

    def _sign_in(self, pin: str, _why: str) -> None:
        self.acts.ask_who(pin, Task.DESK, lambda person: self.bridge.post(lambda: self.session.enter(person)), self._not_signed_in)

    def _sign_in_by_badge(self, staff: Sequence[Staff], answer: Answer) -> None:
        try:
            person = wearer(staff, answer.record)
        except BadgeSignsNobodyIn as fault:
            self._not_signed_in(fault)
        else:
            self.session.enter(person)

    def _not_signed_in(self, fault: KioskError) -> None:
        self.bridge.post(lambda: self.cover.refuse(self.screen.pin_message(fault.key, fault.values)))

    def _signed(self, person: Staff | None) -> None:
        """Whoever is signed in stands on all that is recorded from here on."""
        operator = person.id if person is not None else ""
        self.recorder.do(lambda station: station.sign_in(operator))
        self.screen.head.show_person(person.name if person is not None else "")
        if person is None:
            self.screen.contact.forget()
            self.cover.lock()
            return
        if person.id != self._last:
            self.screen.begin_anew()
        self._last = person.id
        self.cover.close_up()
        self.unlocking.offer()

    def _look_at_staff(self) -> None:
        """Who was blocked meanwhile, or has another role, is signed out; who is to be signed in unasked is, once."""
        self._staff(self._staff_changed)

    def _staff(self, then: Callable[[Sequence[Staff]], None]) -> None:
        self.recorder.do(lambda station: station.staff(), lambda staff: self.bridge.post(lambda: then(staff)))

    def _staff_changed(self, staff: Sequence[Staff]) -> None:
        here = {one.id: one for one in staff if works_at_desk(one)}
        person = self.session.person
        if person is not None and person.id not in here:
            self.session.lock()
        elif person is None and not self._last and self.plan.operator in here:
            self.session.enter(here[self.plan.operator])

    def _open_found(self, id_: str) -> None:
        face = next((face for face in self.screen.results.faces if face.id == id_), None)
        self._open(id_, met=conditions(face.matches) if face is not None else 0)

    def _open(self, id_: str, source: Source = Source.SEARCH, met: int = 0) -> None:
        self._wanted, self._sure = id_, enough(source, met)
        enquiry = self.screen.enquiry.on
        self.recorder.do(lambda station: _desk(station).open_card(id_, source=source, enquiry=enquiry), self._opened, self._refused)

    def _check_in(self, id_: str, id_checked: bool) -> None:
        self.recorder.do(lambda station: _desk(station).check_in(id_, id_checked=id_checked), self._checked_in, self._refused)

    def _check_in_all(self, ids: Sequence[str]) -> None:
        for id_ in ids:  # each on record by itself: one that cannot be holds up no other
            self._check_in(id_, False)

    def _hand_out(self, id_: str, counter: str) -> None:
        self.recorder.do(lambda station: _desk(station).hand_out(id_, counter), self._acted, self._refused)

    def _show_group(self, id_: str) -> None:
        def opened(faces: Sequence[Face]) -> None:
            known = {face.id: face for face in faces}
            self.recorder.do(lambda station: _desk(station).cards(list(known)), lambda cards: shown(cards, known), self._refused)

        def shown(cards: Sequence[Card], faces: Mapping[str, Face]) -> None:
            self.bridge.post(lambda: self.screen.group.show(cards, faces, prints=self.printing.ready))

        self.people.with_companions(id_, opened)

    def _look_at_card(self) -> None:
        """What the server said may concern who is shown, or open their name."""
        if id_ := self.screen.open_id:
            self.recorder.do(lambda station: _desk(station).card(id_), self._looked_at, self._refused)

    def _show_opened(self, card: Card, face: Face | None) -> None:
        if card.id == self._wanted:
            self._wanted = ""
            self.screen.contact.allow(card.id, sure=self._sure)
            self.screen.show_card(card, face)

    def _show_again(self, card: Card, face: Face | None) -> None:
        if card.id == self.screen.open_id:
            self.screen.show_card(card, face)

    def _show_people(self, state: str, number: int) -> None:
        self.screen.show_people(state, number)
        self.unlocking.stands(state)
        self.actions_changed.emit()
        self.screen.searched.emit(self.screen.query.text)
        self._look_at_card()


def _desk(station: Station) -> DeskStation:
    from kiosk.desk import DeskStation

    assert isinstance(station, DeskStation)
    return station
