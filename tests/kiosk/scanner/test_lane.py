import threading
from time import monotonic

import numpy as np
import numpy.typing as npt
import pytest

from kiosk.model import Reading, Source
from kiosk.scanner.aim import WHOLE, Area
from kiosk.scanner.camera import Camera
from kiosk.scanner.decode import Decoder
from kiosk.scanner.found import Found
from kiosk.scanner.frame import Frame
from kiosk.scanner.lane import Lane
from kiosk.scanner.mailbox import Mailbox
from kiosk.scanner.simulated import Show, SimulatedCamera
from tests.kiosk.scanner.pictures import Pixels, coloured, qr, scene

PATIENT = 60.0
A, B = "A" * 16, "B" * 16


class Belt:
    """A lane fed by hand: ``put`` waits until the frame was looked at."""

    def __init__(self, decoder: object = None) -> None:
        self.readings: list[Reading] = []
        self.frames: list[tuple[int, list[str]]] = []
        self._seen = threading.Semaphore(0)
        self._box = Mailbox()
        self._number = 0
        self.lane = Lane(self._box, self.readings.append, self._framed, open_decoder=lambda: decoder or Decoder())  # type: ignore[arg-type,return-value]
        self.lane.start()

    def _framed(self, frame: Frame, found: list[Found]) -> None:
        self.frames.append((frame.number, [one.text for one in found]))
        self._seen.release()

    def put(self, image: Pixels, mono: int, wait: bool = True) -> None:
        self._number += 1
        self._box.put(Frame(image, self._number, mono + 1_000, mono))
        if wait:
            assert self._seen.acquire(timeout=PATIENT)


def badge(text: str) -> Pixels:
    return coloured(scene((qr(text), 100, 60), size=(400, 300)))


def test_one_badge_held_for_many_frames_is_one_reading_with_the_first_frame_s_time() -> None:
    belt = Belt()
    for n in range(12):
        belt.put(badge(A), n * 33_333)
    belt.lane.stop()
    assert belt.readings == [Reading(A, Source.CAMERA, 1_000, 0, 1)]
    assert belt.frames == [(n, [A]) for n in range(1, 13)]


def test_another_badge_takes_over_at_once_and_an_empty_frame_is_shown_too() -> None:
    belt = Belt()
    for n, image in enumerate((badge(A), badge(B), coloured(scene(size=(400, 300))), badge(B))):
        belt.put(image, n * 33_333)
    belt.lane.stop()
    assert [(one.text, one.frame) for one in belt.readings] == [(A, 1), (B, 2)]
    assert [texts for _, texts in belt.frames] == [[A], [B], [], [B]]


def test_a_code_outside_the_aim_area_is_no_reading_until_the_area_is_drawn_around_it() -> None:
    belt = Belt()
    wide = coloured(scene((qr(A), 20, 60), (qr(B), 220, 60), size=(400, 300)))
    belt.lane.aim = Area(0.5, 0.0, 1.0, 1.0)
    for n in range(3):
        belt.put(wide, n * 33_333)
    belt.lane.aim = WHOLE
    belt.put(wide, 4 * 33_333)
    belt.lane.stop()
    assert [(one.text, one.frame) for one in belt.readings] == [(B, 1), (A, 4)]
    assert [texts for _, texts in belt.frames] == [[B]] * 3 + [[A, B]]


def test_frames_of_changing_size_and_none_at_all_are_read_on() -> None:
    belt = Belt()
    for n, image in enumerate((badge(A), np.zeros((0, 0, 3), np.uint8), scene((qr(B), 10, 10), size=(300, 250)), badge(A))):
        belt.put(image, n * 1_000_000)
    belt.lane.stop()
    assert [one.text for one in belt.readings] == [A, B, A]


def test_two_badges_side_by_side_are_read_once_each_from_left_to_right_and_not_again_after_a_blur() -> None:
    blank = coloured(scene(size=(700, 300)))
    for left, right in ((A, B), (B, A)):
        belt = Belt()
        both = coloured(scene((qr(left), 40, 40), (qr(right), 380, 60), size=(700, 300)))
        for n, image in enumerate((both, both, blank, both, blank, blank, both)):
            belt.put(image, n * 33_333)
        belt.lane.stop()
        assert [one.text for one in belt.readings] == [left, right]
        assert [texts for _, texts in belt.frames] == [[left, right], [left, right], [], [left, right], [], [], [left, right]]


class Stumbling:
    """A decoder that fails on its second frame."""

    def __init__(self) -> None:
        self._calls = 0
        self._decoder = Decoder()

    def read(self, picture: npt.NDArray[np.generic]) -> list[Found]:
        self._calls += 1
        if self._calls == 2:
            raise RuntimeError("broken frame")
        return self._decoder.read(picture)


def test_a_frame_that_fails_is_logged_and_the_next_is_read(caplog: pytest.LogCaptureFixture) -> None:
    belt = Belt(Stumbling())
    belt.put(coloured(scene(size=(400, 300))), 0)
    belt.put(badge(A), 1, wait=False)
    end = monotonic() + PATIENT
    while "broken frame" not in caplog.text:
        assert monotonic() < end
        threading.Event().wait(0.005)
    belt.put(badge(A), 2)
    belt.lane.stop()
    assert [one.text for one in belt.readings] == [A]


def test_a_decoder_that_cannot_be_loaded_is_logged_and_the_lane_can_be_stopped(caplog: pytest.LogCaptureFixture) -> None:
    def none() -> Decoder:
        raise ImportError("libzxing")

    lane = Lane(Mailbox(), lambda reading: None, open_decoder=none)
    lane.start()
    lane.stop()
    assert "libzxing" in caplog.text


def test_the_lane_says_what_it_did_and_what_it_cost() -> None:
    belt = Belt()
    for n in range(5):
        belt.put(badge(A), n * 33_333)
    belt.lane.stop()
    assert (belt.lane.pace.frames, belt.lane.pace.readings) == (5, 1)
    assert belt.lane.pace.cpu_per_frame > 0


def test_stopping_twice_or_before_the_start_does_nothing() -> None:
    lane = Lane(Mailbox(), lambda reading: None)
    lane.stop()
    lane.stop()


def test_from_the_simulated_camera_to_readings_with_both_threads() -> None:
    shows = [Show(A, hold_s=0.6), Show(B, hold_s=0.6)]
    texts: list[str] = []
    both = threading.Event()

    def read(reading: Reading) -> None:
        texts.append(reading.text)
        if len(texts) == 2:
            both.set()

    box = Mailbox()
    lane = Lane(box, read)
    camera = Camera(lambda: SimulatedCamera(shows, seed=3, pause=0.1), box)
    lane.start()
    camera.start()
    try:
        assert both.wait(PATIENT)
    finally:
        camera.stop()
        lane.stop()
    assert texts == [A, B]
