"""The cameras of this computer: their names, how one is known again, and one of them open and set. Knows no threads and no files.

Every function here may block for seconds; the camera's thread and the errands' call them."""

from __future__ import annotations

import logging
import math
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.scanner.sources import CameraBusy, CameraDenied, CameraMissing, Capture
from kiosk.scanner.tuning import FOCUS_STEP, Granted, Tuning

if TYPE_CHECKING:
    import cv2

    from kiosk.errors import CameraError

log = logging.getLogger(__name__)

BY_ID = Path("/dev/v4l/by-id")
"""Linux: links named after maker, model and serial number, to wherever the device is today."""

FRONT, REAR = ("front", "user facing", "user-facing"), ("rear", "back", "world facing", "world-facing")


@dataclass(frozen=True, slots=True)
class CameraName:
    """A camera the system knows: its number today, its name, its path where it has one, and the ``key`` by which it is known again
    tomorrow, on another socket of the computer if the device has a serial number."""

    index: int
    name: str
    path: str | None
    key: str

    @property
    def facing(self) -> str:
        """ "front" (towards whoever looks at the screen), "rear", or "" where the name does not say."""
        name = self.name.casefold()
        return "front" if any(word in name for word in FRONT) else "rear" if any(word in name for word in REAR) else ""


def cameras() -> list[CameraName]:
    """The cameras the system lists, in its order; empty where it cannot say."""
    way = backend()  # first: it sets OpenCV up before the list's library loads it as it comes
    from cv2_enumerate_cameras import enumerate_cameras

    try:
        listed = sorted(enumerate_cameras(way), key=lambda one: int(one.index))
    except Exception as error:  # noqa: BLE001 - ctypes, COM and AVFoundation behind it; a list is a comfort, not a need
        log.info("cameras cannot be listed: %s", type(error).__name__)
        return []
    stable = links(BY_ID)
    return [_name(one.index, str(one.name or one.index), one.path, stable) for one in listed]


def _name(index: int, name: str, path: str | None, stable: dict[str, str]) -> CameraName:
    return CameraName(index, name, path, stable.get(path or "") or f"{name}@{path or index}")


def links(folder: Path) -> dict[str, str]:
    """Where each link of ``folder`` leads, and the link; empty where there is no such folder."""
    try:
        return {str(link.resolve()): str(link) for link in sorted(folder.iterdir())}
    except OSError:
        return {}


def named(spec: str, listed: Sequence[CameraName]) -> CameraName | None:
    """The one of the cameras ``listed`` a person or a settings file means: its key, number, path, or a part of its name; None where none
    fits."""
    number = int(spec) if spec.isascii() and spec.isdigit() else None
    real = os.path.realpath(spec) if spec.startswith("/dev/") else None
    return next(
        (
            one
            for fits in (
                lambda one: one.key == spec,
                lambda one: one.index == number,
                lambda one: real is not None and one.path == real,
                lambda one: number is None and bool(spec) and spec.casefold() in one.name.casefold(),
            )
            for one in listed
            if fits(one)
        ),
        None,
    )


def backend() -> int:
    """OpenCV's number for the system's own way to cameras."""
    from kiosk.scanner.vision import cv2

    return {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_MSMF, "darwin": cv2.CAP_AVFOUNDATION}.get(sys.platform, cv2.CAP_ANY)


class Device(Capture):
    """A camera of this machine, by number or path. Asks for ``tuning`` and reads back what was granted: a set() that returns True may
    still not have happened (V4L2: MJPG "set", BGR given)."""

    def __init__(self, device: int | str, tuning: Tuning = Tuning()) -> None:  # noqa: B008 - frozen
        from kiosk.scanner.vision import cv2

        capture = cv2.VideoCapture(device, backend())
        if not capture.isOpened():
            capture.release()
            raise _why_closed(device)
        super().__init__(capture)
        self._device = device
        self._asked: Tuning | None = None
        self.granted = Granted((0, 0))
        self.tune(tuning)

    def tune(self, tuning: Tuning) -> None:
        """Ask for what differs from what was asked before; a picture size interrupts the pictures for a moment."""
        from kiosk.scanner.vision import cv2

        capture, before, self._asked = self._capture, self._asked, tuning
        if capture is None:
            return
        if before is None or tuning.size != before.size:
            # MJPG first: uncompressed 720p is 6-9 frames a second on USB 2
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
            capture.set(cv2.CAP_PROP_FRAME_WIDTH, tuning.size[0])
            capture.set(cv2.CAP_PROP_FRAME_HEIGHT, tuning.size[1])
            capture.set(cv2.CAP_PROP_FPS, 30)
            capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        shutter, focus = self.granted.shutter, self.granted.focus
        if before is None or tuning.shutter != before.shutter:  # asked at every opening: a camera keeps what was set before
            shutter = _expose(capture, tuning.shutter)
        if before is None or tuning.focus != before.focus:
            focus = _focus(capture, tuning.focus)
        granted = self._granted(capture, shutter=shutter, focus=focus)
        if granted != self.granted:
            self.granted, self.fps = granted, granted.fps
            log.info("camera %s gives %dx%d %s at %.0f a second", self._device, *granted.size, granted.format, granted.fps)

    @staticmethod
    def _granted(capture: cv2.VideoCapture, *, shutter: bool, focus: bool) -> Granted:
        from kiosk.scanner.vision import cv2

        fourcc = (int(capture.get(cv2.CAP_PROP_FOURCC)) & 0xFFFFFFFF).to_bytes(4, "little").decode("ascii", "replace")
        size = int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
        return Granted(size, fourcc if fourcc.isprintable() else "", max(0.0, capture.get(cv2.CAP_PROP_FPS)), shutter, focus)


def _expose(capture: cv2.VideoCapture, shutter: int | None) -> bool:
    """Ask for an exposure of 1/``shutter`` s, None for the camera's own; whether it has it, as it says itself.

    V4L2 counts modes 1 (manual) and 3 (aperture priority) and 100 us; Media Foundation 0 and 1 and the logarithm to base 2 of seconds."""
    from kiosk.scanner.vision import cv2

    linux = sys.platform == "linux"
    if shutter is None:
        capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, 3 if linux else 1)
        return True
    value = exposure(shutter, hundreds_of_us=linux)
    capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, 1 if linux else 0)
    capture.set(cv2.CAP_PROP_EXPOSURE, value)
    return abs(capture.get(cv2.CAP_PROP_EXPOSURE) - value) <= 1


def exposure(shutter: int, *, hundreds_of_us: bool) -> int:
    """1/``shutter`` s as the number a camera is told: in 100 us, or as the nearest power of two seconds."""
    return round(10_000 / shutter) if hundreds_of_us else -round(math.log2(shutter))


def _focus(capture: cv2.VideoCapture, focus: int | None) -> bool:
    """Ask for a fixed focus, None for the camera's own; whether it has it, as it says itself (in its own steps)."""
    from kiosk.scanner.vision import cv2

    if focus is None:
        capture.set(cv2.CAP_PROP_AUTOFOCUS, 1)
        return True
    capture.set(cv2.CAP_PROP_AUTOFOCUS, 0)
    capture.set(cv2.CAP_PROP_FOCUS, focus)
    return abs(capture.get(cv2.CAP_PROP_FOCUS) - focus) <= FOCUS_STEP / 2


def _why_closed(device: int | str) -> CameraError:
    path = Path(f"/dev/video{device}" if isinstance(device, int) else device)
    if sys.platform != "linux":
        known = {camera.index for camera in cameras()}
        return CameraBusy(str(device)) if device in known else CameraMissing(str(device))
    if not path.exists():
        return CameraMissing(str(path))
    return CameraBusy(str(path)) if os.access(path, os.R_OK | os.W_OK) else CameraDenied(str(path))
