"""Keeps whoever stands before a station inside it: swallows what leads out of a window; knows no screen. What the system itself takes
first (Ctrl+Alt+Del, another terminal) is the system's to switch off: docs/hardening.md."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

_NEVER = frozenset(
    (
        QEvent.Type.ContextMenu, QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop, QEvent.Type.NativeGesture,
        QEvent.Type.Gesture, QEvent.Type.GestureOverride, QEvent.Type.Shortcut, QEvent.Type.WhatsThisClicked,
    )
)  # fmt: skip
_KEYS = frozenset((QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride))
_PRESSES = frozenset((QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick))
_ALT, _CONTROL, _META = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.MetaModifier
_LEADING_OUT = frozenset(
    (
        *range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1), *range(Qt.Key.Key_Back, Qt.Key.Key_LaunchH + 1), Qt.Key.Key_Menu, Qt.Key.Key_Help,
        Qt.Key.Key_Print, Qt.Key.Key_SysReq, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Meta,
    )
)  # fmt: skip
"""Function keys, a browser's and a media keyboard's, and those of a desktop."""


def leads_out(event: QKeyEvent) -> bool:
    """Whether that key means something to a window or a desktop rather than to a screen of ours. AltGr with a letter is typing."""
    held = event.modifiers()
    typing = bool(event.text()) and event.text().isprintable()
    with_alt = bool(held & _ALT) and not (typing and held & _CONTROL)
    return event.key() in _LEADING_OUT or with_alt or bool(held & _META)


class Locked(QObject):
    """From ``start`` until ``stop`` a filter over the whole application. A hand scanner's filter is to be installed after it."""

    def start(self) -> None:
        """Begin."""
        if (app := QCoreApplication.instance()) is not None:
            app.installEventFilter(self)

    def stop(self) -> None:
        """No more. A second call does nothing."""
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what leads out."""
        kind = event.type()
        if kind in _NEVER:
            return True
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return leads_out(event)
        if kind in _PRESSES and isinstance(event, QMouseEvent):
            return event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton)
        return False
