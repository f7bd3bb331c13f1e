"""A box that holds the newest frame alone, between the camera thread and the lane; knows neither."""

from __future__ import annotations

import threading

from kiosk.scanner.frame import Frame


class Mailbox:
    """One slot. A frame nobody took in time is replaced, never queued: a queue of frames only grows old (2,963 ms after 40 slow reads)."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._frame: Frame | None = None
        self._closed = False
        self._dropped = 0

    def put(self, frame: Frame) -> None:
        """Leave the newest frame, in place of one that was not taken."""
        with self._changed:
            self._dropped += self._frame is not None
            self._frame = frame
            self._changed.notify()

    def take(self, timeout: float | None = None) -> Frame | None:
        """The newest frame, once; None when the box was closed or nothing came within ``timeout`` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._frame is not None, timeout)
            frame, self._frame = self._frame, None
            return None if self._closed else frame

    def close(self) -> None:
        """Wake whoever waits; nothing is handed out any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def closed(self) -> bool:
        """Whether the box was closed."""
        return self._closed

    @property
    def dropped(self) -> int:
        """How many frames were replaced before anyone took them."""
        return self._dropped
