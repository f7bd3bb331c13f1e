"""The lane thread: newest frame, decode, presence, reading; knows no rules, no journal and no screen."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kiosk.model import Reading, Source
from kiosk.scanner.aim import WHOLE
from kiosk.scanner.found import Found, in_reading_order
from kiosk.scanner.frame import Frame
from kiosk.scanner.mailbox import Mailbox
from kiosk.scanner.presence import Presence

if TYPE_CHECKING:
    from kiosk.scanner.frame import AnyImage

log = logging.getLogger(__name__)


class Reader(Protocol):
    """What the lane asks of a decoder."""

    def read(self, picture: AnyImage) -> list[Found]:
        """The codes in one picture."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What the lane has done: frames looked at, readings handed on, and its own CPU time for reading frames, us."""

    frames: int = 0
    readings: int = 0
    cpu: int = 0

    @property
    def cpu_per_frame(self) -> float:
        """CPU time a frame cost on average, us; 0 before the first."""
        return self.cpu / self.frames if self.frames else 0.0


def live_decoder() -> Reader:
    """The decoder of the live lane; imports OpenCV and the readers on the thread that calls."""
    from kiosk.scanner.decode import Decoder

    return Decoder()


class Lane:
    """Takes frames from the mailbox until it is closed or ``stop`` is called. Both callbacks run on the lane thread and must be brief."""

    def __init__(
        self,
        mailbox: Mailbox,
        on_reading: Callable[[Reading], None],
        on_frame: Callable[[Frame, list[Found]], None] = lambda frame, found: None,
        *,
        open_decoder: Callable[[], Reader] = live_decoder,
        presence: Presence | None = None,
    ) -> None:
        """``on_reading`` gets each badge that newly came into view, ``on_frame`` every frame with all codes seen in it, in reading order.
        What lies outside ``aim`` is not seen: a poster behind the visitor, the next queue's badges."""
        self.aim = WHOLE  # set from any thread
        self._mailbox = mailbox
        self._on_reading = on_reading
        self._on_frame = on_frame
        self._open_decoder = open_decoder
        self._presence = presence or Presence()
        self._stopping = False
        self._pace = Pace()
        self._thread = threading.Thread(target=self._run, name="lane", daemon=True)

    @property
    def pace(self) -> Pace:
        """What was done so far; may be asked from any thread."""
        return self._pace

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Close the mailbox and end the thread after the frame it is at. A second call does nothing."""
        self._stopping = True
        self._mailbox.close()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        try:
            decoder = self._open_decoder()
        except Exception:
            log.exception("the decoder cannot be loaded: nothing will be read")
            return
        while not self._stopping:
            frame = self._mailbox.take()
            if frame is None:
                return
            try:
                self._look(decoder, frame)
            except Exception:  # one frame may be lost, the lane may not
                log.exception("frame %d", frame.number)

    def _look(self, decoder: Reader, frame: Frame) -> None:
        began = time.thread_time_ns()
        height, width = frame.image.shape[:2]
        found = in_reading_order(one for one in decoder.read(frame.image) if self.aim.holds(one, width, height))
        arrived = self._presence.see(found, frame.mono)
        spent = (time.thread_time_ns() - began) // 1_000
        self._pace = Pace(self._pace.frames + 1, self._pace.readings + len(arrived), self._pace.cpu + spent)
        for one in arrived:
            self._on_reading(Reading(one.text, Source.CAMERA, frame.wall, frame.mono, frame.number))
        self._on_frame(frame, found)
