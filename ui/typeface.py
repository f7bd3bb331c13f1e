"""The bundled typeface and the measuring of text with it, in design pixels; knows no colours and paints nothing.

Text is set in design pixels and the painter is scaled, so what fits once fits on every panel.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

import assets

FAMILY = "Pretendard"
MEDIUM, SEMI, BOLD, EXTRA = 500, 600, 700, 800

OPTICAL_MIDDLE = 0.355
"""Middle of the ink above the baseline, in em: half of Pretendard's Latin capitals (0.71), and of Hangul (0.81 up, 0.09 down)."""

LEAST = 20
"""Smallest text anywhere on a staff screen, design pixels."""


class FontMissing(RuntimeError):
    """A bundled font file could not be loaded: the installation is not whole."""


def load_fonts() -> None:
    """Make the bundled typeface known to Qt, once in an application. Raises FontMissing."""
    app = QCoreApplication.instance()
    if app is None or app.property("kiosk.fonts"):
        return
    for path in sorted((Path(assets.__file__).parent / "fonts").glob("*.otf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FontMissing(path.name)
    app.setProperty("kiosk.fonts", True)


@lru_cache(maxsize=512)
def font(size: float, weight: int = SEMI, tracking: float = -0.01) -> QFont:
    """Pretendard at ``size`` design pixels with tabular figures; ``tracking`` in em."""
    face = QFont(FAMILY)
    face.setPixelSize(max(1, round(size)))
    face.setWeight(QFont.Weight(weight))
    face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, size * tracking)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


@lru_cache(maxsize=4096)
def width(text: str, face: QFont) -> float:
    """How wide ``text`` runs in one line, in design pixels."""
    return QFontMetricsF(face).horizontalAdvance(text)


def wrap(text: str, face: QFont, room: float) -> tuple[str, ...]:
    """``text`` in lines no wider than ``room`` where words allow it, broken between words only, the lines about equally long."""
    lines = _greedy(text, face, room)
    if len(lines) < 2:
        return lines
    narrow, wide = room / 2, room
    for _ in range(8):
        middle = (narrow + wide) / 2
        if len(_greedy(text, face, middle)) > len(lines) or any(width(line, face) > middle for line in _greedy(text, face, middle)):
            narrow = middle
        else:
            wide = middle
    return _greedy(text, face, wide)


def _greedy(text: str, face: QFont, room: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(f"{lines[-1]} {word}", face) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text as it will be set: its lines, size, weight and tracking, and whether it stays within the room it was given."""

    lines: tuple[str, ...]
    size: int
    weight: int
    tracking: float
    leading: float
    fits: bool

    @property
    def face(self) -> QFont:
        """The font to draw it with."""
        return font(self.size, self.weight, self.tracking)

    @property
    def height(self) -> float:
        """Height of all lines, design pixels."""
        return self.size * self.leading * len(self.lines)

    @property
    def width(self) -> float:
        """Width of the longest line, design pixels."""
        return max(width(line, self.face) for line in self.lines)


@lru_cache(maxsize=1024)
def fit(
    text: str,
    room: float,
    *,
    size: int,
    least: int,
    weight: int = SEMI,
    tracking: float = -0.02,
    leading: float = 1.3,
    lines: int = 1,
    shrink_first: bool = False,
) -> Fitted:
    """The largest setting of ``text`` in at most ``lines`` lines of ``room``, between ``size`` and ``least`` design pixels.

    ``shrink_first``: rather smaller than in more lines (a verdict's word); otherwise rather in more lines than smaller."""
    for most in range(1, lines + 1) if shrink_first else (lines,):
        for candidate in range(size, least - 1, -1 if size < 60 else -2):
            face = font(candidate, weight, tracking)
            broken = wrap(text, face, room)
            if len(broken) <= most and all(width(line, face) <= room for line in broken):
                return Fitted(broken, candidate, weight, tracking, leading, True)
    return Fitted(wrap(text, font(least, weight, tracking), room), least, weight, tracking, leading, False)
