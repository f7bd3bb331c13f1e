"""Blocks that say something to a visitor: paragraphs, large buttons, the steps, the time left; text is never made smaller than LEAST."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.ink import CENTRE, LEFT, Ink
from ui.look import Look
from ui.parts.button import Button, ButtonStyle
from ui.parts.flow import Piece
from ui.typeface import BOLD, EXTRA, SEMI, font, width, wrap

LEAST = 52
"""Size of the smallest text of a self-service page, design pixels: what the panel's least height in mm is laid on."""
HANGUL_INK = 0.87
"""Height of the ink of 한 in font sizes, in the lightest cut used (measured in Pretendard 1.3.9)."""
LEADING = 1.28
EDGE = 48.0
PAD = 20.0
"""Of a button, left and right of its words."""


@lru_cache(maxsize=1024)
def set_lines(text: str, room: float, size: int, weight: int) -> tuple[int, tuple[str, ...]]:
    """``text`` in lines no wider than ``room`` at the largest size from ``size`` down to LEAST at which no word is too wide; there a word
    that still is goes on in the next line."""
    for candidate in (*range(size, LEAST, -4), LEAST):
        lines = wrap(text, font(candidate, weight), room)
        if all(width(line, font(candidate, weight)) <= room for line in lines):
            return candidate, lines
    face = font(LEAST, weight)
    broken: list[str] = []
    for line in wrap(text, face, room):
        piece = ""
        for letter in line:
            if piece and width(piece + letter, face) > room:
                broken.append(piece)
                piece = ""
            piece += letter
        broken.append(piece)
    return LEAST, tuple(broken)


def widest_word(text: str, size: int, weight: int) -> float:
    """Of the words of ``text``, design pixels."""
    face = font(size, weight)
    return max((width(word, face) for word in text.split(" ")), default=0.0)


class Said(Piece):
    """A paragraph: ``size`` at most, in the ink of the look or (``quiet``) its second one."""

    def __init__(
        self, look: Look, text: str, parent: QWidget | None = None, *, size: int = LEAST, weight: int = SEMI, quiet: bool = False
    ) -> None:
        super().__init__(look, parent)
        self.text, self._size, self._weight, self._quiet = text, size, weight, quiet
        self.setAccessibleName(text)

    def say(self, text: str) -> None:
        """Other words in the same place."""
        if text != self.text:
            self.text = text
            self.setAccessibleName(text)
            self.update()

    def tall(self, across: float) -> float:
        """Of all its lines."""
        size, lines = set_lines(self.text, across, self._size, self._weight)
        return size * LEADING * len(lines)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Line by line."""
        size, lines = set_lines(self.text, extent.width(), self._size, self._weight)
        palette = self.look.palette
        colour = palette.ink2 if self._quiet else palette.ink
        for number, line in enumerate(lines):
            rect = QRectF(0, number * size * LEADING, extent.width(), size * LEADING)
            ink.text(rect, line, size, colour, weight=self._weight, tracking=-0.02)


class BigButton(Button):
    """A button whose words break into lines rather than shrink; its icon stands over them where they do not fit beside it, or (``dense``)
    is left out."""

    grows, over = False, False
    most = 100_000.0

    def __init__(
        self, look: Look, text: str, style: ButtonStyle, *, icon: str = "", size: int = LEAST, least: float = 136, dense: bool = False
    ) -> None:
        super().__init__(look, icon=icon, size=size)
        self._least, self.dense, self._pad = least, dense, PAD * 0.6 if dense else PAD
        self.wear(style)
        self.say(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and OK are the page's: it may have to be turned."""
        event.ignore()

    @property
    def side(self) -> float:
        """Of its icon, 0 without one."""
        return self._size * 1.1 if self.symbol else 0.0

    def too_wide(self, across: float) -> bool:
        """As ``Block.too_wide``."""
        beside = 2 * self._pad + self.side + 20 + width(self.text(), font(LEAST, BOLD))
        return bool(self.symbol) and beside > across

    def _stacked(self, across: float) -> bool:
        return not self.dense and bool(self.symbol and self.text()) and (self.over or self.too_wide(across))

    def _icon_beside(self, across: float) -> bool:
        if not self.symbol or self._stacked(across):
            return False
        return not self.text() or not self.dense or not (self.over or self.too_wide(across))

    def _lines(self, across: float) -> tuple[int, tuple[str, ...]]:
        beside = self.side + 20 if self._icon_beside(across) else 0.0
        room = max(1.0, across - 2 * self._pad - beside)
        for size in (*range(self._size, LEAST, -4), LEAST):  # rather smaller than in two lines
            if width(self.text(), font(size, BOLD)) <= room:
                return size, (self.text(),)
        return set_lines(self.text(), room, self._size, BOLD)

    def tall(self, across: float) -> float:
        """The height its words need at that width."""
        size, lines = self._lines(across - 2)  # which it may lack where it is placed on whole pixels
        high = size * 1.2 * len(lines) + (self.side + 8 if self._stacked(across) else 0.0)
        return max(self._least, high + 44)

    def narrowest(self) -> float:
        """Of its longest word at the least size, the icon above it."""
        return max(self.side, widest_word(self.text(), LEAST, BOLD)) + 2 * self._pad + 3

    def snug(self) -> float:
        """Of all its words at the least size and the icon beside them, where it is not left out first."""
        icon = 0.0 if self.dense or not self.symbol else self.side + 20
        return max(self.side, width(self.text(), font(LEAST, BOLD)) + icon) + 2 * self._pad + 3

    def _content(self, ink: Ink, whole: QRectF, style: ButtonStyle) -> None:
        text = self.text()
        size, lines = self._lines(whole.width())
        face = font(size, BOLD)
        tall = size * 1.2 * len(lines)
        wide = max(width(line, face) for line in lines)
        colour = style.icon or style.text
        stacked = self._stacked(whole.width())
        if stacked:
            top = whole.center().y() - (self.side + 8 + tall) / 2
            ink.icon(QRectF(whole.center().x() - self.side / 2, top, self.side, self.side), self.symbol, colour)
            words = QRectF(whole.left(), top + self.side + 8, whole.width(), tall)
        else:
            drawn = self._icon_beside(whole.width())
            beside = self.side + 20 if drawn else 0.0
            left = whole.center().x() - ((beside + wide) if text else self.side) / 2
            if drawn:
                ink.icon(QRectF(left, whole.center().y() - self.side / 2, self.side, self.side), self.symbol, colour, 2.2)
            words = QRectF(left + beside, whole.center().y() - tall / 2, wide + 1, tall)
        for number, line in enumerate(lines):
            rect = QRectF(words.left(), words.top() + number * size * 1.2, words.width(), size * 1.2)
            ink.text(rect, line, size, style.text, weight=BOLD, align=CENTRE if stacked or len(lines) > 1 else LEFT)


class Steps(Piece):
    """How far the visitor is: a bar and a word for each step, done ones ticked, the present one in the accent with its number."""

    def __init__(self, look: Look, words: tuple[str, ...], at: int, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._words, self._at = words, at
        self.setAccessibleName(f"{at + 1}/{len(words)} {words[at]}")

    def tall(self, across: float) -> float:
        """The bars, and the words: under them where they fit, else one under the other."""
        return 24 + LEAST * LEADING * (1 if self._fit(across) else len(self._words))

    def _fit(self, across: float) -> bool:
        each = self._each(across)
        return all(width(f"{number + 1} {word}", font(LEAST, BOLD)) + 12 <= each for number, word in enumerate(self._words))

    def _each(self, room: float) -> float:
        return (room - 16 * (len(self._words) - 1)) / len(self._words)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Bars and words."""
        palette, each = self.look.palette, self._each(extent.width())
        beside = self._fit(extent.width())
        for number, word in enumerate(self._words):
            x = number * (each + 16)
            now = number == self._at
            fill = palette.accent if now else palette.ink if number < self._at else palette.surface
            ink.box(QRectF(x, 0, each, 16), 8, fill, None if number <= self._at else palette.edge, self.look.stroke)
            line = LEAST * LEADING
            place = QRectF(x, 24, each, line) if beside else QRectF(0, 24 + number * line, extent.width(), line)
            self._word(ink, place, number, word)

    def _word(self, ink: Ink, rect: QRectF, number: int, word: str) -> None:
        palette = self.look.palette
        if number < self._at:
            ink.icon(QRectF(rect.left(), rect.center().y() - 22, 44, 44), "check", palette.ink, 3)
            ink.text(rect.adjusted(52, 0, 0, 0), word, LEAST, palette.ink, weight=SEMI, tracking=-0.02)
        else:
            now = number == self._at
            colour = palette.accent if now else palette.ink2
            ink.text(rect, f"{number + 1} {word}", LEAST, colour, weight=BOLD if now else SEMI, tracking=-0.02)


class TimeBar(Piece):
    """The seconds left, in words and as a bar, and the button that gives more; where there is no room beside it the button says both."""

    MOST_S = 40

    def __init__(self, look: Look, more: BigButton, parent: QWidget | None = None, *, short: bool = False) -> None:
        """``short``: in few words, at any zoom."""
        super().__init__(look, parent)
        self.more, self._word, self._short = more, more.text(), short
        more.setParent(self)
        self.text, self.left = "", 0

    def show_left(self, seconds: int | None) -> None:
        """Say how many seconds are left, None for enough."""
        self.left = seconds or 0
        text = "" if seconds is None else self._words(seconds)
        if text == self.text:
            return
        self.text = text
        self.setAccessibleName(text)
        self.more.say(f"{self._word} · {text}" if text and not self._beside(self.extent.width()) else self._word)
        self.update()

    def _words(self, seconds: int) -> str:
        return (self.tr("{n} s left") if self._short else self.tr("Starts over in {n} s")).format(n=seconds)

    @property
    def _button(self) -> float:
        return self.more.snug()

    def _room(self, across: float) -> float:
        """For the words beside the button."""
        return across - self._button - 24 - 48

    def _beside(self, across: float) -> bool:
        return self._room(across) >= width(self._words(self.MOST_S), font(LEAST, BOLD)) + 4

    def tall(self, across: float) -> float:
        """The button, high enough for all it may come to say."""
        if self._beside(across):
            return self.more.tall(self._button) + 24
        _, lines = set_lines(f"{self._word} · {self._words(self.MOST_S)}", across - 2 * PAD - 80, LEAST, BOLD)
        return LEAST * 1.2 * len(lines) + 44

    def arrange(self) -> None:
        """The button at the right, or everywhere."""
        extent = self.extent
        if self._beside(extent.width()):
            self.more.place(QRectF(extent.width() - self._button - 16, 12, self._button, extent.height() - 24), self.unit)
        else:
            self.more.place(QRectF(0, 0, extent.width(), extent.height()), self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """The ground, the words, the bar."""
        if not self._beside(extent.width()):
            return
        palette = self.look.palette
        edge = palette.edge if self.look.high else None
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 24, palette.raised, edge, self.look.stroke)
        if not self.text:
            return
        room = self._room(extent.width())
        top = (extent.height() - LEAST * LEADING - 28) / 2
        ink.text(QRectF(24, top, room, LEAST * LEADING), self.text, LEAST, palette.ink, weight=BOLD, tracking=-0.02)
        track = QRectF(24, top + LEAST * LEADING + 4, room, 20)
        ink.box(track, 10, palette.surface, palette.edge, self.look.stroke)
        share = min(1.0, self.left / self.MOST_S)
        ink.box(QRectF(track.left(), track.top(), max(20.0, track.width() * share), 20), 10, palette.ink)


class Brand(Piece):
    """The product's mark and the event's name; ``name`` may be in two lines."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._name = name
        self.setAccessibleName(name)

    def narrowest(self) -> float:
        """The longest word."""
        return widest_word(self._name, LEAST, EXTRA) + 1

    def _mark(self, across: float) -> float:
        """Room for the mark, which is left out where there is little."""
        return 128.0 if across > 128 + 1.6 * self.narrowest() else 0.0

    def _set(self, across: float) -> tuple[int, tuple[str, ...]]:
        return set_lines(self._name, across - self._mark(across), LEAST, EXTRA)

    def tall(self, across: float) -> float:
        """The mark, or the name where it has more lines."""
        size, lines = self._set(across)
        return max(104.0, size * 1.16 * len(lines))

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Mark, name."""
        from ui.signs import draw_mark

        palette = self.look.palette
        mark = self._mark(extent.width())
        if mark:
            draw_mark(ink.painter, QRectF(0, (extent.height() - 104) / 2, 104, 104), palette.ink, palette.accent)
        size, lines = self._set(extent.width())
        top = (extent.height() - size * 1.16 * len(lines)) / 2
        for number, line in enumerate(lines):
            rect = QRectF(mark, top + number * size * 1.16, extent.width() - mark, size * 1.16)
            ink.text(rect, line, size, palette.ink, weight=EXTRA)


def draw_line(ink: Ink, look: Look, y: float, across: float, words: tuple[str, str]) -> None:
    """A broken line at ``y``, and what it parts written above it."""
    palette = look.palette
    for x in range(0, int(across), 56):
        ink.rule(x, y, 36, palette.ink, 6)
    room = across - 2 * EDGE
    broken = [(*set_lines(text, room, LEAST, weight), weight) for text, weight in zip(words, (BOLD, SEMI), strict=True)]
    lines = [(line, size, weight) for size, texts, weight in broken for line in texts]
    top = y - 24 - sum(size * LEADING for _, size, _ in lines)
    for line, size, weight in lines:
        ink.text(QRectF(EDGE, top, room, size * LEADING), line, size, palette.ink, weight=weight)
        top += size * LEADING
