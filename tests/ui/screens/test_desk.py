"""Tests of the desk's screen alone: the keys for words in place of those for initials, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SIZES
from ui.look import Look
from ui.parts.button import Button
from ui.screens.desk import DeskScreen
from ui.showcase import Samples
from ui.showcase_desk import FACES, desk_in

KEYS, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def desk(qtbot: QtBot, fonts: None, samples: Samples) -> Iterator[DeskScreen]:
    """Nothing searched for yet, in Korean words but for those of the translator."""
    made = desk_in("search", samples.programme, samples.now, Look(reduce_motion=True), "ko", (1280, 800))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    made.close()


def test_a_name_is_searched_for_and_opened_by_touch_alone(desk: DeskScreen) -> None:
    asked: list[str] = []
    chosen: list[str] = []
    desk.searched.connect(asked.append)
    desk.person_chosen.connect(chosen.append)
    QTest.mouseClick(desk.query.keyboard_button, LEFT)
    assert desk.typing
    assert desk.pad.isHidden()
    for letter in "ㅎㅗㅇ":
        QTest.mouseClick(desk.keyboard.key(letter), LEFT)
    assert asked == ["ㅎ", "호", "홍"]
    desk.show_found("홍", FACES[:1])
    assert desk.results.geometry().bottom() < desk.keyboard.geometry().top()
    QTest.mouseClick(desk.keyboard.done, LEFT)
    assert chosen == [FACES[0].id]


def test_the_keys_for_initials_come_back(desk: DeskScreen) -> None:
    QTest.mouseClick(desk.query.keyboard_button, LEFT)
    QTest.mouseClick(desk.keyboard.key("ㄱ"), LEFT)
    QTest.mouseClick(desk.query.keyboard_button, LEFT)
    assert not desk.typing
    assert not desk.pad.isHidden()
    assert desk.query.text == "ㄱ"
    QTest.mouseClick(desk.pad.delete, LEFT)
    assert desk.query.text == ""


def test_whoever_opens_the_keys_by_key_goes_on_by_key(desk: DeskScreen) -> None:
    desk.query.keyboard_button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(desk.query.keyboard_button, KEYS.Key_Return)
    first = QApplication.focusWidget()
    assert isinstance(first, Button)
    assert first.ringed
    QTest.keyClick(first, KEYS.Key_Return)
    assert desk.query.text == "ㅂ"
    desk.query.line.setFocus()
    QTest.keyClick(desk.query.line, KEYS.Key_Down)  # nobody to choose below
    assert QApplication.focusWidget() is first


@pytest.mark.parametrize("size", SIZES)
def test_somebody_found_can_be_touched_over_the_keys(desk: DeskScreen, size: tuple[int, int]) -> None:
    desk.resize(*size)
    QTest.mouseClick(desk.query.keyboard_button, LEFT)
    desk.show_found("", FACES * 4)
    assert desk.results.fits >= 2
    desk.results.turn(1)
    assert desk.results.selected == desk.results.fits
