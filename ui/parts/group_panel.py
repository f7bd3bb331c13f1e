"""Who comes together, on one screen: a tick for each who is to be checked in now, one button for them all; checks nobody in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from ui.ink import Ink
from ui.look import PAPER, Look
from ui.parts.button import Button, inverse, plain, solid
from ui.parts.overlay import Overlay, heading
from ui.typeface import SEMI, fit

ROW = 76.0


@dataclass(frozen=True, slots=True)
class Member:
    """One of them in words, masked. ``due``: may be ticked."""

    id: str
    name: str
    due: bool


class GroupPanel(Overlay):
    """Everybody who is due is ticked at first."""

    chosen = Signal(list)  # opaque ids, in the order shown
    field_height = 960.0

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._members: tuple[Member, ...] = ()
        self._left_out: set[str] = set()
        self._first = 0
        self._words = ""
        self.rows: list[Button] = []
        self.go = Button(look, self, icon="badge-check", size=32)
        self.more = Button(look, self, icon="chevron-right", size=24)
        self.back = Button(look, self, icon="x", size=26)
        self.go.clicked.connect(self._go)
        self.more.clicked.connect(self._turn)
        self.back.clicked.connect(self.close_up)
        self.retranslate()
        self.restyle()

    def show_members(self, members: Sequence[Member], words: str) -> None:
        """These; ``words`` of the button, with ``{n}`` for how many are ticked."""
        if {member.id for member in members} != {member.id for member in self._members}:
            self._left_out, self._first = set(), 0
        self._members, self._words = tuple(members), words
        self._show()

    @property
    def ticked(self) -> list[str]:
        """Who is to be checked in."""
        return [member.id for member in self._members if member.due and member.id not in self._left_out]

    def _show(self) -> None:
        while len(self.rows) < len(self._members):
            self.rows.append(self._row(len(self.rows)))
        for button, member in zip(self.rows, self._members, strict=False):
            on = member.due and member.id not in self._left_out
            button.symbol = "check" if on else "square" if member.due else "info"
            button.wear(inverse(self.look) if on else plain(self.look))
            button.say(member.name)
            button.setEnabled(member.due)
        self.go.say(self._words.format(n=len(self.ticked)))
        self.go.setEnabled(bool(self.ticked))
        self.arrange()
        self.update()

    def _row(self, at: int) -> Button:
        button = Button(self.look, self, size=24, align_left=True)
        button.clicked.connect(lambda: self._toggle(at))
        return button

    def _toggle(self, at: int) -> None:
        self._left_out ^= {self._members[at].id}
        self._show()

    def _go(self) -> None:
        chosen = self.ticked
        self.close_up()
        self.chosen.emit(chosen)

    def _turn(self) -> None:
        self._first = self._first + self._fits if self._first + self._fits < len(self._members) else 0
        self.arrange()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.back.say(self.tr("Back"))
        self.more.say(self.tr("More"))
        self.update()

    def restyle(self) -> None:
        """One button is filled, and those who are ticked."""
        self.go.wear(solid(self.look))
        for button in (self.back, self.more):
            button.wear(plain(self.look))
        self._show()

    @property
    def _fits(self) -> int:
        """How many there is room for, in two columns."""
        return 2 * max(1, int((self.field.height() - 148 - 148) // ROW))

    def arrange(self) -> None:
        """Two columns, the button at the foot."""
        field = self.field
        wide = min(860.0, field.width() - 80)
        left = field.left() + (field.width() - wide) / 2
        self._at = QRectF(left, field.top() + 36, wide, 92)
        back = max(140.0, self.back.wanted(22))
        self.back.place(QRectF(left + wide - back, field.top() + 36, back, 64), self.unit)
        half, fits = (wide - 12) / 2, self._fits
        for place, button in enumerate(self.rows):
            at = place - self._first
            button.setVisible(place < len(self._members) and 0 <= at < fits)
            button.place(QRectF(left + at % 2 * (half + 12), field.top() + 148 + at // 2 * ROW, half, ROW - 12), self.unit)
        foot = QRectF(left, field.bottom() - 132, wide, 108)
        self.more.setVisible(len(self._members) > fits)
        if len(self._members) > fits:
            self.more.place(QRectF(foot.left(), foot.top(), 160, foot.height()), self.unit)
            foot.setLeft(foot.left() + 172)
        self.go.place(foot, self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Panel and heading."""
        y = self.draw_panel(ink, extent) + 24
        panel = self.panel
        text = self.tr("Touch whoever is not here yet: they stay on the list and are checked in when they come.")
        block = fit(text, panel.width() - 96, size=24, least=20, weight=SEMI, lines=6, tracking=-0.01, leading=1.4)
        ink.fitted(QPointF(48, y), block, PAPER if self.look.high else "#B4C4D6")
        self.draw_news(ink, QRectF(24, panel.bottom() - 88, panel.width() - 48, 64))
        room = self.back.x() / self.unit - 24 - self._at.left()
        sentence = self.tr("{n} people").format(n=len(self._members))
        heading(ink, self.look, QRectF(self._at.left(), self._at.top(), room, 92), self.tr("They come together"), sentence)
