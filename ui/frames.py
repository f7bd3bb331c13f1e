"""A camera's frame as a small picture Qt can paint; the one place where pixels cross from OpenCV to Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image


def preview(image: Image, box: tuple[int, int]) -> tuple[QImage, float]:
    """``image`` (BGR or grey) as a picture that just covers ``box`` (width, height in pixels), never enlarged, and the scale it was
    made with. Called on a worker's thread."""
    from kiosk.scanner.vision import cv2  # on the worker's thread: the window must not wait for OpenCV

    height, width = image.shape[:2]
    scale = min(1.0, max(box[0] / width, box[1] / height))
    if scale < 1.0:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        way = cv2.INTER_AREA if scale < 0.5 else cv2.INTER_LINEAR
        small = cv2.resize(image, size, interpolation=way)
    else:
        small = image
    wide = cv2.cvtColor(small, cv2.COLOR_GRAY2BGRA if image.ndim == 2 else cv2.COLOR_BGR2BGRA)
    made = QImage(wide.data, wide.shape[1], wide.shape[0], wide.strides[0], QImage.Format.Format_RGB32)
    return made.copy(), scale  # the copy owns its pixels; ``wide`` is gone when this returns
