"""Wall time, monotonic time and the hybrid logical clock; knows no server (the offset is handed in)."""

from __future__ import annotations

import time
from typing import Protocol

HLC_COUNTER_BITS = 16
HLC_BOUND_MS = 60_000
"""How far ahead of our own corrected time a remote stamp may pull the clock. A tablet set to next year must not drag the others
(Kulkarni et al., Logical Physical Clocks, 2014, section 4: bounded by the synchronisation error)."""


class Clock(Protocol):
    """What the product asks of time; tests hand in their own."""

    def wall(self) -> int:
        """Microseconds since the Unix epoch, as the device says."""

    def mono(self) -> int:
        """Microseconds that never go back while the device is up."""


class SystemClock:
    """The device's own clocks."""

    def wall(self) -> int:
        """Microseconds since the Unix epoch, as the device says."""
        return time.time_ns() // 1_000

    def mono(self) -> int:
        """Microseconds that never go back while the device is up."""
        return time.clock_gettime_ns(_COUNTER) // 1_000 if _COUNTER is not None else time.monotonic_ns() // 1_000


# The clock that goes on while the device sleeps: else a night's sleep would look like a wall clock that somebody put forward. Python's own
# monotonic clock stops on Linux and macOS (there CLOCK_MONOTONIC does not), on Windows it goes on.
_COUNTER: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))

ALARM_US = 2_000_000
"""A device whose clock is off by more than this should be set right, though every time is corrected."""
STEP_US = 50_000
"""Wall time that moves this much against monotonic time was set by somebody."""


def offset_at(wall: int, mono: int, offset: int | None, base: int | None) -> int | None:
    """What to add to ``wall`` where ``offset`` was right when wall minus monotonic time stood at ``base`` (None: not known), all us: a wall
    clock that was set since is seen through by the monotonic one."""
    if offset is None or base is None:
        return offset
    step = wall - mono - base
    return offset if abs(step) <= STEP_US else offset - step


def hlc_ms(stamp: int) -> int:
    """The physical part of a hybrid logical stamp, ms since the Unix epoch."""
    return stamp >> HLC_COUNTER_BITS


def believed(hlc: int, at: int, received: int) -> tuple[int, int]:
    """Stamp and corrected time (us) of a record the server got at ``received`` (server clock, us). Nothing happens after it was heard of:
    where one of them lies further ahead than HLC_BOUND_MS the device's clock was wrong, and the time of arrival stands in for it."""
    latest = received // 1_000
    if hlc_ms(hlc) > latest + HLC_BOUND_MS:
        hlc = latest << HLC_COUNTER_BITS
    return hlc, received if at > received + HLC_BOUND_MS * 1_000 else at


class HybridClock:
    """Stamps that grow with every record and every stamp seen, and stay near physical time; owned by one thread."""

    def __init__(self, last: int = 0) -> None:
        self._last = last

    def tick(self, now_us: int) -> int:
        """A stamp for an event at ``now_us`` (corrected time): larger than any before."""
        self._last = max(self._last + 1, (now_us // 1_000) << HLC_COUNTER_BITS)
        return self._last

    def merge(self, remote: int, now_us: int) -> bool:
        """Take a stamp seen elsewhere into account; False where it lies beyond the bound and was left out."""
        if hlc_ms(remote) > now_us // 1_000 + HLC_BOUND_MS:
            return False
        self._last = max(self._last, remote)
        return True
