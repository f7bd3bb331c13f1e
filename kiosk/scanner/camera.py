"""The camera thread: keeps the newest frame of a source in the mailbox and opens a lost source again; knows no codes and no devices.

Importing this module loads neither OpenCV nor numpy: a window is on the screen before they are."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.clock import Clock, SystemClock
from kiosk.errors import CameraError
from kiosk.scanner.frame import Frame
from kiosk.scanner.mailbox import Mailbox
from kiosk.scanner.opening import open_source
from kiosk.scanner.sources import Source
from kiosk.scanner.tuning import Tunable

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image

__all__ = ["STATES", "Camera", "Source", "open_source"]

log = logging.getLogger(__name__)

STATES = (
    "camera.starting",
    "camera.ok",
    "camera.lost",
    "camera.missing",
    "camera.busy",
    "camera.denied",
    "camera.unreachable",
    "camera.frozen",
    "camera.ended",
    "camera.off",
)
"""Every key ``on_state`` may be told; each has a sentence in the catalogue."""

BACK_OFF_S = (0.25, 0.5, 1.0)
"""Waits before opening again; the last one stays. A replugged camera is back within 2 s, opening included; a missing one costs a look
at its path."""

OPENING_S = 20.0
"""How long opening may take: Windows cameras were seen to need more than ten seconds."""

STUCK = 3
"""Reads that may hang at once before no further opening is tried: each holds a thread and perhaps the device."""


class _Reader:
    """One opening of the source on a thread of its own, because a read of a dying device may hang for good; the thread is then left
    behind, puts nothing more into the mailbox, and lets go of the device whenever the read returns."""

    def __init__(
        self, open_it: Callable[[], Source], deliver: Callable[[Image], None], news: threading.Condition, before: Image | None
    ) -> None:
        """``before``: the last picture of the opening before this one, which a camera that hangs may give again."""
        self._open = open_it
        self._deliver = deliver
        self._news = news
        self.last = before
        self.frames = 0
        self.outcome = ""  # the state it ended in, "" while it runs
        self.opened = False
        self.cancelled = threading.Event()
        self.thread = threading.Thread(target=self._run, name="camera-reader", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        outcome = "camera.lost"
        try:
            source = self._open()
        except CameraError as error:
            outcome = error.key
        except Exception:
            log.exception("a camera source cannot be opened")
            outcome = "camera.missing"
        else:
            with self._news:
                self.opened = True
                self._news.notify_all()
            outcome = self._drain(source)
        with self._news:
            self.outcome = outcome
            self._news.notify_all()

    def _drain(self, source: Source) -> str:
        live = isinstance(source, Tunable) and source.granted is not None
        try:
            while not self.cancelled.is_set():
                image = source.read()
                if image is None:
                    return "camera.ended" if source.ended else "camera.lost"
                if live and self.last is not None and alike(image, self.last):
                    continue  # a sensor never gives the same noise twice: the picture stands still
                self.last = image
                with self._news:
                    if self.cancelled.is_set():
                        break
                    self._deliver(image)
                    self.frames += 1
                    self._news.notify_all()
        except Exception:
            log.exception("reading the camera failed")
        finally:
            source.close()
        return "camera.lost"


class Camera:
    """Watches over one source. ``on_state`` is called on the camera thread with a key of ``STATES`` whenever it changes."""

    def __init__(
        self,
        open_it: Callable[[], Source],
        mailbox: Mailbox,
        on_state: Callable[[str], None] = lambda key: None,
        *,
        clock: Clock | None = None,
        patience: float = 5.0,
        opening: float = OPENING_S,
        back_off: tuple[float, ...] = BACK_OFF_S,
    ) -> None:
        """``open_it`` makes the source and is called on a thread that may take ``opening`` seconds; ``patience`` seconds without a new
        picture are a freeze."""
        self._open = open_it
        self._mailbox = mailbox
        self._on_state = on_state
        self._clock: Clock = clock or SystemClock()
        self._patience, self._opening = patience, opening
        self._back_off = back_off
        self._news = threading.Condition()
        self._stopping = threading.Event()
        self._state = ""
        self._number = 0
        self._left: list[_Reader] = []
        self._last: Image | None = None
        self._thread = threading.Thread(target=self._watch, name="camera", daemon=True)

    @property
    def state(self) -> str:
        """The state last told."""
        return self._state

    def start(self) -> None:
        """Begin opening and reading; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread; a read that hangs is left to itself after a moment. A second call does nothing."""
        with self._news:
            self._stopping.set()
            self._news.notify_all()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _watch(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            if not self._state:
                self._tell("camera.starting")
            seen, outcome = self._follow(_Reader(self._open, self._deliver, self._news, self._last))
            if self._stopping.is_set():
                break
            self._tell(outcome)
            failures = 0 if seen else failures + 1
            with self._news:
                self._news.wait_for(self._stopping.is_set, None if outcome == "camera.ended" else self._pause(failures))
                self._left = [one for one in self._left if one.thread.is_alive()]
                self._news.wait_for(lambda: self._stopping.is_set() or sum(not one.outcome for one in self._left) < STUCK)
        self._tell("camera.off")

    def _pause(self, failures: int) -> float:
        return self._back_off[min(failures, len(self._back_off) - 1)]

    def _follow(self, reader: _Reader) -> tuple[int, str]:
        """Wait while the reader brings frames: how many it brought, and the state it left behind."""
        seen = 0
        while (frames := self._wait(reader, seen)) > seen:
            seen = frames
            self._tell("camera.ok")
        outcome = reader.outcome or "camera.frozen"
        self._last = reader.last
        reader.cancelled.set()
        reader.thread.join(0.5)
        if reader.thread.is_alive():
            log.warning("a read of the camera hangs and is left behind")
            self._left.append(reader)
        return seen, outcome

    def _wait(self, reader: _Reader, seen: int) -> int:
        """How many frames the reader has brought, once there are more than ``seen``, it ended, we are to stop, or patience is over."""

        def news() -> bool:
            return self._stopping.is_set() or bool(reader.outcome) or reader.frames != seen

        with self._news:
            self._news.wait_for(lambda: news() or reader.opened, self._opening)
            self._news.wait_for(news, self._patience if reader.opened else 0)
            return seen if self._stopping.is_set() else reader.frames

    def _deliver(self, image: Image) -> None:
        self._number += 1
        self._mailbox.put(Frame(image, self._number, self._clock.wall(), self._clock.mono()))

    def _tell(self, state: str) -> None:
        if state == self._state:
            return
        self._state = state
        log.info("%s", state)
        try:
            self._on_state(state)
        except Exception:
            log.exception("a listener to the camera's state failed")


def alike(one: Image, other: Image) -> bool:
    """Whether two pictures are the same to the last bit; looks at every 64th pixel first, which tells most apart in 50 us."""
    if one.shape != other.shape or one[::8, ::8].tobytes() != other[::8, ::8].tobytes():
        return False
    return one.tobytes() == other.tobytes()
