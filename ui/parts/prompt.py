"""The bar under the picture: what to do next, the way to type a code, and the quiet word for a badge just read; types nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QWidget

from ui.ink import CENTRE, Ink
from ui.look import ADMIT, INK, PAPER, Look
from ui.parts.button import Button, on_field
from ui.parts.part import Part
from ui.signs import Sign
from ui.typeface import EXTRA, SEMI, fit


class Prompt(Part):
    """Ink bar with rounded foot. ``quiet``: word and sentence of a repeat, shown in place of the prompt."""

    typing_wished = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.quiet: tuple[str, str] | None = None
        self.blind = False
        self.typing = Button(look, self, icon="keyboard", size=24)
        self.typing.clicked.connect(self.typing_wished)
        self.retranslate()
        self.restyle()

    def show_blind(self, blind: bool) -> None:
        """Say that there is no picture, so that nobody holds a badge up in vain."""
        if blind is not self.blind:
            self.blind = blind
            self.update()

    def show_quiet(self, word: str, sentence: str) -> None:
        """Say quietly that this badge was just read; both empty: the prompt again."""
        self.quiet = (word, sentence) if word else None
        self.typing.setVisible(self.quiet is None)
        self.update()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.typing.say(self.tr("Enter code"), self.tr("QR not read?"))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """The button stands on ink in every theme."""
        self.typing.wear(on_field(self.look, PAPER))

    def arrange(self) -> None:
        """The button stands at the right."""
        if self.width():
            wide = self.typing.wanted(20)
            self.typing.place(QRectF(self.extent.width() - wide - 16, (self.extent.height() - 64) / 2, wide, 64), self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """The bar and its words."""
        palette = self.look.palette
        room = QRectF(0, 0, extent.width(), extent.height())
        ink.box(room, 0, palette.bg)
        path = QPainterPath()
        path.addRoundedRect(room.adjusted(0, -40, 0, 0), 16, 16)
        ink.painter.setPen(Qt.PenStyle.NoPen)
        ink.painter.setBrush(QColor("#000000" if self.look.high else INK))
        ink.painter.drawPath(path)
        if self.quiet:
            self._draw_quiet(ink, room, *self.quiet)
            return
        text = self.tr("Please see the steward") if self.blind else self.tr("Show the QR on your badge")
        space = self.typing.x() / self.unit - 24 - 24
        block = fit(text, space - 64, size=48, least=32, weight=SEMI)
        wide = 64 + block.width
        left = 24 + (space - wide) / 2
        icon = "users" if self.blind else "qr-code"
        ink.icon(QRectF(left, room.center().y() - 24, 48, 48), icon, "#7CC4FF" if not self.look.high else "#FFE500")
        ink.text(QRectF(left + 64, 0, block.width + 1, room.height()), text, block.size, PAPER, weight=SEMI, tracking=block.tracking)
        if not block.fits:
            ink.overflowing.append(text)

    def _draw_quiet(self, ink: Ink, room: QRectF, word: str, sentence: str) -> None:
        side = 56.0
        title = fit(word, room.width() / 2, size=48, least=40, weight=EXTRA)
        rest = fit(sentence, room.width() - 2 * 24 - side - 16 - title.width - 24, size=30, least=22, weight=SEMI, leading=1.25, lines=2)
        total = side + 16 + title.width + 24 + rest.width
        x = (room.width() - total) / 2
        middle = room.center().y()
        ink.sign(QRectF(x, middle - side / 2, side, side), Sign.TICK, ADMIT, INK)
        x += side + 16
        ink.text(QRectF(x, 0, title.width + 1, room.height()), word, title.size, PAPER, weight=EXTRA, tracking=title.tracking, align=CENTRE)
        x += title.width + 24
        ink.fitted(QPointF(x, middle - rest.height / 2), rest, PAPER)
