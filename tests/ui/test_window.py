"""Tests of ui.window and ui.screens.notice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SIZES
from tests.ui.screens.test_fits import outgrown
from ui.look import Look, Theme
from ui.screens.notice import NoticeScreen
from ui.tongue import Tongue
from ui.window import Window


class Tardy(QWidget):
    """Knows whether it was painted, the last of its children too."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = False
        layout = QVBoxLayout(self)
        labels = [QLabel(text) for text in "abc"]
        for label in labels:
            layout.addWidget(label)
        self.last = labels[-1]
        self.last.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.painted |= watched is self.last and event.type() == QEvent.Type.Paint
        return False


def test_the_window_tells_of_its_first_paint_once(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    screen = Tardy()
    window.put(screen)
    painted: list[bool] = []
    window.painted.connect(lambda: painted.append(screen.painted))
    window.open(full=False, size=(640, 400))
    qtbot.waitUntil(lambda: bool(painted))
    window.hide()
    window.show()
    qtbot.wait(5)
    assert painted == [True]


def test_a_window_that_nothing_is_painted_in_does_not_keep_the_station_waiting(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.put(QLabel("a"))
    window.setUpdatesEnabled(False)
    with qtbot.waitSignal(window.painted):
        window.open(full=False, size=(640, 400))


def test_another_screen_takes_the_place_of_the_one_before(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    first, second = QLabel("a"), QLabel("b")
    window.put(first)
    window.open()
    with qtbot.waitSignal(first.destroyed):
        window.put(second)
    assert second.isVisible()
    assert window.isFullScreen()
    assert window.size() == window.screen().size()
    assert second.size() == window.size()


def test_closing_is_announced_and_lets_the_panel_sleep(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.put(QLabel("a"))
    window.open()
    window.keep_awake(True)
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.awake.how == ""


class Field(QLineEdit):
    """Hears what reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.reached: list[QEvent.Type] = []

    def event(self, event: QEvent) -> bool:
        self.reached.append(event.type())
        return super().event(event)


def test_nobody_gets_out_of_a_locked_window(qtbot: QtBot) -> None:
    window, field = Window(), Field()
    qtbot.addWidget(window)
    window.put(field)
    window.lock()
    window.open()
    with qtbot.waitSignal(window.held):
        assert not window.close()
    window.showNormal()
    qtbot.waitUntil(window.isFullScreen)
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    field.reached.clear()
    alt, control, meta = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.MetaModifier
    for key, held in (
        (Qt.Key.Key_F4, alt), (Qt.Key.Key_Tab, alt), (Qt.Key.Key_T, control | alt), (Qt.Key.Key_F1, alt), (Qt.Key.Key_D, meta),
        (Qt.Key.Key_Super_L, meta), (Qt.Key.Key_HomePage, alt), (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
    ):  # fmt: skip
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, key, held))
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        QTest.mouseClick(field, button)
    QApplication.sendEvent(field, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 3), QPoint(3, 3)))
    drag = QDragEnterEvent(QPoint(3, 3), Qt.DropAction.CopyAction, QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field, drag)
    kinds = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.ContextMenu, QEvent.Type.DragEnter)
    assert not set(kinds) & set(field.reached)
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, control | alt, "@"))  # AltGr of a German keyboard
    QTest.keyClicks(field, "a")
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert set(kinds[:2]) <= set(field.reached)
    window.unlock()
    with qtbot.waitSignal(window.closing):
        assert window.close()


def test_a_notice_says_one_thing_fits_and_offers_what_can_be_done(qtbot: QtBot, fonts: None, tongue: Tongue) -> None:
    long = "이 폴더는 다른 프로그램이 쓰고 있습니다. 이미 열린 창이 있는지 확인하고, 없으면 기기를 다시 시작한 뒤 다시 시도해 주세요."
    for lang in ("ko", "en"):
        tongue.speak(lang)
        for size in SIZES:
            screen = NoticeScreen(Look(Theme.DARK), lang)
            qtbot.addWidget(screen)
            screen.resize(*size)
            screen.show_notice("이 기기를 열 수 없습니다", long, hint="kiosk enrol https://server.example.org ABCD-EFGH")
            screen.show()
            screen.grab()
            assert not outgrown(screen)
            with qtbot.waitSignal(screen.again_wished):
                QTest.mouseClick(screen.again, Qt.MouseButton.LeftButton)
            with qtbot.waitSignal(screen.language_wished) as wished:
                QTest.mouseClick(screen.language, Qt.MouseButton.LeftButton)
            assert wished.args == ["en" if lang == "ko" else "ko"]


def test_a_notice_without_a_second_try_offers_only_to_close(qtbot: QtBot, fonts: None) -> None:
    screen = NoticeScreen(Look(), "en")
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    screen.show_notice("Written by a newer version", "Please update this program.", again=False)
    screen.show()
    assert not screen.again.isVisible()
    with qtbot.waitSignal(screen.leave_wished):
        QTest.mouseClick(screen.leave, Qt.MouseButton.LeftButton)
