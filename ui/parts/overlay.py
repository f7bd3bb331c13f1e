"""What every staff overlay shares: it covers the screen, closes on Escape, and keeps telling what happens at the door meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.arrange import Canvas
from ui.ink import RIGHT, Ink
from ui.look import INK, PAPER, Look, Tone
from ui.parts.part import Part
from ui.signs import Sign, draw_mark
from ui.typeface import BOLD, EXTRA, SEMI

NEWS_MS = 4000


@dataclass(frozen=True, slots=True)
class News:
    """A verdict given while staff was busy: its tone, sign, label, and the category's name."""

    tone: Tone
    sign: Sign
    label: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """What the ink panel of an overlay says of the place."""

    zone: str = ""
    gate: str = ""


class Overlay(Part):
    """Opaque, over everything, closed by Escape or its own button."""

    closed = Signal()
    over_all = False
    """Whether no other overlay ever covers it."""
    field_height = 740.0
    """What lies below the panel when standing up, design pixels."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.on = Canvas(1.0, 1280, 800)
        self.where = Where()
        self._news: News | None = None
        self._stale = QTimer(self)
        self._stale.setSingleShot(True)
        self._stale.timeout.connect(self._forget_news)
        self.hide()

    def open(self) -> None:
        """Cover the screen and take the keyboard."""
        self.arrange()
        self.show()
        self.raise_()
        above = next((one for one in self._others() if one.over_all and not one.isHidden()), self)
        above.raise_()
        above.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def _others(self) -> list[Overlay]:
        parent = self.parentWidget()
        return [one for one in parent.children() if isinstance(one, Overlay) and one is not self] if parent is not None else []

    def close_up(self) -> None:
        """Go, and say so."""
        if not self.isHidden():
            self.hide()
            self._forget_news()
            self.closed.emit()

    def show_where(self, zone: str, gate: str) -> None:
        """Say on the panel where this is."""
        self.where = Where(zone, gate)
        self.update()

    def show_news(self, news: News) -> None:
        """Tell of a verdict given meanwhile, for a few seconds."""
        self._news = news
        self._stale.start(NEWS_MS)
        self.update()

    def _forget_news(self) -> None:
        self._stale.stop()
        self._news = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; other keys go to ``key``."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif not self.key(event):
            super().keyPressEvent(event)

    def key(self, event: QKeyEvent) -> bool:
        """Take a key of a physical keyboard; False where it means nothing here."""
        return False

    @property
    def panel(self) -> QRectF:
        """The ink panel: at the left, or on top when standing up."""
        if self.on.portrait:
            return QRectF(0, 0, self.on.width, self.on.height - self.field_height)
        return QRectF(0, 0, 520 + (self.on.width - 1280) * 0.4, self.on.height)

    @property
    def field(self) -> QRectF:
        """What the panel leaves."""
        panel = self.panel
        if self.on.portrait:
            return QRectF(0, panel.bottom(), self.on.width, self.on.height - panel.bottom())
        return QRectF(panel.right(), 0, self.on.width - panel.right(), self.on.height)

    def draw_panel(self, ink: Ink, extent: QSizeF, *, compact: bool = False) -> float:
        """Ground, panel, mark and place (``compact``: beside the mark); returns the y below them."""
        palette = self.look.palette
        panel = self.panel
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 0, palette.bg)
        ground = "#000000" if self.look.high else INK
        ink.box(panel, 0, ground, PAPER if self.look.high else None, 3)
        if not self.look.high:
            ink.painter.save()
            ink.painter.setClipRect(panel)
            ink.painter.setOpacity(0.05)
            draw_mark(ink.painter, QRectF(panel.right() - 172, -70, 308, 308), "#7CC4FF", "#7CC4FF")
            ink.painter.restore()
        draw_mark(ink.painter, QRectF(48, 48, 64, 64), PAPER, "#7CC4FF" if not self.look.high else "#FFE500")
        if self.on.portrait or compact:
            left, top = 136.0, 40.0
        else:
            left, top = 48.0, 144.0
        ink.label(QRectF(left, top, panel.right() - 48 - left, 50), self.where.zone, 36, 24, PAPER, weight=EXTRA)
        ink.label(
            QRectF(left, top + 46, panel.right() - 48 - left, 36), self.where.gate, 24, 20, "#B4C4D6" if not self.look.high else PAPER
        )
        return top + 100

    def draw_news(self, ink: Ink, rect: QRectF) -> None:
        """The verdict given meanwhile, small: sign, label, category."""
        if self._news is None:
            return
        news = self._news
        field = self.look.field(news.tone)
        ink.box(rect, 12, field.field, PAPER if news.tone is Tone.FAULT else None, 3)
        ink.sign(QRectF(rect.left() + 16, rect.center().y() - 22, 44, 44), news.sign, field.sign, field.field)
        text = rect.adjusted(76, 0, -20, 0)
        wide = ink.label(text, news.label, 28, 20, field.text, weight=EXTRA)
        ink.label(text.adjusted(wide + 16, 0, 0, 0), news.category, 24, 20, field.text, weight=BOLD, align=RIGHT)


def heading(ink: Ink, look: Look, rect: QRectF, title: str, sentence: str) -> None:
    """Title and one sentence at the head of a field."""
    palette = look.palette
    ink.label(QRectF(rect.left(), rect.top(), rect.width(), 60), title, 46, 32, palette.ink, weight=EXTRA)
    ink.label(QRectF(rect.left(), rect.top() + 58, rect.width(), 36), sentence, 24, 20, palette.ink2, weight=SEMI)
