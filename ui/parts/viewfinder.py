"""The live picture in which staff draw, with a finger, where badges are to be read; knows no camera and keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from kiosk.scanner.aim import WHOLE, Area, spanned
from ui.ink import Ink
from ui.look import Look
from ui.parts.picture import Picture

VEIL = 150
"""How dark, of 255, the part is that is not read."""


class Viewfinder(Picture):
    """All of the camera's picture. A rectangle drawn in it is told by ``drawn``, as an ``Area``."""

    drawn = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, whole=True, radii=(12, 12))
        self._from: tuple[float, float] | None = None
        self._drawing: Area | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A finger is put down: one corner."""
        if self.trouble is None and event.button() is Qt.MouseButton.LeftButton:
            self._from = self._part(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The finger moves: the other corner."""
        if self._from is not None:
            self._drawing = spanned(self._from, self._part(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The finger is lifted: that is the area, unless it was but a touch."""
        area = spanned(self._from, self._part(event.position())) if self._from is not None else None
        self._from, self._drawing = None, None
        if area is not None:
            self.drawn.emit(area)
        self.update()

    def _part(self, at: QPointF) -> tuple[float, float]:
        """Where a point of the screen lies in the picture, 0 to 1, unmirrored."""
        shown = self.shown
        across = (at.x() / self.unit - shown.left()) / shown.width()
        return 1 - across if self.mirrored else across, (at.y() / self.unit - shown.top()) / shown.height()

    def aimed(self) -> QRectF:
        """The part that is read, as it is being drawn; all of the picture where all of it is."""
        area = self._drawing or self.aim
        return self.place_of(area).intersected(self._room) if area != WHOLE else self.shown.intersected(self._room)

    def _draw_aim(self, ink: Ink, room: QRectF) -> None:
        """A veil over what is not read, and a frame in two tones around what is."""
        frame, painter = self.aimed(), ink.painter
        veil, hole = QPainterPath(), QPainterPath()
        veil.addRect(self.shown.intersected(room))
        hole.addRect(frame)
        painter.fillPath(veil.subtracted(hole), QColor(0, 0, 0, VEIL))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("#0B1A2E", 8.0), ("#FFFFFF", 4.0)):
            pen = QPen(QColor(colour), width)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(frame.adjusted(4, 4, -4, -4))
