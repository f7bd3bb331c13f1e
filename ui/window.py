"""The one window: full screen, holds a screen, keeps the panel awake while a station is open; knows no station."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from ui.awake import Awake


class Window(QMainWindow):
    """Shows one screen at a time. ``painted`` comes once, after the first paint: the moment to start what is slow."""

    painted = Signal()
    closing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("SLW kiosk")
        self.awake = Awake(self)
        self._told = False

    def put(self, screen: QWidget) -> None:
        """Show ``screen``; the one before is given up."""
        before = self.takeCentralWidget()
        if before is not None and before is not screen:
            before.hide()
            before.deleteLater()
        self.setCentralWidget(screen)
        screen.show()

    def open(self, *, full: bool = True, size: tuple[int, int] = (1280, 800)) -> None:
        """Come up: over the whole panel, or as a window of ``size``."""
        if full:
            self.showFullScreen()
        else:
            self.resize(*size)
            self.show()

    def keep_awake(self, on: bool) -> None:
        """Whether the panel may sleep."""
        if on:
            self.awake.hold()
        else:
            self.awake.release()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell of the first paint once the loop has come round."""
        super().showEvent(event)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 leaves and takes the whole panel."""
        if event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so first; let the panel sleep."""
        self.closing.emit()
        self.keep_awake(False)
        super().closeEvent(event)
