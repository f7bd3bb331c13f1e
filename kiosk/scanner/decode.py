"""From a picture to the codes in it: the live lane's reader, and the whole ladder for a still picture; knows no badges."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from kiosk.scanner.found import Found
from kiosk.scanner.ladder import Ladder
from kiosk.scanner.passes import CALM, CRISP, LEVELLED, SHARP, ZBAR, Pass, calm, crisp, levelled, smooth
from kiosk.scanner.picture import grey
from kiosk.scanner.readers import guarded, moved, read_symbols, read_zbar, read_zxing, resized, scaled, sharpened, shrunk
from kiosk.scanner.texture import dense
from kiosk.scanner.vision import cv2

if TYPE_CHECKING:
    from kiosk.scanner.frame import AnyImage, Image

Reading: TypeAlias = Callable[["Image"], list[Found]]

log = logging.getLogger(__name__)

LIVE_SIDE = 2560
"""A live picture with a longer side is halved until it fits: a badge that fills it is still hundreds of pixels wide."""

STILL_SIDE = 2048
"""The costly rungs of the ladder work on a picture shrunk to this; the first reads it as it is."""


class Decoder:
    """The live reader: zxing-cpp on every picture and, where busy places stay unread, at most one costly pass of the ladder.

    Owned by one thread."""

    def __init__(self) -> None:
        self._ladder = Ladder()

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
        return sorted((scaled(one, scale) for one in self._ladder.read(small)), key=lambda one: (one.left, one.text))


def still(picture: AnyImage) -> list[Found]:
    """The codes in a still picture, left to right, parts of a structured append marked as such; spends more than the lane may,
    never raises. Every QR family counts, Micro and rMQR too.

    The ladder ends at its first answer: with the plain reader for 94 of 97 photographs with known text, with all rungs for 97. Of 80 hard
    frames of a seed nothing was tuned to, the plain reader read 32, the ladder 53."""
    try:
        image = grey(picture)
    except Exception:
        log.exception("a picture of %s %s cannot be made grey", picture.shape, picture.dtype)
        return []
    if image is None:
        return []
    found = guarded(lambda seen: read_symbols(seen, every=True), image)
    if not found:
        small, times = shrunk(image, STILL_SIDE)
        found = [scaled(one, times) for one in next((codes for codes in _rungs(small) if codes), [])]
    return sorted(_distinct(found), key=lambda one: (one.left, one.text))


def _rungs(image: Image) -> Iterator[list[Found]]:
    """What each rung finds, cheap ones first: the whole picture changed a little, its busy places with care, the whole with care."""
    yield from (_changed(image, *rung) for rung in _CHEAP)
    places = dense(image)[:PLACES]
    for one in _CAREFUL:
        for left, top, right, bottom in places:
            yield [moved(code, left, top) for code in one.codes(np.ascontiguousarray(image[top:bottom, left:right]))]
    yield from (_changed(image, *rung) for rung in _DEAR)


def _changed(image: Image, read: Reading, change: Callable[[Image], Image], times: float) -> list[Found]:
    if round(min(image.shape) * times) < 21 or image.size * times * times > 4 * STILL_SIDE * STILL_SIDE:
        return []
    return [scaled(one, 1 / times) for one in guarded(lambda seen: read(change(resized(seen, times))), image)]


def _same(image: Image) -> Image:
    return image


def _zxing_even(image: Image) -> list[Found]:
    return read_zxing(image, even=True)


def _otsu(image: Image) -> Image:
    return np.asarray(cv2.threshold(image, 0, 255, cv2.THRESH_OTSU)[1], dtype=np.uint8)


PLACES = 2
"""Busy places of a still picture looked at with care; a third added nothing."""

_CHEAP: tuple[tuple[Reading, Callable[[Image], Image], float], ...] = (
    (read_zxing, _same, 0.5),
    (read_zxing, lambda image: calm(image, 1.2), 1.0),
    (_zxing_even, _otsu, 1.0),
)
"""Together 4 ms on a frame of 720p. Of 97 frames of two other seeds that the plain reader cannot read, 8 end here."""

_CAREFUL: tuple[Pass, ...] = (LEVELLED, CRISP, ZBAR, CALM, SHARP)
"""1 to 4 ms a place: 25 of the 97 end here, by pass 11, 8, 1, 0 and 5. CALM is there for two small photographs nothing else reads."""

_DEAR: tuple[tuple[Reading, Callable[[Image], Image], float], ...] = (
    (read_zxing, _same, 2.0),
    (read_zxing, lambda image: crisp(levelled(smooth(image), 31), 3, 1), 1.0),
    (read_zbar, sharpened, 1.0),
    (read_zbar, _same, 0.5),
    (read_zxing, _same, 3.0),
    (read_zbar, _same, 1.0),
)
"""6 to 22 ms each, for codes in no busy place: 13 of the 97 end here, 8 of them by the second. The readings by zbar are there for
photographs. A picture turned by 45 degrees, wider thresholds and a quarter of the size were tried and ended none."""


def _distinct(codes: list[Found]) -> list[Found]:
    """Each code once, where a reader names the same symbol twice."""
    return list({(one.text, one.corners): one for one in codes}.values())
