"""Tests of ui.bridge and ui.frames: calls of any thread arrive on the GUI thread in order; of frames the newest."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from kiosk.errors import CannotRecord
from kiosk.model import Link
from kiosk.scanner.found import Found
from kiosk.scanner.frame import Frame
from ui.bridge import FRAME_PAUSE_US, Bridge
from ui.frames import preview


def in_a_thread(*acts: object) -> None:
    """Run ``acts`` one after the other on a thread of their own, and wait for it."""

    def run() -> None:
        for act in acts:
            act()  # type: ignore[operator]

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def frame(number: int, value: int = 0, mono: int | None = None) -> Frame:
    image = np.full((72, 128, 3), value, np.uint8)
    return Frame(image, number, 0, number * FRAME_PAUSE_US if mono is None else mono)


def test_calls_of_a_worker_arrive_on_the_gui_thread_in_order(qtbot: QtBot) -> None:
    bridge = Bridge()
    here = QThread.currentThread()
    seen: list[object] = []
    bridge.linked.connect(lambda link: seen.append((link.unsent, QThread.currentThread() is here)))
    bridge.faulted.connect(seen.append)
    error = CannotRecord("disk full")
    in_a_thread(*[lambda n=n: bridge.link(Link(unsent=n)) for n in range(50)], lambda: bridge.fault(error), lambda: bridge.fault(None))
    assert seen == [], "nothing happens on the worker's thread"
    qtbot.waitUntil(lambda: len(seen) == 52)
    assert seen == [*((n, True) for n in range(50)), error, None]


def test_a_flood_of_frames_is_shown_by_its_newest(qtbot: QtBot) -> None:
    bridge = Bridge()
    shown: list[int] = []
    bridge.framed.connect(lambda image, found: shown.append(image.pixelColor(5, 5).red()))
    in_a_thread(*[lambda n=n: bridge.frame(frame(n, n), ()) for n in range(1, 41)])
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [40]


def test_frames_closer_than_the_pause_are_left_out_unless_a_code_is_in_them(qtbot: QtBot) -> None:
    bridge = Bridge()
    shown: list[int] = []
    bridge.framed.connect(lambda image, found: shown.append(image.pixelColor(5, 5).red()))
    code = Found("X", "QRCode", ((1, 1), (9, 1), (9, 9), (1, 9)))
    for number, found in ((1, ()), (2, ()), (3, (code,))):
        bridge.frame(frame(number, number, mono=FRAME_PAUSE_US + number), found)
        qtbot.wait(1)
    assert shown == [1, 3]


def test_no_picture_is_made_of_a_frame_whose_code_is_being_judged(qtbot: QtBot) -> None:
    bridge = Bridge()
    shown: list[int] = []
    bridge.framed.connect(lambda image, found: shown.append(image.pixelColor(5, 5).red()))
    code = Found("X", "QRCode", ((1, 1), (9, 1), (9, 9), (1, 9)))
    bridge.pass_over(2)
    for number in (1, 2, 3):
        bridge.frame(frame(number, number, mono=FRAME_PAUSE_US * number), (code,))
        qtbot.wait(1)
    assert shown == [1, 3]


def test_a_frame_is_made_as_small_as_its_place_and_its_corners_with_it(qtbot: QtBot) -> None:
    bridge = Bridge()
    bridge.show_in(64, 36)
    code = Found("X", "QRCode", ((20, 10), (40, 10), (40, 30), (20, 30)))
    with qtbot.waitSignal(bridge.framed) as framed:
        in_a_thread(lambda: bridge.frame(frame(1), (code,)))
    image, corners = framed.args
    assert (image.width(), image.height()) == (64, 36)
    assert corners == [[(10, 5), (20, 5), (20, 15), (10, 15)]]


def test_after_closing_nothing_arrives_any_more(qtbot: QtBot) -> None:
    bridge = Bridge()
    seen: list[object] = []
    bridge.camera_changed.connect(lambda key, values: seen.append(key))
    in_a_thread(lambda: bridge.camera("camera.lost"))
    bridge.close()
    in_a_thread(lambda: bridge.camera("camera.ok"), lambda: bridge.frame(frame(1), ()))
    qtbot.wait(5)
    assert seen == []


@pytest.mark.parametrize("shape", [(90, 160, 3), (90, 160)])
def test_a_preview_keeps_colours_and_owns_its_pixels(shape: tuple[int, ...]) -> None:
    image = np.zeros(shape, np.uint8)
    image[:] = 200 if len(shape) == 2 else (10, 20, 200)
    made, scale = preview(image, (80, 45))
    image[:] = 0
    assert scale == 0.5
    colour = made.pixelColor(40, 20)
    assert (colour.red(), colour.green(), colour.blue()) == ((200, 200, 200) if len(shape) == 2 else (200, 20, 10))


def test_a_preview_is_never_enlarged() -> None:
    made, scale = preview(np.zeros((36, 64, 3), np.uint8), (832, 536))
    assert (made.width(), made.height(), scale) == (64, 36, 1.0)
