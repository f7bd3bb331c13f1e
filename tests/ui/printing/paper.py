"""Looks at what came out of a printer: PDF pages as pictures, badges to print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from kiosk.model import Text
from kiosk.programme import Category
from ui.printing.face import BadgeFace

CODE = "ABCDEFGH23456723"
VISITOR = Category("visitor", Text("관람객", "Visitor"), "#2463A6", "#FFFFFF")


def some_face(code: str = CODE) -> BadgeFace:
    """A visitor's badge."""
    return BadgeFace(code, "홍길동", "HONG Gildong", "한강데이터랩", VISITOR, ("house", "globe"), "1·2·3일차", "서울 스마트 라이프 위크")


@contextmanager
def opened(path: Path) -> Iterator[QPdfDocument]:
    """The PDF at ``path``."""
    document = QPdfDocument()
    document.load(str(path))
    yield document
    document.close()


def seen(document: QPdfDocument, page: int = 0) -> NDArray[np.uint8]:
    """A page as a scanner of 200 dpi would see it on white paper."""
    points = document.pagePointSize(page)
    size = QSize(round(points.width() * 200 / 72), round(points.height() * 200 / 72))
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(QColor("#FFFFFF"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    grey = paper.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return pixels[:, : grey.width()].copy()
