"""One picture made of several of a badge held in view: brought over each other, then averaged or the darkest kept; knows no codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kiosk.scanner.vision import cv2

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image

COARSE = 192
"""The shift between two pictures is measured on copies of at most this side, px, to a small part of a pixel."""

SURE = 0.12
"""Phase correlation's response (0..1) under which two pictures do not show the same thing."""


def registered(parts: Sequence[Image]) -> list[Image]:
    """``parts``, equally large, each shifted onto the first; those that show something else are left out. The first is always there.

    A held badge trembles and hardly turns: a shift is nearly all there is between two frames (phase correlation: Kuglin, Hines 1975)."""
    first = parts[0]
    times = max(first.shape) / COARSE if max(first.shape) > COARSE else 1.0
    size = (max(8, round(first.shape[1] / times)), max(8, round(first.shape[0] / times)))
    window = cv2.createHanningWindow(size, cv2.CV_32F)
    still = _coarse(first, size)
    kept = [first]
    for part in parts[1:]:
        (right, down), response = cv2.phaseCorrelate(still, _coarse(part, size), window)
        if response >= SURE:
            right, down = right * first.shape[1] / size[0], down * first.shape[0] / size[1]
            matrix = np.array([[1, 0, -right], [0, 1, -down]])
            moved = cv2.warpAffine(part, matrix, (first.shape[1], first.shape[0]), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            kept.append(np.asarray(moved, dtype=np.uint8))
    return kept


def _coarse(part: Image, size: tuple[int, int]) -> Image:
    return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


def average(parts: Sequence[Image]) -> Image:
    """Noise and the grid of a screen go down with the square root of the number of pictures."""
    total = np.zeros(parts[0].shape, np.float32)
    for part in parts:
        cv2.accumulate(part, total)
    return np.asarray(cv2.convertScaleAbs(total, alpha=1 / len(parts)), dtype=np.uint8)


def darkest(parts: Sequence[Image]) -> Image:
    """A gleam only adds light, and it moves when the badge does: what any picture shows dark is ink."""
    least = parts[0]
    for part in parts[1:]:
        least = np.asarray(cv2.min(least, part), dtype=np.uint8)
    return least
