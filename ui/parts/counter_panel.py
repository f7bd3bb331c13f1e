"""What may be handed out to one person, a button each with how often they had it today; hands out nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.counters import MOST
from ui.ink import Ink
from ui.look import PAPER, Look
from ui.parts.button import Button, plain
from ui.parts.overlay import Overlay, heading
from ui.typeface import SEMI, fit


@dataclass(frozen=True, slots=True)
class Handout:
    """One counter in words. ``due``: may be handed out now."""

    id: str
    words: str
    due: bool


class CounterPanel(Overlay):
    """Stays open: somebody may be given several things."""

    wished = Signal(str)  # counter
    field_height = 960.0

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._handouts: tuple[Handout, ...] = ()
        self._name = ""
        self.rows = [self._row(at) for at in range(MOST)]
        self.back = Button(look, self, icon="x", size=26)
        self.back.clicked.connect(self.close_up)
        self.retranslate()
        self.restyle()

    def show_handouts(self, name: str, handouts: Sequence[Handout]) -> None:
        """These, for whoever has this masked name."""
        self._name, self._handouts = name, tuple(handouts)
        for button, handout in zip(self.rows, self._handouts, strict=False):
            button.say(handout.words)
            button.setEnabled(handout.due)
        self.arrange()
        self.update()

    def _row(self, at: int) -> Button:
        button = Button(self.look, self, icon="ticket", size=26, align_left=True)
        button.clicked.connect(lambda: self.wished.emit(self._handouts[at].id))
        return button

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.back.say(self.tr("Back"))
        self.update()

    def restyle(self) -> None:
        """Controls on the plain ground."""
        for button in (self.back, *self.rows):
            button.wear(plain(self.look))

    def arrange(self) -> None:
        """Two columns."""
        field = self.field
        wide = min(860.0, field.width() - 80)
        left = field.left() + (field.width() - wide) / 2
        self._at = QRectF(left, field.top() + 36, wide, 92)
        back = max(140.0, self.back.wanted(22))
        self.back.place(QRectF(left + wide - back, field.top() + 36, back, 64), self.unit)
        half = (wide - 12) / 2
        for place, button in enumerate(self.rows):
            button.setVisible(place < len(self._handouts))
            button.place(QRectF(left + place % 2 * (half + 12), field.top() + 148 + place // 2 * 92, half, 80), self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Panel and heading."""
        y = self.draw_panel(ink, extent) + 24
        panel = self.panel
        text = self.tr("One touch is one handed out, on record at once. Other desks know within seconds.")
        block = fit(text, panel.width() - 96, size=24, least=20, weight=SEMI, lines=6, tracking=-0.01, leading=1.4)
        ink.fitted(QPointF(48, y), block, PAPER if self.look.high else "#B4C4D6")
        self.draw_news(ink, QRectF(24, panel.bottom() - 88, panel.width() - 48, 64))
        room = self.back.x() / self.unit - 24 - self._at.left()
        heading(ink, self.look, QRectF(self._at.left(), self._at.top(), room, 92), self.tr("Coupons and gifts"), self._name)
