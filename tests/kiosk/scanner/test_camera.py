import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from kiosk.scanner.camera import BACK_OFF_S, Camera, Source, alike, open_source
from kiosk.scanner.mailbox import Mailbox
from kiosk.scanner.sources import CameraMissing
from tests.builders import FakeClock
from tests.kiosk.scanner.pictures import Pixels, coloured, film, scene
from tests.kiosk.scanner.streams import NetworkCamera

PATIENT = 60.0
"""s; how long a test waits for what must happen, never how long it takes."""

PICTURE = coloured(scene(size=(64, 48)))


class Told:
    """Collects the states a camera tells, and waits for one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.states: list[str] = []

    def __call__(self, state: str) -> None:
        with self._changed:
            self.states.append(state)
            self._changed.notify_all()

    def wait(self, state: str, times: int = 1) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.states.count(state) >= times, PATIENT), f"{state} not told: {self.states}"


class Plugged:
    """A camera device: ``script`` is asked for each read and may block, raise or say None."""

    def __init__(self, script: Callable[[], Pixels | None], ended: bool = False) -> None:
        self._script = script
        self.fps = 30.0
        self.ended = ended
        self.closed = threading.Event()

    def read(self) -> Pixels | None:
        return self._script()

    def close(self) -> None:
        self.closed.set()


def until(true: Callable[[], bool]) -> None:
    """Wait for something nothing tells of."""
    end = monotonic() + PATIENT
    while not true():
        assert monotonic() < end
        threading.Event().wait(0.005)


def steady() -> Pixels:
    threading.Event().wait(0.005)
    return PICTURE


def watched(open_it: Callable[[], Source], mailbox: Mailbox, **options: float) -> tuple[Camera, Told]:
    told = Told()
    camera = Camera(open_it, mailbox, told, back_off=(0.01,), **options)  # type: ignore[arg-type]
    camera.start()
    return camera, told


def test_frames_come_numbered_and_with_the_moment_they_arrived() -> None:
    clock = FakeClock()
    box = Mailbox()
    camera = Camera(lambda: Plugged(steady), box, clock=clock)
    camera.start()
    try:
        first = box.take(PATIENT)
        second = box.take(PATIENT)
    finally:
        camera.stop()
    assert first is not None
    assert second is not None
    assert 1 <= first.number < second.number
    assert (first.wall, first.mono) == (clock.wall(), clock.mono())


def test_an_unplugged_camera_is_told_and_taken_up_again_when_it_is_back() -> None:
    plugged = threading.Event()
    plugged.set()

    def open_it() -> Source:
        if not plugged.is_set():
            raise CameraMissing
        return Plugged(lambda: steady() if plugged.is_set() else None)

    box = Mailbox()
    camera, told = watched(open_it, box)
    try:
        told.wait("camera.ok")
        plugged.clear()
        told.wait("camera.missing")
        plugged.set()
        told.wait("camera.ok", times=2)
        box.take(0)
        assert box.take(PATIENT) is not None
    finally:
        camera.stop()
    assert told.states == ["camera.starting", "camera.ok", "camera.lost", "camera.missing", "camera.ok", "camera.off"]


def test_a_camera_that_is_back_is_looked_for_often_enough_to_show_within_two_seconds() -> None:
    assert max(BACK_OFF_S) <= 1.0, "opening a camera takes up to a second itself"


def test_a_lost_source_is_closed_before_it_is_opened_again() -> None:
    opened: list[Plugged] = []

    def open_it() -> Source:
        assert all(one.closed.is_set() for one in opened)
        opened.append(Plugged(lambda: None))
        return opened[-1]

    camera, told = watched(open_it, Mailbox())
    try:
        told.wait("camera.lost")
        until(lambda: len(opened) >= 4)
    finally:
        camera.stop()
    assert all(one.closed.is_set() for one in opened)


def test_a_read_that_hangs_is_a_freeze_and_neither_stops_the_reopening_nor_the_end() -> None:
    release = threading.Event()
    attempts: list[int] = []

    def open_it() -> Source:
        attempts.append(1)
        return Plugged(steady) if len(attempts) > 1 else Plugged(hang)

    def hang() -> None:
        release.wait()

    camera, told = watched(open_it, Mailbox(), patience=0.2)
    try:
        told.wait("camera.frozen")
        told.wait("camera.ok")
    finally:
        camera.stop()
        release.set()
    assert told.states[-1] == "camera.off"


def test_stop_does_not_wait_for_a_read_that_hangs() -> None:
    release = threading.Event()

    def hang() -> None:
        release.wait()

    camera, told = watched(lambda: Plugged(hang), Mailbox())
    told.wait("camera.starting")
    camera.stop()
    assert not release.is_set()
    assert camera.state == "camera.off"
    release.set()


def test_a_frame_that_a_left_behind_read_brings_late_is_not_used() -> None:
    release = threading.Event()
    back = threading.Event()
    box = Mailbox()

    def late() -> Pixels | None:
        if release.is_set():
            return None
        release.wait()
        return PICTURE

    source = Plugged(late)

    def open_it() -> Source:
        if back.is_set():
            raise CameraMissing
        back.set()
        return source

    camera, told = watched(open_it, box, patience=0.1)
    try:
        told.wait("camera.missing")
        release.set()
        assert source.closed.wait(PATIENT)
        assert box.take(0) is None
    finally:
        release.set()
        camera.stop()


def test_only_so_many_hanging_reads_are_left_behind() -> None:
    release = threading.Event()
    opened: list[int] = []

    def hang() -> None:
        release.wait()

    def open_it() -> Source:
        opened.append(1)
        return Plugged(hang)

    camera, told = watched(open_it, Mailbox(), patience=0.02)
    try:
        told.wait("camera.frozen")
        until(lambda: len(opened) == 3)
        threading.Event().wait(0.9)  # long enough for a fourth to be opened, if it would be
        assert len(opened) == 3
        release.set()
        until(lambda: len(opened) > 3)
    finally:
        release.set()
        camera.stop()


def test_a_source_that_raises_is_a_lost_camera_and_is_opened_again(caplog: pytest.LogCaptureFixture) -> None:
    attempts: list[int] = []

    def bad() -> Pixels | None:
        raise OSError("select() timed out")

    def open_it() -> Source:
        attempts.append(1)
        if len(attempts) == 1:
            raise RuntimeError("driver")
        return Plugged(bad if len(attempts) == 2 else steady)

    camera, told = watched(open_it, Mailbox())
    try:
        told.wait("camera.ok")
    finally:
        camera.stop()
    assert told.states[1:4] == ["camera.missing", "camera.lost", "camera.ok"]
    assert "driver" in caplog.text


def test_a_listener_that_fails_does_not_end_the_camera(caplog: pytest.LogCaptureFixture) -> None:
    def listener(state: str) -> None:
        raise RuntimeError(state)

    box = Mailbox()
    camera = Camera(lambda: Plugged(steady), box, listener)
    camera.start()
    try:
        assert box.take(PATIENT) is not None
    finally:
        camera.stop()
    assert "listener" in caplog.text


def test_a_video_that_is_over_says_so_and_is_not_opened_again(tmp_path: Path) -> None:
    path = str(film(tmp_path / "film.avi", [PICTURE] * 3, fps=200.0))
    opened: list[int] = []

    def open_it() -> Source:
        opened.append(1)
        return open_source(path)

    camera, told = watched(open_it, Mailbox())
    try:
        told.wait("camera.ended")
    finally:
        camera.stop()
    assert told.states == ["camera.starting", "camera.ok", "camera.ended", "camera.off"]
    assert opened == [1]


def test_a_network_camera_that_goes_away_is_taken_up_again_when_it_is_back() -> None:
    server = NetworkCamera(PICTURE)
    port, url = server.port, server.url
    box = Mailbox()
    camera, told = watched(lambda: open_source(url), box)
    try:
        told.wait("camera.ok")
        server.stop()
        told.wait("camera.unreachable")
        server = NetworkCamera(PICTURE, port)
        told.wait("camera.ok", times=2)
    finally:
        camera.stop()
        server.stop()


def test_a_network_camera_that_freezes_is_told_and_taken_up_again() -> None:
    server = NetworkCamera(PICTURE)
    camera, told = watched(lambda: open_source(server.url), Mailbox(), patience=0.3)
    try:
        told.wait("camera.ok")
        server.frozen.set()
        told.wait("camera.frozen")
        server.frozen.clear()
        told.wait("camera.ok", times=2)
    finally:
        camera.stop()
        server.stop()


def test_a_network_camera_that_sends_the_same_picture_again_and_again_is_frozen_until_it_moves() -> None:
    server = NetworkCamera(PICTURE)
    box = Mailbox()
    camera, told = watched(lambda: open_source(server.url), box, patience=0.3)
    try:
        told.wait("camera.ok")
        server.stuck.set()
        told.wait("camera.frozen")
        until(lambda: box.take(0) is None)
        assert box.take(1.0) is None, "opened again, and still the same picture: nothing to read"
        assert camera.state == "camera.frozen"
        server.stuck.clear()
        told.wait("camera.ok", times=2)
        assert box.take(PATIENT) is not None
    finally:
        camera.stop()
        server.stop()


def test_pictures_alike_to_the_last_bit_are_told_from_those_that_differ_in_one() -> None:
    other = PICTURE.copy()
    other[3, 5, 1] ^= 1
    assert alike(PICTURE, PICTURE.copy())
    assert not alike(PICTURE, other)
    assert not alike(PICTURE, PICTURE[:-1])
    assert not alike(PICTURE, PICTURE[..., 0])


def test_a_device_that_hangs_while_it_opens_holds_up_neither_the_next_try_nor_the_end() -> None:
    release = threading.Event()
    attempts: list[int] = []

    def open_it() -> Source:
        attempts.append(1)
        if len(attempts) == 1:
            release.wait()
        return Plugged(steady)

    camera, told = watched(open_it, Mailbox(), opening=0.1)
    try:
        told.wait("camera.frozen")
        told.wait("camera.ok")
    finally:
        camera.stop()
        release.set()
    assert told.states == ["camera.starting", "camera.frozen", "camera.ok", "camera.off"]


def test_a_source_that_opens_and_never_gives_a_picture_is_frozen() -> None:
    stopped = threading.Event()

    def nothing() -> None:
        stopped.wait()

    camera, told = watched(lambda: Plugged(nothing), Mailbox(), patience=0.05)
    try:
        told.wait("camera.frozen")
    finally:
        stopped.set()
        camera.stop()
    assert "camera.ok" not in told.states


def test_pictures_of_another_size_in_the_middle_are_passed_on() -> None:
    sizes = iter([(64, 48), (32, 32), (64, 48)] * 100)
    box = Mailbox()
    seen: set[tuple[int, ...]] = set()

    def changing() -> Pixels:
        threading.Event().wait(0.005)
        return coloured(scene(size=next(sizes)))

    camera = Camera(lambda: Plugged(changing), box)
    camera.start()
    try:
        while len(seen) < 2:
            frame = box.take(PATIENT)
            assert frame is not None
            seen.add(frame.image.shape)
    finally:
        camera.stop()
    assert seen == {(48, 64, 3), (32, 32, 3)}


def test_stopping_twice_or_before_the_start_does_nothing() -> None:
    camera = Camera(lambda: Plugged(steady), Mailbox())
    camera.stop()
    camera.start()
    camera.stop()
    camera.stop()
    assert camera.state == "camera.off"
