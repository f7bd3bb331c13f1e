"""From a PIN on the screen to an act on disk: checks the PIN off the screen's thread, then has the recorder write; draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.model import Answer, Outcome, Staff
from kiosk.recorder import Recorder
from kiosk.staffing import PinDesk, Task, letting_in
from ui.bridge import Bridge
from ui.errands import Errands
from ui.screens.station import StationScreen

if TYPE_CHECKING:
    from kiosk.station import Station

Act = Callable[["Station", str], Answer]

SENIOR = {"journal_exported": Task.EXPORT}
"""What a supervisor is asked for, by the journal's note of it; all else is a look at how the station works."""
REMEMBERED = 64
"""Answers whose epoch is known; the screen lists five."""


class StaffActs(QObject):
    """Override, undo, the staff menu and what else takes a PIN at one gate. ``on_answer`` hears each act once it is on disk, on the
    recorder's thread."""

    senior = Signal(str)  # a supervisor asked for this; a note in the journal says who

    def __init__(
        self,
        recorder: Recorder,
        errands: Errands,
        bridge: Bridge,
        screen: StationScreen,
        clock: Clock,
        on_answer: Callable[[Answer], None],
        parent: QObject,
        pins: Path | None = None,
    ) -> None:
        """``pins``: where wrong PINs are counted across restarts."""
        super().__init__(parent)
        self._on_answer = on_answer
        self._recorder, self._errands, self._bridge, self._screen = recorder, errands, bridge, screen
        self._desk = PinDesk(clock, pins)  # used on the errands' thread alone
        self._epochs: dict[int, bytes] = {}
        screen.override_wished.connect(self._override)
        screen.undo_wished.connect(self._undo)
        screen.staff_wished.connect(self._menu)
        screen.staffing.senior_wished.connect(self._senior)

    def shown(self, answer: Answer) -> None:
        """This answer stands on the screen, so its row may be spoken of: after a fork the same number is another scan."""
        self._epochs[answer.record.row] = answer.record.epoch
        if len(self._epochs) > REMEMBERED:
            del self._epochs[next(iter(self._epochs))]

    def _override(self, row: int, pin: str, why: str) -> None:
        epoch = self._epochs.get(row)
        self._as_staff(pin, row, lambda station, operator: station.override(row, operator, why, epoch))

    def _undo(self, row: int, pin: str, why: str) -> None:
        epoch = self._epochs.get(row)
        self._as_staff(pin, None, lambda station, operator: station.undo(row, operator, why, epoch))

    def _menu(self, pin: str) -> None:
        self._with_pin(pin, Task.MENU, lambda person: self._say(None))

    def _senior(self, pin: str, wish: str) -> None:
        def passed(person: Staff) -> None:
            self._recorder.do(lambda station: station.note(wish, by=person.id), lambda record: allowed(), self._say)

        def allowed() -> None:
            self._say(None)
            self._bridge.post(lambda: self.senior.emit(wish))

        self._with_pin(pin, SENIOR.get(wish, Task.DIAGNOSE), passed)

    def _with_pin(
        self, pin: str, task: Task, then: Callable[[Staff], None], failed: Callable[[KioskError], None] | None = None
    ) -> None:  # fmt: skip
        """Nothing to write: ``then`` is told, on the errands' thread, who it is; ``failed`` why nobody (none: the pad that is open is)."""

        def check(staff: list[Staff]) -> None:
            self._errands.do(lambda: self._check(pin, staff, task, then, failed or self._say))

        self._recorder.do(lambda station: station.staff(), check, failed or self._say)

    def _as_staff(self, pin: str, row: int | None, act: Act) -> None:
        def asked(station: Station) -> tuple[list[Staff], Outcome | None]:
            return station.staff(), None if row is None else station.outcome_of(row)

        def check(known: tuple[list[Staff], Outcome | None]) -> None:
            staff, outcome = known
            task = Task.UNDO if row is None else letting_in(outcome)
            self._errands.do(lambda: self._check(pin, staff, task, lambda person: self._write(act, person), self._say))

        self._recorder.do(asked, check, self._say)

    def _check(
        self, pin: str, staff: list[Staff], task: Task, then: Callable[[Staff], None], failed: Callable[[KioskError], None]
    ) -> None:  # fmt: skip
        try:
            person = self._desk.person(pin, staff, task)
        except KioskError as error:
            failed(error)
            return
        then(person)

    def _write(self, act: Act, person: Staff) -> None:
        self._recorder.do(lambda station: act(station, person.id), self._acted, self._say)

    def _acted(self, answer: Answer) -> None:
        self._say(None)
        self._on_answer(answer)

    def _say(self, error: KioskError | None) -> None:
        key, values = (error.key, error.values) if error else ("", {})
        self._bridge.post(lambda: self._screen.show_override_result(error is None, key, values))
