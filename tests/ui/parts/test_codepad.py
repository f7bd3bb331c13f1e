"""Tests of ui.parts.codepad: what people type becomes the badge alphabet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.parts.codepad import ALPHABET, CodePad


@pytest.fixture
def pad(qtbot: QtBot, fonts: None) -> Iterator[CodePad]:
    """An open pad."""
    screen = QWidget()
    screen.resize(1280, 800)
    made = CodePad(Look(), screen)
    made.place(made.on.whole, 1.0)
    qtbot.addWidget(screen)
    screen.show()
    made.ask()
    yield made
    screen.close()


def test_the_keys_are_the_badge_alphabet() -> None:
    assert frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == ALPHABET


def test_small_letters_and_misread_figures_are_put_right_and_the_rest_left_out(pad: CodePad, qtbot: QtBot) -> None:
    QTest.keyClicks(pad, "k7-qf 01 89_m!")
    assert pad.code == "K7QFOIBM"


def test_only_a_whole_code_can_be_sent(pad: CodePad, qtbot: QtBot) -> None:
    QTest.keyClicks(pad, "A" * 15)
    assert not pad.done.isEnabled()
    with qtbot.assertNotEmitted(pad.typed):
        QTest.keyClick(pad, Qt.Key.Key_Return)
    QTest.keyClicks(pad, "B")
    assert pad.done.isEnabled()
    with qtbot.waitSignal(pad.typed) as typed:
        QTest.keyClick(pad, Qt.Key.Key_Return)
    assert typed.args == ["A" * 15 + "B"]


def test_a_confirmations_code_has_room_and_no_more(pad: CodePad, qtbot: QtBot) -> None:
    QTest.keyClicks(pad, "C" * 20)
    assert pad.code == "C" * 17
    pad.grab()
    assert not pad.overflowing


def test_the_last_letter_can_be_taken_back(pad: CodePad, qtbot: QtBot) -> None:
    QTest.keyClicks(pad, "AB")
    QTest.keyClick(pad, Qt.Key.Key_Backspace)
    QTest.mouseClick(pad.delete, Qt.MouseButton.LeftButton)
    pad.erase()
    assert pad.code == ""


def test_escape_and_cancel_close_and_the_next_time_starts_empty(pad: CodePad, qtbot: QtBot) -> None:
    QTest.keyClicks(pad, "AB")
    with qtbot.waitSignal(pad.closed):
        QTest.keyClick(pad, Qt.Key.Key_Escape)
    pad.ask()
    assert pad.code == ""
    with qtbot.waitSignal(pad.closed):
        QTest.mouseClick(pad.cancel, Qt.MouseButton.LeftButton)
    assert pad.isHidden()
