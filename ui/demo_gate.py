"""The demo's station: a parade before its camera, figures taken beside, and what the demo adds to the staff menu."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from kiosk.clock import Clock
from kiosk.config import Identity
from kiosk.errors import KioskError
from kiosk.feed import FeedReader
from kiosk.invented import people
from kiosk.journal import Draft, Journal
from kiosk.model import NAMED_ROLES, Answer, Record, Text
from kiosk.outbox import Outbox
from kiosk.places import Places
from kiosk.programme import Programme
from kiosk.scanner.optics import Eye
from kiosk.scanner.sources import Source
from sync.worker import Pace
from ui.app import Gate
from ui.demo_event import CROWD, OPERATOR, serve
from ui.demo_self import Presser, papers, queue
from ui.demo_server import DemoServer
from ui.desk_work import Desk
from ui.parts.menu import Action
from ui.plan import Plan
from ui.screens.gate import GateScreen
from ui.screens.self_service import SelfScreen
from ui.self_work import SelfService
from ui.tally import Tally
from ui.works import Works

PACE = Pace(idle=0.5, first=0.5, most=3.0)
"""Quicker than at a show: whoever stops and starts the demo's server wants to see it catch up."""

DRAIN_EVERY_MS = 200

NAMES = {
    "gate": Text("3번 게이트", "Gate 3"),
    "desk": Text("2번 데스크", "Desk 2"),
    "self-service": Text("셀프 3번", "Self-service 3"),
}


class TimedJournal(Journal):
    """The journal, with a stopwatch on each commit."""

    took: Callable[[int], None] = staticmethod(lambda ns: None)

    def append(self, draft: Draft) -> Record:
        """As ``Journal.append``."""
        began = time.perf_counter_ns()
        record = super().append(draft)
        self.took(time.perf_counter_ns() - began)
        return record


class DemoGate(QObject):
    """From ``show`` until ``ended``, then ``stop``."""

    ended = Signal()

    def __init__(
        self,
        places: Places,
        identity: Identity,
        programme: Programme,
        server: DemoServer,
        clock: Clock,
        lang: str,
        camera: str | None,
        scans: int | None,
        *,
        full_screen: bool,
        patience: float,
        push: bool = True,
    ) -> None:
        """``patience``: seconds nothing may get through at the end before the rest is given up on; ``push`` as in ``Plan``."""
        super().__init__()
        self._places, self._programme, self._zone, self._server, self._clock = places, programme, identity.zone, server, clock
        self._role, self._scans, self._patience = identity.role, scans, patience
        self._finishing = False
        self._left, self._moved = -1, 0.0
        self._webcam = False
        self._server_up = True
        self.tally = Tally()
        self._eye: Eye = {"desk": _nobody, "self-service": self._queue}.get(identity.role, self._parade)
        plan = Plan(
            places,
            camera or self._eye,
            lang,
            gate=NAMES[identity.role],
            full_screen=full_screen,
            guarded=False,
            push=push,
            pace=PACE,
            journal=self._journal,
            operator=OPERATOR,
            printers=(f"pdf:{places.root.parent / 'badges'}",) if identity.role in NAMED_ROLES else (),
        )
        kind: type[Works] = {"desk": Desk, "self-service": SelfService}.get(identity.role, Gate)
        self.gate = kind(plan, identity, programme, clock)
        screen = self.gate.screen
        self._presser: Presser | None = None
        if scans is not None and isinstance(screen, SelfScreen):
            self._presser = Presser(screen, self)
            screen.ended.connect(self._end_in_time)  # not before the last visitor has their badge
        self._wire()

    def show(self) -> None:
        """Open the gate."""
        self._offer()
        self.gate.show()
        self.gate.errands.do(lambda: serve(self._server, self._places, self._programme))

    def finish(self) -> None:
        """Read no more, send what is left, then say ``ended``."""
        if self._finishing:
            return
        self._finishing = True
        self._moved = time.monotonic()
        self.gate.errands.do(self.gate.close_lane)
        self._drain.start()

    def papers(self) -> dict[str, int]:
        """What became of the badges of a self-service kiosk; nothing elsewhere."""
        return papers(self.gate.printing.jobs()) if isinstance(self.gate, SelfService) else {}

    def stop(self) -> None:
        """End everything."""
        self._drain.stop()
        if self._presser is not None:
            self._presser.stop()
        self.gate.stop()

    def _wire(self) -> None:
        self._drain = QTimer(self)
        self._drain.setInterval(DRAIN_EVERY_MS)
        self._drain.timeout.connect(lambda: self.gate.errands.do(self._look_at_outbox))
        self.gate.bridge.answered.connect(self._answered)
        if isinstance(self.gate.screen, GateScreen):
            self.gate.screen.verdict_painted.connect(self._painted)
        self.gate.screen.action_wished.connect(self._act)
        self.gate.actions_changed.connect(self._offer)
        self.gate.left.connect(self.finish)

    def _journal(self, places: Places, identity: Identity, clock: Clock) -> Journal:
        journal = TimedJournal(places.journal, identity.event, identity.station, clock)
        journal.took = self.tally.committed
        return journal

    def _parade(self) -> Source:
        from kiosk.scanner.simulated import SimulatedCamera
        from ui.parade import parade, sort_crowd

        crowd = sort_crowd(list(people(CROWD)), self._programme, self._zone)
        chance = random.Random()  # noqa: S311 - who comes next is no secret
        return SimulatedCamera(parade(crowd, self._programme, chance), seed=chance.randrange(2**31), pause=0.1)

    def _queue(self) -> Source:
        from kiosk.scanner.simulated import SimulatedCamera

        chance = random.Random()  # noqa: S311 - who comes next is no secret
        shows = queue(list(people(CROWD)), self._programme, self._zone, chance)
        return SimulatedCamera(shows, seed=chance.randrange(2**31), pause=0.5)

    # --- what happens

    def _answered(self, answer: Answer) -> None:
        self.tally.answered(answer)
        if self._presser is None:
            self._end_in_time()

    def _end_in_time(self) -> None:
        if self._scans is not None and self.tally.scans >= self._scans:
            self.finish()

    def _painted(self, row: int, _frame: int) -> None:
        self.tally.painted(row, self._clock.mono())

    def _look_at_outbox(self) -> None:
        outbox, feed = Outbox(self._places.journal), FeedReader(self._places.feed)
        try:
            left = outbox.pending(feed.marks())
        finally:
            outbox.close()
            feed.close()
        if left != self._left:
            self._left, self._moved = left, time.monotonic()
        self.gate.worker.wake()
        if left == 0 or time.monotonic() - self._moved > self._patience:
            self.gate.bridge.post(self._end)

    def _end(self) -> None:
        self._drain.stop()
        self.ended.emit()

    # --- what the staff menu offers here

    def _offer(self) -> None:
        running = self._server_up
        actions = [
            Action("camera", self.tr("Simulated camera") if self._webcam else self.tr("Use the webcam"), "webcam"),
            Action("badges", self.tr("Sample badges (PDF)"), "id-card"),
            Action("server", self.tr("Stop the server") if running else self.tr("Start the server"), "server-off" if running else "server"),
        ]
        # nobody walks past a desk, and what people hold up at either is theirs
        offered = {"gate": actions, "desk": actions[2:]}.get(self._role, actions[::2])
        self.gate.screen.set_actions([*self.gate.own_actions(), *offered])

    def _act(self, action: str) -> None:
        match action:
            case "camera":
                self._webcam = not self._webcam
                eye: Eye = "0" if self._webcam else self._eye
                self.gate.errands.do(lambda: self.gate.use_camera(eye))
                self._offer()
            case "badges":
                self.gate.errands.do(self._print_badges)
            case "server":
                self._server_up = not self._server_up
                self.gate.errands.do(self._server.start if self._server_up else self._server.stop)
                self._offer()

    def _print_badges(self) -> None:
        from ui.badges import sheet
        from ui.demo_badges import samples

        path = self._places.root.parent / "badges.pdf"
        try:
            sheet(path, samples(self._programme, self._zone), "SLW")
        except KioskError as error:
            self.gate.bridge.fault(error)
            return
        self.gate.bridge.post(lambda: _open(path))


def _nobody() -> Source:
    """A camera before which nobody stands."""
    from kiosk.scanner.simulated import SimulatedCamera

    return SimulatedCamera([], seed=7)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
