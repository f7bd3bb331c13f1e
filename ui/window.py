"""The one window: full screen, holds a screen, keeps the panel awake while a station is open, and people inside; knows no station."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.awake import Awake
from ui.locked import Locked

UNSEEN_MS = 500
"""After so long a window that nothing was painted in (a panel that is off, a locked desktop) is taken for painted all the same."""


class Window(QWidget):
    """Shows one screen at a time. ``painted`` comes once, after the first paint: the moment to start what is slow; ``held`` whenever
    somebody tried to close it while it was locked."""

    painted = Signal()
    closing = Signal()
    held = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locked: Locked | None = None
        self.setWindowTitle("SLW kiosk")
        self.awake = Awake(self)
        self.screen_shown: QWidget | None = None
        self._told = False
        self._unseen = QTimer(self)
        self._unseen.setSingleShot(True)
        self._unseen.setInterval(UNSEEN_MS)
        self._unseen.timeout.connect(self._tell)

    def put(self, screen: QWidget) -> None:
        """Show ``screen``; the one before is given up."""
        before, self.screen_shown = self.screen_shown, screen
        if before is not None and before is not screen:
            before.hide()
            before.deleteLater()
        if not self._told:
            screen.installEventFilter(self)
        screen.setParent(self)
        screen.setGeometry(self.rect())
        screen.show()

    def open(self, *, full: bool = True, size: tuple[int, int] = (1280, 800)) -> None:
        """Come up: over the whole panel, or as a window of ``size``."""
        if full:
            self.screen().geometryChanged.connect(self._cover)
            self._cover()
            self.showFullScreen()
        else:
            self.resize(*size)
            self.show()

    def _cover(self) -> None:
        """Take the panel's size ourselves: a kiosk may run without a window manager, and a tablet may be turned."""
        if self.isFullScreen() or not self.isVisible():
            self.setGeometry(self.screen().geometry())

    @property
    def locked(self) -> bool:
        """Whether nobody gets out but by ``unlock``."""
        return self._locked is not None

    def lock(self) -> None:
        """Nobody closes, leaves or shrinks it, and no key or gesture leads out."""
        if self._locked is None:
            self._locked = Locked(self)
            self._locked.start()

    def unlock(self) -> None:
        """It may be closed again. A second call does nothing."""
        if self._locked is not None:
            self._locked.stop()
            self._locked = None

    def keep_awake(self, on: bool) -> None:
        """Whether the panel may sleep."""
        if on:
            self.awake.hold()
        else:
            self.awake.release()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the screen painted; tell of it once its children are too and the loop has come round."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._tell)
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Wait for the first paint no longer than ``UNSEEN_MS``."""
        super().showEvent(event)
        if not self._told:
            self._unseen.start()

    def _tell(self) -> None:
        self._unseen.stop()
        if not self._told:
            self._told = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The screen fills the window."""
        if self.screen_shown is not None:
            self.screen_shown.setGeometry(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 leaves and takes the whole panel."""
        if event.key() == Qt.Key.Key_F11 and not self.locked:
            if self.isFullScreen():
                self.showNormal()
                self.resize(1280, 800)
            else:
                self.showFullScreen()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A locked window comes back over the whole panel, to the front."""
        super().changeEvent(event)
        away = event.type() == QEvent.Type.WindowStateChange and not self.isFullScreen()
        if self.locked and self.isVisible() and (away or (event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow())):
            QTimer.singleShot(0, self, self._come_back)

    def _come_back(self) -> None:
        if self.locked and self.isVisible():
            if not self.isFullScreen():
                self._cover()
                self.showFullScreen()
            self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so first; let the panel sleep. Locked it stays, and says that somebody tried."""
        if self.locked:
            event.ignore()
            self.held.emit()
            return
        self._unseen.stop()
        self.closing.emit()
        self.keep_awake(False)
        super().closeEvent(event)
