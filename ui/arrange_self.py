"""Where a self-service page lies on a panel, and how large its design pixels are there, from the panel's millimetres and what the visitor
set; pure geometry, knows no widgets."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from kiosk.panel import Panel
from ui.parts.flow import GAP
from ui.parts.said import EDGE, HANGUL_INK, LEAST
from ui.visit import Ease

SMALL = 1_000.0
"""A page narrower or lower than this, in design pixels, has lower heads and buttons, whatever the zoom: nothing is left out for that."""
LOW_SMALL = 1_500.0
"""So has one in the low position that is lower than this."""
LOWEST_TOP, HIGHEST_TOP = 0.25, 0.7
"""Where the low position may begin, shares of the panel's height from the top."""
SPARE = 1.01
"""Text is this much larger than it must be: a picture has whole pixels."""


@dataclass(frozen=True, slots=True)
class Ground:
    """``unit`` device pixels make a design pixel; ``top``: the share of the height the page leaves free above it; ``room``: where the page
    is, ``gap`` between its blocks, design pixels."""

    unit: float
    top: float
    room: QRectF
    gap: float
    small: bool


def ground(width: int, height: int, panel: Panel, ease: Ease) -> Ground:
    """Of a window of ``width`` x ``height`` device pixels over the whole of ``panel``."""
    seen = panel.as_seen(width, height)
    unit = SPARE * seen.text_mm / (LEAST * HANGUL_INK) * width / seen.width
    top = min(HIGHEST_TOP, max(LOWEST_TOP, 1 - seen.reach)) if ease.low else 0.0
    plain, room = _room(width / unit, height / unit, top), _room(width / (unit * ease.zoom), height / (unit * ease.zoom), top)
    small = min(plain.width(), plain.height()) < SMALL or (ease.low and plain.height() < LOW_SMALL)
    return Ground(unit * ease.zoom, top, room, GAP if min(room.width(), room.height()) >= SMALL else GAP * 2 / 3, small)


def _room(wide: float, high: float, top: float) -> QRectF:
    edge = EDGE if min(wide, high) >= SMALL else EDGE / 2
    return QRectF(0, high * top, wide, high * (1 - top)).adjusted(edge, edge, -edge, -edge)
