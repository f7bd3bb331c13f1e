"""The cover of a desk nobody is signed in at: keys for a PIN and word of the staff badge; checks neither, lets nothing through."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.look import Look
from ui.parts.pinpad import Ask, PinPad


class SignIn(PinPad):
    """Over everything, overlays included, and what it covers takes no key and no touch. Only ``close_up`` takes it away."""

    language_wished = Signal()
    over_all = True

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.cancel.symbol = "globe"
        self.retranslate()

    def lock(self) -> None:
        """Cover the desk."""
        self._let(enabled=False)
        self.ask(self._question())

    def close_up(self) -> None:
        """Let the desk be seen and used."""
        self._let(enabled=True)
        super().close_up()

    def cancelled(self) -> None:
        """Where other pads have Cancel this one has the other language: there is no way around it."""
        self.language_wished.emit()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        super().retranslate()
        self._ask = self._question()
        self.cancel.say(self.tr("한국어"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape begins the PIN anew and closes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.refuse("")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab leads to nothing that is covered."""
        return True

    def _question(self) -> Ask:
        return Ask(
            self.tr("Sign in"), self.tr("This desk is locked"), sentence=self.tr("Read your staff badge, or type your six-digit PIN.")
        )

    def _let(self, *, enabled: bool) -> None:
        screen = self.parentWidget()
        if screen is not None:
            for part in screen.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                part.setEnabled(enabled or part is self)
