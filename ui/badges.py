"""Draws a badge and puts badges on a PDF sheet, in millimetres; knows no printers and no attendee beyond what stands on the badge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPainterPath, QPdfWriter, QPen

from kiosk.errors import FileTrouble
from kiosk.printed import symbol
from kiosk.programme import Category
from ui.icons import draw
from ui.look import INK, PAPER
from ui.typeface import BOLD, EXTRA, SEMI, fit, font, load_fonts

BADGE_MM = QSizeF(86, 120)
"""The holder's size: 86 x 120 mm."""

UNITS = 10
"""Drawing units a millimetre, so that type sizes are whole numbers."""

A4_COLUMNS, A4_ROWS = 2, 2


@dataclass(frozen=True, slots=True)
class BadgeFace:
    """Everything printed on one badge. ``zones`` are icon names, ``days`` the line under them."""

    code: str
    name: str
    second: str
    company: str
    category: Category
    zones: tuple[str, ...]
    days: str
    event: str


def draw_badge(painter: QPainter, face: BadgeFace) -> None:
    """Paint one badge with its corner at the painter's origin, ``UNITS`` a millimetre."""
    outline = QRectF(0, 0, BADGE_MM.width() * UNITS, BADGE_MM.height() * UNITS)
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(outline, 30, 30)
    painter.setClipPath(shape)
    painter.fillRect(outline, QColor(PAPER))
    _band(painter, outline, face.category)
    _names(painter, outline, face)
    _code(painter, face.code)
    _rights(painter, outline, face)
    painter.setClipping(False)
    painter.setPen(QPen(QColor("#63748A"), 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)
    painter.restore()


def _band(painter: QPainter, outline: QRectF, category: Category) -> None:
    band = QRectF(0, 0, outline.width(), 240)
    painter.fillRect(band, QColor(category.band))
    if category.band.upper() == PAPER:
        painter.setPen(QPen(QColor(INK), 8))
        painter.drawRect(band.adjusted(4, 4, -4, -4))
    painter.setPen(QPen(QColor("#63748A"), 4))
    painter.setBrush(QColor("#EEF2F6"))
    painter.drawRoundedRect(QRectF(outline.width() / 2 - 72, 38, 144, 28), 14, 14)
    painter.setPen(QColor(category.ink))
    painter.setFont(font(80, EXTRA, 0.0))
    painter.drawText(QRectF(0, 80, outline.width(), 96), Qt.AlignmentFlag.AlignCenter, category.name.ko)
    painter.setFont(font(40, BOLD))
    painter.drawText(QRectF(0, 172, outline.width(), 52), Qt.AlignmentFlag.AlignCenter, category.name.en)


def _names(painter: QPainter, outline: QRectF, face: BadgeFace) -> None:
    room = outline.width() - 2 * 60
    painter.setPen(QColor(INK))
    top = 272.0
    for text, size, least, weight, lines in (
        (face.name, 220, 64, EXTRA, 2),
        (face.second, 60, 32, SEMI, 1),
        (face.company, 60, 32, BOLD, 2),
    ):
        if not text:
            continue
        fitted = fit(text, room, size=size, least=least, weight=weight, lines=lines, leading=1.15, tracking=0.0, shrink_first=True)
        painter.setFont(fitted.face)
        for line in fitted.lines:
            box = QRectF(60, top, room, fitted.size * fitted.leading)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)
            top += box.height()
        top += 12


def draw_symbol(painter: QPainter, text: str, square: QRectF, border: int = 0) -> None:
    """Paint the QR code of ``text`` into ``square``, ``border`` white modules within it around the code."""
    cells = [list(row) for row in symbol(text).matrix]
    side = square.width() / (len(cells) + 2 * border)
    left, top = square.left() + border * side, square.top() + border * side
    for row, line in enumerate(cells):
        for column, dark in enumerate(line):
            if dark:
                # a hair over the cell, so that no printer leaves white seams between dark modules
                painter.fillRect(QRectF(left + column * side, top + row * side, side + 0.2, side + 0.2), QColor("#000000"))


def _code(painter: QPainter, code: str) -> None:
    draw_symbol(painter, code, QRectF(80, 776, 330, 330))
    painter.setPen(QColor(INK))
    painter.setFont(font(30, SEMI, 0.02))
    letters = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
    painter.drawText(QRectF(60, 1120, 370, 44), Qt.AlignmentFlag.AlignCenter, letters)


def _rights(painter: QPainter, outline: QRectF, face: BadgeFace) -> None:
    tile, gap = 110, 20
    right = outline.width() - 70
    for number, icon in enumerate(face.zones[:4]):
        column, row = number % 2, number // 2
        box = QRectF(right - (2 - column) * tile - (1 - column) * gap, 786 + row * (tile + gap), tile, tile)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(INK))
        painter.drawRoundedRect(box, 18, 18)
        draw(painter, icon, box.adjusted(22, 22, -22, -22), PAPER)
    painter.setPen(QColor(INK))
    for text, size, weight, top in ((face.days, 44, BOLD, 1050), (face.event, 30, SEMI, 1104)):
        fitted = fit(text, 350, size=size, least=20, weight=weight)
        painter.setFont(fitted.face)
        painter.drawText(QRectF(right - 350, top, 350, 56), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


@contextmanager
def pages(path: Path, title: str) -> Iterator[tuple[QPdfWriter, QPainter]]:
    """A PDF of A4 pages at ``path`` to paint on, ``UNITS`` a millimetre; whole or not there. Raises FileTrouble."""
    load_fonts()
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise FileTrouble(file.errorString(), path=path)
    writer = QPdfWriter(file)
    writer.setTitle(title)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    writer.setResolution(round(25.4 * UNITS))
    painter = QPainter()
    if not painter.begin(writer):
        raise FileTrouble(file.errorString(), path=path)
    yield writer, painter
    if not painter.end() or not file.commit():
        raise FileTrouble(file.errorString(), path=path)


def sheet(path: Path, faces: Sequence[BadgeFace], title: str) -> Path:
    """Write ``faces``, four on an A4 page, as a PDF at ``path`` and return it. Raises FileTrouble where it cannot be written."""
    per_page = A4_COLUMNS * A4_ROWS
    gap_x = (210 - A4_COLUMNS * BADGE_MM.width()) / (A4_COLUMNS + 1)
    gap_y = (297 - A4_ROWS * BADGE_MM.height()) / (A4_ROWS + 1)
    with pages(path, title) as (writer, painter):
        for number, face in enumerate(faces):
            place = number % per_page
            if number and not place:
                writer.newPage()
            painter.save()
            column, row = place % A4_COLUMNS, place // A4_COLUMNS
            painter.translate(
                (gap_x + column * (BADGE_MM.width() + gap_x)) * UNITS,
                (gap_y + row * (BADGE_MM.height() + gap_y)) * UNITS,
            )
            draw_badge(painter, face)
            painter.restore()
    return path
