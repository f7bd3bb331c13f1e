"""Tests of ui.parts.button: large enough to hit, reachable by keyboard, named for a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SIZES, MakeGate
from ui.look import Look, Theme
from ui.parts.button import Button
from ui.screens.gate import GateScreen
from ui.showcase import Samples

LEAST_MM_PX = 56
"""Smallest touch target of staff, design pixels (visual reference: gate 64, PIN key 100, row of the list 56)."""


def seen_buttons(screen: GateScreen) -> list[QAbstractButton]:
    return [button for button in screen.findChildren(QAbstractButton) if button.isVisible()]


def on_screen(button: QAbstractButton, screen: GateScreen) -> QRect:
    return QRect(button.mapTo(screen, QPoint(0, 0)), button.size())


@pytest.mark.parametrize("size", SIZES)
def test_every_touch_target_is_large_enough_and_none_lies_on_another(gate: MakeGate, samples: Samples, size: tuple[int, int]) -> None:
    screen = gate("en", size)
    unit = screen.unit
    steps: list[Callable[[], object]] = [
        lambda: None,
        screen.staffing.open_code,
        lambda: screen.staffing.choose(samples.already_inside()),
        screen.open_menu,
    ]
    for open_it in steps:
        for overlay in screen.staffing.overlays:
            overlay.close_up()
        open_it()
        top = next((overlay for overlay in screen.staffing.overlays if overlay.isVisible()), None)
        buttons = [b for b in seen_buttons(screen) if top is None or b.parent() is top]
        assert buttons
        rects = {button: on_screen(button, screen) for button in buttons}
        for button, rect in rects.items():
            assert min(rect.width(), rect.height()) >= LEAST_MM_PX * unit - 1, button.accessibleName()
            assert screen.rect().contains(rect), button.accessibleName()
            assert button.accessibleName()
        for one, other in combinations(buttons, 2):
            assert not rects[one].intersects(rects[other]), (one.accessibleName(), other.accessibleName())


def test_a_verdicts_buttons_stand_clear_of_each_other_and_of_the_picture(gate: MakeGate, samples: Samples) -> None:
    for size in SIZES:
        screen = gate("en", size)
        for answer in (samples.already_inside(), samples.wrong_zone(), samples.admitted("delegate")):
            screen.show_answer(answer)
            pieces = [screen.verdict.language, screen.verdict.live, screen.verdict.strip]
            if screen.verdict.staff.isVisible():
                pieces.append(screen.verdict.staff)
            for one, other in combinations(pieces, 2):
                assert not one.geometry().intersects(other.geometry())


def test_a_touch_presses_a_button(qtbot: QtBot, fonts: None) -> None:
    button = Button(Look(), icon="x")
    button.say("Cancel")
    qtbot.addWidget(button)
    button.place(QRectF(0, 0, 200, 64), 1.0)
    button.show()
    device = QTest.createTouchDevice()
    with qtbot.waitSignal(button.clicked):
        QTest.touchEvent(button, device).press(0, QPoint(50, 30))
        QTest.touchEvent(button, device).release(0, QPoint(50, 30))


@pytest.mark.parametrize("theme", list(Theme))
def test_focus_by_keyboard_is_seen_and_focus_by_touch_is_not(qtbot: QtBot, fonts: None, theme: Theme) -> None:
    button = Button(Look(theme))
    button.say("Cancel")
    qtbot.addWidget(button)
    button.place(QRectF(0, 0, 200, 64), 1.0)
    button.show()
    plain = button.grab().toImage()
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    assert button.grab().toImage() == plain
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert button.grab().toImage() != plain
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert button.grab().toImage() == plain


def test_a_button_that_cannot_be_pressed_looks_it(qtbot: QtBot, fonts: None) -> None:
    button = Button(Look())
    button.say("Check this code")
    qtbot.addWidget(button)
    button.place(QRectF(0, 0, 240, 64), 1.0)
    button.show()
    ready = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != ready
