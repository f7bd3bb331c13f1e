"""Blocks to type a name by: the line it stands in and the keys of the screen for it; knows no page and finds nobody."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtWidgets import QWidget

from ui.ink import Ink
from ui.look import Look
from ui.parts.flow import Piece
from ui.parts.keyboard import GAP, LEAST_KEY, Keyboard
from ui.parts.line import Line
from ui.parts.part import put
from ui.parts.said import LEAST
from ui.typeface import BOLD, FAMILY

KEY_TALL = 92.0


class Entry(Piece):
    """The line, framed, with ``text`` in it to begin with."""

    def __init__(self, look: Look, label: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.line = Line(self)
        self.line.setAccessibleName(label)
        self.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the keys type into it wherever the focus is
        self.line.setText(text)

    def tall(self, across: float) -> float:
        """One line of large type."""
        return 128.0

    def arrange(self) -> None:
        """The line within the frame, its type as large as it is high."""
        put(self.line, QRectF(32, 12, self.extent.width() - 64, self.extent.height() - 24), self.unit)
        palette, size = self.look.palette, round(72 * self.unit)
        self.line.setStyleSheet(
            f"QLineEdit {{ font-family: {FAMILY}; font-size: {size}px; font-weight: {BOLD}; color: {palette.ink}; background: transparent; "
            f"selection-background-color: {palette.accent}; selection-color: {palette.on_accent}; border: none; }}"
        )

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """The frame; the keys type nowhere else, so it is always the accent."""
        palette = self.look.palette
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 24, palette.surface, palette.accent, 6)


class Keys(Piece):
    """The keys, for ``line``; they begin with the letters of ``lang``."""

    def __init__(self, look: Look, line: Line, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.keyboard = Keyboard(look, line, self, size=LEAST)
        self.keyboard.speak(lang)

    def tall(self, across: float) -> float:
        """Four rows, or eight where ten keys do not fit side by side."""
        rows = 8 if (across - 9 * GAP) / 10 < LEAST_KEY * LEAST else 4
        return rows * KEY_TALL + (rows - 1) * GAP

    def arrange(self) -> None:
        """All of it."""
        self.keyboard.place(QRectF(0, 0, self.extent.width(), self.extent.height()), self.unit)
