"""A person's card at a desk: band, masked name, what to mind, what is due and one big button for it; asks, does nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from ui.ink import RIGHT, Ink
from ui.look import AMBER, INK, Look
from ui.parts.button import Button, plain, solid
from ui.parts.part import Part
from ui.signs import Sign
from ui.typeface import BOLD, EXTRA, LEAST, SEMI, fit

BAND = 76.0
COLUMN = 376.0


@dataclass(frozen=True, slots=True)
class CardFace:
    """A card in words. ``band`` fill and text colour; ``notes`` what staff must mind; ``primary`` the big button's words ("": nothing is
    due); ``done`` says in the band that it is done; ``back``: the check-in can be taken back here."""

    category: str
    band: tuple[str, str]
    name: str
    details: tuple[str, ...]
    status: str
    done: bool
    notes: tuple[str, ...] = ()
    primary: str = ""
    back: bool = False


class CardView(Part):
    """One card. ``primary``, ``undo`` and ``leave`` are its buttons."""

    primary_wished = Signal()
    undo_wished = Signal()
    leave_wished = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.face: CardFace | None = None
        self.primary = Button(look, self, icon="badge-check", size=40)
        self.undo = Button(look, self, icon="undo-2", size=26)
        self.leave = Button(look, self, icon="chevron-left", size=26)
        self.primary.clicked.connect(self.primary_wished)
        self.undo.clicked.connect(self.undo_wished)
        self.leave.clicked.connect(self.leave_wished)
        self.hide()
        self.retranslate()
        self.restyle()

    def show_card(self, face: CardFace) -> None:
        """Show ``face``."""
        self.face = face
        self.primary.say(face.primary)
        self.primary.setVisible(bool(face.primary))
        self.undo.setVisible(face.back)
        self.show()
        self.arrange()
        self.update()

    def retranslate(self) -> None:
        """Take the words of the language switched on; the card's own were worded when it was shown."""
        self.undo.say(self.tr("Take the check-in back"))
        self.leave.say(self.tr("Back to the search"))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """One button is filled."""
        self.primary.wear(solid(self.look))
        self.undo.wear(plain(self.look))
        self.leave.wear(plain(self.look))

    @property
    def _stands(self) -> bool:
        return self.extent.width() < 1000

    def _column(self) -> QRectF:
        extent = self.extent
        if self._stands:
            return QRectF(24, extent.height() - 24 - 296, extent.width() - 48, 296)
        return QRectF(extent.width() - 24 - COLUMN, BAND + 24, COLUMN, extent.height() - BAND - 48)

    def arrange(self) -> None:
        """Buttons at the right, at the foot when standing up; the big one first."""
        at = self._column()
        shown = [(button, tall) for button, tall in ((self.primary, 128.0), (self.undo, 72.0), (self.leave, 72.0)) if not button.isHidden()]
        y = at.bottom() - sum(tall + 12 for _, tall in shown) + 12 if self._stands else at.top()
        for button, tall in shown:
            button.place(QRectF(at.left(), y, at.width(), tall), self.unit)
            y += tall + 12

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Everything but the buttons."""
        if self.face is None:
            return
        palette, face = self.look.palette, self.face
        whole = QRectF(0, 0, extent.width(), extent.height())
        ink.box(whole, 0, palette.bg)  # it covers others
        ink.box(whole, 16, palette.surface, palette.edge if self.look.high else None, self.look.stroke)
        self._draw_band(ink, extent, face)
        column = self._column()
        room = (extent.width() if self._stands else column.left()) - 48 - 16
        name = fit(face.name, room, size=88, least=32, weight=EXTRA, lines=2, leading=1.15)
        y = BAND + 24
        y += ink.fitted(QPointF(32, y), name, palette.ink) + 8
        for detail in face.details:
            line = fit(detail, room, size=30, least=LEAST, weight=SEMI, lines=2)
            y += ink.fitted(QPointF(32, y), line, palette.ink2) + 4
        y += 20
        for note in face.notes:
            y += self._draw_note(ink, QRectF(32, y, room - 16, 0), note) + 12

    def _draw_band(self, ink: Ink, extent: QSizeF, face: CardFace) -> None:
        fill, text = face.band
        band = QRectF(0, 0, extent.width(), BAND)
        ink.painter.save()
        ink.painter.setClipRect(band)
        edge = INK if fill == "#FFFFFF" else (self.look.palette.edge if self.look.high else None)
        ink.box(QRectF(0, 0, extent.width(), BAND + 32), 16, fill, edge, 2)
        ink.painter.restore()
        wide = ink.label(QRectF(32, 0, extent.width() * 0.45, BAND), face.category, 40, 24, text, weight=EXTRA)
        status = QRectF(32 + wide + 24, 0, extent.width() - 64 - wide - 24, BAND)
        ran = ink.label(status, face.status, 28, LEAST, text, weight=BOLD, align=RIGHT)
        if face.done:
            ink.sign(QRectF(status.right() - ran - 52, BAND / 2 - 20, 40, 40), Sign.TICK, text, fill)

    def _draw_note(self, ink: Ink, rect: QRectF, note: str) -> float:
        words = fit(note, rect.width() - 84, size=26, least=LEAST, weight=BOLD, lines=3)
        box = QRectF(rect.left(), rect.top(), rect.width(), max(64.0, words.height + 24))
        ink.box(box, 12, self.look.palette.raised, AMBER, 3)
        ink.sign(QRectF(box.left() + 16, box.center().y() - 20, 40, 40), Sign.WARN, AMBER, INK, INK)
        ink.fitted(QPointF(box.left() + 68, box.center().y() - words.height / 2), words, self.look.palette.ink)
        return box.height()


def lines(*parts: str) -> tuple[str, ...]:
    """Those that say anything."""
    return tuple(part for part in parts if part)


def worth_telling(notes: Sequence[str]) -> tuple[str, ...]:
    """Each once, in order."""
    return tuple(dict.fromkeys(note for note in notes if note))
