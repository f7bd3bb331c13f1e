"""The reader of what the server pushes: one thread that only hands frames over; applies nothing and decides nothing.

A stream is begun at a cursor and ends when it ends: the server closes it, nothing is heard for three heartbeats (a proxy that holds answers
back shows itself so), or the sync thread does not keep up. When to try again, and what a frame means, is the sync thread's business.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Protocol

from kiosk.errors import KioskError
from kiosk.feed import Position
from sync.wire import Cursor, Frame

KEPT = 256
"""Frames that may wait for the sync thread, which may be fetching a roster."""

log = logging.getLogger(__name__)


class Stream(Protocol):
    """Where frames come from."""

    def frames(self, cursor: Cursor) -> Iterator[Frame]:
        """What is pushed from ``cursor`` on, until it ends. Raises an UpstreamError."""

    def close(self) -> None:
        """End a read under way in another thread."""


class Listener:
    """``connect`` opens a stream, on this thread; ``heard`` is called whenever ``take`` has something new."""

    def __init__(self, connect: Callable[[], Stream], heard: Callable[[], None]) -> None:
        self._connect = connect
        self._heard = heard
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)
        self._asked = threading.Condition()
        self._start: Cursor | None = None
        self._busy = False
        self._stopping = False
        self._stream: Stream | None = None
        self._frames: deque[Frame] = deque()

    @property
    def busy(self) -> bool:
        """Whether a stream is open or being opened, or frames of one still wait."""
        with self._asked:
            return self._busy or bool(self._frames)

    def begin(self, position: Position) -> None:
        """Listen from there on; only where ``busy`` is not so."""
        with self._asked:
            self._start = Cursor(generation=position.generation, position=position.position)
            self._busy = True
            if self._thread.ident is None and not self._stopping:
                self._thread.start()
            self._asked.notify()

    def take(self) -> Frame | None:
        """The next frame, in the order in which they came."""
        with self._asked:
            return self._frames.popleft() if self._frames else None

    def cut(self) -> None:
        """End the stream and forget its frames; ``busy`` ends soon after."""
        with self._asked:
            self._frames.clear()
            stream = self._stream
        if stream is not None:
            stream.close()

    def stop(self, seconds: float) -> None:
        """End the thread, waiting at most that long."""
        with self._asked:
            self._stopping = True
            self._asked.notify()
        self.cut()
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            with self._asked:
                self._asked.wait_for(lambda: self._stopping or self._start is not None)
                cursor, self._start = self._start, None
                if self._stopping or cursor is None:
                    return
            try:
                self._read(cursor)
            except KioskError as fault:
                log.info("nothing is pushed: %s", fault)
            except Exception:
                log.exception("listening")
            with self._asked:
                self._busy = False
            self._heard()

    def _read(self, cursor: Cursor) -> None:
        stream = self._connect()
        with self._asked:
            self._stream = stream
            if self._stopping:
                return
        try:
            with closing(stream.frames(cursor)) as frames:  # type: ignore[type-var]
                for frame in frames:
                    with self._asked:
                        if self._stopping or len(self._frames) >= KEPT:
                            return
                        self._frames.append(frame)
                    self._heard()
        finally:
            with self._asked:
                self._stream = None
            stream.close()
