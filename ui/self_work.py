"""One self-service kiosk: a scan or typing finds the visitor, their yes checks them in, on disk before it shows. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from kiosk import panel
from kiosk.desk import Due
from kiosk.errors import ActRefused, KioskError
from kiosk.model import Answer, Kind, Link, Source
from kiosk.panel import Panel
from kiosk.printing.job import State
from kiosk.programme import Programme
from kiosk.self_service import Halt, SelfServiceStation, halt_of
from ui.badges import TEMPLATES
from ui.people import People
from ui.print_work import PrintWork
from ui.screens.self_service import SelfScreen
from ui.sound import Cue
from ui.spoken import Guide
from ui.staff_acts import StaffActs
from ui.visit import At, Call
from ui.voice import Loudspeaker
from ui.works import Works

if TYPE_CHECKING:
    from kiosk.crowd import Face
    from kiosk.desk import Card
    from kiosk.station import Station


BUSY = frozenset((At.WAIT, At.CONFIRM, At.PRINT))
"""One visitor at a time: what is held up then is somebody else's, or the same once more."""
HEARD_WITHIN_S = 10
"""A call the server has not passed on by then is not waited for."""


class SelfService(Works):
    """One kiosk at work, from ``show`` until ``stop``."""

    screen: SelfScreen

    def make_screen(self, programme: Programme) -> SelfScreen:
        """Page by page."""
        plan = self.plan
        measures = panel.load(plan.places.panel) or _hint()
        return SelfScreen(
            programme, self.identity.zone, plan.gate, self.tongue.lang, plan.look, measures, self.clock.mono, guarded=plan.guarded
        )

    def make_acts(self) -> StaffActs:
        """The staff menu."""
        return StaffActs(self.recorder, self.errands, self.bridge, self.screen, self.clock, self._answered, self)

    @property
    def kept_lang(self) -> str:
        """A visitor's language goes with them."""
        return self.plan.lang

    def prints(self) -> PrintWork:
        """The queue."""
        return self.printing

    def station_kind(self) -> type[Station]:
        """One that makes no exceptions."""
        return SelfServiceStation

    def wire(self) -> None:
        """As every station, and the visitor's way."""
        super().wire()
        self._visit = 0  # which visit an answer belongs to: one that comes after its end is not shown
        self._source = Source.CAMERA
        self._call, self._calling_s = "", 0  # the call that waits, and for how many seconds nobody has heard of it
        self.people = People(self.plan.places, self.identity, self.clock, _nobody, lambda state, number: None)
        plan = self.plan
        self.printing = PrintWork(
            plan.places.printers, plan.printers, self.recorder, self.people, self.errands, self.bridge, self,
            templates=plan.templates or TEMPLATES,
        )  # fmt: skip
        self.printing.changed.connect(self._look_at_print)
        self.bridge.answered.connect(self._scanned)
        self.screen.call_wished.connect(self._call_staff)
        self.bridge.feed_changed.connect(self._look_at_call)
        self.screen.confirmed.connect(self._check_in)
        self.screen.sought.connect(self._seek)
        self.screen.ended.connect(self._forget)
        self.screen.volume_wished.connect(self.sounds.set_volume)
        self.voice = Guide(self.screen, Loudspeaker(self), self)
        self.window.painted.connect(self.voice.load)

    def start(self) -> None:
        """The names are opened beside everything else."""
        if not self._stopped:
            self.people.start()
        super().start()
        self.printing.start()

    def stop(self) -> None:
        """End, and forget the names."""
        self.printing.stop()
        self.people.stop()
        super().stop()

    def _linked(self, link: Link) -> None:
        super()._linked(link)
        if link.online:
            self.people.look_again()

    def _fed(self) -> None:
        super()._fed()
        self.people.look_again()

    def _second(self) -> None:
        super()._second()
        self.screen.tick()
        if self.screen.visit.call is Call.CALLING:
            self._calling_s += 1
            if not self._link.online or self._calling_s > HEARD_WITHIN_S:
                self.screen.show_call(Call.AWAY)

    # --- finding

    def _scanned(self, answer: Answer) -> None:
        visit, record = self.screen.visit, answer.record
        if record.kind is Kind.SCAN:
            self.printing.read_back(record.code_hash)
        if record.kind is not Kind.SCAN or self.screen.faulty or self.screen.staffing.busy or visit.at in BUSY:
            return
        if not record.badge:
            self.screen.cue_wished.emit(Cue.ATTENTION)
            self.screen.halt(halt_of(answer.verdict))
        elif visit.at is not At.DONE:
            self._offer(record.badge, record.source or Source.CAMERA)
        elif visit.card is None or visit.card.id != record.badge:
            self.screen.restart()  # the next visitor, before the last one has pressed
            self._offer(record.badge, record.source or Source.CAMERA)

    def _seek(self, digits: str, name: str) -> None:
        mine = self._mine()

        def found(ids: Sequence[str] | None) -> None:
            if ids is not None and len(ids) == 1:
                self._offer(ids[0], Source.SEARCH)
            else:
                self.screen.halt(Halt.NAMES if ids is None else Halt.SEVERAL if ids else Halt.NOT_FOUND)

        self.people.seek(digits, name, lambda ids: self.bridge.post(mine(lambda: found(ids))))

    def _offer(self, id_: str, source: Source) -> None:
        self.screen.wait()
        self._source, mine = source, self._mine()

        def opened(offered: tuple[Card, Halt | None]) -> None:
            card, halt = offered
            if halt is not None:
                self.bridge.post(mine(lambda: self.screen.halt(halt, card)))
            else:
                self.people.with_face(card.id, lambda face: self.bridge.post(mine(lambda: self._show(card, face))))

        self.recorder.do(lambda station: _self(station).offer(id_, source), opened, self._refused(mine))

    def _show(self, card: Card, face: Face | None) -> None:
        if face is None:
            self.screen.halt(Halt.NAMES, card)
        else:
            self.screen.offer(card, face)

    # --- being checked in

    def _check_in(self, id_: str) -> None:
        mine, source = self._mine(), self._source

        def done(card: Card) -> None:
            self.worker.wake()
            self.bridge.post(mine(lambda: self._checked_in(card)))

        due = self.screen.visit.card.due if self.screen.visit.card is not None else Due.CHECK_IN
        if due is Due.PRINT:  # checked in here before, and no paper came
            self._print(id_)
        else:
            self.recorder.do(lambda station: _self(station).check_in(id_, "", source), done, self._refused(mine))

    def _checked_in(self, card: Card) -> None:
        self.screen.cue_wished.emit(Cue.ADMIT)
        if self.printing.ready:
            self._print(card.id)
        else:
            self.screen.done(paper=False)

    # --- the badge

    def _print(self, id_: str) -> None:
        self.screen.printing()
        mine = self._mine()
        refused = mine(lambda: self.screen.halt(Halt.PRINTER))
        self.printing.print_badge(id_, lambda job: self._look_at_print(), lambda fault: refused())

    def _look_at_print(self) -> None:
        """What became of the badge of whoever waits for it."""
        visit = self.screen.visit
        job = self.printing.job_of(visit.card.id) if visit.at is At.PRINT and visit.card is not None else None
        if job is None:
            return
        if job.state is State.PRINTED:
            self.screen.done(job.pickup)
        elif job.state is State.FAILED:
            self.screen.cue_wished.emit(Cue.ATTENTION)
            self.screen.halt(Halt.PRINTER, visit.card)

    # --- staff

    def _call_staff(self) -> None:
        """On record in any case; who is cut off is sent to the desk at once."""
        self._call, self._calling_s = "", 0
        name, mine = self.plan.gate, self._mine()

        def noted(id_: str) -> None:
            self.worker.wake()
            self.bridge.post(mine(lambda: self._called(id_)))

        def away(_: KioskError) -> None:
            self.bridge.post(mine(lambda: self.screen.show_call(Call.AWAY)))

        self.recorder.do(lambda station: _self(station).call_staff(name), noted, away)
        if not self._link.online:
            self.screen.show_call(Call.AWAY)

    def _called(self, id_: str) -> None:
        self._call = id_
        self._look_at_call()

    def _look_at_call(self) -> None:
        """Desks hear of a call as this kiosk does: from the server. So what came back to here has reached them."""
        if not self._call or self.screen.visit.call is Call.NONE:
            return
        id_, mine = self._call, self._mine()

        def show(heard: tuple[bool, bool]) -> None:
            told, answered = heard
            if told or answered:
                self.screen.show_call(Call.COMING if answered else Call.TOLD)

        self.recorder.do(lambda station: _self(station).call(id_), lambda heard: self.bridge.post(mine(lambda: show(heard))))

    # --- inside

    def _mine(self) -> Callable[[Callable[[], None]], Callable[[], None]]:
        """Binds what is to be done to the present visit: it is left undone once that is over."""
        visit = self._visit

        def bound(act: Callable[[], None]) -> Callable[[], None]:
            return lambda: act() if visit == self._visit else None

        return bound

    def _forget(self) -> None:
        self._visit += 1
        self._call = ""

    def _refused(self, mine: Callable[[Callable[[], None]], Callable[[], None]]) -> Callable[[KioskError], None]:
        """Who was checked in meanwhile has their badge; with all else staff helps."""

        def refused(fault: KioskError) -> None:
            halt = Halt.STAFF
            if isinstance(fault, ActRefused) and fault.key == "error.act_done_before":
                halt = Halt.ALREADY
            self.bridge.post(mine(lambda: self.screen.halt(halt) if not self.screen.faulty else None))

        return refused


def _hint() -> Panel:
    """What the panel says of itself, where nobody has set its size: often wrong, yet nearer than nothing."""
    screen = QGuiApplication.primaryScreen()
    size = screen.physicalSize() if screen is not None else None
    if size is None or min(size.width(), size.height()) < 50:
        return Panel()
    return Panel(size.width(), size.height())


def _nobody(text: str, faces: Sequence[Face]) -> None:
    """There is no list of people here."""


def _self(station: Station) -> SelfServiceStation:
    assert isinstance(station, SelfServiceStation)
    return station
