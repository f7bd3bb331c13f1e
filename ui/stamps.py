"""Large words and icons, painted once and kept as pictures: filling their outlines anew takes five to ten times as long; knows no screen.

All sizes are in design pixels; ``scale`` is how many pixels of the device one of them is."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from ui import icons
from ui.typeface import font

LARGE = 64
"""From so many pixels of the device on, Qt fills each letter's outline instead of copying it from its store of letters."""

WORDS, ICONS = 24, 192
"""How many are kept, the ones used last. A verdict's word across a whole tablet is 1 MB."""


def stamp_word(painter: QPainter, at: QPointF, text: str, size: int, weight: int, tracking: float, colour: str, scale: float) -> None:
    """Paint ``text`` in one line, its baseline beginning at ``at``, to within half a pixel of the device."""
    picture, left, top = _word(text, size, weight, tracking, colour, scale)
    _stamp(painter, QPointF(at.x() + left, at.y() + top), picture, scale)


def stamp_icon(painter: QPainter, rect: QRectF, name: str, colour: str, stroke: float, scale: float) -> None:
    """Paint a bundled icon into ``rect``, to within half a pixel of the device."""
    _stamp(painter, rect.topLeft(), _icon(name, colour, stroke, rect.width(), rect.height(), scale), scale)


def _stamp(painter: QPainter, at: QPointF, picture: QImage, scale: float) -> None:
    """On whole pixels, so that it is copied and not sampled anew."""
    painter.drawImage(QPointF(round(at.x() * scale) / scale, round(at.y() * scale) / scale), picture)


@lru_cache(maxsize=WORDS)
def _word(text: str, size: int, weight: int, tracking: float, colour: str, scale: float) -> tuple[QImage, float, float]:
    """The picture, and where its left top corner stands from the baseline's beginning: letters reach beyond their advance."""
    face = font(size, weight, tracking)
    room = QFontMetricsF(face).boundingRect(text).adjusted(-4, -4, 4, 4)
    left, top = round(room.left() * scale) / scale, round(room.top() * scale) / scale
    picture = _blank(room.width() + 1 / scale, room.height() + 1 / scale, scale)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setFont(face)
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(-left, -top), text)
    painter.end()
    return picture, left, top


@lru_cache(maxsize=ICONS)
def _icon(name: str, colour: str, stroke: float, width: float, height: float, scale: float) -> QImage:
    picture = _blank(width, height, scale)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    icons.draw(painter, name, QRectF(0, 0, width, height), colour, stroke)
    painter.end()
    return picture


def _blank(width: float, height: float, scale: float) -> QImage:
    picture = QImage(max(1, ceil(width * scale)), max(1, ceil(height * scale)), QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
