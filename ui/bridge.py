"""From the workers' callbacks to the screen: thread-safe calls in, Qt signals on the GUI thread out; knows no widget and no worker."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from kiosk.errors import KioskError
from kiosk.model import Answer, Link
from ui.frames import preview

if TYPE_CHECKING:
    from kiosk.scanner.found import Found
    from kiosk.scanner.frame import Frame

FRAME_PAUSE_US = 40_000
"""At most 25 pictures a second: smooth enough to aim by, and the lane keeps the processor."""


class Bridge(QObject):
    """Workers call its methods from any thread; its signals are emitted on the thread it was made on, in the order of the calls.

    Frames alone may be dropped: the newest waits in one slot until the screen takes it."""

    answered = Signal(object)  # Answer
    faulted = Signal(object)  # KioskError, or None: mended
    linked = Signal(object)  # Link
    framed = Signal(QImage, object)  # picture, corners of the codes in it
    camera_changed = Signal(str, object)  # key, values
    feed_changed = Signal()
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._newest: tuple[QImage, list[Sequence[tuple[float, float]]]] | None = None
        self._waiting = False
        self._closed = False
        self._last_frame = 0
        self._passed_over = 0
        self._box = (832, 536)
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """Whatever is called from now on, and what still waits, is left undone."""
        with self._lock:
            self._closed = True

    def post(self, act: Callable[[], None]) -> None:
        """Run ``act`` on the GUI thread, soon."""
        with self._lock:
            if self._closed:
                return
            self._posted.emit(act)

    def answer(self, answer: Answer) -> None:
        """A verdict is on disk."""
        self.post(lambda: self.answered.emit(answer))

    def fault(self, error: KioskError | None) -> None:
        """Nothing can be recorded, or (None) everything can again."""
        self.post(lambda: self.faulted.emit(error))

    def link(self, link: Link) -> None:
        """The station's standing with its server changed."""
        self.post(lambda: self.linked.emit(link))

    def camera(self, key: str, values: Mapping[str, object] | None = None) -> None:
        """The camera's state changed."""
        self.post(lambda: self.camera_changed.emit(key, dict(values or {})))

    def feed(self) -> None:
        """Something came from the server that the screens may show."""
        self.post(self.feed_changed.emit)

    def show_in(self, width: int, height: int) -> None:
        """The picture's place on the screen, device pixels: frames are made as large as that and no larger."""
        with self._lock:
            self._box = (max(1, width), max(1, height))

    def pass_over(self, number: int) -> None:
        """Make no picture of the frame of that number: what was read in it is being judged, its verdict covers the picture, and making one
        holds the verdict up (by 5 of 17 ms, on two cores). Called on the lane's thread before ``frame``."""
        self._passed_over = number

    def frame(self, frame: Frame, found: Sequence[Found]) -> None:
        """A frame and the codes in it. Called on the lane's thread, which also makes the picture small."""
        if frame.number == self._passed_over:
            return
        with self._lock:
            box = self._box
            if self._closed or (not found and 0 <= frame.mono - self._last_frame < FRAME_PAUSE_US):
                return
        image, scale = preview(frame.image, box)
        corners = [[(x * scale, y * scale) for x, y in each.corners] for each in found]
        with self._lock:
            self._last_frame = frame.mono
            self._newest = (image, list(corners))
            if self._waiting or self._closed:
                return
            self._waiting = True
            self._posted.emit(self._take_frame)

    def _take_frame(self) -> None:
        with self._lock:
            newest, self._newest, self._waiting = self._newest, None, False
        if newest is not None:
            self.framed.emit(*newest)

    def _run(self, act: Callable[[], None]) -> None:
        if not self._closed:
            act()
