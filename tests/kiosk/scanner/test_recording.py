import shutil
import stat
import threading
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from kiosk.errors import KioskError
from kiosk.scanner import recording
from kiosk.scanner.frame import Frame
from kiosk.scanner.recording import Recording, delete, kept
from kiosk.scanner.vision import cv2
from tests.kiosk.scanner.pictures import Pixels, coloured, scene

PATIENT = 60.0


class Made:
    """A recording of a fraction of a second and how it ended."""

    def __init__(self, folder: Path, seconds: float = 0.3) -> None:
        self._ended = threading.Event()
        self.faults: list[KioskError | None] = []
        self.recording = Recording(folder, self._end, seconds=seconds, fps=20.0)
        self.recording.start()

    def _end(self, fault: KioskError | None) -> None:
        self.faults.append(fault)
        self._ended.set()

    def show(self, image: Pixels) -> None:
        self.recording.put(Frame(image, 1, 0, 0))

    def wait(self) -> KioskError | None:
        assert self._ended.wait(PATIENT)
        self.recording.stop()
        (fault,) = self.faults
        return fault


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def pictures(path: Path) -> list[Pixels]:
    video = cv2.VideoCapture(str(path))
    assert video.get(cv2.CAP_PROP_FPS) == pytest.approx(20.0)
    seen: list[Pixels] = []
    while True:
        good, image = video.read()
        if not good:
            video.release()
            return seen
        seen.append(np.asarray(image, np.uint8))


def test_a_recording_lasts_its_time_and_is_for_its_user_alone(tmp_path: Path) -> None:
    made = Made(tmp_path / "diagnostics")
    made.show(coloured(scene(size=(64, 48), ground=120)))
    assert made.wait() is None
    path = kept(tmp_path / "diagnostics")
    assert path == tmp_path / "diagnostics" / "camera.avi"
    seen = pictures(path)
    assert len(seen) == 6, "0.3 s at 20 a second, though the camera gave a single picture"
    assert abs(int(seen[-1][24, 32, 0]) - 120) < 4
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_picture_of_another_size_or_grey_in_the_middle_is_fitted_in(tmp_path: Path) -> None:
    made = Made(tmp_path)
    made.show(coloured(scene(size=(64, 48))))
    made.show(scene(size=(32, 64)))
    assert made.wait() is None
    assert {image.shape for image in pictures(tmp_path / "camera.avi")} <= {(48, 64, 3), (64, 32, 3)}


def test_there_is_never_more_than_one(tmp_path: Path) -> None:
    (tmp_path / "camera.part.avi").write_bytes(b"of a power cut")
    for _ in range(2):
        made = Made(tmp_path, 0.1)
        made.show(coloured(scene(size=(64, 48))))
        assert made.wait() is None
    assert names(tmp_path) == ["camera.avi"]
    delete(tmp_path)
    assert kept(tmp_path) is None
    delete(tmp_path)


def test_one_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    for picture in (coloured(scene(size=(64, 48))), None):
        made = Made(tmp_path, seconds=PATIENT)
        if picture is not None:
            made.show(picture)
            while not (tmp_path / "camera.part.avi").exists():
                threading.Event().wait(0.005)
        made.recording.stop()
        assert made.wait() is None
        assert names(tmp_path) == []


def test_a_camera_that_gives_nothing_is_a_fault_that_is_told(tmp_path: Path) -> None:
    made = Made(tmp_path, 0.05)
    fault = made.wait()
    assert fault is not None
    assert fault.key == "camera.frozen"
    assert names(tmp_path) == []


def test_a_full_disk_is_told_before_a_byte_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=recording.ROOM - 1))
    made = Made(tmp_path)
    made.show(coloured(scene(size=(64, 48))))
    fault = made.wait()
    assert fault is not None
    assert "space" in str(fault.values["detail"])
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "diagnostics").write_text("a file")
    assert Made(tmp_path / "diagnostics").wait() is not None
