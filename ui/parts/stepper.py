"""One setting with a few values in order: its name, the value, and a button to either side; knows no setting's meaning."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from ui.ink import CENTRE, Ink
from ui.look import Look
from ui.parts.button import Button, plain
from ui.parts.part import Part
from ui.typeface import BOLD, LEAST, SEMI, fit

NAME = 0.34
"""The name's part of the width."""


class Stepper(Part):
    """Name, then ‹ value ›. ``stepped`` tells the place of the value wished; nothing changes until ``show_value``."""

    stepped = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None, *, around: bool = False) -> None:
        """``around``: after the last value comes the first."""
        super().__init__(look, parent)
        self._name, self._note, self._values, self._at = "", "", tuple[str, ...](("",)), 0
        self._around = around
        self.less = Button(look, self, icon="chevron-left", size=32)
        self.more = Button(look, self, icon="chevron-right", size=32)
        self.less.clicked.connect(lambda: self._step(-1))
        self.more.clicked.connect(lambda: self._step(1))
        self.restyle()

    @property
    def value(self) -> str:
        """What stands between the buttons."""
        return self._values[self._at]

    @property
    def note(self) -> str:
        """What stands under the value, "" for nothing."""
        return self._note

    def say(self, name: str, less: str, more: str) -> None:
        """The setting's name, and what a screen reader says of the buttons."""
        self._name = name
        self.less.say("", spoken=f"{name}: {less}")
        self.more.say("", spoken=f"{name}: {more}")
        self.update()

    def show_value(self, values: Sequence[str], at: int, note: str = "", *, settable: bool = True) -> None:
        """Show the value ``at`` that place of ``values``, with a small ``note`` under it."""
        self._values, self._at, self._note = tuple(values), at, note
        self.less.setEnabled(settable and (self._around or at > 0))
        self.more.setEnabled(settable and (self._around or at < len(values) - 1))
        self.update()

    def _step(self, by: int) -> None:
        self.stepped.emit((self._at + by) % len(self._values))

    def restyle(self) -> None:
        """Controls on the plain ground."""
        self.less.wear(plain(self.look))
        self.more.wear(plain(self.look))

    def arrange(self) -> None:
        """Buttons to either side of the value."""
        extent = self.extent
        side = extent.height()
        self.less.place(QRectF(extent.width() * NAME, 0, side, side), self.unit)
        self.more.place(QRectF(extent.width() - side, 0, side, side), self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Name and value."""
        palette = self.look.palette
        side = extent.height()
        name = fit(self._name, extent.width() * NAME - 12, size=24, least=LEAST, weight=SEMI, lines=2, leading=1.1)
        ink.fitted(QRectF(0, (side - name.height) / 2, 1, 1).topLeft(), name, palette.ink)
        left = extent.width() * NAME + side + 4
        room = QRectF(left, 0, extent.width() - side - 4 - left, side)
        if self._note:
            note = fit(self._note, room.width(), size=LEAST, least=LEAST, weight=SEMI)
            ink.text(room.translated(0, 15), self._note, note.size, palette.ink2, weight=SEMI, align=CENTRE)
            room.translate(0, -12)
        ink.label(room, self.value, 26, LEAST, palette.ink, weight=BOLD, align=CENTRE)
