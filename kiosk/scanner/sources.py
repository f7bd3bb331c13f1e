"""Where pictures come from: a network stream, a video file, a folder of pictures. Knows no threads, no devices and no codes.

Every function here may block for seconds; the camera thread alone calls them."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from kiosk.errors import CameraError
from kiosk.scanner.tuning import Granted, Tuning

if TYPE_CHECKING:
    import cv2

    from kiosk.scanner.frame import Image

log = logging.getLogger(__name__)

STREAM_TIMEOUT_MS = 3_000
"""For opening and for each read of a stream; FFmpeg's own read time-out is 30 s."""

STILL_S = 3.0
"""How long a picture of a folder is shown."""

STILL_FPS = 10.0

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".gif"})


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


class Capture:
    """Pictures of an open ``cv2.VideoCapture``; never asks it isOpened(), which stays True after an unplug."""

    def __init__(self, capture: cv2.VideoCapture, fps: float = 0.0) -> None:
        self._capture: cv2.VideoCapture | None = capture
        self.fps = fps
        self.ended = False

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


class Stream(Capture):
    """An MJPEG or RTSP stream of a network camera. Nothing can be set there; what it gives is read back. Raises CameraUnreachable."""

    def __init__(self, url: str) -> None:
        from kiosk.scanner.vision import cv2

        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, STREAM_TIMEOUT_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, STREAM_TIMEOUT_MS]
        capture = cv2.VideoCapture(url, cv2.CAP_FFMPEG, limits)
        if not capture.isOpened():
            capture.release()
            raise CameraUnreachable(urlsplit(url).hostname or "")  # an address may hold a password
        super().__init__(capture)
        size = int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
        self.granted = Granted(size, settable=False)

    def tune(self, tuning: Tuning) -> None:
        """Nothing can be set."""


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
                    log.warning("%s is no picture, or a broken one", path.name)
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
