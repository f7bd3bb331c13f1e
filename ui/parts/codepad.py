"""The letters under a damaged QR, typed by hand: own keys for the badge alphabet, and the physical keyboard; judges nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.ink import CENTRE, Ink
from ui.look import Look
from ui.parts.button import Button, plain, solid
from ui.parts.overlay import Overlay, heading
from ui.typeface import BOLD

ROWS = ("234567", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
ALPHABET = frozenset("".join(ROWS))
MISREAD = {"0": "O", "1": "I", "8": "B"}
"""What people read on paper for letters the badge alphabet has (RFC 4648 leaves these digits out for that reason)."""

LENGTH = 16
LONGEST = 17
"""A badge's code, and a confirmation's with its leading C."""


class CodePad(Overlay):
    """Cells for the code in groups of four, keys below."""

    typed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.code = ""
        self.keys: dict[str, Button] = {}
        for letter in "".join(ROWS):
            button = Button(look, self, size=36)
            button.say(letter)
            button.clicked.connect(lambda _=False, typed=letter: self.type(typed))
            self.keys[letter] = button
        self.delete = Button(look, self, icon="delete", size=34)
        self.done = Button(look, self, icon="check", size=30)
        self.cancel = Button(look, self, icon="x", size=26)
        self.delete.clicked.connect(self.erase)
        self.done.clicked.connect(self.send)
        self.cancel.clicked.connect(self.close_up)
        self.retranslate()
        self.restyle()

    def ask(self) -> None:
        """Open with nothing typed."""
        self.code = ""
        self._changed()
        self.open()

    def type(self, letter: str) -> None:
        """Take one character; what the alphabet does not have is put right or left out."""
        letter = letter.upper()
        letter = MISREAD.get(letter, letter)
        if letter in ALPHABET and len(self.code) < LONGEST:
            self.code += letter
            self._changed()

    def erase(self) -> None:
        """Take the last character back."""
        self.code = self.code[:-1]
        self._changed()

    def send(self) -> None:
        """Hand the code on, if it is whole, and close."""
        if len(self.code) >= LENGTH:
            self.close_up()
            self.typed.emit(self.code)

    def key(self, event: QKeyEvent) -> bool:
        """Letters, backspace and return of a physical keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
        elif event.key() == Qt.Key.Key_Backspace:
            self.erase()
        elif event.text():
            for letter in event.text():
                self.type(letter)
        else:
            return False
        return True

    def _changed(self) -> None:
        self.done.setEnabled(len(self.code) >= LENGTH)
        self.update()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.done.say(self.tr("Check this code"))
        self.cancel.say(self.tr("Cancel"))
        self.delete.say("", spoken=self.tr("Delete"))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """One solid button: the next thing to press."""
        for button in (*self.keys.values(), self.delete, self.cancel):
            button.wear(plain(self.look))
        self.done.wear(solid(self.look))

    def arrange(self) -> None:
        """Rows of keys at the foot, cells above."""
        on = self.on
        side = 40.0 if not on.portrait else 24.0
        gap = 12.0 if not on.portrait else 8.0
        wide = min(on.width - 2 * side, 1200.0)
        left = (on.width - wide) / 2
        each = (wide - 9 * gap) / 10
        tall = 92.0 if not on.portrait else 104.0
        top = on.height - 88 - 4 * tall - 3 * gap if not on.portrait else on.height - 104 - 5 * tall - 4 * gap
        starts = (0.0, 0.0, 0.5, 1.0)
        for row, (letters, start) in enumerate(zip(ROWS, starts, strict=True)):
            for column, letter in enumerate(letters):
                x = left + (column + start) * (each + gap)
                self.keys[letter].place(QRectF(x, top + row * (tall + gap), each, tall), self.unit)
        far = left + wide
        self.delete.place(QRectF(far - 2 * each - gap, top, 2 * each + gap, tall), self.unit)
        last = top + 3 * (tall + gap)
        if on.portrait:
            self.done.place(QRectF(left, last + tall + gap, wide, tall), self.unit)
        else:
            x = left + 8 * (each + gap) + gap
            self.done.place(QRectF(x, last, far - x, tall), self.unit)
        cancel = max(140.0, self.cancel.wanted(22))
        self.cancel.place(QRectF(far - cancel, 44, cancel, 64), self.unit)
        self._left, self._wide, self._keys = left, wide, top

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Heading, cells, what happens at the door."""
        palette = self.look.palette
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 0, palette.bg)
        room = self.cancel.x() / self.unit - 24 - self._left
        heading(
            ink,
            self.look,
            QRectF(self._left, 32, room, 100),
            self.tr("Enter the badge code"),
            self.tr("The 16 letters printed under the QR."),
        )
        if self.on.portrait:
            y = 132 + (self._keys - 132 - 200) / 2
            self._cells(ink, 0, 8, y)
            self._cells(ink, 8, LONGEST if len(self.code) > LENGTH else LENGTH, y + 112)
        else:
            y = 132 + (self._keys - 132 - 88) / 2
            self._cells(ink, 0, LONGEST if len(self.code) > LENGTH else LENGTH, y)
        self.draw_news(ink, QRectF(self._left, extent.height() - 76, self._wide, 64))

    def _cells(self, ink: Ink, first: int, last: int, y: float) -> None:
        palette = self.look.palette
        number = last - first
        groups = (number - 1) // 4
        small, big = 8.0, 32.0
        cell = min(76.0, (self._wide - groups * big - (number - 1 - groups) * small) / number)
        total = number * cell + groups * big + (number - 1 - groups) * small
        x = self._left + (self._wide - total) / 2
        for place in range(first, last):
            box = QRectF(x, y, cell, 88)
            active = place == len(self.code)
            ink.box(box, 12, palette.surface, palette.accent if active else palette.edge, 4 if active else self.look.stroke)
            if place < len(self.code):
                ink.text(box, self.code[place], 44 if cell > 50 else 36, palette.ink, weight=BOLD, align=CENTRE)
            x += cell + (big if place % 4 == 3 else small)
