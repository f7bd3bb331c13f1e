"""Tests of ui.parts.picture: the frame fills its place undistorted, codes are outlined, a mirror is a mirror."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from kiosk.scanner.aim import WHOLE, Area
from ui.look import Look
from ui.parts.picture import SEEN_MS, Picture


@pytest.fixture
def picture(qtbot: QtBot, fonts: None) -> Picture:
    """A picture twice as wide as high."""
    made = Picture(Look())
    qtbot.addWidget(made)
    made.place(QRectF(0, 0, 600, 300), 1.0)
    made.show()
    return made


def halves() -> QImage:
    """Left half red, right half blue, 400 x 400."""
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.fillRect(0, 0, 200, 400, QColor("#FF0000"))
    painter.fillRect(200, 0, 200, 400, QColor("#0000FF"))
    painter.end()
    return image


def test_a_frame_is_cropped_to_fill_and_not_stretched(picture: Picture) -> None:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    painter = QPainter(image)
    painter.fillRect(0, 0, 400, 95, QColor("#00FF00"))  # above what a picture twice as wide as high can show
    painter.end()
    picture.show_frame(image, [])
    shown = picture.grab().toImage()
    assert shown.pixelColor(300, 1).name() == "#ff0000"


def test_a_mirrored_picture_swaps_left_and_right(picture: Picture) -> None:
    picture.show_frame(halves(), [])
    assert picture.grab().toImage().pixelColor(20, 150).name() == "#ff0000"
    picture.show_tuning(mirrored=True, aim=WHOLE)
    assert picture.grab().toImage().pixelColor(20, 150).name() == "#0000ff"


def test_the_aim_frame_stands_around_the_part_that_is_read_in_a_mirror_too(picture: Picture) -> None:
    picture.show_frame(halves(), [])  # shown 600 wide and 600 high, of which the middle 300
    picture.show_tuning(mirrored=False, aim=Area(0.1, 0.4, 0.5, 0.6))
    assert picture.aimed() == QRectF(60, 90, 240, 120)
    picture.show_tuning(mirrored=True, aim=Area(0.1, 0.4, 0.5, 0.6))
    assert picture.aimed() == QRectF(300, 90, 240, 120)
    assert picture.grab().toImage().pixelColor(301, 92).name() == "#ffffff"


def test_an_aim_frame_that_is_partly_cropped_stands_at_the_edge(picture: Picture) -> None:
    picture.show_frame(halves(), [])
    picture.show_tuning(mirrored=False, aim=Area(0.0, 0.0, 1.0, 0.5))
    assert picture.aimed() == QRectF(10, 10, 580, 140)


def test_a_whole_picture_leaves_its_sides_dark(qtbot: QtBot, fonts: None) -> None:
    made = Picture(Look(), whole=True)
    qtbot.addWidget(made)
    made.place(QRectF(0, 0, 600, 300), 1.0)
    made.show_frame(halves(), [])
    assert made.shown == QRectF(150, 0, 300, 300)
    assert made.grab().toImage().pixelColor(75, 150).name() == "#10213a"


def test_a_code_is_outlined_where_it_stands_for_a_moment(picture: Picture) -> None:
    image = QImage(600, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    picture.show_frame(image, [[(250, 100), (350, 100), (350, 200), (250, 200)]])
    assert picture.grab().toImage().pixelColor(300, 100).name() == "#ffffff"
    assert picture._seen.interval() == SEEN_MS
    picture._seen.stop()
    picture._seen.timeout.emit()
    assert picture.grab().toImage().pixelColor(300, 100).name() == "#808080"


def test_without_a_camera_the_reason_stands_where_the_picture_was(picture: Picture) -> None:
    picture.show_frame(halves(), [])
    picture.show_trouble("No picture from the camera", "The camera picture is lost. Check its cable; it starts again by itself.")
    shown = picture.grab().toImage()
    assert shown.pixelColor(20, 150).name() == "#10213a"
    assert not picture.overflowing
