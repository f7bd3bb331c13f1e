"""Whom a desk's search found: masked rows, one of them chosen; by arrows, touch or wheel; opens nothing itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from kiosk.programme import Programme
from ui.ink import CENTRE, Ink
from ui.look import INK, Look
from ui.parts.button import Button, plain
from ui.parts.part import Part
from ui.signs import Sign
from ui.typeface import BOLD, SEMI

if TYPE_CHECKING:
    from kiosk.crowd import Face

HEAD = 56.0
ROW = 72.0
STACKED = 96.0
PAGER = 76.0
LOW = 320.0
SHORT = 13
"""Letters of a masked Korean mobile number."""


class Results(Part):
    """A card of rows; where not all fit, two buttons turn its pages."""

    chosen = Signal(str)  # the person's opaque id

    def __init__(self, look: Look, programme: Programme, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._programme, self._lang = programme, lang
        self.faces: tuple[Face, ...] = ()
        self.selected = 0
        self.title, self.note = "", ""
        self._top = 0
        self._checked_in: frozenset[str] = frozenset()
        self.before = Button(look, self, size=22)
        self.after = Button(look, self, size=22)
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.retranslate()
        self.restyle()

    def show_terms(self, programme: Programme, lang: str) -> None:
        """Use this programme and language from now on."""
        self._programme, self._lang = programme, lang
        self.update()

    def show_faces(self, faces: Sequence[Face], title: str, note: str) -> None:
        """These, best first, the first one chosen; ``title`` and ``note`` stand over them."""
        if tuple(face.id for face in faces) != tuple(face.id for face in self.faces):
            self.selected, self._top = 0, 0
        self.faces, self.title, self.note = tuple(faces), title, note
        self.arrange()
        self.update()

    def show_checked_in(self, ids: Collection[str]) -> None:
        """Say who of them is checked in."""
        self._checked_in = frozenset(ids)
        self.update()

    @property
    def checked_in(self) -> frozenset[str]:
        """Who is known to be."""
        return self._checked_in

    @property
    def face(self) -> Face | None:
        """Who is chosen."""
        return self.faces[self.selected] if self.faces else None

    def move(self, steps: int) -> bool:  # type: ignore[override]  # a list moves its choice, not its place
        """Choose another, so many rows on; False where the choice stood at that end."""
        before = self.selected
        if self.faces:
            self.selected = min(max(0, self.selected + steps), len(self.faces) - 1)
            self._top = min(max(self._top, self.selected - self.fits + 1), self.selected)
            self.arrange()
            self.update()
        return self.selected != before

    def turn(self, pages: int) -> None:
        """Choose the first of another page."""
        self._top = min(max(0, self._top + pages * self.fits), max(0, len(self.faces) - 1))
        self.selected = self._top
        self.arrange()
        self.update()

    @property
    def fits(self) -> int:
        """How many rows there is room for."""
        room = self.extent.height() - HEAD + 1  # a pixel of the device may be missing
        if len(self.faces) * self._row > room and not self._low:
            room -= PAGER + 8
        return max(1, int(room // self._row))

    @property
    def _low(self) -> bool:
        """Too low for a line of its own for the page buttons, which then stand in the head."""
        return self.extent.height() < LOW

    @property
    def _row(self) -> float:
        return STACKED if self.extent.width() < 800 else ROW

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.before.say(self.tr("Previous"))
        self.after.say(self.tr("More"))
        self.update()

    def restyle(self) -> None:
        """Buttons on the card."""
        for button in (self.before, self.after):
            button.wear(plain(self.look))

    def arrange(self) -> None:
        """The page buttons stand where they are needed: at the foot, on a low card at the right of its head."""
        extent = self.extent
        many = len(self.faces) > self.fits
        half = 160.0 if self._low else (extent.width() - 48 - 12) / 2
        left, top = (extent.width() - 2 * half - 12 - 16, 1.0) if self._low else (24.0, extent.height() - PAGER)
        for place, button in enumerate((self.before, self.after)):
            button.place(QRectF(left + place * (half + 12), top, half, HEAD - 2 if self._low else 64), self.unit)
            button.setVisible(many)
        self.before.setEnabled(self._top > 0)
        self.after.setEnabled(self._top + self.fits < len(self.faces))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch chooses a row."""
        at = self._row_at(event.position().y())
        if at is not None:
            self.selected = at
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lifted on the same row: that person."""
        if self._row_at(event.position().y()) == self.selected and self.face is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.face.id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel moves the choice."""
        self.move(-1 if event.angleDelta().y() > 0 else 1)

    def _row_at(self, y: float) -> int | None:
        at = int((y / self.unit - HEAD) // self._row)
        number = self._top + at
        return number if 0 <= at < self.fits and number < len(self.faces) else None

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Card, title, rows."""
        palette = self.look.palette
        edge = palette.edge if self.look.high else None
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 16, palette.surface, edge, self.look.stroke)
        wide = ink.label(QRectF(24, 0, extent.width() - 48, HEAD), self.title, 24, 20, palette.ink, weight=BOLD)
        if self.note and wide + 48 + 24 < extent.width() - 200:
            ink.label(QRectF(24 + wide + 24, 0, extent.width() - 48 - wide - 24, HEAD), self.note, 20, 20, palette.ink2)
        shown = self.faces[self._top : self._top + self.fits]
        for place, face in enumerate(shown):
            rect = QRectF(2, HEAD + place * self._row, extent.width() - 4, self._row)
            self._draw_row(ink, rect, face, chosen=self._top + place == self.selected)

    def _draw_row(self, ink: Ink, rect: QRectF, face: Face, *, chosen: bool) -> None:
        palette = self.look.palette
        text, faint = (palette.on_selected, palette.on_selected) if chosen else (palette.ink, palette.ink2)
        ink.rule(rect.left(), rect.top(), rect.width(), palette.line)
        if chosen:
            ink.box(rect.adjusted(0, 1, 0, -1), 0, palette.selected)
            ink.box(QRectF(rect.left(), rect.top() + 1, 8, rect.height() - 2), 0, palette.accent)
        chip = 148.0
        right = rect.right() - 22
        self._draw_chip(ink, QRectF(right - chip, rect.center().y() - 20, chip, 40), face.category)
        room = right - chip - 20 - 44 - (rect.left() + 26)
        if face.id in self._checked_in:
            tick = QRectF(right - chip - 20 - 32, rect.center().y() - 16, 32, 32)
            ink.sign(tick, Sign.TICK, text, palette.selected if chosen else palette.surface)
        if rect.height() == STACKED:
            top = QRectF(rect.left() + 26, rect.top() + 8, room, 44)
            ink.label(top, face.name, 32, 20, text, weight=BOLD)
            below = " · ".join(part for part in (face.phone, face.company) if part)
            ink.text(top.translated(0, 42), below, 22, faint, weight=SEMI, elide=True)
            return
        name = QRectF(rect.left() + 26, rect.top(), room * 0.25, rect.height())
        ink.text(name, face.name, 32 if len(face.name) < 8 else 24, text, weight=BOLD, elide=True)
        ink.text(
            QRectF(name.right() + 12, rect.top(), room * 0.35 - 12, rect.height()), _short(face.phone), 24, text, weight=SEMI, elide=True
        )
        ink.text(QRectF(rect.left() + 26 + room * 0.63, rect.top(), room * 0.37, rect.height()), face.company, 24, faint, elide=True)

    def _draw_chip(self, ink: Ink, rect: QRectF, category: str) -> None:
        known = self._programme.category(category)
        if known is None:
            return
        edge = INK if known.band == "#FFFFFF" else (self.look.palette.edge if self.look.high or known.band == INK else None)
        ink.box(rect, 6, known.band, edge, 2)
        ink.label(rect.adjusted(6, 0, -6, 0), known.name.of(self._lang), 21, 16, known.ink, weight=BOLD, align=CENTRE)


def _short(phone: str) -> str:
    """A masked number of any length with the digits that are left, which tell people of one name apart."""
    return phone if len(phone) <= SHORT else "*" * 4 + phone[-4:]
