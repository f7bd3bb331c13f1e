"""A line to type into: by a keyboard with or without an input method, and by keys on the screen, which it composes itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.hangul import compose

MOST = 80
"""Characters: longer than any name."""


class Line(QLineEdit):
    """Tells of the syllable that is being composed as well, and hands on the keys that are not text.

    Keys of the screen are kept until something else happens, so that each backspace takes one of them back; only the last syllable, which
    may still change, is underlined."""

    heard = Signal(str)
    pressed = Signal(int)  # Qt.Key: up, down, page up, page down, enter, escape
    focused = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._composing = ""
        self._struck = ""
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

    # --- keys of the screen

    def strike(self, key: str) -> None:
        """A key of ``kiosk.hangul.KEYS``; nothing where the line is full."""
        if len(self.text()) + len(compose(self._struck + key)) <= self.maxLength():
            self._show_struck(self._struck + key)

    def type(self, text: str) -> None:
        """Text that is not composed."""
        self.finish()
        self.insert(text)

    def erase(self) -> None:
        """Take back the last key, or the character before the cursor where none is open."""
        if self._struck:
            self._show_struck(self._struck[:-1])
        else:
            self.backspace()

    def finish(self) -> None:
        """What was composed by the screen's keys is text from now on."""
        if self._struck:
            text, self._struck, self._composing = self._composing, "", ""
            event = QInputMethodEvent()
            event.setCommitString(text)
            super().inputMethodEvent(event)

    def empty(self) -> None:
        """Begin anew."""
        if self._struck:
            self._show_struck("")
        self.clear()

    def _show_struck(self, keys: str) -> None:
        text = compose(keys)
        underlined = QTextCharFormat()
        underlined.setFontUnderline(True)
        last = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, max(0, len(text) - 1), 1, underlined)
        self._struck, self._composing = keys, ""
        super().inputMethodEvent(QInputMethodEvent(text, [last] if text else []))
        self._composing = text
        self.heard.emit(self.whole)

    # --- a keyboard's

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A syllable grows."""
        self.finish()
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
        elif event.key() == keys.Key_Backspace and self._struck:
            self.erase()
        else:
            self.finish()
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch moves the cursor."""
        self.finish()
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever types for it hears of it."""
        super().focusInEvent(event)
        self.focused.emit()
