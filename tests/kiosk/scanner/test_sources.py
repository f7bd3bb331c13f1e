import sys
from pathlib import Path

import numpy as np
import pytest

from kiosk.catalogue import LANGUAGES, say
from kiosk.errors import CameraError
from kiosk.scanner.camera import STATES
from kiosk.scanner.devices import cameras
from kiosk.scanner.opening import open_source
from kiosk.scanner.sources import CameraMissing, CameraUnreachable, Folder, Source, Video
from tests.kiosk.scanner.pictures import Pixels, coloured, film, save, scene
from tests.kiosk.scanner.streams import NetworkCamera


def shade(value: int) -> Pixels:
    return coloured(scene(size=(64, 48), ground=value))


def read_all(source: Source, most: int = 200) -> list[int]:
    """The middle brightness of every picture until none comes."""
    seen: list[int] = []
    while len(seen) < most and (image := source.read()) is not None:
        seen.append(int(image[24, 32].mean()))
    return seen


def test_a_video_file_shows_every_picture_in_order_then_ends(tmp_path: Path) -> None:
    path = film(tmp_path / "film.avi", [shade(20 * n) for n in range(10)], fps=200.0)
    source = open_source(str(path))
    assert np.abs(np.array(read_all(source)) - 20 * np.arange(10)).max() <= 3
    assert source.ended
    source.close()


def test_a_video_is_paced_at_the_rate_it_was_filmed(tmp_path: Path) -> None:
    source = open_source(str(film(tmp_path / "film.avi", [shade(9)] * 3, fps=25.0)))
    assert source.fps == pytest.approx(25.0)
    source.close()


def test_a_looped_video_begins_again(tmp_path: Path) -> None:
    path = film(tmp_path / "film.avi", [shade(0), shade(200)], fps=200.0)
    source = open_source(str(path), loop=True)
    assert [value > 100 for value in read_all(source, most=6)] == [False, True] * 3
    assert not source.ended
    source.close()


def test_a_file_that_is_no_video_is_a_missing_camera(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"not a film")
    with pytest.raises(CameraMissing):
        Video(tmp_path / "film.mp4")


def test_a_folder_shows_its_pictures_by_name_and_skips_what_is_none(tmp_path: Path) -> None:
    save(tmp_path / "b.png", shade(200))
    save(tmp_path / "a.jpg", shade(50))
    (tmp_path / "c.png").write_bytes(b"broken")
    (tmp_path / "notes.txt").write_text("no picture")
    source = Folder(sorted(p for p in tmp_path.iterdir() if p.suffix != ".txt"), seconds=0.02, fps=100.0)
    assert read_all(source) == [50, 50, 200, 200]
    assert source.ended


def test_a_looped_folder_goes_round(tmp_path: Path) -> None:
    save(tmp_path / "a.png", shade(50))
    source = Folder([tmp_path / "a.png"], loop=True, seconds=0.01, fps=100.0)
    assert read_all(source, most=5) == [50] * 5
    source.close()
    assert source.read() is None


def test_a_looped_folder_of_broken_files_ends_instead_of_turning_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"broken")
    source = Folder([tmp_path / "a.png"], loop=True)
    assert source.read() is None
    assert source.ended


@pytest.mark.parametrize(
    "spec", ["97", "/dev/video97", "/dev/v4l/by-id/no-such-camera", "no such camera", "", "/no/such/folder", "film.mp4", "²"]
)
def test_what_is_not_there_is_missing(spec: str) -> None:
    with pytest.raises(CameraMissing):
        open_source(spec)


def test_an_empty_folder_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CameraMissing):
        open_source(str(tmp_path))


@pytest.mark.skipif(sys.platform != "linux", reason="how Linux tells a device that gives no pictures")
def test_a_device_that_is_there_and_gives_nothing_is_busy() -> None:
    with pytest.raises(CameraError) as caught:
        open_source("/dev/null")
    assert caught.value.key == "camera.busy"


def test_a_network_camera_gives_pictures() -> None:
    camera = NetworkCamera(shade(120))
    try:
        source = open_source(camera.url)
        assert all(abs(value - 120) < 4 for value in read_all(source, most=5))
        source.close()
        assert source.read() is None
    finally:
        camera.stop()


def test_a_network_camera_that_is_off_is_unreachable_and_its_password_is_not_told() -> None:
    camera = NetworkCamera(shade(1))
    camera.stop()
    with pytest.raises(CameraUnreachable) as caught:
        open_source(f"http://user:secret@127.0.0.1:{camera.port}/video.mjpg")
    assert "secret" not in str(caught.value) + str(caught.value.values)


def test_asking_for_the_cameras_never_raises() -> None:
    assert isinstance(cameras(), list)


def test_every_state_and_fault_of_a_camera_has_a_sentence() -> None:
    faults = [one for one in CameraError.__subclasses__() if one.__module__ == "kiosk.scanner.sources"]
    assert len(faults) == 4
    for key in [*STATES, *(one.key for one in faults)]:
        assert key in STATES
        for lang in LANGUAGES:
            assert say(key, lang)
