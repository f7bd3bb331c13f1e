"""One painter in design pixels: text, icons, boxes and hatching as the parts use them; notes every text, and which outgrew its box."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF, QTransform

from ui import signs
from ui.stamps import LARGE, stamp_icon, stamp_word
from ui.typeface import OPTICAL_MIDDLE, SEMI, Fitted, fit, font, width

Align = Qt.AlignmentFlag
LEFT, CENTRE, RIGHT = Align.AlignLeft, Align.AlignHCenter, Align.AlignRight


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text that was painted: ``place`` and ``size`` of its font in device-independent pixels of the widget."""

    text: str
    size: float
    weight: int
    colour: str
    place: QRectF

    def through(self, onto: QTransform) -> Written:
        """The same seen through a painter's transformation."""
        return replace(self, size=self.size * onto.m22(), place=onto.mapRect(self.place))


class Ink:
    """A painter that thinks in design pixels and remembers what it wrote and what did not fit."""

    def __init__(self, painter: QPainter, unit: float) -> None:
        self.painter = painter
        self.overflowing: list[str] = []
        self.written: list[Written] = []
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.scale(unit, unit)
        self.scale = unit * painter.device().devicePixelRatioF()

    def text(
        self,
        rect: QRectF,
        text: str,
        size: int,
        colour: str,
        *,
        weight: int = SEMI,
        tracking: float = -0.01,
        align: Align = LEFT,
        elide: bool = False,
    ) -> float:
        """One line, its ink centred on the height of ``rect``; returns how wide it ran. Text that is staff's alone may be elided."""
        face = font(size, weight, tracking)
        wide = width(text, face)
        if wide > rect.width() + 0.5:
            if elide:
                text = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
                wide = width(text, face)
            else:
                self.overflowing.append(text)
        x = rect.left()
        if align is RIGHT:
            x = rect.right() - wide
        elif align is CENTRE:
            x = rect.center().x() - wide / 2
        at = QPointF(x, rect.center().y() + size * OPTICAL_MIDDLE)
        if size * self.scale >= LARGE:
            stamp_word(self.painter, at, text, size, weight, tracking, colour, self.scale)
        else:
            self.painter.setFont(face)
            self.painter.setPen(QColor(colour))
            self.painter.drawText(at, text)
        place = QRectF(x, rect.center().y() - size / 2, wide, size)
        self.written.append(Written(text, size, weight, colour, place).through(self.painter.combinedTransform()))
        return wide

    def fitted(self, at: QPointF, block: Fitted, colour: str, *, align: Align = LEFT, room: float = 0) -> float:
        """All lines of ``block`` from the top left point ``at`` (aligned within ``room``); returns the height they took."""
        if not block.fits:
            self.overflowing.append(" ".join(block.lines))
        step = block.size * block.leading
        for number, line in enumerate(block.lines):
            rect = QRectF(at.x(), at.y() + number * step, room or block.width + 1, step)
            self.text(rect, line, block.size, colour, weight=block.weight, tracking=block.tracking, align=align)
        return block.height

    def label(self, rect: QRectF, text: str, size: int, least: int, colour: str, *, weight: int = SEMI, align: Align = LEFT) -> float:
        """One line made smaller, down to ``least``, until it fits ``rect``; returns how wide it ran."""
        block = fit(text, rect.width(), size=size, least=least, weight=weight)
        return self.text(rect, text, block.size, colour, weight=weight, tracking=block.tracking, align=align)

    def icon(self, rect: QRectF, name: str, colour: str, stroke: float = 2) -> None:
        """A bundled icon."""
        stamp_icon(self.painter, rect, name, colour, stroke, self.scale)

    def sign(self, rect: QRectF, sign: signs.Sign, shape: str, mark: str, outline: str | None = None) -> None:
        """A verdict's sign."""
        signs.draw(self.painter, sign, rect, shape, mark, outline)

    def box(self, rect: QRectF, radius: float = 0, fill: str | None = None, edge: str | None = None, stroke: float = 2) -> None:
        """A rounded rectangle; its outline lies inside ``rect``."""
        painter = self.painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush))
        if edge:
            pen = QPen(QColor(edge), stroke)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            inset = stroke / 2
            rect = rect.adjusted(inset, inset, -inset, -inset)
            radius = max(0.0, radius - inset)
        if radius:
            painter.drawRoundedRect(rect, radius, radius)
        else:
            painter.drawRect(rect)

    def rule(self, x: float, y: float, length: float, colour: str, thickness: float = 2) -> None:
        """A horizontal line centred on ``y``."""
        self.painter.fillRect(QRectF(x, y - thickness / 2, length, thickness), QColor(colour))

    def hatch(self, rect: QRectF, ground: str, colour: str) -> None:
        """45 degree stripes as wide as the gaps between them, the warning edge."""
        painter = self.painter
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(ground))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        slant = rect.height()
        pitch = max(28.0, slant * 2.2)
        x = rect.left() - pitch
        while x < rect.right() + slant:
            top, bottom = rect.top(), rect.bottom()
            half = pitch / 2
            stripe = (QPointF(x + slant, top), QPointF(x + slant + half, top), QPointF(x + half, bottom), QPointF(x, bottom))
            painter.drawPolygon(QPolygonF(list(stripe)))
            x += pitch
        painter.restore()


class Kept:
    """The whole pictures painted last, for what is painted again and again: the same verdict in each step of its motion, the same welcome
    for the next visitor."""

    def __init__(self, most: int = 4) -> None:
        """``most``: how many are kept, each as large as a screen."""
        self._most = most
        self._pictures: OrderedDict[Hashable, tuple[QImage, list[str], list[Written]]] = OrderedDict()
        self._last: Hashable = None

    def paint(self, ink: Ink, key: Hashable, extent: QSizeF, draw: Callable[[Ink], None]) -> None:
        """What ``draw`` paints, opaque, over ``extent`` from the left top corner; ``key`` tells what it is."""
        key = (key, ink.scale)
        if key != self._last and key not in self._pictures:
            self._last = key  # what is painted once only is not worth a picture, and the first time somebody waits for it
            draw(ink)
            return
        if key not in self._pictures:
            self._pictures[key] = self._drawn(ink.scale, extent, draw)
        self._pictures.move_to_end(key)
        while len(self._pictures) > self._most:
            self._pictures.popitem(last=False)
        picture, overflowing, written = self._pictures[key]
        ink.painter.drawImage(QPointF(0, 0), picture)
        ink.overflowing += overflowing
        ink.written += [line.through(ink.painter.combinedTransform()) for line in written]

    def _drawn(self, scale: float, extent: QSizeF, draw: Callable[[Ink], None]) -> tuple[QImage, list[str], list[Written]]:
        picture = QImage(ceil(extent.width() * scale), ceil(extent.height() * scale), QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(scale)
        painter = QPainter(picture)
        ink = Ink(painter, 1.0)
        draw(ink)
        painter.end()
        return picture, ink.overflowing, ink.written
