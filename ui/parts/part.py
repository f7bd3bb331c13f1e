"""What every piece of a screen shares: placed and painted in design pixels, told its look and its language; holds no content."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.ink import Ink, Written
from ui.look import Look


def put(widget: QWidget, rect: QRectF, unit: float) -> None:
    """Place ``widget`` at ``rect`` of design pixels, ``unit`` device pixels each; neighbours that touch still touch."""
    left, top = round(rect.left() * unit), round(rect.top() * unit)
    widget.setGeometry(left, top, round(rect.right() * unit) - left, round(rect.bottom() * unit) - top)


def paint(widget: QWidget, unit: float, draw: Callable[[Ink, QSizeF], None]) -> tuple[list[str], list[Written]]:
    """Run ``draw`` on a painter over ``widget``; returns the texts that outgrew their boxes, and all texts."""
    painter = QPainter(widget)
    ink = Ink(painter, unit)
    draw(ink, QSizeF(widget.width() / unit, widget.height() / unit))
    painter.end()
    return ink.overflowing, ink.written


class Part(QWidget):
    """A painted piece of a screen. Subclasses say how to ``draw`` and, where they have children, how to ``arrange`` them."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.unit = 1.0
        self.overflowing: list[str] = []
        self.written: list[Written] = []

    @property
    def extent(self) -> QSizeF:
        """Own size in design pixels."""
        return QSizeF(self.width() / self.unit, self.height() / self.unit)

    def place(self, rect: QRectF, unit: float) -> None:
        """Take this place in design pixels of the parent, ``unit`` device pixels each."""
        self.unit = unit
        put(self, rect, unit)
        self.arrange()
        self.update()

    def dress(self, look: Look) -> None:
        """Take on another look, children too."""
        self.look = look
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if hasattr(child, "dress"):
                child.dress(look)
        self.restyle()
        self.update()

    def restyle(self) -> None:
        """Give children the styles that follow from the look."""

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.update()

    def arrange(self) -> None:
        """Place the children."""

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Paint everything but the children."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in design pixels."""
        self.overflowing, self.written = paint(self, self.unit, self.draw)
