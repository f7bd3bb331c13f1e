"""What a desk's screen says of coupons and gifts: a button in the card's band, and their own screen; counts nothing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.parts.counter_panel import CounterPanel, Handout

if TYPE_CHECKING:
    from kiosk.crowd import Face
    from kiosk.desk import Card
    from ui.parts.part import Part
    from ui.screens.staffing import Staffing


class DeskCounters(QObject):
    """Over a desk's screen."""

    wished = Signal(str, str)  # opaque id, counter

    def __init__(self, over: Part, staffing: Staffing) -> None:
        super().__init__(over)
        self._over, self._staffing = over, staffing
        self._card: Card | None = None
        self._face: Face | None = None
        self._lang = "ko"

    @cached_property
    def panel(self) -> CounterPanel:
        """Their screen."""
        panel = self._staffing.add(CounterPanel(self._over.look, self._over))
        panel.wished.connect(lambda counter: self.wished.emit(self._card.id if self._card else "", counter))
        return panel

    def button(self, card: Card) -> str:
        """The words in the card's band, "" where nothing is to be handed out: to whom is not checked in, or by a programme without."""
        if card.done is None or card.due == "not_here" or not card.counters:
            return ""
        return self.tr("Gifts")

    def open(self) -> None:
        """Open the screen for the person shown last."""
        self._fill()
        self.panel.open()

    def show(self, card: Card, face: Face | None, lang: str) -> None:
        """This card is open, and stands so now."""
        self._card, self._face, self._lang = card, face, lang
        if "panel" in self.__dict__:
            self._fill()

    def _fill(self) -> None:
        told = self.tr("{name} · {n} of {most} today")
        handouts = [
            Handout(each.counter.id, told.format(name=each.counter.name.of(self._lang), n=each.had, most=each.counter.a_day), each.due)
            for each in (self._card.counters if self._card else ())
        ]
        self.panel.show_handouts(self._face.name if self._face else self.tr("Name closed"), handouts)
