"""Tells a hand scanner's bursts of keys from a person's typing, by the times the keys were struck; knows no layout, no code and no Qt.

Eight keys in a row with at most 50 ms between each and the next are a burst. Scanners leave 1 to 30 ms (USB HID is polled every 1 to
10 ms, Bluetooth LE every 11 to 30 ms, and a key needs a press and a release). People leave 240 ms on average, the fastest typists 120 ms
(Dhakal et al., Observations on Typing from 136 Million Keystrokes, CHI 2018); two keys rolled at 50 ms happen, seven such pairs
in a row do not. A held key repeats every 33 ms and is told apart by the platform. A scanner known to be slower (its self-test measured
it) gets a longer pause; one not yet known is still heard where nobody types: sixteen keys or more, each within 100 ms of the last, and
a code's form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

PAUSE_MS = 50
"""Between two keys of one burst, until it is known for one; also how long a person's key may be held back."""
SILENCE_MS = 100
"""Ends a burst that has no terminator."""
LEAST = 8
"""Keys that make a burst: a PIN has six, the shortest code in the field (EAN-8) eight."""
LEAST_SLOW = 16
MOST = 512
"""Keys kept of one burst: four times our longest code; what comes after is counted and dropped."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key. ``text``: the character it gave, "" for none (a control key); ``at``: ms, the event's own time; ``position``: which key it
    was (``kiosk.scanner.keys``), 0 where the platform does not tell; ``hangul``: an input method or layout made Hangul of it; ``ends``:
    "\\r", "\\n" or "\\t" where it is a terminator."""

    text: str
    at: int
    position: int = 0
    shift: bool = False
    hangul: bool = False
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Burst:
    """What a scanner typed. ``ending``: its terminator, "" for silence; ``count``: how many keys came, of which ``strokes`` keeps the
    first ``MOST``."""

    strokes: tuple[Stroke, ...]
    ending: str
    count: int

    @property
    def gaps(self) -> list[int]:
        """Milliseconds from each key to the next."""
        return [later.at - earlier.at for earlier, later in zip(self.strokes, self.strokes[1:], strict=False)]


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from a key or from silence. ``release``: the keys held back so far are a person's, hand them on, in their order, before
    anything else; ``burst``: they were a scanner's, forget them; ``hold``: hold back this key too; ``drop``: this key is spent."""

    release: bool = False
    burst: Burst | None = None
    hold: bool = False
    drop: bool = False


class Wedge:
    """Hears one keyboard's keys in their order."""

    def __init__(self, is_code: Callable[[list[Stroke]], bool], pause: int = PAUSE_MS) -> None:
        """``is_code``: whether keys too slow for a burst spell a code of ours all the same. ``pause``: ms, longer for one measured."""
        self._is_code = is_code
        self.pause = pause
        self._held: list[Stroke] = []
        self._passed: list[Stroke] = []
        self._count = 0
        self._last = 0
        self._ended: int | None = None
        self._ending = ""

    @property
    def scanning(self) -> bool:
        """Whether the keys held back are known to be a scanner's."""
        return self._count >= LEAST

    @property
    def ending(self) -> str:
        """The whole terminator of the burst before: a second half (LF after CR) comes after the burst was told."""
        return self._ending

    @property
    def due(self) -> int:
        """Ms after the last key at which ``silence`` is to be called; 0: not at all."""
        if self._held and not self.scanning:
            return self.pause
        return SILENCE_MS if self.scanning or len(self._passed) >= LEAST_SLOW else 0

    def key(self, stroke: Stroke) -> Step:
        """Take the next key."""
        before = self._gap(stroke.at)
        if stroke.ends:
            return self._end(stroke, before)
        self._ended = None
        if self._count < MOST:
            self._held.append(stroke)
        self._count += 1
        self._last = stroke.at
        return Step(before.release, before.burst, hold=True)

    def silence(self) -> Step:
        """No key came for ``due`` ms."""
        if self.scanning:
            return Step(burst=self._burst(""))
        if self._held:
            return self._pass()
        slow = len(self._passed) >= LEAST_SLOW and self._is_code(self._passed)
        step = Step(burst=self._slow("")) if slow else Step()
        self._passed = []
        return step

    def typing(self) -> None:
        """Something took the keys handed on: they were a person's, whatever they spell."""
        self._passed = []

    def leave(self) -> Step:
        """Another kind of event comes between, or it is over."""
        step = self.silence() if self.scanning else self._pass() if self._held else Step()
        self._passed = []
        return step

    def _gap(self, at: int) -> Step:
        """What the time since the key before means."""
        gap = abs(at - self._last)  # a clock that wrapped round is a long time too
        if self.scanning:
            return Step(burst=self._burst("")) if gap >= SILENCE_MS else Step()
        step = self._pass() if gap > self.pause and self._held else Step()
        if gap >= SILENCE_MS:
            self._passed = []
        return step

    def _end(self, stroke: Stroke, before: Step) -> Step:
        if before.burst is None and self.scanning:
            return Step(burst=self._burst(stroke.ends, stroke.at), drop=True)
        if self._ended is not None and 0 <= stroke.at - self._ended < SILENCE_MS:
            self._ended = stroke.at
            self._ending += stroke.ends
            return Step(drop=True)
        slow = [*self._passed, *self._held]
        if len(slow) >= LEAST_SLOW and self._is_code(slow):
            self._passed = slow
            return Step(burst=self._slow(stroke.ends, stroke.at), drop=True)
        step = self._pass() if self._held else before
        self._passed = []
        return Step(step.release or before.release, before.burst)

    def _pass(self) -> Step:
        self._passed = [*self._passed, *self._held][-MOST:]
        self._held, self._count = [], 0
        return Step(release=True)

    def _burst(self, ending: str, at: int | None = None) -> Burst:
        burst = Burst(tuple(self._held), ending, self._count)
        self._forget(ending, at)
        return burst

    def _slow(self, ending: str, at: int | None = None) -> Burst:
        burst = Burst(tuple(self._passed), ending, len(self._passed))
        self._forget(ending, at)
        return burst

    def _forget(self, ending: str, at: int | None) -> None:
        self._held, self._passed, self._count = [], [], 0
        self._ended, self._ending = at, ending
