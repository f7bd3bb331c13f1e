"""The bar over a desk's head while a self-service kiosk calls staff: which one, since when, and one touch to answer; asks nobody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSizeF, Signal

from kiosk.calls import Called
from ui import phrases
from ui.ink import Ink
from ui.look import Look
from ui.parts.button import Button, solid
from ui.parts.part import Part
from ui.typeface import EXTRA, SEMI

TALL = 88.0


class Bell(Part):
    """Hidden while nobody calls; it lies over the top of the screen it is made on, whatever else lies there."""

    answered = Signal(str)  # the call's id

    def __init__(self, look: Look, over: Part) -> None:
        super().__init__(look, over)
        self._over = over
        self._calls: Sequence[Called] = ()
        self._lang, self._now = "", 0
        self.button = Button(look, self, icon="check", size=28)
        self.button.clicked.connect(lambda: self.answered.emit(self._calls[0].id) if self._calls else None)
        over.installEventFilter(self)
        self.restyle()
        self.hide()

    def show_calls(self, calls: Sequence[Called], lang: str, now: int) -> None:
        """Who calls, the first first; nobody: the bar goes."""
        self._calls, self._lang, self._now = calls, lang, now
        self.button.say(self.tr("I am going"))
        self.setVisible(bool(calls))
        self._lie()

    @property
    def text(self) -> str:
        """Who needs help, "" for nobody."""
        if not self._calls:
            return ""
        name = self._calls[0].name.of(self._lang) or self._calls[0].station
        text = self.tr("{name} needs help").format(name=name)
        if len(self._calls) == 1:
            return text
        more = self.tr("{n} more").format(n=len(self._calls) - 1)
        return f"{text} · {more}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lie over the top of it at any size; speak as it does."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._lie()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow a switched translator."""
        if event.type() == QEvent.Type.LanguageChange:
            self.button.say(self.tr("I am going"))
            self.arrange()
        super().changeEvent(event)

    def _lie(self) -> None:
        unit = self._over.unit
        self.place(QRectF(0, 0, self._over.width() / unit, TALL), unit)
        self.raise_()

    def restyle(self) -> None:
        """One thing to press."""
        self.button.wear(solid(self.look))

    def arrange(self) -> None:
        """The button at the right."""
        wide = max(200.0, self.button.wanted(24))
        self.button.place(QRectF(self.extent.width() - wide - 24, 12, wide, self.extent.height() - 24), self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """A bell, who, since when."""
        palette = self.look.palette
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 0, palette.ink, palette.accent, 4)
        ink.icon(QRectF(24, extent.height() / 2 - 24, 48, 48), "bell", palette.bg, 2.2)
        room = self.button.x() / self.unit - 88 - 24
        ink.label(QRectF(88, 8, room, 48), self.text, 32, 22, palette.bg, weight=EXTRA)
        since = phrases.age(max(0, self._now - self._calls[0].at)) if self._calls and self._now else ""
        ink.label(QRectF(88, 50, room, 30), since, 22, 20, palette.bg, weight=SEMI)
