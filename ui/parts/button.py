"""A touch target: a painted button with icon, text and an optional line above; knows how it looks, not what it does."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.ink import CENTRE, LEFT, Ink, Written
from ui.look import Look
from ui.parts.part import paint, put
from ui.typeface import BOLD, LEAST, SEMI, fit, font, width

_OK = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


@dataclass(frozen=True, slots=True)
class ButtonStyle:
    """Colours and form of a button. ``fill`` None lets the ground show; ``radii`` left and right."""

    fill: str | None
    text: str
    edge: str | None
    stroke: float = 2
    radius: float = 12
    icon: str | None = None
    round_left: bool = True
    round_right: bool = True


def plain(look: Look) -> ButtonStyle:
    """A control on the plain ground."""
    palette = look.palette
    return ButtonStyle(palette.surface, palette.ink, palette.edge, look.stroke)


def solid(look: Look) -> ButtonStyle:
    """The one thing to press next."""
    palette = look.palette
    return ButtonStyle(palette.accent, palette.on_accent, None)


def inverse(look: Look) -> ButtonStyle:
    """A choice that is on."""
    palette = look.palette
    return ButtonStyle(palette.ink, palette.bg, palette.ink, look.stroke)


def on_field(look: Look, text: str) -> ButtonStyle:
    """A control on a verdict's field or a category's band."""
    return ButtonStyle(None, text, text, look.stroke_on_colour)


class Button(QAbstractButton):
    """Icon, text, and a small line above the text (``caption``). Focus shows as a ring when it came by keyboard."""

    def __init__(self, look: Look, parent: QWidget | None = None, *, icon: str = "", size: int = 24, align_left: bool = False) -> None:
        super().__init__(parent)
        self.look = look
        self.unit = 1.0
        self.overflowing: list[str] = []
        self.written: list[Written] = []
        self.style_of = plain(look)
        self.symbol = icon
        self.caption = ""
        self._size = size
        self._align_left = align_left
        self._ring = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, False)

    def place(self, rect: QRectF, unit: float) -> None:
        """Take this place in design pixels of the parent."""
        self.unit = unit
        put(self, rect, unit)
        self.update()

    def dress(self, look: Look) -> None:
        """Take on another look; the owner sets the style that goes with it."""
        self.look = look

    def wear(self, style: ButtonStyle) -> None:
        """Take on a style."""
        self.style_of = style
        self.update()

    def say(self, text: str, caption: str = "", spoken: str = "") -> None:
        """Set the text, the line above it, and what a screen reader says (both lines, unless told)."""
        self.caption = caption
        self.setText(text)
        self.setAccessibleName(spoken or f"{caption} {text}".strip())
        self.update()

    def wanted(self, padding: float = 24) -> float:
        """The width this button needs at its size, design pixels."""
        text = width(self.text(), font(self._size, BOLD)) if self.text() else 0.0
        caption = width(self.caption, font(LEAST, SEMI)) if self.caption else 0.0
        icon = self._size + 4 + (12 if self.text() else 0) if self.symbol else 0
        return max(text, caption) + icon + 2 * padding

    @property
    def ringed(self) -> bool:
        """Whether the keyboard brought the focus here, so that it shows."""
        return self._ring

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard brought the focus."""
        self._ring = event.reason() in _BY_KEY
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        self._ring = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the one that wears the ring."""
        if event.key() in _OK and self._ring:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in design pixels."""
        self.overflowing, self.written = paint(self, self.unit, self._draw)

    def _draw(self, ink: Ink, extent: QSizeF) -> None:
        style = self.style_of
        whole = QRectF(0, 0, extent.width(), extent.height())
        if not self.isEnabled():
            palette = self.look.palette
            style = ButtonStyle(palette.raised, palette.ink2, palette.edge, style.stroke, style.radius)
        ink.painter.save()
        ink.painter.setClipRect(whole)
        body = whole.adjusted(0 if style.round_left else -40, 0, 0 if style.round_right else 40, 0)
        ink.box(body, style.radius, style.fill, style.edge, style.stroke)
        if self.isDown():
            ink.painter.setOpacity(0.18)
            ink.box(body, style.radius, style.text)
            ink.painter.setOpacity(1)
        ink.painter.restore()
        self._content(ink, whole, style)
        if self._ring:
            self._focus(ink, whole, style)

    def _content(self, ink: Ink, whole: QRectF, style: ButtonStyle) -> None:
        text = self.text()
        side = self._size + 4.0 if self.symbol else 0.0
        gap = 12.0 if self.symbol and text else 0.0
        room = whole.width() - side - gap - (32 if self._align_left else 16)
        block = fit(text, room, size=self._size, least=LEAST, weight=BOLD, tracking=-0.01) if text else None
        wide = max(block.width if block else 0.0, width(self.caption, font(LEAST, SEMI)) if self.caption else 0.0)
        x = 20.0 if self._align_left else (whole.width() - side - gap - wide) / 2
        middle = whole.center().y()
        if self.symbol:
            ink.icon(QRectF(x, middle - side / 2, side, side), self.symbol, style.icon or style.text)
        if block is None:
            return
        rect = QRectF(x + side + gap, 0, wide + 1, whole.height())
        if self.caption:
            ink.text(rect.translated(0, -13), self.caption, LEAST, style.text, weight=SEMI, align=LEFT if self._align_left else CENTRE)
            rect = rect.translated(0, 12)
        align = CENTRE if self.caption else LEFT
        ink.text(rect, text, block.size, style.text, weight=BOLD, align=align)
        if not block.fits:
            ink.overflowing.append(text)

    def _focus(self, ink: Ink, whole: QRectF, style: ButtonStyle) -> None:
        if self.look.high:
            ink.box(whole, style.radius, None, "#000000", 8)
            ink.box(whole.adjusted(8, 8, -8, -8), max(2, style.radius - 8), None, "#FFFFFF", 8)
        elif style.fill is None:
            ink.box(whole, style.radius, None, style.text, 10)
        else:
            palette = self.look.palette
            ink.box(whole, style.radius, None, palette.accent, 4)
            if style.fill != palette.surface:  # on a filled one the accent alone would not be seen
                ink.box(whole.adjusted(4, 4, -4, -4), max(2, style.radius - 4), None, palette.bg, 4)
