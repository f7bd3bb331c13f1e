"""Tests of ui.measuring: what is measured is what a ruler and an eye would find on the picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.model import Outcome, Reason
from kiosk.rules import OUTCOMES
from tests.ui.conftest import MakeGate
from ui.ink import Ink
from ui.look import Look, Theme, contrast
from ui.measuring import grabbed, hangul_ink, pixels, reached, targets, texts
from ui.parts.button import Button, ButtonStyle, inverse, plain, solid
from ui.parts.line import Line
from ui.parts.part import Part
from ui.showcase import MINUTE, OPENS, Samples
from ui.typeface import BOLD, EXTRA, SEMI

PANEL_MM = 217 / 1280


class Sheet(Part):
    """Two lines of text on two grounds, one of them a picture."""

    colour, ground = "#405066", "#EEF2F6"

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Plain above, noise below."""
        ink.box(QRectF(0, 0, 400, 300), 0, self.ground)
        ink.text(QRectF(20, 20, 300, 60), "한국", 40, self.colour, weight=BOLD)
        noise = np.random.default_rng(1).integers(0, 256, (100, 400), np.uint8).repeat(4)
        ink.painter.drawImage(0, 200, QImage(noise.tobytes(), 400, 100, QImage.Format.Format_RGB32))
        ink.text(QRectF(20, 220, 300, 60), "picture", 40, "#808080")


@pytest.fixture
def window(qtbot: QtBot, fonts: None) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    made.close()


def sheet_on(window: QWidget, unit: float = 1.0) -> Sheet:
    made = Sheet(Look(), window)
    made.place(QRectF(0, 0, 400, 300), unit)
    made.show()
    return made


@pytest.mark.parametrize("weight", [SEMI, BOLD, EXTRA])
def test_a_letters_height_is_what_a_ruler_finds(fonts: None, weight: int) -> None:
    picture = QImage(400, 400, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    Ink(painter, 1.0).text(QRectF(20, 20, 360, 360), "한", 300, "#000000", weight=weight, tracking=0)
    painter.end()
    rows = (pixels(picture) != 0xFFFFFF).any(axis=1).sum()
    assert hangul_ink(300, weight) == pytest.approx(rows, abs=2)
    assert hangul_ink(150, weight) == pytest.approx(hangul_ink(300, weight) / 2)


def test_texts_are_told_with_their_size_on_the_screen_and_their_contrast_to_the_ground(window: QWidget) -> None:
    sheet = sheet_on(window, unit=0.75)
    sheet.move(30, 10)
    text = next(each for each in texts(window, grabbed(window)) if each.text == "한국")
    assert text.ink == pytest.approx(hangul_ink(30, BOLD))
    assert text.contrast == pytest.approx(contrast(sheet.colour, sheet.ground), abs=0.01)
    assert text.place.contains(30 + 30, 10 + 37)


def test_a_text_on_a_picture_counts_by_the_worst_of_it(window: QWidget) -> None:
    sheet_on(window)
    assert next(each for each in texts(window, grabbed(window)) if each.text == "picture").contrast < 1.6


def test_what_is_covered_is_not_read(window: QWidget) -> None:
    sheet_on(window)
    cover = QWidget(window)
    cover.setGeometry(0, 0, 400, 150)
    cover.setAutoFillBackground(True)
    cover.show()
    assert [each.text for each in texts(window, grabbed(window))] == ["picture"]


def test_what_stands_in_a_line_is_read(window: QWidget) -> None:
    line = Line(window)
    line.setStyleSheet("font-family: Pretendard; font-size: 40px; font-weight: 700; color: #0B1A2E; background: #FFFFFF; border: none;")
    line.setGeometry(0, 0, 300, 60)
    line.setText("홍길동")
    line.show()
    (text,) = texts(window, grabbed(window))
    assert (text.text, round(text.ink)) == ("홍길동", round(hangul_ink(40, BOLD)))
    assert text.contrast > 15


@pytest.mark.parametrize("theme", list(Theme))
def test_every_button_is_reached_by_keys_and_shows_it(window: QWidget, theme: Theme) -> None:
    look = Look(theme)
    window.setStyleSheet(f"background: {look.palette.bg}")
    styles = (plain(look), solid(look), inverse(look), ButtonStyle(None, look.palette.ink, look.palette.ink))
    for number, style in enumerate(styles):
        button = Button(look, window)
        button.wear(style)
        button.place(QRectF(20, 20 + 70 * number, 200, 60), 1.0)
        button.show()
    assert reached(window) == dict.fromkeys(targets(window), True)
    assert len(targets(window)) == len(styles)


def test_a_control_that_keys_do_not_lead_to_or_that_does_not_show_the_focus_is_found(window: QWidget) -> None:
    class Shy(Button):
        def _focus(self, ink: Ink, whole: QRectF, style: ButtonStyle) -> None:
            ink.box(whole, 12, None, self.look.palette.line, 1)

    class Lost(Button):
        def focusNextPrevChild(self, forward: bool) -> bool:
            return True

    made = [kind(Look(), window) for kind in (Lost, Shy, Button)]
    for number, button in enumerate(made):
        button.place(QRectF(20, 20 + 70 * number, 200, 60), 1.0)
        button.show()
    made[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert set(targets(window)) - set(reached(window)) == set(made[1:])
    made[1].setFocus()
    made[0].hide()
    assert reached(window) == {made[1]: False, made[2]: True}


def test_every_korean_verdict_word_is_thirty_millimetres_high_on_a_tablet(gate: MakeGate, samples: Samples) -> None:
    shown = gate("ko")
    for reason in Reason:
        outcome = OUTCOMES[reason]
        for go_to in ((), ("global",)) if outcome is Outcome.REFUSE else ((),):
            answer = samples.answer(
                outcome, reason, "delegate", opens=OPENS, at=samples.now + 90 * MINUTE, ago=timedelta(minutes=59), days=(1, 3), go_to=go_to
            )
            shown.show_answer(answer)
            if outcome is not Outcome.REPEAT:  # told in the bar of the gate at rest
                word = max(texts(shown, grabbed(shown)), key=lambda text: text.ink)
                assert word.ink * PANEL_MM >= 30, (reason, word)
