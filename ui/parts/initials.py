"""Keys for a touch alone: the initial consonants of a Korean name and the digits of a telephone number; types into whatever listens."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from ui.look import Look
from ui.parts.button import Button, plain
from ui.parts.part import Part

INITIALS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
DIGITS = "1234567890"
GAP = 8.0


class InitialsPad(Part):
    """Fourteen consonants, backspace, ten digits."""

    typed = Signal(str)
    erased = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.keys: list[Button] = []
        for letter in INITIALS:
            self._key(letter)
        self.delete = Button(look, self, icon="delete", size=28)
        self.delete.clicked.connect(self.erased)
        self.keys.append(self.delete)
        for digit in DIGITS:
            self._key(digit)
        self.retranslate()
        self.restyle()

    def _key(self, letter: str) -> None:
        button = Button(self.look, self, size=28)
        button.say(letter)
        button.clicked.connect(lambda: self.typed.emit(letter))
        self.keys.append(button)

    def retranslate(self) -> None:
        """The one key that has a word for a screen reader."""
        self.delete.say("", spoken=self.tr("Delete"))

    def restyle(self) -> None:
        """Keys on the ground."""
        for button in self.keys:
            button.wear(plain(self.look))

    def arrange(self) -> None:
        """Rows of five, of ten where it is wide; the digits begin a row."""
        columns = 10 if self.extent.width() > 600 else 5
        letters, digits = self.keys[: -len(DIGITS)], self.keys[-len(DIGITS) :]
        rows = [keys[at : at + columns] for keys in (letters, digits) for at in range(0, len(keys), columns)]
        wide = (self.extent.width() - GAP * (columns - 1)) / columns
        tall = (self.extent.height() - GAP * (len(rows) - 1)) / len(rows)
        for row, keys in enumerate(rows):
            for column, button in enumerate(keys):
                button.place(QRectF(column * (wide + GAP), row * (tall + GAP), wide, tall), self.unit)
