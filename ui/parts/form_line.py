"""One line of a form: what is asked, whether it must be, the line to type into, and what is wrong with it; checks nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from ui.ink import RIGHT, Ink
from ui.look import AMBER, INK, Look
from ui.parts.keyboard import Layer
from ui.parts.line import Line
from ui.parts.part import Part, put
from ui.signs import Sign
from ui.typeface import BOLD, FAMILY, LEAST, SEMI, font, width

TALL = 98.0
"""Design pixels: label and box."""
LABEL = 32.0


class FormLine(Part):
    """``line`` is what is typed into; ``heard`` tells of every change, ``focused`` that it is this one's turn."""

    heard = Signal()
    focused = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None, *, layer: Layer | None = None) -> None:
        """``layer``: the keys it is typed with, None: the language's letters."""
        super().__init__(look, parent)
        self.layer = layer
        self.line = Line(self)
        self.label, self.mark, self.fault = "", "", ""
        self.line.heard.connect(lambda _: self.heard.emit())
        self.line.focused.connect(self.focused)
        self.setFocusProxy(self.line)
        self.restyle()

    @property
    def text(self) -> str:
        """What stands there, the syllable being composed too."""
        return self.line.whole

    def say(self, label: str, mark: str) -> None:
        """What is asked, and a word on whether it must be."""
        self.label, self.mark = label, mark
        self.line.setAccessibleName(f"{label} ({mark})" if mark else label)
        self.update()

    def warn(self, fault: str) -> None:
        """Say what is wrong, "" for nothing."""
        if fault != self.fault:
            self.fault = fault
            self.line.setAccessibleDescription(fault)
            self.update()

    def fill(self, text: str) -> None:
        """Put ``text`` in place of what stands there."""
        self.line.empty()
        self.line.setText(text)

    def restyle(self) -> None:
        """Colours of the look."""
        palette = self.look.palette
        size = max(1, round(30 * self.unit))
        self.line.setStyleSheet(
            f"QLineEdit {{ font-family: {FAMILY}; font-size: {size}px; font-weight: {SEMI}; color: {palette.ink}; background: transparent; "
            f"selection-background-color: {palette.accent}; selection-color: {palette.on_accent}; border: none; }}"
        )

    def arrange(self) -> None:
        """The line within its box."""
        extent = self.extent
        put(self.line, QRectF(16, LABEL + 4, extent.width() - 32, extent.height() - LABEL - 8), self.unit)
        self.restyle()

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Label, mark, what is wrong, box."""
        palette = self.look.palette
        wide = ink.label(QRectF(0, 0, extent.width() * 0.6, LABEL - 4), self.label, 22, LEAST, palette.ink, weight=BOLD)
        if self.mark:
            wide += 8 + width(self.mark, font(LEAST, SEMI))
            ink.text(QRectF(0, 0, wide + 1, LABEL - 4), self.mark, LEAST, palette.ink2, weight=SEMI, align=RIGHT)
        if self.fault:
            room = QRectF(wide + 16, 0, extent.width() - wide - 16, LABEL - 4)
            sign = min(room.width(), width(self.fault, font(LEAST, BOLD)) + 36)
            at = QRectF(room.right() - sign, room.top(), sign, room.height())
            ink.sign(QRectF(at.left(), at.center().y() - 13, 26, 26), Sign.WARN, AMBER, INK, INK)
            ink.label(at.adjusted(34, 0, 0, 0), self.fault, LEAST, 16, palette.ink, weight=BOLD)
        box = QRectF(0, LABEL, extent.width(), extent.height() - LABEL)
        here = self.line.hasFocus()
        ink.box(box, 12, palette.surface, palette.accent if here else palette.edge, 4 if here else self.look.stroke)
