"""The one field of a desk: what a person types to find somebody, half-typed syllables too; finds nobody itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.ink import Ink
from ui.look import Look
from ui.parts.button import Button, inverse, plain
from ui.parts.line import Line
from ui.parts.part import Part, put
from ui.typeface import BOLD, FAMILY


class Query(Part):
    """Magnifier, text, a button that opens the keys of the screen, and one that clears."""

    changed = Signal(str)
    pressed = Signal(int)
    keyboard_wished = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.line = Line(self)
        self.keyboard_button = Button(look, self, icon="keyboard", size=34)
        self.clear_button = Button(look, self, icon="x", size=24)
        self._typing = False
        self.keyboard_button.clicked.connect(self.keyboard_wished)
        self.clear_button.clicked.connect(self.clear)
        self.line.heard.connect(self._heard)
        self.line.pressed.connect(self.pressed)
        self.setFocusProxy(self.line)
        self.clear_button.hide()
        self.retranslate()
        self.restyle()

    @property
    def text(self) -> str:
        """What stands there, the syllable being composed too."""
        return self.line.whole

    def clear(self) -> None:
        """Begin anew."""
        self.line.empty()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def type(self, letter: str) -> None:
        """A key of the screen."""
        self.line.type(letter)

    def erase(self) -> None:
        """The screen's backspace."""
        self.line.erase()

    def show_typing(self, typing: bool) -> None:
        """Say on the button whether the keys are open."""
        self._typing = typing
        self.restyle()

    def _heard(self, text: str) -> None:
        self.clear_button.setVisible(bool(text))
        self.changed.emit(text)

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.clear_button.say(self.tr("Clear"))
        self.keyboard_button.say("", spoken=self.tr("Keyboard"))
        self.line.setAccessibleName(self.tr("Find a person"))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """Colours of the look."""
        self.clear_button.wear(plain(self.look))
        self.keyboard_button.wear(inverse(self.look) if self._typing else plain(self.look))
        self._dress_line()

    def _dress_line(self) -> None:
        palette = self.look.palette
        size = max(1, round(40 * self.unit))
        self.line.setStyleSheet(
            f"QLineEdit {{ font-family: {FAMILY}; font-size: {size}px; font-weight: {BOLD}; color: {palette.ink}; background: transparent; "
            f"selection-background-color: {palette.accent}; selection-color: {palette.on_accent}; border: none; }}"
        )

    def arrange(self) -> None:
        """The text has what the buttons leave."""
        extent = self.extent
        wide, tall = max(150.0, self.clear_button.wanted(20)), extent.height() - 24
        self.keyboard_button.place(QRectF(extent.width() - 88 - 12, 12, 88, tall), self.unit)
        self.clear_button.place(QRectF(extent.width() - 88 - 24 - wide, 12, wide, tall), self.unit)
        put(self.line, QRectF(84, 8, extent.width() - 88 - 24 - wide - 84 - 12, extent.height() - 16), self.unit)
        self._dress_line()

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """The box and its magnifier: it always listens, so its edge is always the accent."""
        palette = self.look.palette
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 16, palette.surface, palette.accent, 4)
        ink.icon(QRectF(28, extent.height() / 2 - 20, 40, 40), "search", palette.ink, 2.2)
