"""Tests of ui.scanner and ui.scanner_sheet: the sheet is a PDF whose code any reader reads, or it says why it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from kiosk.__main__ import main
from kiosk.commands.read import look
from kiosk.scanner.selftest import SHEET


def test_the_sheet_holds_a_code_that_says_what_the_self_test_looks_for(
    tmp_path: Path, fonts: None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sheet.pdf"
    assert main(["scanner", "sheet", "--to", str(path), "--lang", "en"]) == 0
    assert str(path) in capsys.readouterr().out
    document = QPdfDocument()
    document.load(str(path))
    assert document.pageCount() == 1
    page = QImage(QSize(840, 1188), QImage.Format.Format_RGB32)
    page.fill(QColor("#FFFFFF"))
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(0, page.size()))
    painter.end()
    document.close()
    page.save(str(tmp_path / "sheet.png"))
    assert [code.text for code in look(str(tmp_path / "sheet.png")).codes] == [SHEET]


def test_where_it_cannot_be_written_it_says_so(tmp_path: Path, fonts: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scanner", "sheet", "--to", str(tmp_path / "none" / "sheet.pdf"), "--lang", "en"]) == 1
    assert "none/sheet.pdf cannot be read or written" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["scanner", "sheet"])
