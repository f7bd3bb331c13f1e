"""Virtual time: what happens when, in one thread and in the same order for the same seed; knows nothing of what happens."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count

from tests.builders import SECOND

YEAR = 365 * 24 * 3600


class Schedule:
    """``now``: true time, us since the Unix epoch; nobody in the simulated world can read it but through a clock that may be wrong."""

    def __init__(self, now: int) -> None:
        self.now = now
        self._heap: list[tuple[int, int, Callable[[], None]]] = []
        self._number = count()

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        """Have ``act`` happen then."""
        heappush(self._heap, (self.now + round(seconds * SECOND), next(self._number), act))

    def sleep(self, seconds: float) -> None:
        """Let everything else happen for that long. Whoever sleeps inside something that happens wakes after those that began later."""
        end = self.now + round(seconds * SECOND)
        while self._heap and self._heap[0][0] <= end:
            at, _, act = heappop(self._heap)
            self.now = max(self.now, at)
            act()
        self.now = max(self.now, end)

    def clear(self) -> None:
        """Nothing that was to happen will."""
        self._heap.clear()


class DeviceClock:
    """The clocks of one device: the wall clock off by ``skew`` us, monotonic time from ``start`` on."""

    def __init__(self, schedule: Schedule, skew: int = 0) -> None:
        self._schedule = schedule
        self._booted = schedule.now
        self.skew = skew

    def true(self) -> int:
        """What no device can know: the time it really is, us; for the books of the simulation alone."""
        return self._schedule.now

    def wall(self) -> int:
        """As ``kiosk.clock.Clock``; never before 1970, as no device's is."""
        return max(0, self._schedule.now + self.skew)

    def mono(self) -> int:
        """As ``kiosk.clock.Clock``."""
        return self._schedule.now - self._booted

    def boot(self) -> None:
        """The device was switched on: monotonic time begins anew."""
        self._booted = self._schedule.now
