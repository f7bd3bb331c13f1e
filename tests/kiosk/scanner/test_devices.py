"""Tests of kiosk.scanner.devices; the last one opens a true camera where the computer has one."""

from pathlib import Path

import pytest

from kiosk.scanner.devices import CameraName, Device, cameras, exposure, links
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


def test_an_exposure_is_told_in_the_units_of_the_system() -> None:
    assert [exposure(shutter, hundreds_of_us=True) for shutter in (30, 125, 1000)] == [333, 80, 10]
    assert [exposure(shutter, hundreds_of_us=False) for shutter in (30, 125, 1000)] == [-5, -7, -10]


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
