"""Tests of ui.printing.outlet: what each kind of printer gets is the badge, and its code reads."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from PySide6.QtPrintSupport import QPrinter

from kiosk.errors import PrinterTrouble
from kiosk.printing.target import target
from kiosk.printing.template import choose
from tests.kiosk.printing.fakes import FakeBrother, FakeZebra, brother_dots, never, zpl_dots
from tests.ui.printing.paper import CODE, opened, seen, some_face
from ui.badges import TEMPLATES
from ui.printing.outlet import outlet, paint_page


def codes(dark: NDArray[np.bool_]) -> list[str]:
    """What a reader finds on paper with these dots, in white surroundings."""
    paper = np.where(np.pad(dark, 20), 0, 255).astype(np.uint8)
    return [found.text for found in zxingcpp.read_barcodes(paper)]


@pytest.mark.parametrize(
    ("options", "size"),
    [
        ("", (799, 496)),
        ("?dpi=300&encoding=hex", (1181, 732)),
        ("?dpi=600", (2362, 1465)),
        ("?width=62", (799, 496)),
        ("?width=104", (991, 831)),  # wide enough for the badge of a pouch
    ],
)
def test_a_zebra_gets_the_badge_as_dots(fonts: None, options: str, size: tuple[int, int]) -> None:
    with FakeZebra() as printer:
        outlet(target(f"zpl://127.0.0.1:{printer.port}{options}")).put(some_face(), never)
    (label,) = printer.labels
    dots = zpl_dots(label)
    assert dots.shape == size
    assert codes(dots) == [CODE]


def test_a_brother_gets_the_badge_as_dots(fonts: None) -> None:
    with FakeBrother() as printer:
        outlet(target(f"ql://127.0.0.1:{printer.port}?model=QL-820NWB&label=62")).put(some_face(), never)
    (job,) = printer.jobs
    dots = brother_dots(job)
    assert dots.shape == (1181, 696)
    assert codes(dots) == [CODE]
    assert not dots[:, :10].any()  # nothing of the badge was cut off at the side of the roll
    assert not dots[:, -10:].any()


def test_a_roll_too_narrow_is_told_before_anything_is_sent(fonts: None) -> None:
    with FakeZebra() as printer, pytest.raises(PrinterTrouble) as caught:
        outlet(target(f"zpl://127.0.0.1:{printer.port}?width=50")).put(some_face(), never)
    assert caught.value.key == "printer.wide"
    assert printer.connections == 0


def test_a_badge_is_painted_alike_on_any_thread(fonts: None, tmp_path: Path) -> None:
    way = outlet(target(f"pdf:{tmp_path}"))
    threads = [threading.Thread(target=way.put, args=(some_face(), never)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pictures = []
    for path in sorted(tmp_path.glob("*.pdf")):
        with opened(path) as document:
            pictures.append(seen(document))
    assert len(pictures) == 4
    assert all((picture == pictures[0]).all() for picture in pictures)
    assert [found.text for found in zxingcpp.read_barcodes(pictures[0])] == [CODE]


def test_a_system_printer_gets_a_page_of_the_badge_s_size(fonts: None, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)  # what a spooler would get, kept in a file
    printer.setOutputFileName(str(tmp_path / "job.pdf"))
    paint_page(printer, some_face(), choose(TEMPLATES, "visitor"))
    with opened(tmp_path / "job.pdf") as document:
        assert document.pageCount() == 1
        size = document.pagePointSize(0)
        assert (size.width() * 25.4 / 72, size.height() * 25.4 / 72) == pytest.approx((86, 124), abs=0.4)
        assert [found.text for found in zxingcpp.read_barcodes(seen(document))] == [CODE]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_no_job_is_told(fonts: None, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "none" / "job.pdf"))
    with pytest.raises(PrinterTrouble) as caught:
        paint_page(printer, some_face(), choose(TEMPLATES, "visitor"))
    assert caught.value.key == "printer.refused"


def test_a_folder_that_cannot_be_written_is_told(fonts: None, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PrinterTrouble) as caught:
        outlet(target(f"pdf:{tmp_path}/file/folder")).put(some_face(), never)
    assert caught.value.key == "printer.folder"


def test_nobody_s_name_is_in_what_a_pdf_says_of_itself(fonts: None, tmp_path: Path) -> None:
    written = outlet(target(f"pdf:{tmp_path}")).put(some_face(), never)
    from PySide6.QtPdf import QPdfDocument

    with opened(Path(written)) as document:
        assert document.metaData(QPdfDocument.MetaDataField.Title) == "badge"
