"""One person, masked, for the question "is this you?": their category's band, name, and what else they know themselves by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QWidget

from ui.ink import Ink
from ui.look import Look
from ui.parts.flow import Piece
from ui.parts.said import LEADING, LEAST, set_lines
from ui.typeface import BOLD, EXTRA, SEMI, font, width

EDGE = 40.0


@dataclass(frozen=True, slots=True)
class WhoFace:
    """What stands on the card. ``band``: colour and the colour written on it; ``rows``: label and value."""

    category: str
    band: tuple[str, str]
    name: str
    rows: Sequence[tuple[str, str]]


class Who(Piece):
    """The card."""

    def __init__(self, look: Look, face: WhoFace, parent: QWidget | None = None, *, size: int = 148) -> None:
        super().__init__(look, parent)
        self.face, self._size = face, size
        self.setAccessibleName(", ".join((face.name, face.category, *(f"{label} {value}" for label, value in face.rows if value))))

    def _label(self, across: float) -> float:
        """The width of the labels' column, 0 where there is only room for one under the other."""
        wide = max((width(label, font(LEAST, SEMI)) for label, _ in self.face.rows), default=0.0) + 40
        fits = all(width(value, font(LEAST, BOLD)) <= across - 2 * EDGE - wide for _, value in self.face.rows)
        return wide if fits else 0.0

    def _lines(self, across: float) -> list[tuple[str, int, int, bool, float]]:
        """Every line under the band: text, size, weight, whether it is a label, left edge; a label beside its value has the same top."""
        room = across - 2 * EDGE
        size, names = set_lines(self.face.name, room, self._size, EXTRA)
        lines = [(line, size, EXTRA, False, 0.0) for line in names]
        column = self._label(across)
        for label, value in self.face.rows:
            lines.append((label, LEAST, SEMI, True, 0.0))
            kept, values = set_lines(value, room - column, LEAST, BOLD)
            lines += [(line, kept, BOLD, False, column) for line in values]
        return lines

    def _band(self, across: float) -> tuple[float, int, tuple[str, ...]]:
        size, lines = set_lines(self.face.category, across - 2 * EDGE, 60, EXTRA)
        return size * LEADING * len(lines) + 28, size, lines

    def tall(self, across: float) -> float:
        """Band and lines."""
        column = self._label(across)
        rows = [size * LEADING for _, size, _, label, _ in self._lines(across) if not (label and column)]
        return self._band(across)[0] + 16 + sum(rows) + 24

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Card, band, lines."""
        palette, face = self.look.palette, self.face
        whole = QRectF(0, 0, extent.width(), extent.height())
        ink.box(whole, 32, palette.surface)
        high, size, words = self._band(extent.width())
        shape = QPainterPath()
        shape.addRoundedRect(whole, 32, 32)
        ink.painter.save()
        ink.painter.setClipPath(shape)
        ink.box(QRectF(0, 0, extent.width(), high), 0, face.band[0])
        ink.painter.restore()
        for number, line in enumerate(words):
            rect = QRectF(EDGE, 14 + number * size * LEADING, extent.width() - 2 * EDGE, size * LEADING)
            ink.text(rect, line, size, face.band[1], weight=EXTRA, tracking=-0.02)
        column, top = self._label(extent.width()), high + 16
        for text, size, weight, label, left in self._lines(extent.width()):
            rect = QRectF(EDGE + left, top, extent.width() - 2 * EDGE - left, size * LEADING)
            ink.text(rect, text, size, palette.ink2 if label else palette.ink, weight=weight, tracking=-0.02)
            top += 0 if label and column else size * LEADING
        ink.box(whole, 32, None, palette.edge, self.look.stroke)
