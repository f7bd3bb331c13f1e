"""Brings up Qt for a command: with or without a display, its messages into our log, the bundled typeface; knows no screen."""

from __future__ import annotations

import builtins
import logging
import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ui.typeface import load_fonts

_qt = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def plain_imports() -> None:
    """Undo what PySide6 does to Python's import: it reads the source of every module that is imported from then on, keeps it in memory, and
    looks for its own name in it.

    That serves ``from __feature__ import ...``, which nothing here uses; it made the gate's start a third longer, and a module that was
    only half there fail. The function it put aside, ``__orig_import__``, goes back into its place."""
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original


def no_display() -> bool:
    """Whether this computer has no screen a window could be on."""
    return sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def application(*, offscreen: bool) -> QApplication:
    """The application, made once. ``offscreen``: windows are painted and never shown."""
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_told)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["kiosk"])
    app.setQuitOnLastWindowClosed(False)  # who opens a window says when it is over
    load_fonts()
    return app


def until_told(end: Callable[[], None]) -> None:
    """Call ``end`` at SIGINT and SIGTERM. Python runs handlers between two steps of its own, so a timer must tick meanwhile."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: end())


def _told(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # what Qt and the libraries behind it say of drivers and devices is for the log, not for whoever reads the terminal
    _qt.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category or "default", message)
