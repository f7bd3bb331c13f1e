"""A full screen that says one thing: why a station cannot open and what to do about it; knows no fault, only words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import arrange
from ui.ink import Ink
from ui.look import AMBER, INK, Look
from ui.parts.button import Button, plain, solid
from ui.parts.part import Part
from ui.signs import Sign, draw_mark
from ui.typeface import BOLD, EXTRA, SEMI, fit


class NoticeScreen(Part):
    """Mark, title, sentence, and up to two buttons: try again, close."""

    again_wished = Signal()
    leave_wished = Signal()
    language_wished = Signal(str)

    def __init__(self, look: Look, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._lang = lang
        self._title, self._sentence, self._hint, self._warn = "", "", "", False
        self.again = Button(look, self, icon="refresh-cw", size=28)
        self.leave = Button(look, self, icon="power", size=28)
        self.language = Button(look, self, icon="globe", size=24)
        self.again.clicked.connect(self.again_wished)
        self.leave.clicked.connect(self.leave_wished)
        self.language.clicked.connect(lambda: self.language_wished.emit("en" if self._lang == "ko" else "ko"))
        self.retranslate()
        self.restyle()

    def show_notice(self, title: str, sentence: str, *, hint: str = "", warn: bool = True, again: bool = True) -> None:
        """Say this; ``hint`` stands apart (a command to type), ``warn`` adds the warning sign, ``again`` the button to try again."""
        self._title, self._sentence, self._hint, self._warn = title, sentence, hint, warn
        self.again.setVisible(again)
        self.arrange()
        self.update()

    def set_language(self, lang: str) -> None:
        """Speak ``lang``; the owner says the notice anew."""
        self._lang = lang
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.again.say(self.tr("Try again"))
        self.leave.say(self.tr("Close"))
        self.language.say(self.tr("한국어"))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """Trying again is the next thing to do."""
        self.again.wear(solid(self.look))
        self.leave.wear(plain(self.look))
        self.language.wear(plain(self.look))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a switched translator."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the whole screen."""
        self.unit = arrange.canvas(self.width(), self.height()).unit
        self.arrange()

    def arrange(self) -> None:
        """Language at the top, the rest at the foot."""
        extent = self.extent
        lang = max(150.0, self.language.wanted(22))
        self.language.place(QRectF(extent.width() - 48 - lang, 48, lang, 64), self.unit)
        x, y = 48.0, extent.height() - 48 - 88
        for button in (self.again, self.leave):
            if not button.isHidden():
                wide = max(220.0, button.wanted(36))
                button.place(QRectF(x, y, wide, 88), self.unit)
                x += wide + 16

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Everything but the buttons."""
        palette = self.look.palette
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 0, palette.bg)
        draw_mark(ink.painter, QRectF(48, 48, 64, 64), palette.ink, palette.accent)
        room = extent.width() - 96
        title = fit(self._title, room, size=64, least=40, weight=EXTRA, lines=2, leading=1.2)
        sentence = fit(self._sentence, min(room, 1000), size=34, least=24, weight=SEMI, lines=5, leading=1.4)
        hint = fit(self._hint, room - 48, size=26, least=20, weight=BOLD, lines=3) if self._hint else None
        side = 72.0 if self._warn else 0.0
        total = (side + 24 if side else 0) + title.height + 16 + sentence.height + (hint.height + 72 if hint else 0)
        y = max(136.0, (extent.height() - 136 - total) / 2 + 40)
        if side:
            ink.sign(QRectF(48, y, side, side), Sign.WARN, AMBER, INK, INK)
            y += side + 24
        y += ink.fitted(QPointF(48, y), title, palette.ink) + 16
        y += ink.fitted(QPointF(48, y), sentence, palette.ink2)
        if hint:
            box = QRectF(48, y + 24, min(room, hint.width + 49), hint.height + 40)
            ink.box(box, 12, palette.surface, palette.edge, self.look.stroke)
            ink.fitted(QPointF(72, y + 44), hint, palette.ink)
