"""How far the station's clock is from the server's, from the times of exchanges; knows no network.

The four-timestamp measurement of NTP (RFC 5905 section 8) with its filter by shortest delay (section 10).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from kiosk.clock import STEP_US, offset_at

KEPT = 8
"""Samples to choose from, as in NTP's clock filter (RFC 5905 section 10)."""
DRIFT_PPM = 100
"""How fast two device clocks may drift apart; crystals of tablets are specified at 20 to 100 ppm."""


@dataclass(frozen=True, slots=True)
class Times:
    """One exchange, all us: the device's wall and monotonic clock when asking and when answered, the server's clock when it received
    and when it sent."""

    asked_wall: int
    asked_mono: int
    received: int
    sent: int
    answered_wall: int
    answered_mono: int


@dataclass(frozen=True, slots=True)
class _Sample:
    offset: int
    error: int
    mono: int
    base: int  # wall minus mono: constant until somebody sets the wall clock

    def error_at(self, mono: int) -> int:
        return self.error + (mono - self.mono) * DRIFT_PPM // 1_000_000


class OffsetMeter:
    """Keeps the best recent measurement. Used on one thread."""

    def __init__(self) -> None:
        self._samples: deque[_Sample] = deque(maxlen=KEPT)

    def add(self, times: Times) -> None:
        """Take an exchange into account; one during which the wall clock was set, or whose times cannot be, is left out."""
        took = times.answered_mono - times.asked_mono
        delay = took - (times.sent - times.received)
        if not 0 <= delay <= took or abs(times.answered_wall - times.asked_wall - took) > STEP_US:
            return
        offset = ((times.received - times.asked_wall) + (times.sent - times.answered_wall)) // 2
        base = times.answered_wall - times.answered_mono
        self._samples.append(_Sample(offset, (delay + 1) // 2, times.answered_mono, base))

    def now(self, wall: int, mono: int) -> tuple[int, int] | None:
        """(server clock minus wall clock, half width of what it may be off by), us; None before the first measurement.

        A wall clock that was set since is seen through."""
        if not self._samples:
            return None
        best = min(self._samples, key=lambda sample: sample.error_at(mono))
        offset = offset_at(wall, mono, best.offset, best.base)
        return (best.offset if offset is None else offset), best.error_at(mono)
