"""The signs of the verdicts and the mark of the product, as shapes on a square of 100; knows no colours of its own."""

from __future__ import annotations

import math
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from kiosk.model import Outcome, Reason, Verdict


class Sign(StrEnum):
    """What is told apart by shape alone, without colour and without reading."""

    TICK = "tick"
    AGAIN = "again"
    EXIT = "exit"
    WARN = "warn"
    CROSS = "cross"
    PAUSE = "pause"


def sign_of(verdict: Verdict) -> Sign:
    """The sign a verdict wears."""
    if verdict.outcome is Outcome.ATTENTION:
        return Sign.WARN
    if verdict.outcome is Outcome.REFUSE:
        return Sign.CROSS
    return {Reason.ADMITTED_AGAIN: Sign.AGAIN, Reason.EXIT_RECORDED: Sign.EXIT}.get(verdict.reason, Sign.TICK)


def draw(painter: QPainter, sign: Sign, rect: QRectF, shape: str, mark: str, outline: str | None = None) -> None:
    """Paint ``sign`` into the square ``rect``: its shape, the mark inside, and a 2 px ``outline`` where it stands small."""
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 100, rect.height() / 100)
    pen = QPen(Qt.PenStyle.NoPen)
    if outline:
        pen = QPen(QColor(outline), 200 / rect.width())
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QBrush(QColor(shape)))
    painter.drawPath(_SHAPES[sign])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(mark)))
    painter.drawPath(_MARKS[sign])
    painter.restore()


def draw_mark(painter: QPainter, rect: QRectF, ink: str, accent: str) -> None:
    """Paint the product's mark: a QR corner square with its foot open, one guest inside (28-unit grid)."""
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 28, rect.height() / 28)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    for bar in ((0, 0, 28, 4), (0, 0, 4, 28), (24, 0, 4, 28), (0, 24, 9, 4), (19, 24, 9, 4)):
        painter.drawRect(QRectF(*bar))
    painter.setBrush(QColor(accent))
    painter.drawRect(QRectF(9, 9, 10, 10))
    painter.restore()


def _stroked(path: QPainterPath, thickness: float, *, round_ends: bool = False) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(thickness)
    stroker.setCurveThreshold(0.05)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap if round_ends else Qt.PenCapStyle.FlatCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin if round_ends else Qt.PenJoinStyle.MiterJoin)
    return stroker.createStroke(path).simplified()


def _line(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(0, 0, 100, 100))
    return path


def _triangle() -> QPainterPath:
    inner = QPolygonF([QPointF(50, 13), QPointF(94, 85), QPointF(6, 85)])
    path = QPainterPath()
    path.addPolygon(inner)
    path.closeSubpath()
    return path.united(_stroked(path, 11, round_ends=True))


def _octagon() -> QPainterPath:
    points = [
        QPointF(50 + 54.1 * math.cos(math.radians(22.5 + 45 * step)), 50 + 54.1 * math.sin(math.radians(22.5 + 45 * step)))
        for step in range(8)
    ]
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def _square() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(4, 4, 92, 92), 9, 9)
    return path


def _exclamation() -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(44.8, 34.5, 10.4, 31))
    path.addEllipse(QPointF(50, 76.5), 6.4, 6.4)
    return path


def _returning() -> QPainterPath:
    """An arrow that turns back: three quarters of a ring, counter-clockwise, and its head."""
    ring = QPainterPath()
    box = QRectF(28, 28, 44, 44)
    ring.arcMoveTo(box, 150)
    ring.arcTo(box, 150, -310)
    head = QPainterPath()
    head.addPolygon(QPolygonF([QPointF(20, 22), QPointF(20, 48), QPointF(46, 48)]))
    head.closeSubpath()
    return _stroked(ring, 10).united(head)


def _leaving() -> QPainterPath:
    door = _stroked(_line((46, 25), (26, 25), (26, 75), (46, 75)), 8.5)
    arrow = _stroked(_line((40, 50), (76, 50)), 8.5).united(_stroked(_line((60, 34), (77, 50), (60, 66)), 8.5))
    return door.united(arrow)


def _bars() -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(31, 26, 13, 48))
    path.addRect(QRectF(56, 26, 13, 48))
    return path


def _cross() -> QPainterPath:
    one = _stroked(_line((27, 27), (73, 73)), 13.5)
    return one.united(_stroked(_line((73, 27), (27, 73)), 13.5))


_SHAPES = {
    Sign.TICK: _disc(),
    Sign.AGAIN: _disc(),
    Sign.EXIT: _disc(),
    Sign.WARN: _triangle(),
    Sign.CROSS: _octagon(),
    Sign.PAUSE: _square(),
}

_MARKS = {
    Sign.TICK: _stroked(_line((20, 47), (42.5, 69), (81, 27)), 13),
    Sign.AGAIN: _returning(),
    Sign.EXIT: _leaving(),
    Sign.WARN: _exclamation(),
    Sign.CROSS: _cross(),
    Sign.PAUSE: _bars(),
}
