"""A badge's code as it is printed: the symbol, its size in millimetres, and from how far a camera reads it; knows no camera and no key."""

from __future__ import annotations

import math
from pathlib import Path

import segno

from kiosk.badge import BADGE_LENGTH

QUIET = 4
"""Modules of white that a symbol needs on each side (ISO/IEC 18004:2015, 6.3.8)."""
PIXELS_PER_MODULE = 2.0
"""What the first reader (zxing-cpp) needs: of webcam frames with noise and JPEG it read all at 2 pixels a module, 88 of 100 at 1.75, none
at 1.5. The second (zbar) needs 3."""
PNG_DPI = 600
FORMS = (".svg", ".png")


def symbol(text: str) -> segno.QRCode:
    """The QR symbol of a code as badges carry it: an opaque one at level Q (1-Q), longer ones at level M (confirmation 1-M, token 5-M).
    Raises ValueError for a text no symbol can hold."""
    return segno.make(text, error="q" if len(text) <= BADGE_LENGTH else "m", micro=False, boost_error=False)


def modules(made: segno.QRCode) -> int:
    """Modules along a side, quiet zone included."""
    return int(made.symbol_size(border=QUIET)[0])


def save(made: segno.QRCode, path: Path, module_mm: float) -> float:
    """Write the symbol with its quiet zone to ``path``, as its ending says one of FORMS; returns how wide a module is there, mm: an SVG
    is exact, a PNG has whole pixels. Raises OSError."""
    if path.suffix.lower() == ".svg":
        made.save(str(path), border=QUIET, scale=module_mm, unit="mm")
        return module_mm
    scale = max(1, round(module_mm * PNG_DPI / 25.4))
    made.save(str(path), border=QUIET, scale=scale, dpi=PNG_DPI)
    return scale * 25.4 / PNG_DPI


def reach_mm(module_mm: float, fov_deg: float, pixels: int, per_module: float = PIXELS_PER_MODULE) -> float:
    """From how far (mm) a code is read, held flat before a camera of ``pixels`` across a horizontal field of view of ``fov_deg``.

    Pinhole camera: at distance d the picture is 2 d tan(fov / 2) wide, so a module is module * pixels / (2 d tan(fov / 2)) pixels; solved
    for the d where that is ``per_module``. Focus, light and shake can only make it less. Raises ValueError unless 0 < fov < 180 and the
    rest is positive."""
    if not (0 < fov_deg < 180 and module_mm > 0 and pixels > 0 and per_module > 0):
        raise ValueError("a field of view between 0 and 180 degrees, and positive sizes")
    return module_mm * pixels / (2 * per_module * math.tan(math.radians(fov_deg) / 2))
