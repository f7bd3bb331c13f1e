"""The sync thread's end of what is pushed: takes frames in, in order, and says when a round must go on instead; knows no transport.

A frame that goes on from where the station stands is taken in; after any other, and whenever the stream ends, rounds fetch what is
missing and the stream is begun anew from there, later and later while it does not last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.clock import Clock
from sync.listener import Listener
from sync.round import Round

PATIENCE_US = 2_000_000
"""So long the first frame of a stream is waited for; then rounds bring changes again."""
FIRST_S, MOST_S = 1.0, 300.0
"""The narrowest and widest window of the wait for the next stream; each one that brought nothing doubles it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of the frames that waited. ``changed``: the feed took something in. ``quiet``: a heartbeat said that nothing is missing.
    ``lost``: the stream is over, so a round is due."""

    changed: bool = False
    quiet: bool = False
    lost: bool = False


class Pushes:
    """Used on the sync thread. ``on``: frames are coming."""

    def __init__(self, listener: Listener, clock: Clock, chance: Callable[[], float]) -> None:
        self._listener = listener
        self._clock = clock
        self._chance = chance
        self._failures = 0
        self._not_before = 0
        self._begun, self._begun_at = False, 0
        self.on = False

    @property
    def covers(self) -> bool:
        """Whether a round need bring no changes: it would go past what the next frame goes on from."""
        return self.on or (self._begun and self._clock.mono() < self._begun_at + PATIENCE_US)

    def hear(self, opened: Round) -> Heard:
        """Take in what waits. Raises a StoreError; the frames are then lost, and a round brings what was in them."""
        changed = quiet = False
        try:
            while self._begun and (frame := self._listener.take()) is not None:
                taken = opened.take(frame)
                if taken is None:
                    self._end()
                    return Heard(changed, quiet, lost=True)
                self.on, self._failures = True, 0
                changed, quiet = changed or taken > 0, quiet or not frame.changes
        except BaseException:
            self._end()
            raise
        lost = self._begun and not self._listener.busy
        if lost:
            self._end()
        return Heard(changed, quiet, lost)

    def begin(self, opened: Round) -> None:
        """After a round that brought everything: listen from there on, unless that is so or it is too early."""
        if not self._begun and not self._listener.busy and self._clock.mono() >= self._not_before:
            position = opened.position()
            if position.generation:
                self._listener.begin(position)
                self._begun, self._begun_at = True, self._clock.mono()

    def stop(self, seconds: float) -> None:
        """End the reader; from any thread."""
        self._listener.stop(seconds)

    def _end(self) -> None:
        self._listener.cut()
        self.on = self._begun = False
        self._failures += 1
        span = min(MOST_S, FIRST_S * 2.0 ** min(self._failures - 1, 30))
        self._not_before = self._clock.mono() + round(1e6 * span * self._chance())
