"""Text set into a box of a badge by measured width, never cut; knows no badge, no colour and no printer."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QFont, QTextLayout

from ui.typeface import BOLD, font, width, wrap

LEADING = 1.18
"""Height of a line in font sizes: Hangul's ink is 0.9 of it, descenders and accents of capitals need the rest."""

_DIRECTING = "\u200c\u200d\u200e\u200f"
"""Characters that join letters or say which way they run: Arabic and emoji need them."""
WORDS_WHOLE = 0.4
"""Down to this share of the least size words stay whole."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Text as it is drawn: its lines, the size of its type and the height of them all."""

    lines: tuple[str, ...]
    size: int
    weight: int

    @property
    def face(self) -> QFont:
        """The font to draw it with."""
        return _face(self.size, self.weight)

    @property
    def height(self) -> float:
        """Of all lines."""
        return self.size * LEADING * len(self.lines)


def settle(text: str, room: float, height: float, *, size: int, least: int, lines: int, weight: int) -> Setting:
    """``text`` in a box ``room`` wide and ``height`` high, all in one unit: as large as it goes in one line, from ``size`` down to
    ``least``; else in two lines and so on up to ``lines``, broken between words. Where that is not enough it goes on below ``least``,
    and at last words are broken too: what stands on a badge is somebody's name, so nothing is left out."""
    text = plain(text)
    for most in range(1, lines + 1):
        for candidate in range(size, least - 1, -1):
            if (broken := _words(text, room, height, candidate, most, weight)) is not None:
                return Setting(broken, candidate, weight)
    for candidate in range(least, round(least * WORDS_WHOLE), -1):
        if (broken := _words(text, room, height, candidate, lines, weight)) is not None:
            return Setting(broken, candidate, weight)
    for candidate in range(least, 1, -1):
        letters = _anywhere(text, _face(candidate, weight), room)
        if len(letters) <= lines and len(letters) * candidate * LEADING <= height:
            return Setting(tuple(letters), candidate, weight)
    return Setting((text,), 1, weight)


@lru_cache(maxsize=512)
def _face(size: int, weight: int) -> QFont:
    """The bundled typeface; the cut above bold by its name, else a PDF would have it thickened once more (QFontEngineFT::synthesized takes
    any face of 700 and more for thickened that is not flagged "bold", which only the cut of 700 is)."""
    face = font(size, weight, 0.0)
    if weight > BOLD:
        face = QFont(face)
        face.setWeight(QFont.Weight.DemiBold)
        face.setStyleName("ExtraBold")
    return face


def plain(text: str) -> str:
    """``text`` composed (NFC), on one line, without characters that draw nothing but those that join and direct letters."""
    composed = unicodedata.normalize("NFC", text)
    kept = (c for c in composed if c in _DIRECTING or unicodedata.category(c) not in ("Cf", "Cs"))
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c for c in kept).split())


def unprintable(text: str, weight: int) -> str:
    """Those letters of ``text`` that neither the bundled typeface nor any font of this computer has: a box stands for each."""
    face = _face(100, weight)
    return "".join(dict.fromkeys(letter for letter in _letters(plain(text)) if not letter.isspace() and _is_box(letter, face)))


def _is_box(letter: str, face: QFont) -> bool:
    layout = QTextLayout(letter, face)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())


def _letters(text: str) -> list[str]:
    """``text`` in what a reader takes for letters: a base and its accents, an emoji and its colour."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    units = text.encode("utf-16-le", "surrogatepass")  # Qt counts UTF-16 units
    letters, start = [], 0
    while (end := finder.toNextBoundary()) > 0:
        letters.append(units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass"))
        start = end
    return letters


def _words(text: str, room: float, height: float, size: int, lines: int, weight: int) -> tuple[str, ...] | None:
    """The lines of ``text``, broken between words, where it goes into the box so."""
    face = _face(size, weight)
    broken = wrap(text, face, room)
    fits = len(broken) <= lines and len(broken) * size * LEADING <= height and all(width(line, face) <= room for line in broken)
    return broken if fits else None


def _anywhere(text: str, face: QFont, room: float) -> list[str]:
    lines = [""]
    for letter in _letters(text):
        if lines[-1] and width(lines[-1] + letter, face) > room:
            lines.append("")
        lines[-1] = (lines[-1] + letter).lstrip()
    return [line.rstrip() for line in lines]
