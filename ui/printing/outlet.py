"""Where a badge goes: PDF, a printer of the system, Zebra, Brother QL; each paints it and brings it there, on any thread; no queue."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from kiosk.errors import FileTrouble, PrinterTrouble
from kiosk.printing import brother, raw, zpl
from kiosk.printing.target import QL_ROW_BYTES, BrotherQL, PdfFolder, SystemPrinter, Target, Zebra
from kiosk.printing.template import Template, choose
from ui.badges import TEMPLATES, UNITS, draw_badge, pages
from ui.printing.face import BadgeFace

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

LABELS = "label"
"""The folder, within the templates', of those for rolls."""
PDF_DPI = 1200
TITLE = "badge"
"""What a job is called at a printer: nobody's name."""


class Outlet(Protocol):
    """A way to paper."""

    def template(self, category: str) -> Template:
        """What a badge of that category is printed by here. Raises TemplateError, FileTrouble."""

    def put(self, face: BadgeFace, ended: raw.Ended) -> str:
        """Print one badge; returns the file it wrote, if any. Raises PrinterTrouble, TemplateError, FileTrouble. ``ended`` stops it."""


def outlet(target: Target, templates: Path = TEMPLATES) -> Outlet:
    """The way to ``target``, with the templates of that folder."""
    match target:
        case PdfFolder():
            return _Pdf(target, templates)
        case SystemPrinter():
            return _System(target, templates)
        case Zebra():
            return _Zpl(target, templates)
        case BrotherQL():
            return _Ql(target, templates)


def system_printers() -> list[str]:
    """The printers the operating system knows, by name."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return sorted(QPrinterInfo.availablePrinterNames())


def bitmap(face: BadgeFace, template: Template, dpi: int) -> NDArray[np.bool_]:
    """The badge as black dots, ``dpi`` an inch, rows x columns."""
    dots = dpi / 25.4
    image = QImage(round(template.width * dots), round(template.height * dots), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(dots / UNITS, dots / UNITS)
    draw_badge(painter, face, template)
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return pixels[:, : grey.width()] < 128


def centred(dark: NDArray[np.bool_], columns: int) -> NDArray[np.bool_]:
    """``dark`` as ``columns`` dots wide: white added at both sides, or what stands out cut off there."""
    spare = columns - dark.shape[1]
    left = abs(spare) // 2
    if spare <= 0:
        return dark[:, left : left + columns]
    return np.pad(dark, ((0, 0), (left, spare - left)))


@dataclass(frozen=True, slots=True)
class _Pdf:
    target: PdfFolder
    templates: Path

    def template(self, category: str) -> Template:
        return choose(self.templates, category)

    def put(self, face: BadgeFace, ended: raw.Ended) -> str:
        template = self.template(face.category.id)
        try:
            path = _new_file(self.target.folder)
        except OSError as error:
            raise PrinterTrouble("printer.folder", path=self.target.folder, detail=error.strerror or str(error)) from error
        try:
            with pages(path, TITLE, QSizeF(template.width, template.height), PDF_DPI) as (_, painter):
                draw_badge(painter, face, template)
        except FileTrouble as error:
            path.unlink(missing_ok=True)
            raise PrinterTrouble("printer.folder", path=path, detail=error.values["detail"]) from error
        return str(path)


def _new_file(folder: Path) -> Path:
    """A file of our own, named after the first number that is free. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        path = folder / f"{TITLE}-{number:04}.pdf"
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            continue
        return path
    raise AssertionError("numbers do not end")


@dataclass(frozen=True, slots=True)
class _System:
    target: SystemPrinter
    templates: Path

    def template(self, category: str) -> Template:
        return choose(self.templates, category)

    def put(self, face: BadgeFace, ended: raw.Ended) -> str:
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        template = self.template(face.category.id)
        info = QPrinterInfo.printerInfo(self.target.name)
        if info.isNull():
            raise PrinterTrouble("printer.unknown", name=self.target.name)
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        paint_page(printer, face, template)
        return ""


def paint_page(printer: QPrinter, face: BadgeFace, template: Template) -> None:
    """The badge as the only page of a job, on paper of its size or in the corner of what there is. Raises PrinterTrouble."""
    printer.setDocName(TITLE)
    printer.setFullPage(True)
    size = QSizeF(template.width, template.height)
    page = QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    printer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterTrouble("printer.refused", name=printer.printerName())
    dots = printer.resolution() / 25.4 / UNITS
    painter.scale(dots, dots)
    draw_badge(painter, face, template)
    if not painter.end():
        raise PrinterTrouble("printer.refused", sent=True, name=printer.printerName())


@dataclass(frozen=True, slots=True)
class _Zpl:
    target: Zebra
    templates: Path

    def template(self, category: str) -> Template:
        if self.target.width is not None:
            badge = choose(self.templates, category)
            if badge.width <= self.target.width:
                return badge
        return choose(self.templates / LABELS, category)

    def put(self, face: BadgeFace, ended: raw.Ended) -> str:
        template, to = self.template(face.category.id), self.target
        dark = bitmap(face, template, to.dpi)
        if to.width is not None:
            if template.width > to.width:
                raise PrinterTrouble("printer.wide", wide=template.width, room=to.width)
            dark = centred(dark, round(to.width * to.dpi / 25.4))
        raw.print_zpl(to.host, to.port, zpl.job(dark, hex_digits=to.hex), ended)
        return ""


@dataclass(frozen=True, slots=True)
class _Ql:
    target: BrotherQL
    templates: Path

    def template(self, category: str) -> Template:
        return choose(self.templates / LABELS, category)

    def put(self, face: BadgeFace, ended: raw.Ended) -> str:
        template, to = self.template(face.category.id), self.target
        if template.width > brother.ROLL_MM:
            raise PrinterTrouble("printer.wide", wide=template.width, room=float(brother.ROLL_MM))
        dark = centred(bitmap(face, template, brother.DPI), brother.PRINTED_DOTS)
        raw.print_blind(to.host, to.port, brother.job(dark, QL_ROW_BYTES[to.model]), ended)
        return ""
