"""The printed self-test sheet for hand scanners: one A4 page with its code and what to do, in Korean and English; knows no scanner."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from kiosk.catalogue import say
from kiosk.scanner.selftest import SHEET
from ui.badges import UNITS, draw_symbol, pages
from ui.look import INK
from ui.typeface import BOLD, EXTRA, SEMI, fit, font

CODE_MM = 80.0
"""With its quiet zone; modules of 1.8 mm."""

_MARGIN_MM = 20.0
_STEPS = ("scanner.sheet.open", "scanner.sheet.scan", "scanner.sheet.change", "scanner.sheet.best")


def write(path: Path) -> Path:
    """Write the sheet as a PDF at ``path`` and return it. Raises FileTrouble where it cannot be written."""
    with pages(path, say("scanner.sheet.title", "en")) as (_, painter):
        _draw(painter)
    return path


def _draw(painter: QPainter) -> None:
    wide = (210 - 2 * _MARGIN_MM) * UNITS
    left, top = _MARGIN_MM * UNITS, _MARGIN_MM * UNITS
    painter.setPen(QColor(INK))
    for lang, size, weight in (("ko", 110, EXTRA), ("en", 70, BOLD)):
        painter.setFont(font(size, weight))
        painter.drawText(QRectF(left, top, wide, size * 1.3), Qt.AlignmentFlag.AlignCenter, say("scanner.sheet.title", lang))
        top += size * 1.3
    side = CODE_MM * UNITS
    draw_symbol(painter, SHEET, QRectF(left + (wide - side) / 2, top + 60, side, side), border=4)
    top += side + 140
    for number, step in enumerate(_STEPS, 1):
        painter.setPen(QColor(INK))
        painter.setFont(font(56, EXTRA))
        painter.drawText(QRectF(left, top, 60, 60), Qt.AlignmentFlag.AlignLeft, str(number))
        for lang, weight in (("ko", BOLD), ("en", SEMI)):
            block = fit(say(step, lang), wide - 90, size=46, least=34, weight=weight, lines=3, leading=1.3)
            painter.setFont(block.face)
            for line in block.lines:
                painter.drawText(QRectF(left + 90, top, wide - 90, block.size * block.leading), Qt.AlignmentFlag.AlignLeft, line)
                top += block.size * block.leading
        top += 44
