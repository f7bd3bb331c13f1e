"""Tests of ui.parts.picture: the frame fills its place undistorted, codes are outlined, a mirror is a mirror."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

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
    picture.mirrored = True
    picture.update()
    assert picture.grab().toImage().pixelColor(20, 150).name() == "#0000ff"


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
