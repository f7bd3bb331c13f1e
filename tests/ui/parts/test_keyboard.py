"""Tests of ui.parts.keyboard and line: what is touched is typed, composed, underlined and taken back, with touch, keys and both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.hangul import KEYS, compose, keys_of
from ui.look import Look
from ui.parts.button import Button
from ui.parts.keyboard import Keyboard, Layer
from ui.parts.line import Line

LEFT = Qt.MouseButton.LeftButton


@dataclass
class Typist:
    """A line, the keys under it, and somebody who touches them."""

    line: Line
    keyboard: Keyboard

    def touch(self, text: str) -> None:
        """Each key by what it shows."""
        for letter in text:
            QTest.mouseClick(self.keyboard.key(letter), LEFT)


@pytest.fixture
def typist(qtbot: QtBot, fonts: None) -> Iterator[Typist]:
    """Korean, with the line in focus."""
    window = QWidget()
    window.resize(1280, 400)
    line = Line(window)
    line.setGeometry(0, 0, 1280, 80)
    keyboard = Keyboard(Look(), line, window)
    keyboard.place(QRectF(24, 100, 1232, 264), 1.0)
    keyboard.speak("ko")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    line.setFocus()
    yield Typist(line, keyboard)
    window.close()


def test_touched_letters_become_syllables_the_last_of_them_open(typist: Typist) -> None:
    told: list[str] = []
    typist.line.heard.connect(told.append)
    typist.touch("ㅎㅗㅇㄱㅣㄹ")
    assert told == ["ㅎ", "호", "홍", "홍ㄱ", "홍기", "홍길"]
    assert typist.line.text() == ""
    typist.keyboard.space.click()
    assert typist.line.text() == typist.line.whole == "홍길 "


def test_only_the_syllable_that_may_change_is_underlined(typist: Typist) -> None:
    typist.touch("ㅎㅗㅇㄱㅣㄹ")
    picture = typist.line.grab().toImage()
    lowest = [max((y for y in range(picture.height()) if picture.pixelColor(x, y).lightness() < 100), default=0) for x in range(2, 24)]
    typist.line.finish()
    plain = typist.line.grab().toImage()
    without = [max((y for y in range(plain.height()) if plain.pixelColor(x, y).lightness() < 100), default=0) for x in range(2, 24)]
    changed = [x for x, (one, other) in enumerate(zip(lowest, without, strict=True)) if one > other]
    assert changed, "nothing was underlined"
    assert min(changed) > 8, "the finished syllable was underlined too"


def test_shift_holds_for_one_key_and_changes_what_the_keys_show(typist: Typist) -> None:
    typist.keyboard.shift.click()
    typist.touch("ㄲㅏㄱ")
    assert typist.line.whole == "깍"
    typist.keyboard.shift.click()
    assert {typist.keyboard.key(letter).text() for letter in "ㅃㅉㄸㄲㅆㅒㅖㅁ"} == set("ㅃㅉㄸㄲㅆㅒㅖㅁ")


def test_layers_type_hangul_latin_and_signs_into_one_line(typist: Typist) -> None:
    typist.touch("ㄱㅏㅇ")
    typist.keyboard.language.click()
    typist.keyboard.shift.click()
    typist.touch("Lg")
    typist.keyboard.signs.click()
    typist.touch("2@-&.")
    typist.keyboard.signs.click()
    assert typist.keyboard.layer is Layer.LATIN
    typist.keyboard.language.click()
    typist.touch("ㅅㅣ")
    assert typist.line.whole == "강Lg2@-&.시"


def test_backspace_and_clear(typist: Typist) -> None:
    typist.touch("ㄱㅏㄱㅏ")
    seen = []
    for _ in range(4):
        typist.keyboard.delete.click()
        seen.append(typist.line.whole)
    assert seen == ["각", "가", "ㄱ", ""]
    typist.touch("ㄱㅏ")
    typist.keyboard.space.click()
    typist.touch("ㄴ")
    typist.keyboard.delete.click()
    typist.keyboard.delete.click()
    assert typist.line.text() == typist.line.whole == "가"
    typist.touch("ㄴㅏ")
    typist.keyboard.clear.click()
    assert typist.line.whole == ""
    typist.touch("ㄷ")
    assert typist.line.whole == "ㄷ"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from(sorted(KEYS)), max_size=12))
def test_backspace_returns_through_everything_that_was_typed(typist: Typist, keys: str) -> None:
    typist.line.empty()
    for end, key in enumerate(keys, 1):
        typist.line.strike(key)
        assert typist.line.whole == compose(keys[:end])
    for end in range(len(keys) - 1, -1, -1):
        typist.line.erase()
        assert typist.line.whole == compose(keys[:end])


def test_a_keyboard_on_the_table_types_into_the_same_line(typist: Typist) -> None:
    typist.touch("ㅎㅗㅇ")
    QTest.keyClicks(typist.line, "5678")
    typist.touch("ㄱㅏㄱ")
    QTest.keyClick(typist.line, Qt.Key.Key_Backspace)
    assert typist.line.whole == "홍5678가"
    event = QInputMethodEvent("길", [])
    QApplication.sendEvent(typist.line, event)
    assert typist.line.whole == "홍5678가길"
    typist.line.setCursorPosition(1)
    typist.touch("ㅅ")
    assert typist.line.whole.startswith("홍ㅅ5678")


def test_a_touch_into_the_line_or_another_line_keeps_what_was_composed(typist: Typist, qtbot: QtBot) -> None:
    typist.touch("ㅎㅗㅇ")
    QTest.mouseClick(typist.line, LEFT)
    assert typist.line.text() == "홍"
    typist.touch("ㄱㅣㄹ")
    other = Line(typist.keyboard)
    typist.keyboard.type_into(other)
    typist.touch("ㄷㅗㅇ")
    assert (typist.line.text(), other.whole) == ("홍길", "동")


def test_nothing_is_typed_past_the_end_of_a_full_line(typist: Typist) -> None:
    typist.line.setMaxLength(3)
    typist.touch("ㄱㅏㄴㅏㄷㅏ")
    typist.touch("ㄹㄷ")
    assert typist.line.whole == "가나달"
    typist.touch("ㅏ")
    assert typist.line.whole == "가나달"
    typist.line.finish()
    assert typist.line.text() == "가나달"


def test_four_keys_and_ok_reach_every_key_and_type(typist: Typist) -> None:
    keyboard = typist.keyboard
    keyboard.take_focus()

    def focused() -> Button:
        now = QApplication.focusWidget()
        assert isinstance(now, Button)
        assert now.ringed
        return now

    def press(*keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(focused(), key)

    ways = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
    seen, open_ = {focused()}, [focused()]
    while open_:
        start = open_.pop()
        for way in ways:
            start.setFocus(Qt.FocusReason.TabFocusReason)
            press(way)
            if isinstance(QApplication.focusWidget(), Button) and focused() not in seen:
                seen.add(focused())
                open_.append(focused())
    assert seen == set(keyboard.findChildren(Button))
    keyboard.take_focus()
    press(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert typist.line.whole == "ㅂㄴ"


@pytest.mark.parametrize(
    ("place", "mm"), [((1232, 264), 217 / 1280), ((1232, 248), 217 / 1280), ((752, 376), 136 / 800), ((400, 640), 136 / 800)]
)
def test_no_key_is_smaller_than_a_finger_or_covers_another(typist: Typist, place: tuple[int, int], mm: float) -> None:
    keyboard = typist.keyboard
    keyboard.place(QRectF(0, 0, *place), 1.0)
    keys = [key.geometry() for key in keyboard.findChildren(Button)]
    assert min(min(key.width(), key.height()) for key in keys) * mm >= 9
    assert all(keyboard.rect().contains(key) for key in keys)
    assert not any(one.intersects(other) for number, one in enumerate(keys) for other in keys[:number])
    keyboard.grab()
    assert not [text for key in keyboard.findChildren(Button) for text in key.overflowing]


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=6))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_can_be_typed(typist: Typist, name: str) -> None:
    typist.line.empty()
    for key in keys_of(name):
        if key.isupper():
            typist.keyboard.shift.click()
        typist.keyboard.key(compose(key)).click()
    assert typist.line.whole == name
