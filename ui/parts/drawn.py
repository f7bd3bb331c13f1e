"""Pictures of what a visitor does next, in the look's own colours, and the live picture as a mirror; knows no page and no words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from kiosk.scanner.aim import WHOLE, Area
from ui.badges import draw_symbol
from ui.ink import Ink
from ui.look import INK, PAPER, Look
from ui.parts.flow import Piece
from ui.parts.picture import Corners, Picture

Paint = Callable[[Ink, QRectF, Look], None]
BAND = "#2463A6"


class Drawn(Piece):
    """A drawing that keeps its shape (``ratio`` of height to width) in the middle of a panel."""

    grows = True

    def __init__(self, look: Look, paint: Paint, parent: QWidget | None = None, *, least: float = 220, ratio: float = 0.56) -> None:
        super().__init__(look, parent)
        self._paint, self._least, self._ratio = paint, least, ratio

    def tall(self, across: float) -> float:
        """The least it is clear at."""
        return min(self._least, across * self._ratio)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """The panel, and the drawing as large as it goes."""
        palette = self.look.palette
        whole = QRectF(0, 0, extent.width(), extent.height())
        ink.box(whole, 32, palette.raised, palette.edge if self.look.high else None, self.look.stroke)
        room = whole.adjusted(24, 24, -24, -24)
        wide = min(room.width(), room.height() / self._ratio)
        box = QRectF(0, 0, wide, wide * self._ratio)
        box.moveCenter(room.center())
        ink.painter.save()
        ink.painter.translate(box.topLeft())
        ink.painter.scale(box.width() / 1000, box.width() / 1000)
        self._paint(ink, QRectF(0, 0, 1000, 1000 * self._ratio), self.look)
        ink.painter.restore()


class Mirror(Piece):
    """The live picture, seen as in a mirror, with the frame to aim by."""

    grows = True

    def __init__(self, look: Look, parent: QWidget | None = None, *, aim: Area = WHOLE, least: float = 300) -> None:
        super().__init__(look, parent)
        self._least = least
        self.picture = Picture(look, self, radii=(32, 32))
        self.picture.show_tuning(mirrored=True, aim=aim)

    def show_frame(self, image: QImage, found: Sequence[Corners]) -> None:
        """The newest frame."""
        self.picture.show_frame(image, found)

    def tall(self, across: float) -> float:
        """The least a code can be aimed in."""
        return min(self._least, across * 0.75)

    def arrange(self) -> None:
        """All of it."""
        extent = self.extent
        self.picture.place(QRectF(0, 0, extent.width(), extent.height()), self.unit)


def phone_to_badge(ink: Ink, room: QRectF, look: Look) -> None:
    """A confirmation on a phone becomes a badge."""
    _phone(ink, QRectF(40, 20, 300, 520), look)
    _arrow(ink, QPointF(400, 280), QPointF(570, 280), look)
    _badge(ink, QRectF(620, 20, 340, 490), look)


def hold_to_camera(ink: Ink, room: QRectF, look: Look) -> None:
    """A phone is held before the camera."""
    _phone(ink, QRectF(60, 40, 290, 500), look)
    _arrow(ink, QPointF(400, 280), QPointF(590, 280), look)
    box = QRectF(640, 130, 300, 300)
    ink.box(box, 48, look.palette.ink)
    ink.icon(box.adjusted(60, 60, -60, -60), "camera", look.palette.bg)


def out_of_the_slot(ink: Ink, room: QRectF, look: Look) -> None:
    """A badge comes out of the printer's slot."""
    _badge(ink, QRectF(330, 70, 340, 470), look)
    palette = look.palette
    ink.box(QRectF(180, 20, 640, 84), 24, palette.ink)
    ink.box(QRectF(300, 62, 400, 20), 10, palette.bg)
    for x in (130.0, 870.0):
        _arrow(ink, QPointF(x, 220), QPointF(x, 400), look)


def wear_it(ink: Ink, room: QRectF, look: Look) -> None:
    """A badge on its cord, and a tick."""
    pen = QPen(QColor(look.palette.accent), 26)
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    ink.painter.setPen(pen)
    cord = QPainterPath(QPointF(170, 0))
    cord.cubicTo(QPointF(200, 90), QPointF(330, 110), QPointF(360, 150))
    cord.cubicTo(QPointF(390, 110), QPointF(520, 90), QPointF(550, 0))
    ink.painter.drawPath(cord)
    _badge(ink, QRectF(215, 120, 290, 420), look)
    disc = QRectF(660, 160, 240, 240)
    ink.box(disc, 120, look.palette.ink)
    ink.icon(disc.adjusted(56, 56, -56, -56), "check", look.palette.bg, 3)


def symbol_of(icon: str) -> Paint:
    """One icon on a disc."""

    def paint(ink: Ink, room: QRectF, look: Look) -> None:
        disc = QRectF(0, 0, 420, 420)
        disc.moveCenter(room.center())
        ink.box(disc, 210, look.palette.ink)
        ink.icon(disc.adjusted(100, 100, -100, -100), icon, look.palette.bg, 1.8)

    return paint


def person_comes(ink: Ink, room: QRectF, look: Look) -> None:
    """A bell rings at a desk, somebody comes over."""
    disc = QRectF(60, 130, 300, 300)
    ink.box(disc, 150, look.palette.ink)
    ink.icon(disc.adjusted(70, 70, -70, -70), "bell", look.palette.bg)
    _arrow(ink, QPointF(420, 280), QPointF(580, 280), look)
    disc.moveLeft(640)
    ink.box(disc, 150, look.palette.accent)
    ink.icon(disc.adjusted(70, 70, -70, -70), "users", look.palette.on_accent)


def _arrow(ink: Ink, start: QPointF, end: QPointF, look: Look) -> None:
    pen = QPen(QColor(look.palette.accent), 22)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    ink.painter.setPen(pen)
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    along, across = QPointF(-46, 0), QPointF(0, 46)
    if start.x() == end.x():
        along, across = QPointF(0, -46), QPointF(46, 0)
    ink.painter.drawLine(start, end)
    ink.painter.drawPolyline([end + along + across, end, end + along - across])


def _phone(ink: Ink, body: QRectF, look: Look) -> None:
    ink.box(body, 40, PAPER, INK if not look.high else PAPER, 12)
    ink.box(QRectF(body.center().x() - 45, body.top() + 26, 90, 14), 7, INK)
    ink.box(QRectF(body.left() + 44, body.top() + 76, 150, 22), 6, INK)
    ink.box(QRectF(body.left() + 44, body.top() + 112, body.width() - 88, 16), 6, "#9AAABD")
    side = body.width() - 88
    draw_symbol(ink.painter, "SLW CONFIRMATION", QRectF(body.left() + 44, body.bottom() - 44 - side, side, side), 0)


def _badge(ink: Ink, paper: QRectF, look: Look) -> None:
    shape = QPainterPath()
    shape.addRoundedRect(paper, 20, 20)
    painter = ink.painter
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(paper, QColor(PAPER))
    band = QRectF(paper.left(), paper.top(), paper.width(), paper.height() * 0.2)
    painter.fillRect(band, QColor(BAND))
    ink.box(QRectF(band.center().x() - 36, band.top() + 16, 72, 14), 7, PAPER)
    ink.box(QRectF(band.center().x() - 70, band.bottom() - 40, 140, 22), 6, PAPER)
    ink.box(QRectF(paper.center().x() - 110, band.bottom() + 36, 220, 52), 8, INK)
    ink.box(QRectF(paper.center().x() - 80, band.bottom() + 106, 160, 18), 6, "#9AAABD")
    side = paper.width() * 0.42
    code = QRectF(paper.left() + 32, paper.bottom() - 32 - side, side, side)
    draw_symbol(painter, "SLW BADGE", code, 0)
    tile = (paper.right() - 32 - code.right() - 28 - 12) / 2
    for number in range(4):
        x = code.right() + 28 + (number % 2) * (tile + 12)
        ink.box(QRectF(x, code.center().y() - tile - 6 + (number // 2) * (tile + 12), tile, tile), 8, INK)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(INK), 5))
    painter.drawPath(shape)
