"""A keyboard for tests: real key and input-method events with times of the tests' own, sent to whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_ENDS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


class Keyboard:
    """``at`` is the time of the next key, ms; it moves by itself as keys are struck."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.at = 1_000

    def press(
        self, text: str, key: int = 0, modifiers: Qt.KeyboardModifier = NONE, scan: int = 0, *, repeat: bool = False, gap: int = 5
    ) -> None:
        """One key, pressed and let go, as the platform would send it; the next comes ``gap`` ms later."""
        key = key or (ord(text.upper()) if len(text) == 1 else 0)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, scan, 0, 0, text, repeat)
            event.setTimestamp(self.at)
            QApplication.sendEvent(QApplication.focusWidget() or self._window, event)
        self.at += gap

    def type(self, text: str, *, gap: int = 5, ending: str = "", rest: int = 1_000) -> None:
        """Keys ``gap`` ms apart, ``ending`` ("\\r", "\\t") after them, then ``rest``."""
        for character in text:
            self.press(character, modifiers=SHIFT if character.isupper() else NONE, gap=gap)
        for end in ending:
            self.press(end, _ENDS[end], gap=gap)
        self.at += rest

    def compose(self, commit: str = "", preedit: str = "") -> None:
        """One event of an input method."""
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(QApplication.focusWidget() or self._window, event)
        self.at += 5
