"""Tests of ui.stamps and of what ui.ink keeps: pictures painted once look as if painted anew, and only so many are kept."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui import icons
from ui.ink import Ink, Kept
from ui.stamps import stamp_icon, stamp_word
from ui.typeface import EXTRA, font, load_fonts

SIZE = (600, 220)


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


def painted(paint: object, scale: float = 1.0) -> QImage:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    paint(painter)  # type: ignore[operator]
    painter.end()
    return image


def grey(image: QImage) -> np.ndarray:
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return cv2.cvtColor(data, cv2.COLOR_BGRA2GRAY)


def far(one: QImage, other: QImage) -> float:
    """How far two pictures are from each other where half a pixel's shift counts for nothing: the part of the ink."""
    first, second = (cv2.GaussianBlur(grey(each), (0, 0), 2).astype(float) for each in (one, other))
    return float(np.abs(first - second).sum() / (255 - first).sum())


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("word", ["입장", "Welcome", "jÅ쀍"])
def test_a_word_from_its_picture_looks_as_if_written_anew(word: str, scale: float) -> None:
    def anew(painter: QPainter) -> None:
        painter.setFont(font(100, EXTRA, -0.04))
        painter.setPen(QColor("#A3122A"))
        painter.drawText(QPointF(10.3, 118.6), word)

    stamped = painted(lambda painter: stamp_word(painter, QPointF(10.3, 118.6), word, 100, EXTRA, -0.04, "#A3122A", scale), scale)
    assert far(painted(anew, scale), stamped) < 0.1
    assert far(stamped, painted(lambda painter: None)) > 0.5


def test_an_icon_from_its_picture_looks_as_if_drawn_anew() -> None:
    place = QRectF(20.4, 30.2, 72, 72)
    anew = painted(lambda painter: icons.draw(painter, "globe", place, "#0B57D0", 3))
    assert far(anew, painted(lambda painter: stamp_icon(painter, place, "globe", "#0B57D0", 3, 1.0))) < 0.08


def test_what_is_painted_again_is_kept_and_says_each_time_what_outgrew_its_box() -> None:
    kept, drawn = Kept(most=2), []

    def show(key: str) -> tuple[QImage, list[str]]:
        outgrown: list[str] = []

        def paint(painter: QPainter) -> None:
            ink = Ink(painter, 1.0)

            def draw(below: Ink) -> None:
                drawn.append(key)
                below.box(QRectF(0, 0, *SIZE), 0, "#3DD6A3")
                below.text(QRectF(0, 0, 20, 40), f"{key} is far too long", 32, "#0B1A2E")

            kept.paint(ink, key, QSizeF(*SIZE), draw)
            outgrown.extend(ink.overflowing)

        return painted(paint), outgrown

    first, second, third = show("a"), show("a"), show("a")
    assert drawn == ["a", "a"], "the second time into the picture that is kept"
    assert first == second == third
    assert second[1] == ["a is far too long"]
    assert first[0].pixelColor(599, 219) == QColor("#3DD6A3")
    for key in ("b", "b", "c", "c"):
        show(key)
    drawn.clear()
    show("c")
    show("b")
    assert drawn == []
    show("a")
    assert drawn == ["a"], "only the last two are kept"
