"""A person's card at a desk: band, masked name, what to mind, what is due and one big button for it; asks, does nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from ui.ink import RIGHT, Ink
from ui.look import AMBER, INK, Look
from ui.parts.button import Button, on_field, plain, solid
from ui.parts.part import Part
from ui.signs import Sign
from ui.typeface import BOLD, EXTRA, LEAST, SEMI, fit

BAND = 76.0
COLUMN = 376.0
STATUS = 350.0
"""What is left to the status in a band with buttons in it."""
SURE_MS = 4000


@dataclass(frozen=True, slots=True)
class PrintLine:
    """What became of this person's badge: a few words, a sentence, and the sign beside them (None: it is on its way)."""

    title: str
    detail: str
    sign: Sign | None


@dataclass(frozen=True, slots=True)
class CardFace:
    """A card in words. ``band`` fill and text colour; ``notes`` what staff must mind; ``primary`` the big button's words ("": nothing is
    due); ``done`` says in the band that it is done; ``back``: the check-in can be taken back here; ``again``: the words of the button for
    another paper ("": there is none to give), ``group`` of the one for who comes with them; ``correct``: its text can be corrected;
    ``reveal``: its contact can be shown whole;
    ``handouts``: the words in the band for coupons and gifts;
    ``printing``: what became of the badge."""

    category: str
    band: tuple[str, str]
    name: str
    details: tuple[str, ...]
    status: str
    done: bool
    notes: tuple[str, ...] = ()
    primary: str = ""
    back: bool = False
    again: str = ""
    correct: bool = False
    handouts: str = ""
    group: str = ""
    reveal: bool = False
    printing: PrintLine | None = None


class CardView(Part):
    """One card. ``primary``, ``again``, ``undo`` and ``leave`` are its buttons; ``again`` is touched twice: it makes a badge void."""

    primary_wished = Signal()
    again_wished = Signal()
    correct_wished = Signal()
    group_wished = Signal()
    reveal_wished = Signal()
    handouts_wished = Signal()
    undo_wished = Signal()
    leave_wished = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.face: CardFace | None = None
        self.primary = Button(look, self, icon="badge-check", size=40)
        self.again = Button(look, self, icon="printer", size=26)
        self.correct = Button(look, self, icon="pencil", size=26)
        self.group = Button(look, self, icon="users", size=22)
        self.reveal = Button(look, self, icon="eye", size=26)
        self.undo = Button(look, self, icon="undo-2", size=26)
        self.leave = Button(look, self, icon="chevron-left", size=26)
        self.primary.clicked.connect(self.primary_wished)
        self.again.clicked.connect(self._again)
        self._sure = QTimer(self)
        self._sure.setSingleShot(True)
        self._sure.timeout.connect(self._unsure)
        self.correct.clicked.connect(self.correct_wished)
        self.handouts = Button(look, self, icon="ticket", size=22)
        self.handouts.clicked.connect(self.handouts_wished)
        self.group.clicked.connect(self.group_wished)
        self.reveal.clicked.connect(self.reveal_wished)
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
        self.again.setVisible(bool(face.again))
        if not self._sure.isActive():
            self.again.say(face.again)
        self.correct.setVisible(face.correct)
        self.group.say(face.group)
        self.group.setVisible(bool(face.group))
        self.reveal.setVisible(face.reveal)
        self.handouts.say(face.handouts)
        self.handouts.setVisible(bool(face.handouts))
        for button in (self.handouts, self.group):
            button.wear(plain(self.look) if self._stands else on_field(self.look, face.band[1]))
        self.undo.setVisible(face.back)
        self.show()
        self.arrange()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """A question nobody answered is withdrawn."""
        self._sure.stop()
        super().hideEvent(event)

    def _again(self) -> None:
        if self._sure.isActive():
            self._sure.stop()
            self.again_wished.emit()
            return
        self.again.say(self.tr("Touch again: the old badge becomes void"))
        self._sure.start(SURE_MS)

    def _unsure(self) -> None:
        if self.face is not None:
            self.again.say(self.face.again)

    def retranslate(self) -> None:
        """Take the words of the language switched on; the card's own were worded when it was shown."""
        self.correct.say(self.tr("Correct the badge"))
        self.reveal.say(self.tr("Show the contact"))
        self.undo.say(self.tr("Take the check-in back"))
        self.leave.say(self.tr("Back to the search"))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """One button is filled."""
        self.primary.wear(solid(self.look))
        self.again.wear(plain(self.look))
        self.correct.wear(plain(self.look))
        self.reveal.wear(plain(self.look))
        self.undo.wear(plain(self.look))
        self.leave.wear(plain(self.look))

    @property
    def _stands(self) -> bool:
        return self.extent.width() < 1000

    def _column(self) -> QRectF:
        extent = self.extent
        if self._stands:
            tall = sum(tall + 12 for _, tall in self._shown()) - 12
            return QRectF(24, extent.height() - 24 - tall, extent.width() - 48, tall)
        return QRectF(extent.width() - 24 - COLUMN, BAND + 24, COLUMN, extent.height() - BAND - 48)

    def _shown(self) -> list[tuple[Button, float]]:
        """The column's buttons and how high each is; lying down two stand in the band, and the big one gives way first."""
        band = (self.group, self.handouts)
        small = [button for button in (*band, self.again, self.correct, self.reveal, self.undo, self.leave) if not button.isHidden()]
        small = small if self._stands else [button for button in small if button not in band]
        big = 0 if self.primary.isHidden() else 128.0
        room = self.extent.height() - BAND - 48
        if not self._stands and big + 12 + 84 * len(small) > room:
            tall = max(56.0, min(72.0, (room - (108 if big else 0)) / max(1, len(small)) - 12))
            big = min(big, room - (tall + 12) * len(small))
        else:
            tall = 72.0
        return ([(self.primary, big)] if big else []) + [(button, tall) for button in small]

    def arrange(self) -> None:
        """Buttons at the right, at the foot when standing up; the big one first."""
        at = self._column()
        if not self._stands:
            x = self.extent.width() - 32 - STATUS
            for button, wide in ((self.handouts, 220.0), (self.group, 170.0)):
                if not button.isHidden():
                    x -= wide + 12
                    button.place(QRectF(x, 10, wide, 56), self.unit)
        y = at.top()
        for button, tall in self._shown():
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
        notes = (" · ".join(face.notes),) if face.notes and face.printing is not None else face.notes
        tight = len(notes) + 2 * (face.printing is not None) > 2
        name = fit(face.name, room, size=48 if tight else 88, least=32, weight=EXTRA, lines=2, leading=1.15)
        y = BAND + 24
        y += ink.fitted(QPointF(32, y), name, palette.ink) + 8
        for detail in face.details:
            line = fit(detail, room, size=24 if tight else 30, least=LEAST, weight=SEMI, lines=2)
            y += ink.fitted(QPointF(32, y), line, palette.ink2) + 4
        y += 8 if tight else 20
        if face.printing is not None:
            y += self._draw_printing(ink, QRectF(32, y, room - 16, 0), face.printing) + 12
        for note in notes:
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
        if not self._stands and not (self.group.isHidden() and self.handouts.isHidden()):
            status.setLeft(status.right() - STATUS + 52)
        ran = ink.label(status, face.status, 28, LEAST, text, weight=BOLD, align=RIGHT)
        if face.done:
            ink.sign(QRectF(status.right() - ran - 52, BAND / 2 - 20, 40, 40), Sign.TICK, text, fill)

    def _draw_printing(self, ink: Ink, rect: QRectF, line: PrintLine) -> float:
        palette = self.look.palette
        words = fit(line.detail, rect.width() - 84, size=22, least=LEAST, weight=SEMI, lines=3, leading=1.25)
        box = QRectF(rect.left(), rect.top(), rect.width(), 64 + (words.height + 8 if line.detail else 0))
        ink.box(box, 12, palette.raised, palette.edge if self.look.high else None, self.look.stroke)
        mark = QRectF(box.left() + 16, box.top() + 12, 40, 40)
        if line.sign is Sign.WARN:
            ink.sign(mark, Sign.WARN, AMBER, INK, INK)
        elif line.sign is not None:
            ink.sign(mark, line.sign, palette.ink, palette.raised)
        else:
            ink.icon(mark, "printer", palette.ink)
        ink.label(QRectF(box.left() + 68, box.top() + 8, box.width() - 84, 48), line.title, 26, LEAST, palette.ink, weight=BOLD)
        if line.detail:
            ink.fitted(QPointF(box.left() + 68, box.top() + 56), words, palette.ink)
        return box.height()

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
