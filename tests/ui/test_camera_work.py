"""Tests of ui.camera_work: what staff do in the camera screen of a gate at work, from the touch to the settings file and the recording."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.config import Identity
from kiosk.model import Kind
from kiosk.places import Places
from kiosk.scanner import devices, recording
from kiosk.scanner.aim import WHOLE, Area
from kiosk.scanner.devices import CameraName
from kiosk.scanner.optics import STAND_IN
from kiosk.scanner.settings import load
from tests.kiosk.scanner.pictures import coloured, film, qr, scene
from tests.kiosk.scanner.streams import NetworkCamera
from tests.kiosk.standing import code_of
from tests.ui.gating import LIBRARIES, PIN, STEWARD_PIN, AtWork, at_work, crowd, enrolled, staff
from ui.parts.camera_panel import CameraPanel

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)

RIGHT = Area(0.8, 0.0, 1.0, 1.0)
"""Where the easel's badge is not."""


@pytest.fixture
def identity(places: Places) -> Identity:
    """Badges 1 to 5, a supervisor and a steward."""
    return enrolled(places, *crowd(), *staff())


@pytest.fixture
def work(qtbot: QtBot, fonts: None, places: Places, identity: Identity) -> Iterator[AtWork]:
    """The gate of that folder, in English, its menu without a PIN."""
    with at_work(qtbot, places, identity, guarded=False) as made:
        yield made


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Iterator[NetworkCamera]:
    """Another camera, listed by the system as the door's."""
    camera = NetworkCamera(coloured(scene((qr(code_of(3), scale=4), 80, 60), size=(320, 240))))
    monkeypatch.setattr(devices, "cameras", lambda: [CameraName(0, "Door Camera Rear", None, camera.url)])
    yield camera
    camera.stop()


def opened(work: AtWork) -> CameraPanel:
    """The camera screen, opened by way of the menu, with the cameras listed."""
    work.gate.screen.open_menu()
    work.gate.screen.staffing.menu.camera.click()
    panel = work.gate.screen.staffing.camera
    assert panel.isVisible()
    assert work.gate.screen.staffing.menu.isHidden()
    work.until(lambda: not panel.picture.image.isNull())
    return panel


def scans(work: AtWork) -> int:
    return work.gate.lane.pace.readings


def test_settings_are_tried_live_and_closing_takes_them_back(work: AtWork) -> None:
    panel = opened(work)
    panel.rotation.more.click()
    panel.mirror.click()
    panel.picture.drawn.emit(RIGHT)
    work.until(lambda: panel.picture.image.height() > panel.picture.image.width())
    shown = work.gate.screen.picture
    assert (shown.mirrored, shown.aim) == (True, RIGHT)
    assert work.gate.lane.aim == RIGHT
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    work.until(lambda: not work.gate.screen.picture.mirrored)
    assert work.gate.lane.aim == WHOLE
    assert not work.places.camera.exists()
    work.easel.show(code_of(1))
    work.wait_for_word("Welcome")


def test_what_is_kept_holds_at_the_next_start(qtbot: QtBot, fonts: None, places: Places, identity: Identity) -> None:
    with at_work(qtbot, places, identity, guarded=False) as work:
        panel = opened(work)
        panel.rotation.less.click()
        panel.picture.drawn.emit(RIGHT)
        panel.keep.click()
        work.until(panel.isHidden)
        assert load(places.camera).tunings[STAND_IN].rotation == 270
    with at_work(qtbot, places, identity, guarded=False) as work:
        work.easel.show(code_of(1))
        work.until(lambda: work.gate.lane.pace.frames > 3)
        assert scans(work) == 0
        panel = opened(work)
        assert panel.rotation.value == "270°"
        panel.whole.click()
        work.until(lambda: scans(work) == 1)


def test_turning_the_picture_turns_the_area_with_it(work: AtWork) -> None:
    panel = opened(work)
    panel.picture.drawn.emit(Area(0.5, 0.0, 1.0, 1.0))
    panel.rotation.more.click()
    assert work.gate.lane.aim == Area(0.0, 0.5, 1.0, 1.0)


def test_badges_are_read_on_while_the_screen_is_open_and_told_there(work: AtWork) -> None:
    panel = opened(work)
    work.easel.show(code_of(1))
    work.until(lambda: panel._news is not None)
    assert panel.isVisible()


def test_a_camera_is_chosen_by_its_name_seen_and_left_again(work: AtWork, other: NetworkCamera) -> None:
    panel = opened(work)
    work.until(lambda: [button.text() for button in panel.listed] == ["Simulated camera", "Door Camera Rear · rear"])
    assert not panel.shutter.more.isEnabled(), "a stand-in has no shutter"
    panel.camera.click()
    panel.listed[1].click()
    work.until(lambda: scans(work) == 1)
    work.until(lambda: panel._view.granted is not None and panel._view.granted.size == (320, 240))
    opened_before = work.easel.opened
    panel.cancel.click()
    work.until(lambda: work.easel.opened > opened_before)
    work.easel.show(code_of(1))
    work.wait_for_word("Welcome")


def test_a_camera_that_is_kept_is_the_one_of_the_next_start(
    qtbot: QtBot, fonts: None, places: Places, identity: Identity, other: NetworkCamera
) -> None:
    with at_work(qtbot, places, identity, guarded=False) as work:
        panel = opened(work)
        work.until(lambda: len(panel.listed) == 2)
        panel.camera.click()
        panel.listed[1].click()
        work.until(lambda: work.gate.optics.view.key == other.url)
        panel.keep.click()
        work.until(panel.isHidden)
    with at_work(qtbot, places, identity, camera="") as work:
        work.until(lambda: work.gate.optics.view.key == other.url)
        work.until(lambda: work.gate.camera.state == "camera.ok")


def test_a_film_that_has_ended_says_so_and_is_started_again(
    qtbot: QtBot, fonts: None, places: Places, identity: Identity, tmp_path: Path
) -> None:
    path = str(film(tmp_path / "film.avi", [coloured(scene(size=(64, 48)))] * 3, fps=100.0))
    with at_work(qtbot, places, identity, camera=path, guarded=False, wait=False) as work:
        work.until(lambda: "has ended" in work.gate.screen.strip.status.camera)
        work.gate.screen.open_menu()
        work.gate.screen.staffing.menu.camera.click()
        panel = work.gate.screen.staffing.camera
        assert panel.again.isVisible()
        assert "ended" in [item.value for item in work.gate.screen.strip.items()]
        states: list[str] = []
        work.gate.bridge.camera_changed.connect(lambda key, values: states.append(key))
        panel.again.click()
        work.until(lambda: states.count("camera.ended") == 1)
        assert "camera.ok" in states


def test_settings_that_cannot_be_kept_are_told_and_the_screen_stays(work: AtWork) -> None:
    panel = opened(work)
    (work.places.root / "camera.json.part").mkdir()
    panel.mirror.click()
    panel.keep.click()
    work.until(lambda: bool(panel._message))
    assert panel.isVisible()
    assert work.word == "", "a gate goes on all the same"


def type_pin(work: AtWork, digits: str) -> None:
    pad = work.gate.screen.staffing.pin
    assert pad.isVisible()
    for digit in digits:
        pad.type(digit)


def test_a_recording_takes_a_supervisor_and_a_warning_stands_for_its_whole_length(work: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "SECONDS", 0.4)
    folder, bar = work.places.diagnostics, work.gate.screen.recording
    panel = opened(work)
    panel.record.click()
    type_pin(work, STEWARD_PIN)
    work.until(lambda: bool(work.gate.screen.staffing.pin.message))
    assert not bar.isVisible()
    type_pin(work, PIN)
    work.until(lambda: work.gate.camera_work.recording)
    assert bar.isVisible()
    assert not panel.record.isEnabled()
    notes = [json.loads(record.detail) for record in work.records() if record.kind is Kind.NOTE]
    assert [note["by"] for note in notes if note["note"] == "picture_recorded"] == ["s1"]
    while work.gate.camera_work.recording:
        assert bar.isVisible()
        work.qtbot.wait(20)
    work.until(bar.isHidden)
    assert panel.hasFocus(), "what the PIN pad covered has the keyboard again"
    path = folder / "camera.avi"
    assert path.stat().st_size > 1_000
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    work.until(lambda: "Delete" in panel.record.text() and panel.record.isEnabled())
    panel.record.click()
    work.until(lambda: not path.exists())
    work.until(lambda: "Record" in panel.record.text())
    assert list(folder.iterdir()) == []


def test_a_gate_that_closes_in_the_middle_of_a_recording_keeps_nothing_of_it(
    qtbot: QtBot, fonts: None, places: Places, identity: Identity
) -> None:
    with at_work(qtbot, places, identity, guarded=False) as work:
        opened(work).record.click()
        type_pin(work, PIN)
        work.until((places.diagnostics / "camera.part.avi").exists)
    assert list(places.diagnostics.iterdir()) == []


def test_what_a_power_cut_left_of_a_recording_is_deleted_at_the_next_start(
    qtbot: QtBot, fonts: None, places: Places, identity: Identity
) -> None:
    places.diagnostics.mkdir()
    left = places.diagnostics / "camera.part.avi"
    left.write_bytes(b"RIFF")
    with at_work(qtbot, places, identity) as work:
        work.until(lambda: not left.exists())
