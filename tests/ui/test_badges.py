"""Badges on paper: what is printed can be read back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from kiosk.errors import FileTrouble
from kiosk.invented import people
from kiosk.model import Text
from kiosk.programme import Category
from ui.badges import BADGE_MM, BadgeFace, draw_badge, sheet
from ui.typeface import load_fonts

VISITOR = Category("visitor", Text("관람객", "Visitor"), "#2463A6", "#FFFFFF")
STAFF = Category("staff", Text("운영요원", "Staff"), "#FFFFFF", "#0B1A2E")


def face(code: str, name: str, category: Category = VISITOR) -> BadgeFace:
    return BadgeFace(code, name, "", "한강데이터랩", category, ("house", "globe"), "1·2·3일차", "서울 스마트 라이프 위크")


def painted(badge: BadgeFace) -> QImage:
    image = QImage(QSize(round(BADGE_MM.width() * 10), round(BADGE_MM.height() * 10)), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    draw_badge(painter, badge)
    painter.end()
    return image


@pytest.mark.parametrize("category", [VISITOR, STAFF], ids=["visitor", "staff"])
def test_the_code_on_a_badge_is_read_back(qtbot: QtBot, category: Category) -> None:
    load_fonts()
    image = painted(face("ABCDEFGH23456723", "홍길동", category))
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())[:, : image.width()]
    assert [found.text for found in zxingcpp.read_barcodes(np.ascontiguousarray(pixels))] == ["ABCDEFGH23456723"]


def test_a_long_name_stays_on_its_badge(qtbot: QtBot) -> None:
    load_fonts()
    name = "Wolfeschlegelsteinhausen Hausenbergerdorff"
    image = painted(face("ABCDEFGH23456723", name))
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    rows = pixels[300:740]
    assert (rows < 100).any()  # the name is there
    assert not (rows[:, 12:40] < 100).any()
    assert not (rows[:, 822:848] < 100).any()


def test_a_sheet_holds_four_badges_a_page(qtbot: QtBot, tmp_path: Path) -> None:
    faces = [face(person.code, person.name) for person in people(5)]
    written = sheet(tmp_path / "badges.pdf", faces, "badges").read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") == 2


def test_a_sheet_that_cannot_be_written_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(FileTrouble):
        sheet(tmp_path / "no such folder" / "badges.pdf", [face("ABCDEFGH23456723", "홍길동")], "badges")
