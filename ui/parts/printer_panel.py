"""The printers' screen of a desk: how each is, the labels on its roll, the badges nobody has read back yet; prints and counts nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from ui.ink import Ink
from ui.look import AMBER, INK, PAPER, Look
from ui.parts.button import Button, plain
from ui.parts.overlay import Overlay, heading
from ui.signs import Sign
from ui.typeface import BOLD, LEAST, SEMI, fit

ROLLS = (100, 250, 500)
"""Labels on the rolls there are to buy."""
MOST_PRINTERS, MOST_PAPERS = 3, 6
ROW = 148.0


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """One printer in words. ``warns``: somebody is needed."""

    name: str
    title: str
    address: str
    state: str
    roll: str
    warns: bool


class PrinterPanel(Overlay):
    """Says what staff did; a paper touched opens its person's card."""

    person_wished = Signal(str)
    mended = Signal(str)
    roll_set = Signal(str, int)
    field_height = 960.0

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._rows: tuple[PrinterRow, ...] = ()
        self._papers: tuple[tuple[str, str], ...] = ()
        self.back = Button(look, self, icon="x", size=26)
        self.back.clicked.connect(self.close_up)
        self.ready: list[Button] = []
        self.rolls: list[list[Button]] = []
        for place in range(MOST_PRINTERS):
            mended = Button(look, self, icon="check", size=22)
            mended.clicked.connect(lambda _=False, at=place: self.mended.emit(self._rows[at].name))
            self.ready.append(mended)
            self.rolls.append([self._roll(look, place, labels) for labels in ROLLS])
        self.papers = [self._paper(look, place) for place in range(MOST_PAPERS)]
        self.retranslate()
        self.restyle()

    def show_rows(self, rows: Sequence[PrinterRow], papers: Sequence[tuple[str, str]]) -> None:
        """These printers, and the papers (person, words) to be read back, the newest first."""
        self._rows, self._papers = tuple(rows[:MOST_PRINTERS]), tuple(papers)
        for button, (_, words) in zip(self.papers, self._papers, strict=False):
            button.say(words)
        self.arrange()
        self.update()

    def _roll(self, look: Look, place: int, labels: int) -> Button:
        button = Button(look, self, size=22)
        button.clicked.connect(lambda: self.roll_set.emit(self._rows[place].name, labels))
        return button

    def _paper(self, look: Look, place: int) -> Button:
        button = Button(look, self, icon="id-card", size=22, align_left=True)
        button.clicked.connect(lambda: self._open(place))
        return button

    def _open(self, place: int) -> None:
        self.close_up()
        self.person_wished.emit(self._papers[place][0])

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.back.say(self.tr("Back"))
        for place, buttons in enumerate(self.rolls):
            self.ready[place].say(self.tr("Mended"))
            for button, labels in zip(buttons, ROLLS, strict=True):
                button.say(self.tr("Roll of {n}").format(n=labels))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """Controls on the plain ground."""
        for button in (self.back, *self.ready, *self.papers, *(each for row in self.rolls for each in row)):
            button.wear(plain(self.look))

    def arrange(self) -> None:
        """A block a printer, then the papers in two columns."""
        field = self.field
        wide = min(860.0, field.width() - 80)
        left = field.left() + (field.width() - wide) / 2
        self._at = QRectF(left, field.top() + 36, wide, 92)
        back = max(140.0, self.back.wanted(22))
        self.back.place(QRectF(left + wide - back, field.top() + 36, back, 64), self.unit)
        y = field.top() + 140
        quarter = (wide - 36) / 4
        for place, mended in enumerate(self.ready):
            shown = place < len(self._rows)
            for column, button in enumerate((mended, *self.rolls[place])):
                button.setVisible(shown)
                button.place(QRectF(left + column * (quarter + 12), y + ROW - 68, quarter, 56), self.unit)
            y += ROW if shown else 0
        self._papers_at = y
        half = (wide - 12) / 2
        for place, button in enumerate(self.papers):
            top = y + 48 + place // 2 * 64
            button.setVisible(place < len(self._papers) and top + 56 < field.bottom() - 8)
            button.place(QRectF(left + place % 2 * (half + 12), top, half, 56), self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Panel, heading, the printers' words."""
        y = self.draw_panel(ink, extent) + 24
        panel, palette = self.panel, self.look.palette
        text = self.tr("A badge that a printer does not print goes on to the next one, with a pick-up number and a new code.")
        block = fit(text, panel.width() - 96, size=24, least=20, weight=SEMI, lines=6, tracking=-0.01, leading=1.4)
        ink.fitted(QPointF(48, y), block, PAPER if self.look.high else "#B4C4D6")
        self.draw_news(ink, QRectF(24, panel.bottom() - 88, panel.width() - 48, 64))
        room = self.back.x() / self.unit - 24 - self._at.left()
        title = QRectF(self._at.left(), self._at.top(), room, 92)
        heading(ink, self.look, title, self.tr("Printers"), self.tr("The first one is this desk's own"))
        for place, row in enumerate(self._rows):
            self._draw_row(ink, QRectF(self._at.left(), self.field.top() + 140 + place * ROW, self._at.width(), ROW - 76), row)
        count = self.tr("To be read back: {n}").format(n=len(self._papers)) if self._papers else self.tr("Every badge was read back")
        ink.label(QRectF(self._at.left(), self._papers_at, self._at.width(), 44), count, 24, LEAST, palette.ink, weight=BOLD)

    def _draw_row(self, ink: Ink, at: QRectF, row: PrinterRow) -> None:
        palette = self.look.palette
        ink.rule(at.left(), at.top() - 4, at.width(), palette.line)
        left = at.left()
        if row.warns:
            ink.sign(QRectF(left, at.top() + 4, 32, 32), Sign.WARN, AMBER, INK, INK if palette.ink == INK else None)
            left += 44
        wide = ink.label(QRectF(left, at.top(), at.width() * 0.3, 40), row.title, 26, LEAST, palette.ink, weight=BOLD)
        where = QRectF(left + wide + 16, at.top(), at.right() - left - wide - 16, 40)
        ink.text(where, row.address, LEAST, palette.ink2, weight=SEMI, elide=True)
        both, state = (fit(text, at.width(), size=22, least=16, weight=SEMI) for text in (f"{row.state} · {row.roll}", row.state))
        words = both if both.fits else state  # what to do comes before how many labels are left
        line = QRectF(at.left(), at.top() + 36, at.width(), 34)
        ink.text(line, words.lines[0], words.size, palette.ink, weight=SEMI, tracking=words.tracking, elide=True)
