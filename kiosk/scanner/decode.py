"""From a picture to the codes in it: one cheap pass a frame for the live lane, a whole ladder for a still picture; knows no badges."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from kiosk.scanner.found import Found, ordered
from kiosk.scanner.picture import grey
from kiosk.scanner.readers import guarded, moved, read_zbar, read_zxing, scaled, sharpened, shrunk
from kiosk.scanner.texture import dense
from kiosk.scanner.vision import cv2

if TYPE_CHECKING:
    from kiosk.scanner.frame import AnyImage, Image

log = logging.getLogger(__name__)

LIVE_SIDE = 2560
"""A live picture with a longer side is halved until it fits: a badge that fills it is still hundreds of pixels wide."""

STILL_SIDE = 2048
"""The costly rungs of the ladder work on a picture shrunk to this; the first reads it as it is."""


class Decoder:
    """The live reader: zxing-cpp on every picture and, where that saw nothing, zbar on the busy part of every other.

    Owned by one thread."""

    def __init__(self) -> None:
        self._misses = 0

    def read(self, picture: AnyImage) -> list[Found]:
        """The codes in one picture of any depth and colour, left to right; never raises. Corners are in the picture's own pixels."""
        try:
            image = grey(picture)
        except Exception:
            log.exception("a picture of %s %s cannot be made grey", picture.shape, picture.dtype)
            return []
        if image is None:
            return []
        small, scale = shrunk(image, LIVE_SIDE)
        found = guarded(read_zxing, small)
        if found:
            self._misses = 0
        else:
            self._misses += 1
            if self._misses % 2 == 0:
                found = guarded(_zbar_where_dense, small)
        return sorted((scaled(one, scale) for one in found), key=lambda one: (one.left, one.text))


def _zbar_where_dense(image: Image) -> list[Found]:
    """zbar on the part of the picture that could hold a code: its cost grows with the area, and most of a hall is out of focus."""
    box = dense(image)
    if box is None:
        return []
    left, top, right, bottom = box
    codes = read_zbar(sharpened(np.ascontiguousarray(image[top:bottom, left:right])))
    return [moved(one, left, top) for one in codes]


def still(picture: AnyImage) -> list[Found]:
    """The codes in a still picture, left to right; spends more than the lane may, never raises. Every QR family counts, Micro and rMQR too.

    The rungs and their order were chosen by what each adds over those before it on photographs with known text, the cheap ones first.
    The ladder ends at its first answer: with the plain reader, at 0.6 ms, for 94 of 97."""
    try:
        image = grey(picture)
    except Exception:
        log.exception("a picture of %s %s cannot be made grey", picture.shape, picture.dtype)
        return []
    if image is None:
        return []
    found = guarded(_zxing, image)
    if not found:
        small, times = shrunk(image, STILL_SIDE)
        found = next((_to(times / grown, codes) for codes, grown in _rungs(small) if codes), [])
    return sorted(_distinct(found), key=lambda one: (one.left, one.text))


def _zxing(image: Image) -> list[Found]:
    return read_zxing(image, every=True)


def _zxing_global(image: Image) -> list[Found]:
    return read_zxing(image, every=True, even=True)


def _rungs(image: Image) -> Iterator[tuple[list[Found], float]]:
    """What each rung finds and how much larger than ``image`` its picture was."""
    for read, change, grown in _LADDER:
        if round(min(image.shape) * grown) >= 21 and image.size * grown * grown <= 4 * STILL_SIDE * STILL_SIDE:
            yield guarded(lambda seen, read=read, change=change, grown=grown: read(change(_resized(seen, grown))), image), grown  # type: ignore[misc]
    # a symbol turned by some 45 degrees has its edges where the finders are weakest
    for degrees in (45, 20, 70):
        turned, back = _turned(image, degrees)
        yield [_turned_back(one, back) for one in guarded(_zxing, turned)], 1.0


def _same(image: Image) -> Image:
    return image


def _resized(image: Image, times: float) -> Image:
    if times == 1:
        return image
    how = cv2.INTER_CUBIC if times > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(image, None, fx=times, fy=times, interpolation=how), dtype=np.uint8)


def _otsu(image: Image) -> Image:
    return np.asarray(cv2.threshold(image, 0, 255, cv2.THRESH_OTSU)[1], dtype=np.uint8)


def _wide(image: Image) -> Image:
    """Black and white by wide surroundings: for large symbols half in shadow."""
    return np.asarray(cv2.adaptiveThreshold(image, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, 101, 8), dtype=np.uint8)


def _calm(image: Image) -> Image:
    """Blurred by a pixel: takes the grid of a screen (moire) and sensor noise away."""
    return np.asarray(cv2.GaussianBlur(image, (0, 0), 1.2), dtype=np.uint8)


def _crisp(image: Image) -> Image:
    """Unsharp mask, strong: gives a slightly defocused symbol its edges back."""
    return np.asarray(cv2.addWeighted(image, 3.0, cv2.GaussianBlur(image, (0, 0), 3), -2.0, 0), dtype=np.uint8)


def _inverted(image: Image) -> Image:
    return np.asarray(255 - image, dtype=np.uint8)


_LADDER: tuple[tuple[Callable[[Image], list[Found]], Callable[[Image], Image], float], ...] = (
    (_zxing, _same, 2.0),
    (read_zbar, sharpened, 1.0),
    (_zxing_global, _otsu, 1.0),
    (_zxing, _wide, 1.0),
    (_zxing, _calm, 1.0),
    (_zxing, _same, 0.5),
    (read_zbar, _same, 0.5),
    (read_zbar, _same, 1.0),
    (read_zbar, _otsu, 1.0),
    (_zxing, _crisp, 1.0),
    (_zxing, _crisp, 2.0),
    (_zxing, _same, 3.0),
    (read_zbar, _calm, 1.0),
    (read_zbar, _crisp, 2.0),
    (read_zbar, _inverted, 1.0),
    (_zxing, _same, 0.25),
)


def _turned(image: Image, degrees: float) -> tuple[Image, Image]:
    """``image`` turned about its centre, whole, and the 2x3 matrix that leads its points back."""
    height, width = image.shape
    side = int(np.hypot(height, width)) + 1
    there = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    there[:, 2] += ((side - width) / 2, (side - height) / 2)
    turned = cv2.warpAffine(image, there, (side, side), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, dtype=np.uint8), np.asarray(cv2.invertAffineTransform(there))


def _turned_back(one: Found, matrix: Image) -> Found:
    points = np.array([[x, y, 1.0] for x, y in one.corners]) @ matrix.T
    return Found(one.text, one.format, ordered([(float(x), float(y)) for x, y in points]))


def _to(times: float, codes: list[Found]) -> list[Found]:
    return [scaled(one, times) for one in codes]


def _distinct(codes: list[Found]) -> list[Found]:
    """Each code once, where a reader names the same symbol twice."""
    return list({(one.text, one.corners): one for one in codes}.values())
