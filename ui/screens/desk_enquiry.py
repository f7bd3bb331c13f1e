"""Looking at cards without acting on them, as a registrar switches it on and off; opens no card."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.parts.button import Button, inverse, plain
from ui.parts.part import Part


class DeskEnquiry(QObject):
    """``on``: cards are only looked at; ``changed`` when that was switched."""

    changed = Signal()

    def __init__(self, over: Part) -> None:
        super().__init__(over)
        self.on = False
        self.button = Button(over.look, over, icon="info", size=24)
        self.button.clicked.connect(lambda: self.switch(not self.on))

    def switch(self, on: bool) -> None:
        """From now on cards are only looked at, or may be acted on again."""
        self.on = on
        self.refresh()
        self.changed.emit()

    def refresh(self) -> None:
        """Take the language and look switched on."""
        self.button.say("", spoken=self.tr("Enquiry: on") if self.on else self.tr("Enquiry"))
        self.button.wear(inverse(self.button.look) if self.on else plain(self.button.look))
