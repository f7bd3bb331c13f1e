"""The one field of a desk: what a person types to find somebody, half-typed syllables too; finds nobody itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.ink import Ink
from ui.look import Look
from ui.parts.button import Button, plain
from ui.parts.part import Part, put
from ui.typeface import BOLD, FAMILY

MOST = 80
"""Characters: longer than any name."""


class Line(QLineEdit):
    """Tells of the syllable that is being composed as well, and hands on the keys that are not text."""

    heard = Signal(str)
    pressed = Signal(int)  # Qt.Key: up, down, page up, page down, enter, escape

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._composing = ""
        self.setMaxLength(MOST)
        self.setFrame(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.textChanged.connect(lambda _: self.heard.emit(self.whole))

    @property
    def whole(self) -> str:
        """The text with the syllable being composed in its place."""
        at = self.cursorPosition()
        return self.text()[:at] + self._composing + self.text()[at:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A syllable grows."""
        self._composing = ""
        super().inputMethodEvent(event)
        self._composing = event.preeditString()
        self.heard.emit(self.whole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that choose and act go to the screen."""
        keys = Qt.Key
        if event.key() in (keys.Key_Up, keys.Key_Down, keys.Key_PageUp, keys.Key_PageDown, keys.Key_Escape):
            self.pressed.emit(event.key())
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            if not event.isAutoRepeat():
                self.pressed.emit(keys.Key_Return)
        else:
            super().keyPressEvent(event)


class Query(Part):
    """Magnifier, text, and a button that clears it."""

    changed = Signal(str)
    pressed = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.line = Line(self)
        self.clear_button = Button(look, self, icon="x", size=24)
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
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def type(self, letter: str) -> None:
        """A key of the screen."""
        self.line.insert(letter)

    def erase(self) -> None:
        """The screen's backspace."""
        self.line.backspace()

    def _heard(self, text: str) -> None:
        self.clear_button.setVisible(bool(text))
        self.changed.emit(text)

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.clear_button.say(self.tr("Clear"))
        self.line.setAccessibleName(self.tr("Find a person"))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """Colours of the look."""
        self.clear_button.wear(plain(self.look))
        self._dress_line()

    def _dress_line(self) -> None:
        palette = self.look.palette
        size = max(1, round(40 * self.unit))
        self.line.setStyleSheet(
            f"QLineEdit {{ font-family: {FAMILY}; font-size: {size}px; font-weight: {BOLD}; color: {palette.ink}; background: transparent; "
            f"selection-background-color: {palette.accent}; selection-color: {palette.on_accent}; border: none; }}"
        )

    def arrange(self) -> None:
        """The text has what the button leaves."""
        extent = self.extent
        wide = max(150.0, self.clear_button.wanted(20))
        self.clear_button.place(QRectF(extent.width() - wide - 12, 12, wide, extent.height() - 24), self.unit)
        put(self.line, QRectF(84, 8, extent.width() - wide - 12 - 84 - 12, extent.height() - 16), self.unit)
        self._dress_line()

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """The box and its magnifier: it always listens, so its edge is always the accent."""
        palette = self.look.palette
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 16, palette.surface, palette.accent, 4)
        ink.icon(QRectF(28, extent.height() / 2 - 20, 40, 40), "search", palette.ink, 2.2)
