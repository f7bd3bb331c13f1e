"""Pictures of real QR symbols for the scanner's tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import segno

from kiosk.scanner.vision import cv2

Pixels = npt.NDArray[np.uint8]


def drawn(code: segno.QRCode, scale: int = 6, border: int = 4) -> Pixels:
    """A symbol as grey pixels, dark on light."""
    modules = np.array([list(row) for row in code.matrix_iter(scale=scale, border=border)], np.uint8)
    return np.where(modules == 1, 0, 255).astype(np.uint8)


def qr(text: str, scale: int = 6, border: int = 4, error: str = "m") -> Pixels:
    """A QR symbol of ``text`` as grey pixels."""
    return drawn(segno.make(text, micro=False, error=error), scale, border)


def parts(text: str, count: int) -> list[Pixels]:
    """The symbols of a structured append."""
    return [drawn(one) for one in segno.make_sequence(text, symbol_count=count, error="m")]


def scene(*stamps: tuple[Pixels, int, int], size: tuple[int, int] = (1280, 720), ground: int = 140) -> Pixels:
    """A grey camera picture with stamps laid on it at (left, top)."""
    image = np.full((size[1], size[0]), ground, np.uint8)
    for stamp, left, top in stamps:
        image[top : top + stamp.shape[0], left : left + stamp.shape[1]] = stamp
    return image


def coloured(image: Pixels) -> Pixels:
    """A grey picture as BGR."""
    return np.dstack([image, image, image])


def save(path: Path, image: npt.NDArray[np.integer[Any] | np.floating[Any]]) -> Path:
    """Write a picture file in the format of its name."""
    good, data = cv2.imencode(path.suffix, image)
    assert good
    path.write_bytes(data.tobytes())
    return path


def film(path: Path, images: list[Pixels], fps: float = 30.0) -> Path:
    """Write a Motion-JPEG video."""
    height, width = images[0].shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, (width, height))
    assert writer.isOpened()
    for image in images:
        writer.write(image)
    writer.release()
    return path
