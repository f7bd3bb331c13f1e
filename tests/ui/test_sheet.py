"""A sheet becomes a PDF of as many pages as it takes, and what is in it runs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from kiosk.errors import FileTrouble
from kiosk.review import Grid, Sheet
from ui.sheet import write


def test_a_long_sheet_goes_on_over_pages_with_every_word_as_it_is(qtbot: QtBot, fonts: None, tmp_path: Path) -> None:
    rows = tuple((f"line {each}", "<img src='file:///etc/passwd'> & 홍*동") for each in range(120))
    sheet = Sheet("점검표", (("행사", "SLW"),), (Grid("표", ("가", "나"), rows, 3), Grid("빈 표", ("가",), ())), ("서명",))
    write(sheet, tmp_path / "sheet.pdf", "ko")
    document = QPdfDocument()
    document.load(str(tmp_path / "sheet.pdf"))
    text = "".join("".join(document.getAllText(page).text().split()) for page in range(document.pageCount()))
    pages = document.pageCount()
    document.close()
    assert pages > 1
    assert [text.count(words) for words in ("line", "홍*동", "<img")] == [120, 120, 120]  # once each, and as text
    with pytest.raises(FileTrouble):
        write(sheet, tmp_path / "no such folder" / "sheet.pdf", "ko")
