"""Where a picture is busy in both directions, as a printed code is and a hall behind it is not; knows no codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from kiosk.scanner.vision import cv2

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image

Box: TypeAlias = tuple[int, int, int, int]
"""(left, top, right, bottom), px."""

SHRINK = 4
"""Busyness is judged in squares of this many pixels; the steps are taken at twice as fine a grain, so that modules of 2 px count."""

WINDOW = 11
"""Side of the surroundings looked at, in squares: 44 px, the smallest badge code worth a look."""

STEEP = 0.125
"""The mean step from a pixel to the next but one, in the direction that has less of them, as a part of the surroundings' whole range."""

FAINT = 5
"""Mean step in grey levels under which a difference is the sensor's noise. Of 86 hard generated frames that zxing-cpp cannot read, 80 have
their code inside one of the boxes, 57 inside the first; edges counted without direction, on the picture shrunk by 4, gave 72 and 41."""

SMALLEST = 9
"""Squares a busy place must have."""

GAP = 9
"""Squares between two busy places that are still one: a code under a gleam or in faint print falls apart."""

MARGIN = (WINDOW // 2 + 2) * SHRINK + 8
"""Pixels added around a place: half the window, the quiet zone, and a little."""


def dense(image: Image) -> list[Box]:
    """The boxes around all places busy in both directions, with a margin, the most code-like first: large, square, filled and busy.

    A grey picture too small for such a search is one box. A frame costs about a quarter of reading it plainly."""
    height, width = image.shape
    if min(height, width) < 3 * SHRINK * WINDOW:
        return [(0, 0, width, height)]
    half = np.asarray(cv2.resize(image, (width // 2, height // 2), interpolation=cv2.INTER_AREA), dtype=np.uint8)
    down, across = (half.shape[0] - 2) // 2 * 2, (half.shape[1] - 2) // 2 * 2  # whole squares: halving those is fast
    here = half[:down, :across]
    both = cv2.min(_busy(half[:down, 2 : across + 2], here), _busy(half[2 : down + 2, :across], here))
    around = np.ones((WINDOW, WINDOW), np.uint8)
    coarse = np.ascontiguousarray(here[::2, ::2])
    span = cv2.subtract(cv2.dilate(coarse, around), cv2.erode(coarse, around))
    least = cv2.max(cv2.convertScaleAbs(span, alpha=STEEP), np.full_like(both, FAINT))
    mask = cv2.morphologyEx(cv2.compare(both, least, cv2.CMP_GT), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((GAP, GAP), np.uint8))
    count, _, places, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    ranked = []
    for left, top, across, down, size in places[1:count].tolist():
        if size >= SMALLEST:
            busy = float(both[top : top + down, left : left + across].mean())
            likeness = size**0.5 * min(across, down) / max(across, down) * size / (across * down) * busy
            ranked.append((likeness, _with_margin((left, top, left + across, top + down), width, height)))
    return [box for _, box in sorted(ranked, reverse=True)]


def _busy(there: Image, here: Image) -> Image:
    step = cv2.absdiff(there, here)
    mean = cv2.resize(step, (step.shape[1] // 2, step.shape[0] // 2), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.blur(mean, (WINDOW, WINDOW)), dtype=np.uint8)


def _with_margin(place: Box, width: int, height: int) -> Box:
    left, top, right, bottom = (side * SHRINK for side in place)
    return max(0, left - MARGIN), max(0, top - MARGIN), min(width, right + MARGIN), min(height, bottom + MARGIN)
