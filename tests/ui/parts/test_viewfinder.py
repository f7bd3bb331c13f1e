"""Tests of ui.parts.viewfinder: a rectangle drawn with a finger is the part of the picture under it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.scanner.aim import Area
from ui.look import Look
from ui.parts.viewfinder import Viewfinder


@pytest.fixture
def finder(qtbot: QtBot, fonts: None) -> Viewfinder:
    """600 x 300 on the screen, with a square picture in its middle: 150 to 450."""
    made = Viewfinder(Look())
    qtbot.addWidget(made)
    made.place(QRectF(0, 0, 300, 150), 2.0)
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    made.show_frame(image, [])
    made.show()
    return made


def draw(finder: Viewfinder, *points: tuple[int, int]) -> list[Area]:
    drawn: list[Area] = []
    finder.drawn.connect(drawn.append)
    places = [QPoint(x, y) for x, y in points]
    QTest.mousePress(finder, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(finder, place)
    QTest.mouseRelease(finder, Qt.MouseButton.LeftButton, pos=places[-1])
    finder.drawn.disconnect(drawn.append)
    return drawn


def near(areas: list[Area], *sides: float) -> bool:
    (area,) = areas
    return (area.left, area.top, area.right, area.bottom) == pytest.approx(sides, abs=0.01)


def test_a_rectangle_is_told_in_parts_of_the_picture(finder: Viewfinder) -> None:
    assert near(draw(finder, (180, 30), (300, 100), (420, 270)), 0.1, 0.1, 0.9, 0.9)
    assert near(draw(finder, (420, 270), (180, 30)), 0.1, 0.1, 0.9, 0.9)


def test_in_a_mirrored_picture_the_same_part_of_the_camera_s_is_meant(finder: Viewfinder) -> None:
    finder.show_tuning(mirrored=True, aim=Area())
    assert near(draw(finder, (180, 30), (300, 270)), 0.5, 0.1, 0.9, 0.9)


def test_a_touch_draws_nothing_and_a_finger_that_leaves_the_picture_draws_to_its_edge(finder: Viewfinder) -> None:
    assert draw(finder, (300, 150), (305, 152)) == []
    assert near(draw(finder, (300, 150), (599, 299)), 0.5, 0.5, 1.0, 1.0)


def test_what_is_not_read_is_dark_while_it_is_drawn_and_after(finder: Viewfinder) -> None:
    assert finder.grab().toImage().pixelColor(200, 150).lightness() == 255
    QTest.mousePress(finder, Qt.MouseButton.LeftButton, pos=QPoint(300, 30))
    QTest.mouseMove(finder, QPoint(440, 270))
    assert finder.grab().toImage().pixelColor(200, 150).lightness() < 130
    QTest.mouseRelease(finder, Qt.MouseButton.LeftButton, pos=QPoint(440, 270))
    assert finder.grab().toImage().pixelColor(200, 150).lightness() == 255, "nothing is changed until it is told"
    finder.show_tuning(mirrored=False, aim=Area(0.5, 0.0, 1.0, 1.0))
    assert finder.grab().toImage().pixelColor(200, 150).lightness() < 130
    assert finder.grab().toImage().pixelColor(400, 150).lightness() == 255


def test_without_a_picture_there_is_nothing_to_draw_on(finder: Viewfinder) -> None:
    finder.show_trouble("No picture", "Check the cable.")
    assert draw(finder, (180, 30), (420, 270)) == []
