"""Where pictures come from: a camera device, a network stream, a video file, a folder of pictures. Knows no threads and no codes.

Every function here may block for seconds; the camera thread alone calls them."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from kiosk.errors import CameraError

if TYPE_CHECKING:
    import cv2

    from kiosk.scanner.frame import Image

log = logging.getLogger(__name__)

SIZE = (1280, 720)
"""What a device is asked for: at 3 px a module a badge is read from twice arm's length, and 30 frames a second still fit USB 2."""

STREAM_TIMEOUT_MS = 3_000
"""For opening and for each read of a stream; FFmpeg's own read time-out is 30 s."""

STILL_S = 3.0
"""How long a picture of a folder is shown."""

STILL_FPS = 10.0

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".gif"})

STREAMS = frozenset({"http", "https", "rtsp", "rtsps", "rtmp"})


class CameraMissing(CameraError):
    """There is no such camera, file or folder."""

    key = "camera.missing"


class CameraBusy(CameraError):
    """The camera is there and gives nothing: another program has it."""

    key = "camera.busy"


class CameraDenied(CameraError):
    """The system does not let us open the camera."""

    key = "camera.denied"


class CameraUnreachable(CameraError):
    """The network camera does not answer, or not with pictures."""

    key = "camera.unreachable"


class Source(Protocol):
    """Gives pictures one after the other. One thread opens, reads and closes it."""

    @property
    def fps(self) -> float:
        """Pictures a second it means to give; 0 where it does not say."""

    @property
    def ended(self) -> bool:
        """Whether it has shown all it has and that was not a fault."""

    def read(self) -> Image | None:
        """The next picture, BGR or grey, waiting for it; None: none came (unplugged, cut off, or ended)."""

    def close(self) -> None:
        """Let go of the device; a second call does nothing."""


@dataclass(frozen=True, slots=True)
class CameraName:
    """A camera the system knows: its number, its name, and its path where it has one."""

    index: int
    name: str
    path: str | None


def open_source(spec: str | int, *, loop: bool = False) -> Source:
    """A source from what a person wrote: a number, a device path, an http(s) or rtsp address, a folder, a video or picture file, or a
    part of a camera's name. ``loop``: a video or folder begins again at its end.

    Raises a CameraError that says why there are no pictures."""
    text = str(spec).strip()
    if text.isascii() and text.isdigit():
        return Device(int(text))
    if urlsplit(text).scheme.lower() in STREAMS:
        return Capture.of_stream(text)
    path = Path(text)
    if text.startswith("/dev/"):
        if not path.exists():
            raise CameraMissing(text)
        return Device(text)
    if path.is_dir():
        return Folder(sorted(p for p in path.iterdir() if p.suffix.lower() in PICTURES), loop=loop)
    if path.is_file():
        return Folder([path], loop=loop) if path.suffix.lower() in PICTURES else Video(path, loop=loop)
    named = next((camera for camera in cameras() if text and text.casefold() in camera.name.casefold()), None)
    if named is None:
        raise CameraMissing(text)
    return Device(named.index)


def cameras() -> list[CameraName]:
    """The cameras the system lists, in its order; empty where it cannot say."""
    from cv2_enumerate_cameras import enumerate_cameras

    try:
        listed = enumerate_cameras(_backend())
    except Exception as error:  # noqa: BLE001 - ctypes, COM and AVFoundation behind it; a list is a comfort, not a need
        log.info("cameras cannot be listed: %s", type(error).__name__)
        return []
    return [CameraName(one.index, str(one.name or one.index), one.path) for one in sorted(listed, key=lambda one: int(one.index))]


def _backend() -> int:
    from kiosk.scanner.vision import cv2

    return {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_MSMF, "darwin": cv2.CAP_AVFOUNDATION}.get(sys.platform, cv2.CAP_ANY)


class Capture:
    """Pictures of an open ``cv2.VideoCapture``; never asks it isOpened(), which stays True after an unplug."""

    def __init__(self, capture: cv2.VideoCapture, fps: float = 0.0) -> None:
        self._capture: cv2.VideoCapture | None = capture
        self.fps = fps
        self.ended = False

    @classmethod
    def of_stream(cls, url: str) -> Capture:
        """An MJPEG or RTSP stream. Raises CameraUnreachable."""
        from kiosk.scanner.vision import cv2

        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, STREAM_TIMEOUT_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, STREAM_TIMEOUT_MS]
        capture = cv2.VideoCapture(url, cv2.CAP_FFMPEG, limits)
        if not capture.isOpened():
            capture.release()
            raise CameraUnreachable(urlsplit(url).hostname or "")  # an address may hold a password
        return cls(capture)

    def read(self) -> Image | None:
        """The next picture; None: none came."""
        if self._capture is None:
            return None
        good, image = self._capture.read()
        return image if good and image is not None and image.size else None  # type: ignore[return-value]  # a camera gives 8 bits

    def close(self) -> None:
        """Let go of the device."""
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.release()


class Device(Capture):
    """A camera of this machine, by number or path."""

    def __init__(self, device: int | str) -> None:
        from kiosk.scanner.vision import cv2

        capture = cv2.VideoCapture(device, _backend())
        if not capture.isOpened():
            capture.release()
            raise _why_closed(device)
        width, height = SIZE
        # MJPG first: uncompressed 720p is 6-9 frames a second on USB 2. A set() that returns True may still not have happened.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
        capture.set(cv2.CAP_PROP_FPS, 30)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        super().__init__(capture, capture.get(cv2.CAP_PROP_FPS))
        fourcc = int(capture.get(cv2.CAP_PROP_FOURCC)).to_bytes(4, "little", signed=False).decode("ascii", "replace")
        got = (int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)))
        log.info("camera %s gives %dx%d %s at %.0f a second", device, *got, fourcc, self.fps)


def _why_closed(device: int | str) -> CameraError:
    path = Path(f"/dev/video{device}" if isinstance(device, int) else device)
    if sys.platform != "linux":
        known = {camera.index for camera in cameras()}
        return CameraBusy(str(device)) if device in known else CameraMissing(str(device))
    if not path.exists():
        return CameraMissing(str(path))
    return CameraBusy(str(path)) if os.access(path, os.R_OK | os.W_OK) else CameraDenied(str(path))


class Paced:
    """Waits so that pictures come at a steady rate, and says how many were due; for what can be read faster than it was filmed."""

    def __init__(self, fps: float) -> None:
        self._step = 1.0 / fps
        self._due = time.monotonic()

    def wait(self) -> None:
        """Until the next picture is due; a reader that fell far behind starts counting anew."""
        self._due += self._step
        late = time.monotonic() - self._due
        if late < 0:
            time.sleep(-late)
        elif late > 1.0:
            self._due = time.monotonic()


class Video(Capture):
    """A video file, at the rate it was filmed."""

    def __init__(self, path: Path, *, loop: bool = False) -> None:
        from kiosk.scanner.vision import cv2

        capture = cv2.VideoCapture(str(path))
        fps = capture.get(cv2.CAP_PROP_FPS)
        super().__init__(capture, fps if 1.0 <= fps <= 240.0 else 30.0)
        self._loop = loop
        self._pace = Paced(self.fps)
        self._first = self._next()
        if self._first is None:
            self.close()
            raise CameraMissing(path.name)

    def _next(self) -> Image | None:
        return super().read()

    def read(self) -> Image | None:
        """The next picture when its time has come; None at the end."""
        image, self._first = self._first, None
        if image is None:
            image = self._next()
        if image is None and self._loop and self._capture is not None:
            from kiosk.scanner.vision import cv2

            self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
            image = self._next()
        if image is None:
            self.ended = True
            return None
        self._pace.wait()
        return image


class Folder:
    """Pictures of a folder by name, each shown for a few seconds as a camera would: again and again. What is no picture is skipped."""

    def __init__(self, paths: list[Path], *, loop: bool = False, seconds: float = STILL_S, fps: float = STILL_FPS) -> None:
        if not paths:
            raise CameraMissing
        self.fps = fps
        self.ended = False
        self._paths = paths
        self._loop = loop
        self._repeats = max(1, round(seconds * fps))
        self._pace = Paced(fps)
        self._frames = self._shown()

    def _shown(self) -> Iterator[Image]:
        from kiosk.scanner.vision import cv2

        any_shown = True
        while any_shown:
            any_shown = False
            for path in self._paths:
                try:
                    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
                except cv2.error:
                    image = None
                if image is None:
                    log.warning("a file of the picture folder is no picture")
                    continue
                any_shown = True
                for _ in range(self._repeats):
                    yield image.copy()  # type: ignore[misc]  # IMREAD_COLOR gives 8 bits
            any_shown &= self._loop

    def read(self) -> Image | None:
        """The picture now on show when its time has come; None after the last."""
        image = next(self._frames, None)
        if image is None:
            self.ended = True
            return None
        self._pace.wait()
        return image

    def close(self) -> None:
        """Show nothing more."""
        self._frames = iter(())
