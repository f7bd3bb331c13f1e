"""Taking a check-in back at a desk: a PIN and a reason are asked for; takes nothing back itself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ui.parts.part import Part
    from ui.parts.pinpad import PinPad
    from ui.screens.staffing import Staffing


class DeskUndo(QObject):
    """Over a desk's screen."""

    wished = Signal(int, str, str)  # row, PIN, reason id
    closed = Signal()

    def __init__(self, over: Part, staffing: Staffing) -> None:
        super().__init__(over)
        self._over, self._staffing = over, staffing
        self._row = 0

    @cached_property
    def pin(self) -> PinPad:
        """The keys for a PIN and the reason."""
        from ui.parts.pinpad import PinPad

        pin = self._staffing.add(PinPad(self._over.look, self._over))
        pin.given.connect(lambda given, why: self.wished.emit(self._row, given, why))
        pin.closed.connect(self.closed)
        return pin

    @property
    def asking(self) -> bool:
        """Whether it covers the screen."""
        return "pin" in self.__dict__ and not self.pin.isHidden()

    def ask(self, row: int, about: str) -> None:
        """Ask whether the check-in at ``row``, ``about`` somebody, is to be taken back."""
        from ui.parts.pinpad import Ask, Choice

        self._row = row
        choices = (
            Choice("wrong_person", self.tr("Another person's check-in")),
            Choice("by_mistake", self.tr("Pressed by mistake")),
            Choice("turned_back", self.tr("Does not come in after all")),
        )
        self.pin.ask(Ask(self.tr("Take the check-in back"), about, choices))

    def result(self, ok: bool, message: str) -> None:
        """What became of the PIN: done, or why not."""
        if ok:
            self.pin.close_up()
        else:
            self.pin.refuse(message)
