"""How many requests are served at once; the rest is asked to come back, spread over time; knows no request."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kiosk.errors import UpstreamBusy

MOST = 128
"""Served or waiting for one of the 40 threads: none waits longer than a few rounds take."""
SOONEST_S, LATEST_S = 1.0, 30.0


class Doors:
    """Used on the event loop alone."""

    def __init__(self, most: int = MOST, chance: Callable[[], float] = random.random) -> None:
        self._most = most
        self._chance = chance
        self._inside = 0
        self._waiting = 0

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Be served. Raises UpstreamBusy where too many are: the more were turned away and not served since, the wider they spread."""
        self.check()
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1
            self._waiting = max(0, self._waiting - 1)

    def check(self) -> None:
        """Raises UpstreamBusy where nobody could enter now."""
        if self._inside >= self._most:
            self._waiting += 1
            span = min(LATEST_S, SOONEST_S + self._waiting / self._most)
            raise UpstreamBusy(retry_after=SOONEST_S + self._chance() * span)
