"""A line that says what can be done, or what went wrong; knows neither."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtWidgets import QWidget

from ui.ink import Ink
from ui.look import AMBER, INK, Look
from ui.parts.part import Part
from ui.signs import Sign
from ui.typeface import BOLD, LEAST, SEMI, fit


class Hint(Part):
    """In two lines where one is too short; with a sign before it where it warns."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.text, self.warns = "", False

    def say(self, text: str, *, warns: bool) -> None:
        """Say this."""
        if (text, warns) != (self.text, self.warns):
            self.text, self.warns = text, warns
            self.update()

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Sign and words."""
        left, middle, palette = 44.0 if self.warns else 0.0, extent.height() / 2, self.look.palette
        if self.warns:
            ink.sign(QRectF(0, middle - 16, 32, 32), Sign.WARN, AMBER, INK, INK)
        weight = BOLD if self.warns else SEMI
        block = fit(self.text, extent.width() - left, size=22, least=LEAST, weight=weight, lines=2, leading=1.25)
        ink.fitted(QPointF(left, middle - block.height / 2), block, palette.ink if self.warns else palette.ink2)
