"""What ``kiosk bench lane`` runs turn about: the whole gate, one decoder alone in the least program that could do its job, and Qt with
nothing to do; measures each alike and judges nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING

import zxingcpp
from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pyzbar import pyzbar

from kiosk.clock import SystemClock
from kiosk.config import Identity
from kiosk.places import Places
from kiosk.programme import Programme
from kiosk.scanner.camera import Camera
from kiosk.scanner.mailbox import Mailbox
from kiosk.scanner.sources import Paced, Source
from kiosk.scanner.vision import cv2
from ui.app import Gate, Plan
from ui.frames import preview

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image

FPS = 30.0
TICK_MS = 10
WINDOW = (1280, 800)
PREVIEW = (1280, 720)
"""How large the loops show their picture: all of it, as the program does that reads for itself alone."""
SETTLE = 45
"""Frames before the first visitor, in which what is slow to load is loaded; nothing is measured yet."""
TAIL_MS = 500
PATIENCE_MS = 90_000


@dataclass(frozen=True, slots=True)
class Film:
    """Frames of one size as a webcam sends them at 30 a second (JPEG). ``visits``: what it sees while each visitor holds up a badge, the
    first of whom is not counted, since a verdict's first painting loads typefaces; ``hall``: people walking by."""

    visits: Sequence[Sequence[Image]]
    hall: Sequence[Image]
    between: int
    """Frames of the hall between two visitors."""
    empty: int
    """Frames of the hall after the last one."""


@dataclass
class Measured:
    """One run. ``painted``: from when a frame arrived, still packed, until what it brought stood on the screen, us. ``busy`` and ``late``:
    how late each tick was while visitors came and in the empty hall, us. ``frame_cpu``: of the decoding thread a frame of the hall, us;
    ``share``: of a core the whole process took there."""

    painted: list[int] = field(default_factory=list)
    busy: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    frame_cpu: float = 0.0
    share: float = 0.0


class Reel:
    """A ``Source`` that plays a film once, then the hall for ever. ``on_part`` hears "visits", "hall" and "end" as each begins, on
    the reading thread."""

    fps = FPS

    def __init__(self, film: Film, on_part: Callable[[str], None]) -> None:
        self.ended = False
        self.arrived: list[int] = []
        """When each frame came, us of the monotonic clock; the first is frame 1."""
        self.uncounted = 0
        """Frames before the visitors who count."""
        self._clock = SystemClock()
        self._pace = Paced(FPS)
        self._pictures = self._play(film, on_part)

    def read(self) -> Image:
        """The next picture, when its time has come."""
        packed = next(self._pictures)
        self._pace.wait()
        self.arrived.append(self._clock.mono())
        return cv2.imdecode(packed, cv2.IMREAD_COLOR)  # type: ignore[return-value]

    def close(self) -> None:
        """Nothing is held that would have to be let go."""

    def _play(self, film: Film, on_part: Callable[[str], None]) -> Iterator[Image]:
        hall = cycle(film.hall)
        yield from (next(hall) for _ in range(SETTLE))
        for number, visit in enumerate(film.visits):
            if number == 1:
                self.uncounted = len(self.arrived)
                on_part("visits")
            yield from visit
            yield from (next(hall) for _ in range(film.between))
        on_part("hall")
        yield from (next(hall) for _ in range(film.empty))
        on_part("end")
        yield from hall


class Ticker(QObject):
    """How late a timer comes round on the GUI thread, us."""

    def __init__(self) -> None:
        super().__init__()
        self._late: list[int] = []
        self._watch = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self, late: list[int]) -> None:
        """From now on, into ``late``."""
        self._late = late
        self._watch.start()
        self._timer.start()

    def stop(self) -> None:
        """No more."""
        self._timer.stop()

    def _tick(self) -> None:
        self._late.append(max(0, self._watch.nsecsElapsed() // 1_000 - TICK_MS * 1_000))
        self._watch.restart()


class Run(QObject):
    """One contender before one film. ``measure`` blocks in an event loop until the film is over."""

    _part = Signal(str)

    def __init__(self, film: Film) -> None:
        super().__init__()
        self._film = film
        self._clock = SystemClock()
        self._measured = Measured()
        self._spent: list[tuple[int, int, float, float]] = []
        self._loop, self._ticker = QEventLoop(), Ticker()
        self._part.connect(self._begun, Qt.ConnectionType.QueuedConnection)

    def measure(self) -> Measured:
        """Raises OSError where the film does not come to its end."""
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(lambda: self._loop.exit(1))
        patience.start(PATIENCE_MS)
        self._open()
        try:
            failed = self._loop.exec()
        finally:
            patience.stop()
            self._ticker.stop()
            self._close()
        if failed:
            raise OSError(f"{type(self).__name__}: the film did not end within {PATIENCE_MS // 1_000} s")
        before, after = self._spent
        self._measured.frame_cpu = (after[1] - before[1]) / max(1, after[0] - before[0])
        self._measured.share = (after[2] - before[2]) / (after[3] - before[3])
        return self._measured

    def _reel(self) -> Source:
        self._playing = Reel(self._film, self._note)
        return self._playing

    def _stands(self, frame: int) -> None:
        """What the frame of that number brought is on the screen."""
        if 0 < self._playing.uncounted < frame:
            self._measured.painted.append(self._clock.mono() - self._playing.arrived[frame - 1])

    def _note(self, part: str) -> None:
        if part != "visits":
            self._spent.append((*self._decoded(), time.process_time(), time.monotonic()))
        self._part.emit(part)

    def _begun(self, part: str) -> None:
        if part == "visits":
            self._ticker.start(self._measured.busy)
        elif part == "hall":
            self._ticker.start(self._measured.late)
        else:
            self._ticker.stop()
            QTimer.singleShot(TAIL_MS, self, self._loop.quit)

    def _open(self) -> None:
        """Come up and begin to look."""
        raise NotImplementedError

    def _close(self) -> None:
        """End every thread."""
        raise NotImplementedError

    def _decoded(self) -> tuple[int, int]:
        """Frames looked at, and CPU time of the decoding thread for them, us."""
        raise NotImplementedError


class WholeGate(Run):
    """Our gate: presence, rules, journal, screen, sync and all."""

    def __init__(self, film: Film, places: Places, identity: Identity, programme: Programme, offset: int) -> None:
        """``offset`` us are added to the clock, so that the zone is open."""
        super().__init__(film)
        self._last = 0
        self._gate = Gate(Plan(places, self._reel, "en", full_screen=False), identity, programme, Shifted(offset))
        self._gate.screen.verdict_painted.connect(self._painted)

    def _painted(self, _row: int, frame: int) -> None:
        if frame != self._last:  # a verdict is painted again when its time is over
            self._last = frame
            self._stands(frame)

    def _open(self) -> None:
        self._gate.show()

    def _close(self) -> None:
        self._gate.stop()
        self._gate.window.deleteLater()
        self._gate.deleteLater()

    def _decoded(self) -> tuple[int, int]:
        pace = self._gate.lane.pace
        return pace.frames, pace.cpu


class Shifted(SystemClock):
    """The system's clock at another hour."""

    def __init__(self, offset: int) -> None:
        self._offset = offset

    def wall(self) -> int:
        """As ``kiosk.clock.Clock``."""
        return super().wall() + self._offset


class Alone(Run):
    """A decoder alone: the newest frame is taken, decoded and painted, and the text of a code that was not in the frame before."""

    _framed = Signal(QImage, str, int)

    def __init__(self, film: Film, decode: Callable[[Image], list[str]]) -> None:
        super().__init__(film)
        self._decode = decode
        self._frames, self._cpu = 0, 0
        self._box = Mailbox()
        self._camera = Camera(self._reel, self._box, clock=self._clock)
        self._thread = threading.Thread(target=self._run, name="alone", daemon=True)
        self._face = _Face(self._stands)
        self._framed.connect(self._face.take, Qt.ConnectionType.QueuedConnection)

    def _open(self) -> None:
        self._face.resize(*WINDOW)
        self._face.show()
        self._camera.start()
        self._thread.start()

    def _close(self) -> None:
        self._box.close()
        self._thread.join()
        self._camera.stop()
        self._face.close()
        self._face.deleteLater()

    def _decoded(self) -> tuple[int, int]:
        return self._frames, self._cpu

    def _run(self) -> None:
        last = ""
        while (frame := self._box.take()) is not None:
            begun = time.thread_time_ns()
            found = self._decode(cv2.cvtColor(frame.image, cv2.COLOR_BGR2GRAY))  # type: ignore[arg-type]
            self._cpu += (time.thread_time_ns() - begun) // 1_000
            self._frames += 1
            text = found[0] if found else ""
            self._framed.emit(preview(frame.image, PREVIEW)[0], text, frame.number if text and text != last else 0)
            last = text or last


class _Face(QWidget):
    """A picture with a line of text under it; ``on_painted`` hears the number of each new text's frame once it is painted."""

    def __init__(self, on_painted: Callable[[int], None]) -> None:
        super().__init__()
        self._on_painted = on_painted
        self._picture, self._text = QImage(), ""
        self._new = 0

    def take(self, picture: QImage, text: str, new: int) -> None:
        """The newest frame; ``new``: its number where the text is new, else 0."""
        self._picture, self._text = picture, text or self._text
        self._new = new or self._new
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture, text, nothing else."""
        painter = QPainter(self)
        painter.drawImage(0, 0, self._picture)
        painter.drawText(QRect(0, PREVIEW[1], WINDOW[0], 60), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
        if self._new:
            self._on_painted(self._new)
            self._new = 0


class Idle(Run):
    """A window that does nothing for as long as the film lasts: what the machine and Qt make of a timer by themselves."""

    def _open(self) -> None:
        self._face = QWidget()
        self._face.resize(*WINDOW)
        self._face.show()
        visits = sum(len(visit) + self._film.between for visit in self._film.visits[1:])
        self._note("visits")
        QTimer.singleShot(round(visits * 1_000 / FPS), self, lambda: self._note("hall"))
        QTimer.singleShot(round((visits + self._film.empty) * 1_000 / FPS), self, lambda: self._note("end"))

    def _close(self) -> None:
        self._face.close()
        self._face.deleteLater()

    def _decoded(self) -> tuple[int, int]:
        return 0, 0


def zxing(image: Image) -> list[str]:
    """zxing-cpp as its documentation calls it, for QR codes."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [one.text for one in zxingcpp.read_barcodes(image, formats=formats)]


def zbar(image: Image) -> list[str]:
    """pyzbar as its documentation calls it, for QR codes."""
    return [one.data.decode("utf-8", "replace") for one in pyzbar.decode(image, symbols=[pyzbar.ZBarSymbol.QRCODE])]
