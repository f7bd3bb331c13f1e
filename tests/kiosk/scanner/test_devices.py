"""Tests of kiosk.scanner.devices; the last two open a true camera where the computer has one (``.ci/camera-vm.sh`` lends one)."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.scanner.camera import Camera
from kiosk.scanner.devices import CameraName, Device, cameras, exposure, links, named
from kiosk.scanner.mailbox import Mailbox
from kiosk.scanner.optics import Optics
from kiosk.scanner.tuning import SIZE, Tuning


@pytest.mark.parametrize(
    ("name", "facing"),
    [
        ("Surface Camera Front", "front"),
        ("Microsoft Camera Rear", "rear"),
        ("OV2740 (User Facing)", "front"),
        ("OV8856 (World Facing)", "rear"),
        ("Back Camera", "rear"),
        ("HD Pro Webcam C920", ""),
    ],
)
def test_front_and_rear_are_told_where_the_name_says_so(name: str, facing: str) -> None:
    assert CameraName(0, name, None, name).facing == facing


def test_links_lead_from_the_device_of_today_to_its_lasting_name(tmp_path: Path) -> None:
    device, folder = tmp_path / "video3", tmp_path / "by-id"
    device.touch()
    folder.mkdir()
    (folder / "usb-Maker_Cam_1234-video-index0").symlink_to(device)
    assert links(folder) == {str(device): str(folder / "usb-Maker_Cam_1234-video-index0")}
    assert links(tmp_path / "nothing") == {}


def test_opencv_is_set_up_before_the_cameras_are_listed() -> None:
    code = "from kiosk.scanner.devices import cameras; cameras(); import cv2; print(cv2.utils.logging.getLogLevel())"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["0"], "its words would stand on a station's stderr"


def test_an_exposure_is_told_in_the_units_of_the_system() -> None:
    assert [exposure(shutter, hundreds_of_us=True) for shutter in (30, 125, 1000)] == [333, 80, 10]
    assert [exposure(shutter, hundreds_of_us=False) for shutter in (30, 125, 1000)] == [-5, -7, -10]


def test_a_camera_is_meant_by_its_key_number_path_or_a_part_of_its_name() -> None:
    front = CameraName(0, "Surface Camera Front", "/dev/video0", "/dev/v4l/by-id/usb-front")
    rear = CameraName(2, "Surface Camera Rear", "/dev/video2", "Surface Camera Rear@/dev/video2")
    listed = [front, rear]
    for spec in (rear.key, "2", "/dev/video2", "camera rear"):
        assert named(spec, listed) is rear
    assert named("surface", listed) is front
    for spec in ("", "1", "/dev/video1", "Logitech"):
        assert named(spec, listed) is None


def test_a_true_camera_opens_gives_what_it_says_and_is_known_again_by_its_key(tmp_path: Path) -> None:
    listed = cameras()
    if not listed:
        pytest.skip("this computer has no camera (a Linux kernel without /dev/video*)")
    device = Device(listed[0].index)
    try:
        image = device.read()
        assert image is not None
        assert device.granted.size == (image.shape[1], image.shape[0])
        device.tune(Tuning(size=(640, 480), shutter=125, focus=50))
        image = device.read()
        assert image is not None
        assert device.granted.size == (image.shape[1], image.shape[0])
    finally:
        device.close()
    optics = Optics(tmp_path / "camera.json", str(listed[0].index))
    source = optics.open()
    try:
        assert source.read() is not None
        assert optics.view.key == listed[0].key
        assert optics.view.tuning.size == SIZE
    finally:
        source.close()


VIVID = Path("/sys/bus/platform/drivers/vivid")


@pytest.mark.skipif(not os.access(VIVID / "unbind", os.W_OK), reason="no V4L2 camera here that a test can unplug (Linux's vivid, as root)")
def test_a_true_camera_unplugged_and_plugged_in_again_goes_on_as_it_was_set(tmp_path: Path) -> None:
    changed = threading.Condition()
    states: list[str] = []

    def told(state: str) -> None:
        with changed:
            states.append(state)
            changed.notify_all()

    def wait(state: str, times: int = 1) -> None:
        with changed:
            assert changed.wait_for(lambda: states.count(state) >= times, 60), states

    box = Mailbox()
    optics = Optics(tmp_path / "camera.json", "0")
    camera = Camera(optics.open, box, told)
    camera.start()
    try:
        wait("camera.ok")
        optics.tune(Tuning(size=(640, 480), rotation=90))
        (VIVID / "unbind").write_text("vivid.0")
        wait("camera.missing")
        (VIVID / "bind").write_text("vivid.0")
        wait("camera.ok", times=2)
        box.take(0)
        frame = box.take(30)
        assert frame is not None
        assert frame.image.shape == (640, 480, 3)
    finally:
        camera.stop()
