"""Nothing a code or a file says is ever taken for markup by a screen: every letter is painted as it stands."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

import ui
from kiosk.model import Text
from kiosk.programme import Programme
from tests import hostile
from ui.ink import Ink
from ui.look import Look
from ui.showcase import STATES, Samples, load_programme, screen
from ui.tongue import Tongue

INTERPRET = {
    "QLabel", "QTextDocument", "QTextEdit", "QTextBrowser", "QPlainTextEdit", "QStaticText", "QToolTip", "QMessageBox", "QWhatsThis",
    "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QErrorMessage", "QSystemTrayIcon", "QWebEngineView",
}  # fmt: skip
"""Classes of Qt that take some texts for HTML, or an ampersand for a mnemonic."""
PAPERS = {"certificate.py: QTextDocument", "sheet.py: QTextDocument"}
"""No screens: sheets printed from HTML of our own, in which every text is escaped."""


def test_no_screen_uses_a_class_that_interprets_text() -> None:
    used = {
        f"{path.name}: {node.id if isinstance(node, ast.Name) else node.attr}"
        for path in Path(ui.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Name) and node.id in INTERPRET) or (isinstance(node, ast.Attribute) and node.attr in INTERPRET)
    }
    assert used == PAPERS


def painted(text: str) -> tuple[QImage, float]:
    """``text`` as every part of a screen paints it, and how wide it ran."""
    image = QImage(2400, 60, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    wide = Ink(painter, 1.0).text(QRectF(0, 0, 2400, 60), text, 24, "#000000")
    painter.end()
    return image, wide


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("marked", ["<b>A</b>", "&amp;A", "&A", "<img src='x'>", "%s%n{0}"])
def test_markup_is_painted_letter_by_letter(marked: str) -> None:
    image, wide = painted(marked)
    pieces = [painted(letter)[1] for letter in marked]
    assert wide > 0.8 * sum(pieces)  # kerning aside: nothing was swallowed
    assert image != painted("A")[0]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", hostile.TEXTS)
def test_any_text_can_be_painted(name: str) -> None:
    text = hostile.TEXTS[name].encode("utf-8", "replace").decode("utf-8")
    image, _ = painted(text[:300])
    assert image.width() == 2400


def named(programme: Programme, text: str) -> Programme:
    """``programme`` with every name in it ``text``."""
    both = Text(text, text)
    categories = tuple(replace(one, name=both) for one in programme.categories)
    return replace(programme, name=both, categories=categories, zones=tuple(replace(one, name=both, place=both) for one in programme.zones))


NAMES = ("markup", "a picture", "entities", "right to left", "control characters", "percent formats", "brace formats", "combining")


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("name", NAMES)
def test_every_state_of_the_gate_is_painted_with_hostile_names(qtbot: QtBot, picture: QImage, tongue: Tongue, name: str) -> None:
    tongue.speak("ko")
    samples = Samples(named(load_programme(), hostile.TEXTS[name]))
    for state in (each for each in STATES if each.screen != "self" or each.name in ("attract", "confirm", "halt-elsewhere")):
        shown = screen(state, samples, Look(reduce_motion=True), "ko", picture, (1280, 800))
        qtbot.addWidget(shown)
        shown.show()
        assert not shown.grab().isNull(), state.name
        shown.close()
