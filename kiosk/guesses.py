"""How often a secret was typed wrong at this station, and the lock that follows; knows no secret.

The count outlives a restart, which begins a lock anew: a device that was off tells no time one could trust."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from pathlib import Path

from kiosk.clock import Clock
from kiosk.errors import KioskError, PinLocked
from kiosk.store import write_whole

TRIES = 5
LOCK_US = 5 * 60 * 1_000_000
"""Five wrong ones lock for five minutes, the next five for ten, and so on to an hour: a thousand guesses then take more than a week,
longer than a show."""
LONGEST_LOCK_US = 60 * 60 * 1_000_000

logger = logging.getLogger(__name__)


def lock_us(number: int) -> int:
    """How long the ``number``-th lock in a row lasts (1, 2, ...), us."""
    return min(LOCK_US << min(number - 1, 10), LONGEST_LOCK_US)


class Guesses:
    """Used by one thread. ``path``: where the count is kept, None for in memory alone."""

    def __init__(self, clock: Clock, path: Path | None = None) -> None:
        self._clock, self._path = clock, path
        self._wrong = self._locks = 0
        self._locked_at: int | None = None
        with suppress(OSError, ValueError, KeyError, TypeError):
            held = json.loads(path.read_text("utf-8")) if path else {}
            self._wrong, self._locks = max(0, int(held["wrong"])), max(0, int(held["locks"]))
            self._locked_at = clock.mono() if held["locked"] else None

    @property
    def left(self) -> int:
        """Tries before the next lock."""
        return TRIES - self._wrong

    @property
    def next_minutes(self) -> int:
        """How long that one lasts."""
        return lock_us(self._locks + 1) // 60_000_000

    def check(self) -> None:
        """Whether a try may be made now. Raises PinLocked."""
        if self._locked_at is None:
            return
        left = lock_us(self._locks) - (self._clock.mono() - self._locked_at)
        if left > 0:
            raise PinLocked(minutes=-(-left // 60_000_000))
        self._locked_at = None
        self._keep()

    def right(self) -> None:
        """It was: what was wrong before is forgiven."""
        if self._wrong or self._locks:
            self._wrong = self._locks = 0
            self._keep()

    def wrong(self) -> None:
        """It was not. Raises PinLocked where that locks."""
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong, self._locks, self._locked_at = 0, self._locks + 1, self._clock.mono()
        self._keep()
        self.check()

    def _keep(self) -> None:
        if self._path is not None:
            held = {"wrong": self._wrong, "locks": self._locks, "locked": self._locked_at is not None}
            try:
                write_whole(self._path, json.dumps(held))
            except KioskError as fault:  # a full disk: counted in memory all the same
                logger.warning("wrong tries are not kept: %s", fault.key)
