"""Ten seconds of the camera's picture, kept in one file for a diagnosis: the only way a frame reaches a disk. Knows no screen and no PIN.

Whoever starts one shows a warning for its whole length; there is never more than one, and one button deletes it."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import CameraError, FileTrouble, KioskError
from kiosk.scanner.mailbox import Mailbox

if TYPE_CHECKING:
    import cv2

    from kiosk.scanner.frame import Frame

log = logging.getLogger(__name__)

SECONDS = 10.0
FPS = 15.0
"""Enough to see focus, blur and glare; half of what the camera gives leaves the lane its processor."""

ROOM = 512 * 1024 * 1024
"""Bytes that must be free: a recording takes some 30 MB and may never be what fills the disk of a gate at work."""

NAME, PARTIAL = "camera.avi", "camera.part.avi"


class NoPicture(CameraError):
    """There was nothing to record for as long as it should have lasted."""

    key = "camera.frozen"


class Recording:
    """One recording on a thread of its own. ``put`` it every frame; ``on_end`` hears, on that thread, how it ended: None is well."""

    def __init__(
        self, folder: Path, on_end: Callable[[KioskError | None], None] = lambda fault: None, *, seconds: float = SECONDS, fps: float = FPS
    ) -> None:
        """``folder`` is made where it is missing, its user's alone."""
        self._folder, self._on_end, self._seconds, self._fps = folder, on_end, seconds, fps
        self._newest = Mailbox()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def put(self, frame: Frame) -> None:
        """The newest frame; never blocks."""
        self._newest.put(frame)

    def stop(self) -> None:
        """Give it up: nothing of it stays. A second call, or one after its end, does nothing."""
        self._stopping.set()
        self._newest.close()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        fault: KioskError | None = None
        try:
            if not self._record():
                self._tidy()
        except NoPicture as error:
            fault = error
        except OSError as error:
            fault = FileTrouble(error.strerror or str(error), path=str(self._folder / NAME))
            self._tidy()
        except Exception as error:  # OpenCV's own kinds
            log.exception("a recording failed")
            fault = FileTrouble(type(error).__name__, path=str(self._folder / NAME))
            self._tidy()
        self._on_end(fault)

    def _tidy(self) -> None:
        try:
            (self._folder / PARTIAL).unlink(missing_ok=True)
        except OSError as error:
            log.warning("a recording that failed cannot be deleted: %s", error)

    def _record(self) -> bool:
        """Whether it was made whole. Raises OSError; NoPicture."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        if shutil.disk_usage(self._folder).free < ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        delete(self._folder)
        partial = self._folder / PARTIAL
        frame = self._newest.take(self._seconds)
        if frame is None:
            if self._stopping.is_set():
                return False
            raise NoPicture
        height, width = frame.image.shape[:2]
        writer = _writer(partial, self._fps, (width, height))
        try:
            if not self._write(writer, frame, (width, height)):
                return False
        finally:
            writer.release()
        partial.replace(self._folder / NAME)
        log.info("a recording of %.0f s was kept for a diagnosis", self._seconds)
        return True

    def _write(self, writer: cv2.VideoWriter, frame: Frame, size: tuple[int, int]) -> bool:
        """A picture each time one is due, the newest; whether none was cut short. Its length is its true one, however slow the camera."""
        from kiosk.scanner.vision import cv2

        began = time.monotonic()
        for number in range(1, round(self._seconds * self._fps) + 1):
            image = frame.image if frame.image.ndim == 3 else cv2.cvtColor(frame.image, cv2.COLOR_GRAY2BGR)
            writer.write(image if image.shape[1::-1] == size else cv2.resize(image, size))
            if self._stopping.wait(max(0.0, began + number / self._fps - time.monotonic())):
                return False
            frame = self._newest.take(0) or frame
        return True


def kept(folder: Path) -> Path | None:
    """The recording that lies in ``folder``, None where there is none."""
    path = folder / NAME
    return path if path.is_file() else None


def delete(folder: Path) -> None:
    """Delete what was recorded, and what was left of a recording cut short by a power cut. Raises OSError."""
    for name in (NAME, PARTIAL):
        (folder / name).unlink(missing_ok=True)


def _writer(path: Path, fps: float, size: tuple[int, int]) -> cv2.VideoWriter:
    """A Motion-JPEG video only its user may read. Raises OSError."""
    from kiosk.scanner.vision import cv2

    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    writer = cv2.VideoWriter(str(path), cv2.CAP_OPENCV_MJPEG, cv2.VideoWriter.fourcc(*"MJPG"), fps, size)
    if not writer.isOpened():
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return writer
