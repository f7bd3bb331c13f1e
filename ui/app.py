"""One gate: its screen, what becomes of its verdicts, which way people go; all else is as at every station (``ui.works``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.model import Direction
from kiosk.programme import Programme
from ui.plan import Plan
from ui.screens.gate import GateScreen
from ui.staff_acts import StaffActs
from ui.works import Works

if TYPE_CHECKING:
    from kiosk.station import View

__all__ = ["Gate", "Plan"]


class Gate(Works):
    """One gate at work, from ``show`` until ``stop``."""

    screen: GateScreen

    def make_screen(self, programme: Programme) -> GateScreen:
        """A zone's door."""
        plan = self.plan
        return GateScreen(programme, self.identity.zone, plan.gate, self.tongue.lang, plan.look, guarded=plan.guarded)

    def make_acts(self) -> StaffActs:
        """Letting in, taking back."""
        return StaffActs(self.recorder, self.errands, self.bridge, self.screen, self.clock, self._answered, self, self.plan.places.pins)

    def wire(self) -> None:
        """As every station, and its verdicts and direction."""
        super().wire()
        self.bridge.answered.connect(self.screen.show_answer)
        self.bridge.answered.connect(self.acts.shown)
        self.screen.direction_wished.connect(self._turn)

    def show_view(self, view: View) -> None:
        """Programme, who is inside, the last five, today's count."""
        super().show_view(view)
        self.screen.set_direction(view.direction)
        self.screen.set_inside(view.inside)
        self.screen.set_recent(view.recent)
        for answer in view.recent:
            self.acts.shown(answer)
        self.screen.set_today(view.today)

    def _turn(self, direction: Direction) -> None:
        self._direction = direction
        self.screen.set_direction(direction)
        self.keep_shown()
        self.recorder.do(lambda station: station.set_direction(direction))
        self._look_again()  # a view taken just before the touch may still be on its way
