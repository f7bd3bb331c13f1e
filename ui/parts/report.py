"""What became of something staff asked for, or how the station stands: a title, a sentence, lines of label and value; asks nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtWidgets import QWidget

from ui.ink import Ink
from ui.look import Look
from ui.parts.button import Button, solid
from ui.parts.overlay import Overlay
from ui.typeface import BOLD, EXTRA, LEAST, SEMI, fit

LINE = 60.0


class Report(Overlay):
    """Opaque, closed by its one button."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.title, self.sentence = "", ""
        self.lines: Sequence[tuple[str, str]] = ()
        self.back = Button(look, self, icon="check", size=26)
        self.back.clicked.connect(self.close_up)
        self.retranslate()
        self.restyle()

    def tell(self, title: str, sentence: str = "", lines: Sequence[tuple[str, str]] = ()) -> None:
        """Open with this."""
        self.title, self.sentence, self.lines = title, sentence, tuple(lines)
        self.open()

    def retranslate(self) -> None:
        """The one button; what is told stays as it was told."""
        self.back.say(self.tr("Back"))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """There is nothing else to press."""
        self.back.wear(solid(self.look))

    def arrange(self) -> None:
        """The button at the foot."""
        field = self.field
        wide = min(680.0, field.width() - 96)
        left = field.left() + (field.width() - wide) / 2
        self._at = QRectF(left, field.top() + 44, wide, field.height() - 44 - 32)
        self.back.place(QRectF(left, self._at.bottom() - 80, wide, 80), self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Panel, words, lines."""
        self.draw_news(ink, QRectF(24, self.panel.bottom() - 88, self.panel.width() - 48, 64))
        self.draw_panel(ink, extent)
        palette, at, top = self.look.palette, self._at, self._at.top()
        title = fit(self.title, at.width(), size=46, least=32, weight=EXTRA, lines=2)
        top += ink.fitted(QPointF(at.left(), top), title, palette.ink) + 8
        if self.sentence:
            block = fit(self.sentence, at.width(), size=26, least=LEAST, weight=SEMI, lines=5, tracking=-0.01, leading=1.35)
            top += ink.fitted(QPointF(at.left(), top), block, palette.ink) + 16
        for label, value in self.lines:
            ink.rule(at.left(), top, at.width(), palette.line)
            ink.text(QRectF(at.left(), top, at.width() * 0.36, LINE), label, 22, palette.ink2, weight=SEMI, elide=True)
            room = QRectF(at.left() + at.width() * 0.38, top, at.width() * 0.62, LINE)
            block = fit(value, room.width(), size=26, least=LEAST, weight=BOLD, lines=4, tracking=-0.01)
            if block.fits:
                ink.fitted(QPointF(room.left(), top + max(8.0, (LINE - block.height) / 2)), block, palette.ink)
            else:  # the folder of a file, in one word
                ink.text(room, value, LEAST, palette.ink, weight=BOLD, elide=True)
            top += max(LINE, block.height + 16) if block.fits else LINE
