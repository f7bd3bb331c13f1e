"""One badge on its way to paper, and one printer's roll; knows no printer and no thread."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from kiosk.errors import KioskError

T = TypeVar("T")

RATE_OF = 20
"""Badges back that the rate of a printer is taken from."""


class State(StrEnum):
    """How far a job is. PRINTED says the printer; that the paper is good is known when its code was read back."""

    QUEUED = "queued"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    REROUTED = "rerouted"


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """A badge for a printer, as it stood when it was told.

    ``pickup`` is the number to ask for at another printer (0: this is one's own). ``replaces`` is the job whose code this one's takes the
    place of, ``successor`` the one that takes this one's; ``stale``: the new code is not made yet. ``trouble`` is what went wrong,
    ``file`` what was written, if anything; ``proven``: this very paper was read back."""

    number: int
    printer: str
    code: str
    badge: T
    state: State = State.QUEUED
    trouble: KioskError | None = None
    pickup: int = 0
    replaces: int | None = None
    stale: bool = False
    successor: int | None = None
    proven: bool = False
    file: str = ""
    tried: frozenset[str] = frozenset()

    @property
    def over(self) -> bool:
        """Whether nothing more happens to it by itself."""
        return self.state not in (State.QUEUED, State.PRINTING)


@dataclass(frozen=True, slots=True)
class Condition:
    """A printer now: what is wrong with it (None: nothing known), jobs waiting for it, labels left on its roll (None: nobody counted)
    and the minutes they will last at the rate of late (None: no rate)."""

    trouble: KioskError | None
    waiting: int
    left: int | None
    lasts_min: float | None


@dataclass(slots=True)
class Roll:
    """The labels of one printer as staff counted them in and the printer used them."""

    left: int | None = None
    _printed_at: deque[float] = field(default_factory=lambda: deque(maxlen=RATE_OF))

    def used(self, now: float) -> None:
        """One label was printed at ``now`` (monotonic, s)."""
        self._printed_at.append(now)
        if self.left is not None:
            self.left = max(0, self.left - 1)

    def lasts_min(self, now: float) -> float | None:
        """Minutes until it is empty, at the rate of the last RATE_OF labels up to ``now``."""
        if self.left is None or len(self._printed_at) < 2 or now <= self._printed_at[0]:
            return None
        per_minute = len(self._printed_at) * 60 / (now - self._printed_at[0])
        return self.left / per_minute
