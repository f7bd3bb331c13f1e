"""Tests of ui.wedge: real key and input-method events, with times of the tests' own, over widgets that would take them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.scanner.heard import understand
from kiosk.scanner.keys import GERMAN, US
from kiosk.scanner.wedge import Burst
from tests.kiosk.scanner.composing import InputMethod
from tests.ui.keyboard import NONE, SHIFT, Keyboard
from ui.wedge import WedgeFilter

CODE, NEXT = "K7QF2MZR5DAX3VNE", "ABCDEFGH234567XW"


@dataclass
class Desk:
    """A field, a button, and a filter over both."""

    qtbot: QtBot
    window: QWidget
    edit: QLineEdit
    button: QPushButton
    filter: WedgeFilter
    bursts: list[Burst]
    keyboard: Keyboard
    pressed: list[bool] = field(default_factory=list)

    def heard(self) -> list[str]:
        """What the bursts spell."""
        return [understand(burst.strokes).text for burst in self.bursts]

    def quiet(self) -> None:
        """Let silence pass."""
        self.qtbot.waitUntil(lambda: not self.filter.wedge.due, timeout=5_000)


@pytest.fixture
def desk(qtbot: QtBot, fonts: None) -> Iterator[Desk]:
    """The field has the focus."""
    window = QWidget()
    window.resize(400, 200)
    bursts: list[Burst] = []
    listening = WedgeFilter(bursts.append, window, platform="xcb", now=lambda: made.keyboard.at)
    made = Desk(qtbot, window, QLineEdit(window), QPushButton("let in", window), listening, bursts, Keyboard(window))
    made.button.move(0, 100)
    made.button.setDefault(True)
    made.button.setAutoDefault(True)
    made.button.clicked.connect(lambda: made.pressed.append(True))
    listening.start()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    made.edit.setFocus()
    yield made
    made.filter.stop()


def test_a_burst_is_heard_and_lands_in_no_field(desk: Desk) -> None:
    desk.keyboard.type(CODE, ending="\r")
    assert desk.heard() == [CODE]
    desk.quiet()
    assert desk.edit.text() == ""


def test_the_terminator_presses_no_button_and_moves_no_focus(desk: Desk) -> None:
    desk.button.setFocus()
    for ending in ("\r", "\t", "\r\t"):
        desk.keyboard.type(CODE, ending=ending)
    assert desk.heard() == [CODE] * 3
    assert desk.button.hasFocus()
    assert not desk.pressed


def test_a_persons_return_still_presses_the_button_and_space_too(desk: Desk) -> None:
    desk.button.setFocus()
    desk.keyboard.press(" ", gap=1_000)
    desk.qtbot.waitUntil(lambda: len(desk.pressed) == 1)
    desk.keyboard.press("\t", Qt.Key.Key_Tab)
    assert not desk.button.hasFocus()


def test_a_persons_keys_arrive_whole_and_in_order(desk: Desk) -> None:
    desk.keyboard.type("hello", gap=30)
    desk.keyboard.type(" world", gap=140)
    desk.keyboard.press("", Qt.Key.Key_Backspace)
    desk.quiet()
    assert desk.edit.text() == "hello worl"
    assert not desk.bursts


def test_half_a_burst_then_a_whole_one_then_typing(desk: Desk) -> None:
    desk.keyboard.type(CODE[:6])
    desk.keyboard.type(NEXT, ending="\r")
    desk.keyboard.type("ok", gap=150)
    desk.quiet()
    assert desk.heard() == [NEXT]
    assert desk.edit.text() == CODE[:6] + "ok"


def test_silence_ends_a_burst_without_a_terminator(desk: Desk) -> None:
    desk.keyboard.type(CODE)
    assert not desk.bursts
    desk.qtbot.waitUntil(lambda: desk.heard() == [CODE])


def test_events_without_a_time_are_taken_as_they_arrive(desk: Desk) -> None:
    QTest.keyClicks(desk.edit, CODE)
    QTest.keyClick(desk.edit, Qt.Key.Key_Return)
    assert desk.heard() == [CODE]


def test_a_held_key_repeats_into_the_field(desk: Desk) -> None:
    desk.keyboard.press("x", gap=500)
    for _ in range(12):
        desk.keyboard.press("x", repeat=True, gap=33)
    desk.quiet()
    assert desk.edit.text() == "x" * 13
    assert not desk.bursts


def test_where_the_keys_lie_decides_on_a_german_keyboard(desk: Desk) -> None:
    for character in "]Q1" + CODE:
        where, shift = US.where[character]
        given = GERMAN.at(where, shift=shift)
        desk.keyboard.press(given, modifiers=SHIFT if shift else NONE, scan=where + 8)
    desk.qtbot.waitUntil(lambda: len(desk.bursts) == 1)
    heard = understand(desk.bursts[0].strokes)
    assert (heard.text, heard.aim) == (CODE, "]Q1")


def test_jamo_from_the_layout_itself_are_keys(desk: Desk) -> None:
    jamo = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "ㅃㅉㄸㄲㅆㅛㅕㅑㅒㅖㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))
    for character in CODE:
        desk.keyboard.press(jamo.get(character, character))
    desk.qtbot.waitUntil(lambda: desk.heard() == [CODE])
    assert desk.edit.text() == ""


@pytest.mark.parametrize("code", [CODE, NEXT, "DKSSUDGKTPDY2345", "RKQTRKQTRKQTRKQT"])
@pytest.mark.parametrize("ending", ["\r", ""])
def test_what_an_input_method_composed_of_a_burst_comes_back(desk: Desk, code: str, ending: str) -> None:
    method = InputMethod()
    for character in code:
        if character.isdigit():
            desk.keyboard.compose(*method.flush())
            desk.keyboard.press(character)
        else:
            desk.keyboard.compose(*method.key(character if character in "QWERTOP" else character.lower()))
    if ending:
        desk.keyboard.compose(*method.flush())
        desk.keyboard.type("", ending=ending)
    desk.qtbot.waitUntil(lambda: desk.heard() == [code])
    desk.keyboard.compose(*method.flush())  # what was left half composed comes late
    desk.quiet()
    assert desk.edit.text() == ""


def test_hangul_a_person_writes_stays_in_the_field(desk: Desk) -> None:
    for commit, preedit in [("", "ㅎ"), ("", "호"), ("", "홍"), ("홍", "")]:
        desk.keyboard.compose(commit, preedit)
    desk.quiet()
    desk.keyboard.compose("대한민국서울특별시")
    desk.quiet()
    assert desk.edit.text() == "홍대한민국서울특별시"
    assert not desk.bursts


def test_ten_thousand_keys_and_control_keys_reach_nobody_and_the_next_scan_is_heard(desk: Desk) -> None:
    for _ in range(10_000):
        desk.keyboard.press("A", gap=1)
    desk.keyboard.at += 1_000
    control = Qt.KeyboardModifier.ControlModifier
    for key in [Qt.Key.Key_F11, Qt.Key.Key_Escape, Qt.Key.Key_W, Qt.Key.Key_Delete] * 4:
        desk.keyboard.press("", key, control)
    desk.keyboard.at += 1_000
    desk.keyboard.type(NEXT, ending="\r")
    assert [burst.count for burst in desk.bursts] == [10_000, 16, 16]
    assert desk.heard()[-1] == NEXT
    assert desk.edit.text() == ""


def test_keys_held_back_when_it_stops_are_handed_on(desk: Desk) -> None:
    desk.keyboard.type("abc")
    assert desk.edit.text() == ""
    desk.filter.stop()
    assert desk.edit.text() == "abc"
    desk.keyboard.type("d")
    assert desk.edit.text() == "abcd"


def test_keys_for_a_window_that_is_gone_harm_nothing_and_those_after_them_arrive(desk: Desk) -> None:
    passing = QLineEdit()
    desk.filter.eventFilter(passing, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NONE, "a"))
    desk.keyboard.press("b")
    passing.deleteLater()
    QApplication.sendPostedEvents(passing, QEvent.Type.DeferredDelete.value)
    desk.quiet()
    assert desk.edit.text() == "b"


def test_a_busy_moment_of_the_program_does_not_cut_a_burst(desk: Desk) -> None:
    for character in CODE[:5]:
        desk.keyboard.press(character, modifiers=SHIFT if character.isupper() else NONE)
    struck = desk.keyboard.at
    desk.keyboard.at += 70  # a clock later than the timer was to go off: what is drawn took so long
    desk.filter._silence()
    desk.keyboard.at = struck
    desk.keyboard.type(CODE[5:], ending="\r")
    assert desk.heard() == [CODE]
    assert desk.edit.text() == ""
