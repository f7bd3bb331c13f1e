"""The costly ways to read a part of a picture in which the plain reader saw nothing; knows no frames, no order in time and no budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kiosk.scanner.found import Found
from kiosk.scanner.readers import guarded, read_zbar, read_zxing, resized, scaled, sharpened
from kiosk.scanner.vision import cv2

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image

LARGEST = 620
"""A part is enlarged to at most this many pixels squared."""

ENLARGED = 3.0
REDUCED = 0.2


@dataclass(frozen=True, slots=True)
class Pass:
    """One way of reading: ``level`` evens the part out, it is brought to about ``side`` px so that one reader fits codes near and far
    (0: never enlarged), ``finish`` makes edges, ``read`` reads."""

    side: int
    level: Callable[[Image], Image]
    finish: Callable[[Image], Image] = lambda part: part
    read: Callable[[Image], list[Found]] = read_zxing

    def grown(self, width: int, height: int) -> float:
        """How much larger the part is made."""
        if not self.side:
            return min(1.0, LARGEST / max(width, height))
        times = min(ENLARGED, max(REDUCED, self.side / max(width, height)))
        return min(times, max(1.0, LARGEST / (width * height) ** 0.5)) if times > 1 else times

    def codes(self, part: Image) -> list[Found]:
        """The codes in a part of a grey picture, corners in its own pixels; never raises."""
        times = self.grown(part.shape[1], part.shape[0])
        return [scaled(one, 1 / times) for one in guarded(lambda seen: self.read(self.prepared(seen, times)), part)]

    def prepared(self, part: Image, times: float) -> Image:
        """The part as the reader gets it, ``times`` as large; evened out at whichever size has fewer pixels."""
        even = resized(self.level(part), times) if times > 1 else self.level(resized(part, times))
        return self.finish(even)


def levelled(image: Image, window: int) -> Image:
    """Every neighbourhood of ``window`` px at the same mean and spread: shadow, glare's edge and faint print all look alike.

    The plain reader takes blocks with a range under 24 grey levels for paper, and its windows of 40 px do not grow with the code."""
    values = image.astype(np.float32)
    mean = cv2.boxFilter(values, -1, (window, window))
    spread = cv2.sqrt(cv2.max(cv2.sqrBoxFilter(values, cv2.CV_32F, (window, window)) - mean * mean, 16.0))  # type: ignore[call-overload]
    return np.asarray(cv2.convertScaleAbs(cv2.divide(values - mean, spread, scale=45.0) + 128.0), dtype=np.uint8)


def crisp(image: Image, sigma: float, strength: float) -> Image:
    """Unsharp mask: gives a slightly defocused symbol its edges back."""
    soft = cv2.GaussianBlur(image, (0, 0), sigma)
    return np.asarray(cv2.addWeighted(image, 1 + strength, soft, -strength, 0), dtype=np.uint8)


def smooth(image: Image) -> Image:
    """Noise taken off, edges kept (bilateral filter)."""
    return np.asarray(cv2.bilateralFilter(image, 5, 25, 2), dtype=np.uint8)


def calm(image: Image, sigma: float) -> Image:
    """Blurred: takes the grid of a screen (moire) and noise away."""
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), dtype=np.uint8)


def black_and_white(image: Image, window: int, below: int) -> Image:
    """Dark where a pixel is ``below`` its neighbourhood's mean."""
    how = cv2.ADAPTIVE_THRESH_MEAN_C
    return np.asarray(cv2.adaptiveThreshold(image, 255, how, cv2.THRESH_BINARY, window, below), dtype=np.uint8)


LEVELLED = Pass(560, lambda part: levelled(smooth(part), 51))
CRISP = Pass(560, lambda part: levelled(smooth(part), 31), lambda part: crisp(part, 3, 1))
CALM = Pass(560, lambda part: part, lambda part: black_and_white(calm(part, 2.5), 61, 2))
SHARP = Pass(800, lambda part: levelled(calm(part, 0.7), 31), lambda part: crisp(part, 5, 3))
ZBAR = Pass(0, sharpened, read=read_zbar)
