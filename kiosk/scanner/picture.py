"""Any array or file that may be a picture, as grey 8-bit pixels; knows no codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kiosk.errors import KioskError
from kiosk.scanner.vision import cv2

if TYPE_CHECKING:
    from kiosk.scanner.frame import AnyImage, Image

LARGEST_FILE = 512 * 2**20
"""Bytes; a picture file beyond this is refused before it is read."""

AS_STORED = cv2.IMREAD_IGNORE_ORIENTATION
"""Corners are given in the pixels of the file as stored, so an EXIF turn is left alone."""


class PictureError(KioskError):
    """A file cannot be read as a picture; nothing was taken from it."""

    key = "read.not_picture"


class PictureMissing(PictureError):
    """There is no such file."""

    key = "read.missing"


class PictureIsFolder(PictureError):
    """The name is a folder's."""

    key = "read.folder"


class PictureDenied(PictureError):
    """The system does not let us read the file."""

    key = "read.denied"


class PictureEmpty(PictureError):
    """The file has no bytes."""

    key = "read.empty"


class PictureTooLarge(PictureError):
    """The file is beyond what this machine should hold in memory."""

    key = "read.too_large"


def grey(picture: AnyImage) -> Image | None:
    """``picture`` as contiguous 8-bit grey: of 1 bit, 8, 16 or more bits, or floats (0..1 or 0..255); grey, grey + alpha, BGR, BGRA.

    What is transparent is taken as white paper. None where there is nothing to see (no pixels, no picture's shape)."""
    if picture.ndim not in (2, 3) or picture.size == 0 or min(picture.shape[:2]) == 0:
        return None
    image = _eight_bit(picture)
    if image.size == 0:
        return None
    if image.ndim == 2:
        return np.ascontiguousarray(image)
    depth = image.shape[2]
    if depth == 1:
        return np.ascontiguousarray(image[:, :, 0])
    if depth == 2:
        return _on_paper(np.ascontiguousarray(image[:, :, 0]), image[:, :, 1])
    if depth == 3:
        return _grey_of(cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_BGR2GRAY))
    if depth == 4:
        return _on_paper(_grey_of(cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_BGRA2GRAY)), image[:, :, 3])
    return None


def _grey_of(image: AnyImage) -> Image:
    return np.asarray(image, dtype=np.uint8)


def _eight_bit(picture: AnyImage) -> Image:
    if picture.dtype == np.uint8:
        return _grey_of(picture)
    if picture.dtype == np.bool_:
        return np.where(picture, 255, 0).astype(np.uint8)
    if picture.dtype == np.uint16:
        return np.right_shift(picture.astype(np.uint16), 8).astype(np.uint8)
    if not np.issubdtype(picture.dtype, np.number) or np.issubdtype(picture.dtype, np.complexfloating):
        return np.zeros((0, 0), np.uint8)
    values = np.nan_to_num(picture.astype(np.float32), posinf=255.0, neginf=0.0)
    top = float(values.max(initial=0.0))
    scale = 255.0 if top <= 1.0 else 255.0 / top if top > 255.0 else 1.0
    return _grey_of(np.clip(values * scale, 0, 255).astype(np.uint8))


def _on_paper(ink: Image, alpha: Image) -> Image:
    solid = alpha.astype(np.uint16)
    return ((ink * solid + 255 * (255 - solid)) // 255).astype(np.uint8)


def load(path: Path, *, transparent: bool = False) -> Image:
    """The picture in a file (the first one, where it is animated) as 8-bit grey, in the file's own pixels.

    ``transparent``: what is see-through counts as white paper; without it the colour under it counts, at a quarter of the memory.
    Raises a PictureError that says what is wrong with the file."""
    try:
        if path.is_dir():
            raise PictureIsFolder
        if path.stat().st_size > LARGEST_FILE:
            raise PictureTooLarge
        data = np.frombuffer(path.read_bytes(), np.uint8)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PictureMissing from error
    except PermissionError as error:
        raise PictureDenied from error
    except (OSError, ValueError) as error:  # a name no file can have raises ValueError
        raise PictureMissing from error
    if data.size == 0:
        raise PictureEmpty
    kinds = (cv2.IMREAD_UNCHANGED,) if transparent else (cv2.IMREAD_GRAYSCALE, cv2.IMREAD_UNCHANGED)  # float TIFF has no grey of its own
    for kind in kinds:
        image = _decoded(data, AS_STORED | kind)
        if image is not None:
            return image
    raise PictureError


def _decoded(data: Image, flags: int) -> Image | None:
    try:
        picture = cv2.imdecode(data, flags)
        return None if picture is None else grey(picture)
    except cv2.error as error:
        raise (PictureTooLarge if "IO_MAX_IMAGE" in str(error) else PictureError) from error
    except MemoryError as error:
        raise PictureTooLarge from error
