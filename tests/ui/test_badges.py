"""Badges on paper: what is printed can be read back."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from kiosk import badge
from kiosk.errors import FileTrouble
from kiosk.invented import people
from kiosk.model import Text
from kiosk.printing.template import Template, choose
from kiosk.programme import Category
from ui.badges import TEMPLATES, UNITS, draw_badge, no_glyphs, sheet
from ui.printing.face import BadgeFace

VISITOR = Category("visitor", Text("관람객", "Visitor"), "#2463A6", "#FFFFFF")
STAFF = Category("staff", Text("운영요원", "Staff"), "#FFFFFF", "#0B1A2E")


def face(code: str, name: str, category: Category = VISITOR) -> BadgeFace:
    return BadgeFace(code, name, "", "한강데이터랩", category, ("house", "globe"), "1·2·3일차", "서울 스마트 라이프 위크")


def shipped(folder: str = "") -> Template:
    return choose(TEMPLATES / folder, "default")


def painted(shown: BadgeFace, template: Template) -> NDArray[np.uint8]:
    image = QImage(QSize(round(template.width * UNITS), round(template.height * UNITS)), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    draw_badge(painter, shown, template)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return pixels[:, : image.width()].copy()


TOKEN = badge.sign(b"1" * 32, 3, "ABCDEFGH23456723", 1, 0, "slw-2026")


@pytest.mark.parametrize("code", ["ABCDEFGH23456723", TOKEN], ids=["opaque", "signed"])
@pytest.mark.parametrize("folder", ["", "label"], ids=["badge", "label"])
@pytest.mark.parametrize("category", [VISITOR, STAFF], ids=["visitor", "staff"])
def test_the_code_on_a_badge_is_read_back(fonts: None, category: Category, folder: str, code: str) -> None:
    image = painted(face(code, "홍길동", category), shipped(folder))
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [code]


NAMES = {
    "korean": "홍길동",
    "outside KS X 1001": "똠방각하 뷁",
    "decomposed": unicodedata.normalize("NFD", "남궁다온"),
    "foreign": "Wolfeschlegelsteinhausen Hausenbergerdorff",
    "sixty letters": "W" * 60,
    "right to left": "محمد الزهراني",
    "emoji": "Zoë 🎉 Müller",
    "invisible": "홍\u200b길\n동\u0000",
    "nothing": "",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("folder", ["", "label"], ids=["badge", "label"])
def test_any_name_stays_whole_within_its_place(fonts: None, name: str, folder: str) -> None:
    template = shipped(folder)
    stack = [box for box in template.boxes if box.stack]
    image = painted(replace(face("ABCDEFGH23456723", name), company=""), template)
    room = [round(UNITS * edge) for edge in (stack[0].top, stack[-1].top + stack[-1].height, stack[0].left, stack[0].left + stack[0].width)]
    assert (image[room[0] : room[1], room[2] : room[3]] < 100).any() == bool(name)
    assert not (image[room[0] : room[1], : room[2]] < 100).any()
    assert not (image[room[0] : room[1], room[3] :] < 100).any()


def test_a_name_looks_the_same_however_it_is_encoded(fonts: None) -> None:
    composed = painted(face("ABCDEFGH23456723", "홍길동"), shipped())
    decomposed = painted(face("ABCDEFGH23456723", unicodedata.normalize("NFD", "홍길동")), shipped())
    assert (composed == decomposed).all()


def test_letters_that_no_font_has_are_told(fonts: None) -> None:
    assert no_glyphs(face("ABCDEFGH23456723", "똠방각하 뷁 Zoë"), shipped()) == ""
    assert no_glyphs(face("ABCDEFGH23456723", "홍\u0378길동\u0378"), shipped()) == "\u0378"  # a place nobody has taken in Unicode


def test_a_white_band_has_an_edge(fonts: None) -> None:
    assert face("ABCDEFGH23456723", "홍길동", STAFF).colours()["edge"] == STAFF.ink
    assert face("ABCDEFGH23456723", "홍길동").colours()["edge"] == VISITOR.band


def test_a_signed_badge_shows_people_the_short_code(fonts: None) -> None:
    assert face(TOKEN, "홍길동").fields()["code"] == "ABCD-EFGH-2345-6723"


def test_a_sheet_holds_four_badges_a_page(fonts: None, tmp_path: Path) -> None:
    faces = [face(person.code, person.name) for person in people(5)]
    written = sheet(tmp_path / "badges.pdf", faces, "badges").read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") == 2


def test_a_sheet_that_cannot_be_written_says_so(fonts: None, tmp_path: Path) -> None:
    with pytest.raises(FileTrouble):
        sheet(tmp_path / "no such folder" / "badges.pdf", [face("ABCDEFGH23456723", "홍길동")], "badges")
