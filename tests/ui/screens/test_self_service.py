"""Tests of the self-service screen: its minute, its keys, and that text, reach and zoom hold on every panel it is drawn for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SIZES
from ui.ink import Ink
from ui.look import Look, Theme
from ui.parts.flow import controls
from ui.parts.said import Brand
from ui.screens.self_service import SelfScreen
from ui.showcase import Samples
from ui.showcase_self import LARGE, SELF_STATES, SMALL, Stage, self_in
from ui.tongue import Tongue
from ui.visit import At, Ease, Over, Visit

KEYS = Qt.Key
LARGE_SIZE, SMALL_SIZE = (1080, 1920), (1280, 800)


@pytest.fixture
def stage(qtbot: QtBot, fonts: None, samples: Samples, picture: QImage) -> Stage:
    """A kiosk on a floor stand, shown, in English, nobody there."""
    made = Stage(samples.programme, Look(), "en", LARGE_SIZE, picture, LARGE)
    qtbot.addWidget(made.screen)
    made.screen.show()
    made.screen.activateWindow()
    qtbot.waitUntil(made.screen.isActiveWindow)
    return made


def outgrown(screen: QWidget) -> list[str]:
    """Every text that did not fit when it was last painted."""
    shown = [screen, *screen.findChildren(QWidget)]
    return [text for each in shown if each.isVisible() for text in getattr(each, "overflowing", [])]


def test_after_a_minute_without_a_touch_it_asks_then_forgets(stage: Stage) -> None:
    screen, told = stage.screen, []
    screen.ended.connect(lambda: told.append("ended"))
    stage.offer()
    stage.wait(19)
    assert screen.page.time is not None
    assert screen.page.time.text == ""
    stage.wait(1)
    assert screen.page.time.text == "Starts over in 40 s"
    stage.wait(25)
    assert screen.visit.over is Over.ASK
    assert "still there" in screen.spoken
    stage.wait(14)
    assert not told
    stage.wait(1)
    assert told == ["ended"]
    assert screen.visit == Visit()
    assert screen.patience is None
    assert "홍*동" not in screen.spoken


def test_more_time_brings_the_page_back_with_a_minute_more(stage: Stage) -> None:
    stage.offer()
    stage.wait(50)
    stage.screen.do("more")
    assert stage.screen.visit.over is Over.NOTHING
    assert stage.screen.visit.at is At.CONFIRM
    stage.wait(69)
    assert stage.screen.visit.at is At.CONFIRM
    stage.wait(1)
    assert stage.screen.visit == Visit()


def test_what_one_visitor_set_is_not_left_for_the_next(stage: Stage) -> None:
    spoken: list[str] = []
    stage.screen.language_wished.connect(spoken.append)
    for name in ("contrast", "zoom", "low", "volume"):
        stage.screen.do(name)
    assert stage.screen.ease == Ease(contrast=True, zoom=1.5, low=True, volume=1)
    assert stage.screen.look.theme is Theme.HIGH
    stage.screen.set_language("ko")
    stage.wait(60)
    assert stage.screen.ease == Ease()
    assert spoken == ["en"]


def test_nobody_is_hurried_while_the_badge_is_printed(stage: Stage) -> None:
    stage.offer()
    stage.screen.printing()
    stage.wait(70)
    assert stage.screen.visit.at is At.PRINT
    stage.screen.done()
    stage.wait(50)
    assert stage.screen.visit.over is Over.ASK


@pytest.mark.parametrize("state", ["attract", "confirm", "digits", "halt-unknown", "confirm-ask", "twice-confirm", "low-attract"])
def test_every_control_is_reached_with_one_key_and_shown_in_sight(
    qtbot: QtBot, fonts: None, samples: Samples, picture: QImage, state: str
) -> None:
    screen = self_in(state, samples.programme, Look(), "en", SMALL_SIZE, picture, SMALL)
    qtbot.addWidget(screen)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    names = {each.objectName() for each in controls(screen)}
    reached = set()
    for _ in range(len(names) + 1):
        QTest.keyClick(screen, KEYS.Key_Down)
        focused = screen.leaf.focused
        assert focused is not None
        assert focused.ringed
        middle = focused.mapTo(screen, focused.rect().center())
        assert screen.rect().contains(middle)
        assert screen.leaf.view.geometry().contains(middle) or not screen.leaf.sheet.isAncestorOf(focused)
        reached.add(focused.objectName())
    assert reached == names


def test_keys_alone_say_yes(stage: Stage) -> None:
    said: list[str] = []
    stage.screen.confirmed.connect(said.append)
    stage.offer()
    QTest.keyClick(stage.screen, KEYS.Key_Right)
    assert stage.screen.leaf.focused is not None
    assert stage.screen.leaf.focused.objectName() == "yes"
    QTest.keyClick(stage.screen, KEYS.Key_Return)
    assert said == ["1"]


def test_figures_of_a_keypad_type_and_the_fourth_leads_to_the_name(stage: Stage) -> None:
    stage.screen.do("type")
    QTest.keyClicks(stage.screen, "56a78")
    assert (stage.screen.visit.digits, stage.screen.visit.at) == ("5678", At.NAME)
    stage.screen.do("find")  # nothing typed yet
    assert stage.screen.visit.at is At.NAME


@pytest.mark.parametrize(("size", "lang"), list(zip(SIZES, ("ko", "en", "ko", "en"), strict=True)))
def test_no_word_is_cut_or_smaller_than_the_law_asks_in_any_state(
    qtbot: QtBot, fonts: None, samples: Samples, picture: QImage, tongue: Tongue, monkeypatch: pytest.MonkeyPatch,
    lang: str, size: tuple[int, int],
) -> None:  # fmt: skip
    from ui.parts.said import HANGUL_INK

    sizes: dict[str, float] = {}
    drawn = Ink.text

    def noted(self: Ink, rect: object, text: str, size: int, *rest: object, **more: object) -> float:
        sizes[text] = self.painter.deviceTransform().m22() * size * HANGUL_INK
        return drawn(self, rect, text, size, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Ink, "text", noted)
    tongue.speak(lang)
    panel = (SMALL if max(size) < 1_400 else LARGE).as_seen(*size)
    for name in SELF_STATES:
        screen = self_in(name, samples.programme, Look(), lang, size, picture)
        qtbot.addWidget(screen)
        screen.show()
        screen.grab()
        assert not outgrown(screen), (name, outgrown(screen))
        if name != "name":  # the keys for words have tests of their own
            low = {text: ink for text, ink in sizes.items() if ink * panel.width / size[0] < panel.text_mm}
            assert not low, (name, low)
        sizes.clear()
        screen.close()


def test_in_the_low_position_nothing_to_press_is_out_of_reach(qtbot: QtBot, fonts: None, samples: Samples, picture: QImage) -> None:
    for state in ("low-attract", "low-confirm", "low-digits", "twice-low-high-confirm"):
        screen: SelfScreen = self_in(state, samples.programme, Look(), "ko", LARGE_SIZE, picture, LARGE)
        qtbot.addWidget(screen)
        screen.show()
        line = LARGE_SIZE[1] * (1 - LARGE.reach)
        tops = {
            each.objectName(): each.mapTo(screen, QPoint(0, 0)).y() for each in controls(screen) if not screen.leaf.sheet.isAncestorOf(each)
        }
        assert screen.leaf.view.y() >= line  # what is turned on the sheet is cut off there
        assert all(top >= line for top in tops.values()), (state, tops)
        screen.close()


def test_nothing_can_be_recorded_so_nobody_is_served_until_it_can(stage: Stage) -> None:
    stage.offer()
    stage.screen.show_fault("error.cannot_record")
    assert "short break" in stage.screen.spoken
    stage.wait(61)
    assert "short break" in stage.screen.spoken
    stage.screen.clear_fault()
    assert stage.screen.visit == Visit()


def test_the_mark_held_for_three_seconds_opens_the_staff_menu_and_a_touch_does_not(stage: Stage, qtbot: QtBot) -> None:
    screen = stage.screen
    screen.held.setInterval(20)
    brand = screen.leaf.sheet.findChild(Brand)
    assert brand is not None
    QTest.mouseClick(brand, Qt.MouseButton.LeftButton)
    qtbot.wait(40)
    assert not screen.staffing.busy
    QTest.mousePress(brand, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.staffing.busy)
