"""zxing-cpp and zbar behind one shape: a grey picture in, codes out; knows no order of passes, no camera and no badges."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, cast

import numpy as np
import zxingcpp

from kiosk.scanner.found import Found, ordered
from kiosk.scanner.symbol import is_part
from kiosk.scanner.vision import cv2

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image

log = logging.getLogger(__name__)


def read_zxing(image: Image, *, every: bool = False, even: bool = False) -> list[Found]:
    """What ``read_symbols`` gives, parts of a structured append left out: a part is not what its maker meant to say."""
    return whole(read_symbols(image, every=every, even=even))


def read_symbols(image: Image, *, every: bool = False, even: bool = False) -> list[Found]:
    """What zxing-cpp reads in a grey picture.

    ``every``: Micro QR and rMQR too; with zxing-cpp 3 "QRCode" names the family, while a badge, a confirmation and nearly every code in
    the street is of model 2. ``even``: one threshold for the whole picture in place of one for each neighbourhood."""
    family = zxingcpp.BarcodeFormat.QRCode if every else zxingcpp.BarcodeFormat.QRCodeModel2
    how = zxingcpp.Binarizer.GlobalHistogram if even else zxingcpp.Binarizer.LocalAverage
    # made anew for each call: an object of the binding that a module keeps is reported as leaked when the process ends
    formats = zxingcpp.BarcodeFormats(family)
    barcodes = zxingcpp.read_barcodes(image, formats=formats, text_mode=zxingcpp.TextMode.Plain, binarizer=how)
    return [_of_zxing(one) for one in barcodes if one.valid and one.text]


def whole(found: list[Found]) -> list[Found]:
    """``found`` without parts of a structured append."""
    return [one for one in found if not one.part]


def _of_zxing(one: zxingcpp.Barcode) -> Found:
    at = one.position
    corners = [(float(p.x), float(p.y)) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
    return Found(one.text, one.format.name, ordered(corners), is_part(one))


def read_zbar(image: Image) -> list[Found]:
    """What zbar reads in a grey picture. It guesses character sets, so only plain ASCII is believed. Empty where zbar is not installed.

    Raises whatever pyzbar raises: ValueError on a structured append, for one (pyzbar #139)."""
    if (pyzbar := _pyzbar()) is None:
        return []
    found = []
    for one in pyzbar.decode(image, symbols=[pyzbar.ZBarSymbol.QRCODE]):
        text = one.data.decode("utf-8", "replace")
        if one.type == "QRCODE" and text and text.isascii():
            box = one.rect
            square = [
                (box.left, box.top),
                (box.left + box.width, box.top),
                (box.left + box.width, box.top + box.height),
                (box.left, box.top + box.height),
            ]
            corners = [(p.x, p.y) for p in one.polygon] if len(one.polygon) == 4 else square
            found.append(Found(text, "QRCode", ordered([(float(x), float(y)) for x, y in corners])))
    return found


def _pyzbar() -> ModuleType | None:
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):  # the wheel is there, the system's libzbar is not
        return None
    return cast(ModuleType, pyzbar)


def has_zbar() -> bool:
    """Whether the second reader can be used: pyzbar and the system's libzbar are there."""
    return _pyzbar() is not None


def sharpened(image: Image) -> Image:
    """Black and white by each pixel's surroundings: evens out shadow and glare in front of zbar, which looks for edges alone."""
    return np.asarray(cv2.adaptiveThreshold(image, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 31, 7), dtype=np.uint8)


def guarded(read: Callable[[Image], list[Found]], image: Image) -> list[Found]:
    """What ``read`` finds; nothing where a decoder raises. A printed code must never be able to stop the lane."""
    try:
        return read(image)
    except Exception as error:  # noqa: BLE001 - pyzbar: ValueError, PyZbarError, ZeroDivisionError; zxing: ValueError, UnicodeError
        log.debug("%s on a picture of %s: %s", getattr(read, "__name__", "decoder"), image.shape, type(error).__name__)
        return []


def resized(image: Image, times: float) -> Image:
    """``image`` made ``times`` as large."""
    if times == 1:
        return image
    how = cv2.INTER_CUBIC if times > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(image, None, fx=times, fy=times, interpolation=how), dtype=np.uint8)


def shrunk(image: Image, longest: int) -> tuple[Image, int]:
    """``image`` by a whole fraction so that no side is over ``longest``, and that whole number."""
    times = -(-max(image.shape) // longest)
    if times == 1:
        return image, 1
    height, width = image.shape
    size = (max(1, width // times), max(1, height // times))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), times


def scaled(one: Found, times: float) -> Found:
    """``one`` with its corners in a picture ``times`` as large."""
    if times == 1:
        return one
    a, b, c, d = ((round(x * times), round(y * times)) for x, y in one.corners)
    return replace(one, corners=(a, b, c, d))


def moved(one: Found, right: int, down: int) -> Found:
    """``one`` with its corners in a picture of which this was a part that began at (``right``, ``down``)."""
    a, b, c, d = ((x + right, y + down) for x, y in one.corners)
    return replace(one, corners=(a, b, c, d))
