"""Tests of ui.parts.stepper: it tells what is wished and shows what it is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.parts.stepper import Stepper

VALUES = ("0°", "90°", "180°")


@pytest.fixture
def wished() -> list[int]:
    return []


def stepper(qtbot: QtBot, wished: list[int], *, around: bool = False) -> Stepper:
    made = Stepper(Look(), around=around)
    qtbot.addWidget(made)
    made.stepped.connect(wished.append)
    made.say("Rotation", "less", "more")
    made.place(QRectF(0, 0, 448, 64), 1.0)
    return made


def test_a_step_is_wished_and_nothing_changes_until_it_is_told(qtbot: QtBot, fonts: None, wished: list[int]) -> None:
    made = stepper(qtbot, wished)
    made.show_value(VALUES, 1, "not taken")
    made.more.click()
    made.less.click()
    assert wished == [2, 0]
    assert (made.value, made.note) == ("90°", "not taken")
    made.grab()
    assert not made.overflowing


def test_at_either_end_there_is_one_way_only_unless_it_goes_around(qtbot: QtBot, fonts: None, wished: list[int]) -> None:
    made = stepper(qtbot, wished)
    made.show_value(VALUES, 0)
    assert (made.less.isEnabled(), made.more.isEnabled()) == (False, True)
    made.show_value(VALUES, 2)
    assert (made.less.isEnabled(), made.more.isEnabled()) == (True, False)
    round_about = stepper(qtbot, wished, around=True)
    round_about.show_value(VALUES, 2)
    round_about.more.click()
    assert wished == [0]


def test_what_cannot_be_set_cannot_be_touched(qtbot: QtBot, fonts: None, wished: list[int]) -> None:
    made = stepper(qtbot, wished, around=True)
    made.show_value(VALUES, 1, settable=False)
    made.more.click()
    made.less.click()
    assert wished == []
