"""The bundled outline icons, recoloured as they are drawn; knows which file is which and nothing of their meaning."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

import assets

FALLBACK = "map-pin"
"""What a programme's zone shows when it names an icon we do not have."""

_FOLDER = Path(assets.__file__).parent / "icons"


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    path = _FOLDER / f"{name}.svg"
    if not name.replace("-", "").isalnum() or not path.is_file():
        path = _FOLDER / f"{FALLBACK}.svg"
    return path.read_text(encoding="utf-8")


def source(name: str, colour: str, stroke: float = 2) -> str:
    """The icon ``name`` as SVG, in ``colour``; ``stroke`` on its 24 grid. An unknown name is a map pin."""
    return _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str, stroke: float) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(source(name, colour, stroke).encode()))


def draw(painter: QPainter, name: str, rect: QRectF, colour: str, stroke: float = 2) -> None:
    """Paint the icon ``name`` into ``rect`` in ``colour``; ``stroke`` on its 24 grid. An unknown name shows a map pin."""
    _renderer(name, colour, stroke).render(painter, rect)
