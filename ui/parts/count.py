"""How many are inside, out of how many, and how sure that is; counts nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtWidgets import QWidget

from ui import phrases
from ui.ink import RIGHT, Ink
from ui.look import Look
from ui.parts.part import Part
from ui.typeface import BOLD, EXTRA, SEMI, fit, font, width


class Count(Part):
    """Card with the number inside, the share of the capacity as a bar, and one line about what is left or how old the news is."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.inside: int | None = None
        self.error: int | None = None
        self.capacity: int | None = None
        self.stale = ""

    def show_count(self, inside: int | None, error: int | None, capacity: int | None, stale: str) -> None:
        """Show ``inside`` ± ``error`` of ``capacity``; ``stale``: how long other gates have been silent, "" while they are heard."""
        if (inside, error, capacity, stale) != (self.inside, self.error, self.capacity, self.stale):
            self.inside, self.error, self.capacity, self.stale = inside, error, capacity, stale
            self.update()

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Standing up, the card is wide and low: number left, bar right."""
        palette = self.look.palette
        room = QRectF(0, 0, extent.width(), extent.height())
        ink.box(room, 16, palette.surface, palette.edge if self.look.high else None, self.look.stroke)
        if extent.width() > 500:
            self._draw_wide(ink, room)
        else:
            self._draw_tall(ink, room)

    def _draw_tall(self, ink: Ink, room: QRectF) -> None:
        palette = self.look.palette
        left, right = 24.0, room.width() - 24
        tight = room.height() < 200
        head = QRectF(left, 14 if not tight else 8, right - left, 34)
        self._title(ink, head)
        number = QRectF(left, head.bottom() + (2 if not tight else -8), right - left, 84)
        self._number(ink, number, tight=tight)
        bar = QRectF(left, number.bottom() + (8 if not tight else -4), right - left, 16)
        self._bar(ink, bar)
        ink.label(QRectF(left, bar.bottom() + (4 if not tight else 0), right - left, 34), self._note(), 21, 20, palette.ink2)

    def _draw_wide(self, ink: Ink, room: QRectF) -> None:
        palette = self.look.palette
        number = QRectF(24, 40, 330, 84)
        ink.text(QRectF(24, 12, 330, 32), self.tr("Inside now"), 22, palette.ink, weight=BOLD)
        self._number(ink, number, share=False)
        x, right = 376.0, room.width() - 24
        if self.capacity is not None:
            ink.text(QRectF(x, 12, right - x, 32), self._capacity(), 22, palette.ink2, weight=SEMI)
        ink.text(QRectF(x, 12, right - x, 32), self._share(), 28, palette.ink, weight=EXTRA, align=RIGHT)
        self._bar(ink, QRectF(x, 54, right - x, 16))
        ink.label(QRectF(x, 78, right - x, 34), self._note(), 21, 20, palette.ink2)

    def _title(self, ink: Ink, rect: QRectF) -> None:
        palette = self.look.palette
        wide = ink.text(rect, self.tr("Inside now"), 22, palette.ink, weight=BOLD)
        if self.capacity is not None:
            ink.label(rect.adjusted(wide + 16, 0, 0, 0), self._capacity(), 22, 20, palette.ink2, align=RIGHT)

    def _number(self, ink: Ink, rect: QRectF, *, share: bool = True, tight: bool = False) -> None:
        palette = self.look.palette
        text = phrases.count(self.inside)
        beside = f"± {self.error:,}" if self.error else (self._share() if share else "")
        kept = width(beside, font(32, EXTRA)) + 20 if beside else 0.0
        block = fit(text, rect.width() - kept, size=62 if tight else 72, least=40, weight=EXTRA, tracking=-0.03)
        wide = ink.text(rect, text, block.size, palette.ink, weight=EXTRA, tracking=-0.03)
        if self.error:
            ink.text(rect.adjusted(wide + 12, 26, 0, 0), beside, 32, palette.ink2, weight=BOLD)
        elif beside:
            ink.text(rect.adjusted(0, 26, 0, 0), beside, 32, palette.ink, weight=EXTRA, align=RIGHT)

    def _bar(self, ink: Ink, rect: QRectF) -> None:
        palette = self.look.palette
        if self.capacity is None or self.inside is None:
            return
        ink.box(rect, 8, palette.raised, palette.edge, 2)
        share = min(1.0, self.inside / self.capacity) if self.capacity else 1.0
        if share > 0:
            ink.painter.save()
            ink.painter.setClipRect(QRectF(rect.left(), rect.top(), max(6.0, rect.width() * share), rect.height()))
            ink.box(rect, 8, palette.ink)
            ink.painter.restore()

    def _capacity(self) -> str:
        return self.tr("Capacity {n}").format(n=f"{self.capacity:,}")

    def _share(self) -> str:
        if not self.capacity or self.inside is None:
            return ""
        return f"{round(100 * self.inside / self.capacity)} %"

    def _note(self) -> str:
        if self.stale:
            return self.tr("No news from other gates for {span}").format(span=self.stale)
        if self.capacity is None:
            return self.tr("No limit here")
        if self.inside is None:
            return ""
        left = self.capacity - self.inside
        if left <= 0:
            return self.tr("Full")
        return self.tr("{n} places left").format(n=f"{left:,}")
