"""Draws a badge by its template and puts badges on a PDF sheet, in millimetres; knows no printers and nobody beyond what the badge says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from math import ceil, floor
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPainterPath, QPdfWriter, QPen
from PySide6.QtSvg import QSvgRenderer

import assets
from kiosk.errors import FileTrouble
from kiosk.printed import QUIET, symbol
from kiosk.printing.template import Box, Template, choose, filled
from ui.icons import source
from ui.look import PAPER
from ui.printing.face import BadgeFace
from ui.printing.setting import LEADING, Setting, settle, unprintable
from ui.typeface import load_fonts

TEMPLATES = Path(assets.__file__).parent / "badges"
"""Badges as paper in a pouch; in its folder ``label`` those for the rolls of label printers, black on white."""

UNITS = 10
"""Drawing units a millimetre, so that type sizes are whole numbers."""

A4_MM = QSizeF(210, 297)

_ACROSS = {"left": Qt.AlignmentFlag.AlignLeft, "middle": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}


def draw_badge(painter: QPainter, face: BadgeFace, template: Template) -> None:
    """Paint one badge with its corner at the painter's origin, ``UNITS`` a millimetre."""
    painter.save()
    art = QSvgRenderer(QByteArray(template.coloured(face.colours()).encode()))
    art.render(painter, QRectF(0, 0, template.width * UNITS, template.height * UNITS))
    for stack in sorted({box.stack for box in template.boxes if box.stack}):
        _draw_stack(painter, face, [box for box in template.boxes if box.stack == stack])
    for box in template.boxes:
        if box.what == "qr":
            _draw_code(painter, face.code, _rect(box))
        elif box.what == "zones":
            _draw_zones(painter, face, box)
        elif not box.stack:
            _draw_text(painter, face, box, _set(face, box), _rect(box))
    painter.restore()


def no_glyphs(face: BadgeFace, template: Template) -> str:
    """Letters that would be printed as boxes, because no font here has them; empty for nearly every badge."""
    fields = face.fields()
    found = (unprintable(filled(box.text, fields), box.weight) for box in template.boxes if box.what == "text")
    return "".join(dict.fromkeys("".join(found)))


def _rect(box: Box) -> QRectF:
    return QRectF(box.left * UNITS, box.top * UNITS, box.width * UNITS, box.height * UNITS)


def _set(face: BadgeFace, box: Box) -> Setting:
    return settle(
        filled(box.text, face.fields()),
        box.width * UNITS,
        box.height * UNITS,
        size=round(box.size * UNITS),
        least=round(box.least * UNITS),
        lines=box.lines,
        weight=box.weight,
    )


def _draw_text(painter: QPainter, face: BadgeFace, box: Box, setting: Setting, place: QRectF) -> None:
    painter.setPen(QColor(filled(box.colour, face.colours())))
    painter.setFont(setting.face)
    top = place.center().y() - setting.height / 2
    flags = _ACROSS[box.across] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine
    for line in setting.lines:
        painter.drawText(QRectF(place.left(), top, place.width(), setting.size * LEADING), flags, line)
        top += setting.size * LEADING


def _draw_stack(painter: QPainter, face: BadgeFace, boxes: list[Box]) -> None:
    """Texts one under the other with the gaps of the template, those that are empty left out, in the middle of all their boxes."""
    settings = [(box, setting) for box in boxes if any((setting := _set(face, box)).lines[0])]
    gaps = [UNITS * max(0.0, below.top - above.top - above.height) for above, below in pairwise(boxes)]
    gap = min(gaps, default=0.0)
    first, last = _rect(boxes[0]), _rect(boxes[-1])
    whole = sum(setting.height for _, setting in settings) + gap * (len(settings) - 1)
    top = (first.top() + last.bottom() - whole) / 2
    for box, setting in settings:
        _draw_text(painter, face, box, setting, QRectF(box.left * UNITS, top, box.width * UNITS, setting.height))
        top += setting.height + gap


def _draw_code(painter: QPainter, code: str, place: QRectF) -> None:
    """The QR code with its quiet zone in ``place``; modules are whole dots of the device, so that no printer's edges are blurred."""
    painter.fillRect(place, QColor(PAPER))
    modules = len(symbol(code).matrix) + 2 * QUIET
    dots = painter.deviceTransform().m11()
    module = floor(min(place.width(), place.height()) * dots / modules) / dots
    side = module * modules
    left, top = (place.left() + (place.width() - side) / 2, place.top() + (place.height() - side) / 2)
    draw_symbol(painter, code, QRectF(round(left * dots) / dots, round(top * dots) / dots, side, side), QUIET)


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


def _draw_zones(painter: QPainter, face: BadgeFace, box: Box) -> None:
    """Up to four icons in white on tiles, laid out as four would be, so that they are of one size on every badge."""
    place = _rect(box)
    share = 0.18  # of a tile, between two
    across = max(range(1, 5), key=lambda count: min(place.width() / count, place.height() / ceil(4 / count)))
    down = ceil(4 / across)
    tile = min(place.width() / (across + share * (across - 1)), place.height() / (down + share * (down - 1)))
    step = tile * (1 + share)
    colour = QColor(filled(box.colour, face.colours()))
    icons = face.zones[:4]
    wide = step * min(across, len(icons)) - share * tile
    start = {"left": place.left(), "middle": place.center().x() - wide / 2, "right": place.right() - wide}[box.across]
    for number, icon in enumerate(icons):
        square = QRectF(start + number % across * step, place.top() + number // across * step, tile, tile)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(square, tile / 6, tile / 6)
        inner = tile / 5
        # a renderer of its own: the screens' are of the GUI's thread, and this may be a printer's
        QSvgRenderer(QByteArray(source(icon, PAPER).encode())).render(painter, square.adjusted(inner, inner, -inner, -inner))


@contextmanager
def pages(path: Path, title: str, size: QSizeF = A4_MM, dpi: int = round(25.4 * UNITS)) -> Iterator[tuple[QPdfWriter, QPainter]]:
    """A PDF of pages of ``size`` mm at ``path`` to paint on, ``UNITS`` a millimetre; whole or not there. Raises FileTrouble."""
    load_fonts()
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise FileTrouble(file.errorString(), path=path)
    writer = QPdfWriter(file)
    writer.setTitle(title)
    page = QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    writer.setResolution(dpi)
    painter = QPainter()
    if not painter.begin(writer):
        raise FileTrouble(file.errorString(), path=path)
    painter.scale(dpi / 25.4 / UNITS, dpi / 25.4 / UNITS)
    yield writer, painter
    if not painter.end() or not file.commit():
        raise FileTrouble(file.errorString(), path=path)


def sheet(path: Path, faces: Sequence[BadgeFace], title: str, templates: Path = TEMPLATES) -> Path:
    """Write ``faces``, as many as go on an A4 page and a line to cut along around each, as a PDF at ``path`` and return it.

    Raises FileTrouble where it cannot be written, TemplateError for a template that has faults."""
    template = choose(templates, "default")
    columns, rows = floor(A4_MM.width() / template.width), floor(A4_MM.height() / template.height)
    gap_x = (A4_MM.width() - columns * template.width) / (columns + 1)
    gap_y = (A4_MM.height() - rows * template.height) / (rows + 1)
    with pages(path, title) as (writer, painter):
        for number, face in enumerate(faces):
            place = number % (columns * rows)
            if number and not place:
                writer.newPage()
            painter.save()
            column, row = place % columns, place // columns
            painter.translate((gap_x + column * (template.width + gap_x)) * UNITS, (gap_y + row * (template.height + gap_y)) * UNITS)
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(0, 0, template.width * UNITS, template.height * UNITS), 30, 30)
            painter.setClipPath(outline)
            draw_badge(painter, face, template)
            painter.setClipping(False)
            painter.strokePath(outline, QPen(QColor("#63748A"), 3))
            painter.restore()
    return path
