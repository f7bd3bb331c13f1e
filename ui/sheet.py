"""A sheet of facts, tables and lines to fill in by hand, as an A4 PDF; knows no log and no server."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFont, QTextDocument

from kiosk.catalogue import say
from kiosk.review import Grid, Sheet
from ui.application import application
from ui.badges import A4_MM, UNITS, pages
from ui.typeface import MEDIUM, font

_MARGIN_MM = 15.0
_STYLE = """
    h1 { font-size: 62px; } h2 { font-size: 40px; margin-top: 46px; } td, th { font-size: 29px; padding: 8px 10px; }
    th { background-color: #E8EDF3; text-align: left; } td.blank { padding: 26px 10px; }
"""


def write(sheet: Sheet, path: Path, lang: str) -> None:
    """Write ``sheet`` as a PDF at ``path``, whole or not at all. Raises FileTrouble."""
    application(offscreen=True)
    wide, high = ((side - 2 * _MARGIN_MM) * UNITS for side in (A4_MM.width(), A4_MM.height()))
    with pages(path, sheet.title) as (writer, painter):
        face = QFont(font(29, MEDIUM))
        document = QTextDocument()
        document.setDefaultFont(face)
        document.setDefaultStyleSheet(_STYLE)
        document.setDocumentMargin(0)
        document.setHtml(_html(sheet, lang))
        document.setPageSize(QSizeF(wide, high))
        for page in range(document.pageCount()):
            if page:
                writer.newPage()
            painter.save()
            painter.translate(_MARGIN_MM * UNITS, _MARGIN_MM * UNITS - page * high)
            document.drawContents(painter, QRectF(0, page * high, wide, high))
            painter.restore()


def _html(sheet: Sheet, lang: str) -> str:
    facts = "".join(f"<tr><th width='32%'>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in sheet.facts)
    blanks = "".join(f"<tr><th width='32%'>{escape(name)}</th><td class='blank'>&nbsp;</td></tr>" for name in sheet.blanks)
    grids = "".join(_grid(grid, lang) for grid in sheet.grids)
    return f"<h1>{escape(sheet.title)}</h1>{_framed(facts)}{grids}<h2>&nbsp;</h2>{_framed(blanks)}"


def _grid(grid: Grid, lang: str) -> str:
    title = f"<h2>{escape(grid.title)}</h2>"
    if not grid.rows:
        return f"{title}<p>{escape(say('review.none', lang))}</p>"
    head = "".join(f"<th>{escape(cell)}</th>" for cell in grid.head)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in grid.rows)
    more = f"<p>{escape(say('review.more', lang, count=grid.more))}</p>" if grid.more else ""
    return title + _framed(f"<thead><tr>{head}</tr></thead>{rows}") + more


def _framed(rows: str) -> str:
    return f"<table width='100%' cellspacing='0' cellpadding='0' border='1' style='border-collapse: collapse'>{rows}</table>"
