"""Who is signed in at a desk, until they lock it or nobody touches it for some minutes; checks no PIN, draws nothing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from kiosk.model import Staff

_TOUCHED = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel, QEvent.Type.InputMethod}
)


class Session(QObject):
    """Locked when made. ``changed`` says who is signed in from now on, None for nobody."""

    changed = Signal(object)  # Staff, or None

    def __init__(self, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.person: Staff | None = None
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.timeout.connect(self.lock)
        self.wait(minutes)
        app = QCoreApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def wait(self, minutes: int) -> None:
        """Lock after so long without a touch, from the next one on."""
        self.idle.setInterval(minutes * 60_000)

    def enter(self, person: Staff) -> None:
        """``person`` works here from now on."""
        self.person = person
        self.idle.start()
        self.changed.emit(person)

    def lock(self) -> None:
        """Nobody does."""
        self.idle.stop()
        if self.person is not None:
            self.person = None
            self.changed.emit(None)

    def touched(self) -> None:
        """Somebody is there."""
        if self.person is not None:
            self.idle.start()

    def stop(self) -> None:
        """Look and wait no more. A second call does nothing."""
        self.idle.stop()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key and touch says that somebody is there; all go their way."""
        if event.type() in _TOUCHED:
            self.touched()
        return False
