"""Where the live lane spends more than a plain reading: which place, which pass, and how much; knows no camera, no clock and no badges."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kiosk.scanner.found import Found
from kiosk.scanner.merge import average, darkest, registered
from kiosk.scanner.passes import CALM, CRISP, LEVELLED, SHARP, ZBAR, Pass, crisp, levelled
from kiosk.scanner.readers import guarded, moved, read_symbols, whole
from kiosk.scanner.texture import Box, dense

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image

EARNED = 0.33
"""The part of its plain reading's CPU time that a frame earns: over time it costs at most this much more, whatever walks through it."""

FULL = 16.0
"""The most that is kept, in frames of plain reading: what a badge newly held up may cost at once."""

LEAST = 20_000_000
"""And never less than this is kept, ns of CPU: a small picture is read plainly in no time, and its codes are small."""

SPARE = 0.75
"""The part of that above which a place is looked at again where every step was tried in vain: the rest is kept for what is new."""

LASTS = 4
"""Frames for which the places found stay good."""

HISTORY = 6
"""Frames that are brought over each other."""

LARGE = 520 * 520
"""Pixels of the largest place that is merged: six frames take 8 ms, nothing that a frame's turn cannot bear."""

PLACES = 6
"""Busy places looked at in one frame."""

FORGOTTEN = 8
"""Searches after which a place not seen again is forgotten."""


@dataclass(frozen=True, slots=True)
class Step:
    """A pass over the newest frame alone or, with ``blend``, over the last frames made into one."""

    run: Pass
    blend: Callable[[Sequence[Image]], Image] | None = None


_SHARPER = Pass(560, lambda part: levelled(part, 31), lambda part: crisp(part, 5, 3))
"""Stronger than a single frame's noise would bear."""

STEPS: tuple[Step, ...] = (
    Step(LEVELLED),
    Step(CRISP),
    Step(_SHARPER, average),
    Step(CRISP, darkest),
    Step(CALM),
    Step(ZBAR),
    Step(SHARP),
)
"""In the order tried at first. Of 120 hard holdings of 18 frames, of two seeds, the plain reader alone ended 69, the steps 24 more:
LEVELLED 11, the average 7, CRISP 5, SHARP 1; CALM and ZBAR are there for photographs. On the whole frame, where busy places are to be
had, 67 tries of one frame ended none."""


@dataclass(slots=True)
class _Place:
    """A busy box and how often each step has been tried there in vain."""

    box: Box
    vain: list[int]
    seen: int = 0

    @property
    def tried(self) -> int:
        return sum(self.vain)


class Ladder:
    """At most one costly pass on a frame, paid from what the frames before have earned.

    Places tried least come first, so that a badge newly held up is looked at before the checked shirt that was there all along; at a
    place, the step tried least, in an order in which each success moves a step one ahead (the transpose rule, Rivest 1976). Owned by
    one thread."""

    def __init__(self, cpu: Callable[[], int] = time.thread_time_ns) -> None:
        """``cpu``: CPU time of the thread, ns."""
        self._cpu = cpu
        self._plain = 0.0
        self._earned = 0.0
        self._age = LASTS
        self._searches = 0
        self._places: list[_Place] = []
        self._order = list(range(len(STEPS)))
        self._read: set[str] = set()
        self._frames: deque[Image] = deque(maxlen=HISTORY)

    def read(self, image: Image) -> list[Found]:
        """The codes in a grey frame: the plain reader's, and where busy places stay unread those of one costly pass."""
        if self._frames and self._frames[0].shape != image.shape:
            self._forget()
        began = self._cpu()
        found = guarded(read_symbols, image)
        now = self._cpu()
        self._earn(now - began)
        self._frames.appendleft(image)
        self._age += 1
        news = {one.text for one in found} - self._read
        self._read = {one.text for one in found}
        if self._earned > 0 and not news:  # a badge just read is told at once
            found += guarded(lambda seen: self._look(seen, found), image)
            self._earned -= self._cpu() - now
        return whole(found)

    def _earn(self, plain: int) -> None:
        if self._plain:
            self._plain += (plain - self._plain) * 0.1
            self._earned = min(self._full, self._earned + EARNED * plain)
        else:
            self._plain = float(plain)
            self._earned = self._full

    @property
    def _full(self) -> float:
        return max(FULL * self._plain, LEAST)

    def _forget(self) -> None:
        self._frames.clear()
        self._places.clear()
        self._age = LASTS
        self._plain = 0.0

    def _look(self, image: Image, found: Sequence[Found]) -> list[Found]:
        if self._age > LASTS:
            self._search(image)
        open_places = [one for one in self._places if one.seen == self._searches and not _holds(one.box, found)]
        place = min(open_places, key=lambda one: one.tried, default=None)
        if place is None or (place.tried >= len(STEPS) and self._earned < SPARE * self._full):
            return []
        return self._try(place, image)

    def _search(self, image: Image) -> None:
        self._age = 0
        self._searches += 1
        height, width = image.shape
        for box in dense(image)[:PLACES] or [(0, 0, width, height)]:
            known = next((one for one in self._places if _alike(one.box, box)), None)
            if known is None:
                known = _Place(box, [0] * len(STEPS))
                self._places.append(known)
            known.box, known.seen = box, self._searches
        self._places = [one for one in self._places if self._searches - one.seen < FORGOTTEN]

    def _try(self, place: _Place, image: Image) -> list[Found]:
        mergeable = len(self._frames) == HISTORY and _area(place.box) <= LARGE
        able = [number for number in self._order if mergeable or STEPS[number].blend is None]
        number = min(able, key=lambda one: place.vain[one])
        step = STEPS[number]
        left, top, right, bottom = place.box
        parts = [np.ascontiguousarray(frame[top:bottom, left:right]) for frame in ([image] if step.blend is None else self._frames)]
        codes = step.run.codes(parts[0] if step.blend is None else step.blend(registered(parts)))
        if not codes:
            place.vain[number] += 1
            return []
        self._earned = self._full
        place.vain = [0] * len(STEPS)
        place.vain[number] = -1  # what has read here is what is tried here next
        at = self._order.index(number)
        self._order[max(0, at - 1) : at + 1] = reversed(self._order[max(0, at - 1) : at + 1])
        return [moved(one, left, top) for one in codes]


def _holds(box: Box, found: Sequence[Found]) -> bool:
    """Whether a code already read has its middle in the box."""
    left, top, right, bottom = box
    for one in found:
        x, y = (sum(corner[axis] for corner in one.corners) / 4 for axis in (0, 1))
        if left <= x <= right and top <= y <= bottom:
            return True
    return False


def _alike(one: Box, other: Box) -> bool:
    """Whether two boxes share more than half of what they cover together."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return False
    both = across * down
    return both / (_area(one) + _area(other) - both) > 0.5


def _area(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])
