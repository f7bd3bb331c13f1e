"""How long a kiosk waits for the visitor before it: sixty seconds from the last touch, told and asked before they end; reads no clock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SECOND = 1_000_000
WAIT_US = 60 * SECOND
"""From the last touch on, and what "more time" adds."""
STAFF_US = 5 * 60 * SECOND
"""For staff to come."""
SHOWN_US = 40 * SECOND
ASKED_US = 15 * SECOND


class Stage(StrEnum):
    """What the screen does about the time that is left."""

    QUIET = "quiet"
    SHOWN = "shown"  # the seconds left stand on the screen
    ASKED = "asked"  # a question fills the screen
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Patience:
    """``until``: when the visit ends by itself, monotonic us."""

    until: int

    @classmethod
    def begun(cls, now: int) -> Patience:
        """Somebody came ``now``."""
        return cls(now + WAIT_US)

    def touched(self, now: int) -> Patience:
        """Somebody touched something; time that was asked for before is not lost."""
        return Patience(max(self.until, now + WAIT_US))

    def more(self, now: int) -> Patience:
        """Somebody asked for more time."""
        return Patience(max(self.until, now) + WAIT_US)

    def waiting(self, now: int) -> Patience:
        """Somebody waits for staff: that takes its time."""
        return Patience(max(self.until, now + STAFF_US))

    def left_s(self, now: int) -> int:
        """Whole seconds left, the one under way counted."""
        return max(0, -(-(self.until - now) // SECOND))

    def stage(self, now: int) -> Stage:
        """What to do ``now``."""
        left = self.until - now
        if left <= 0:
            return Stage.OVER
        if left <= ASKED_US:
            return Stage.ASKED
        return Stage.SHOWN if left <= SHOWN_US else Stage.QUIET
