"""The one thread that owns the journal: readings and acts come in by one queue, answers go out after their commit; judges nothing.

When something cannot be recorded the station is closed, and opened again after a while, and again, until it can; in between every
reading is turned away at once, for nobody may be admitted unrecorded. Nobody who asks ever waits.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.errors import KioskError, StoreError
from kiosk.log import guarded_call
from kiosk.model import Answer, Direction, Link, Reading

if TYPE_CHECKING:
    from kiosk.station import Station

T = TypeVar("T")

FIRST_PAUSE_S = 0.5
MOST_PAUSE_S = 5.0
IDLE_S = 20.0
"""After so long without a reading the write-ahead log is moved into the journal, so that no scan has to wait for that."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Act:
    act: Callable[[Station], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[KioskError], None] | None


@dataclass(frozen=True, slots=True)
class _Carried:
    """What a closed station leaves to the next one."""

    direction: Direction
    link: Link
    operator: str


class Recorder:
    """Callbacks come on the recorder's thread and must be quick.

    ``open_station`` is called on that thread, again after every fault. ``on_answer`` hears every reading's answer, after the commit.
    ``on_fault`` hears why nothing can be recorded: when that begins or its reason changes, and again for every reading turned away;
    and None when the station is open, the first time too. ``opened`` is set while it is."""

    def __init__(
        self,
        open_station: Callable[[], Station],
        on_answer: Callable[[Answer], None],
        on_fault: Callable[[KioskError | None], None],
        *,
        first_pause_s: float = FIRST_PAUSE_S,
        most_pause_s: float = MOST_PAUSE_S,
        idle_s: float = IDLE_S,
    ) -> None:
        self._open_station = open_station
        self._on_answer = on_answer
        self._on_fault = on_fault
        self._first_pause_s, self._most_pause_s, self._idle_s = first_pause_s, most_pause_s, idle_s
        self._queue: SimpleQueue[Reading | _Act | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self.opened = threading.Event()
        self._station: Station | None = None
        self._carried: _Carried | None = None
        self._fault: KioskError | None = None
        self._unshown: tuple[bytes, int] | None = None
        self._turned_away = 0
        self._kept: list[_Act] = []
        self._pause_s, self._retry_at = first_pause_s, 0.0

    def start(self) -> None:
        """Begin; at once open the station."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """End the thread after what was asked before; returns after at most ``seconds``. May be called again."""
        self._queue.put(None)
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def read(self, reading: Reading) -> None:
        """Have ``reading`` judged and recorded. Never blocks; from any thread."""
        self._queue.put(reading)

    def do(
        self, act: Callable[[Station], T], done: Callable[[T], None] | None = None, failed: Callable[[KioskError], None] | None = None
    ) -> None:
        """Have ``act`` done to the station, between two readings; then ``done`` with its result, or ``failed`` with what stood against
        it. Never blocks; from any thread.

        While the station is closed an act with ``failed`` fails at once; one without is kept and done when it is open again."""
        self._queue.put(_Act(act, done, failed))

    def depth(self) -> int:
        """How many readings and acts wait. The queue has no bound, for nothing in it may be lost."""
        return self._queue.qsize()

    def _run(self) -> None:
        try:
            while True:
                if self._station is None and monotonic() >= self._retry_at:
                    self._open()
                try:
                    item = self._queue.get(timeout=self._patience())
                except Empty:
                    self._idle()
                    continue
                if item is None:
                    return
                self._serve(item)
        finally:
            self._close()

    def _patience(self) -> float:
        return self._idle_s if self._station is not None else max(0.0, self._retry_at - monotonic())

    def _serve(self, item: Reading | _Act) -> None:
        station = self._station
        if station is None:
            assert self._fault is not None
            if isinstance(item, _Act) and item.failed is None:
                self._kept.append(item)
            else:
                self._turn_away(item, self._fault)
            return
        try:
            if isinstance(item, Reading):
                answer = station.scan(item)
                self._all_is_well()
                guarded_call(lambda: self._on_answer(answer), "on_answer")
            else:
                result = item.act(station)
                if item.done is not None:
                    done = item.done
                    guarded_call(lambda: done(result), "done")
        except StoreError as fault:
            logger.warning("not recording: %s", fault)
            self._close()
            self._pause()
            self._remember(fault)
            self._turn_away(item, fault)
        except KioskError as fault:  # an act that cannot be; the station is none the worse
            self._refuse(item, fault)
        except Exception as error:
            logger.exception("a reading or act was not served")
            bug = KioskError(type(error).__name__)
            if isinstance(item, Reading):
                self._turn_away(item, bug)
            else:  # recording goes on
                self._refuse(item, bug)

    def _turn_away(self, item: Reading | _Act, fault: KioskError) -> None:
        if isinstance(item, Reading):
            self._turned_away += 1
            self._tell(fault)
        else:
            if self._fault is None or self._fault.key != fault.key:
                self._tell(fault)
            if item.failed is None:
                self._kept.append(item)
            else:
                self._refuse(item, fault)

    def _refuse(self, item: Reading | _Act, fault: KioskError) -> None:
        if isinstance(item, _Act) and item.failed is not None:
            failed = item.failed
            guarded_call(lambda: failed(fault), "failed")
        else:
            logger.warning("refused: %s", fault.key)

    def _tell(self, fault: KioskError | None) -> None:
        self._fault = fault
        guarded_call(lambda: self._on_fault(fault), "on_fault")

    def _all_is_well(self) -> None:
        """A reading came through: opening may be tried soon again after the next fault, and one that left the station open is over."""
        self._pause_s = self._first_pause_s
        if self._fault is not None:
            self._tell(None)

    def _pause(self) -> None:
        self._retry_at = monotonic() + self._pause_s
        self._pause_s = min(self._most_pause_s, 2 * self._pause_s)

    def _remember(self, fault: StoreError) -> None:
        """The row a failed commit would have been; it may turn up when the journal is read back."""
        epoch, row = fault.values.get("epoch"), fault.values.get("row")
        if isinstance(epoch, str) and isinstance(row, int):
            self._unshown = bytes.fromhex(epoch), row

    def _open(self) -> None:
        station: Station | None = None
        try:
            station = self._open_station()
            self._hand_over(station)
        except Exception as error:
            if station is not None:
                guarded_call(station.close, "closing")
            if not isinstance(error, KioskError):
                logger.exception("the station cannot be opened")
            fault = error if isinstance(error, KioskError) else KioskError(type(error).__name__)
            self._pause()
            if self._fault is None or self._fault.key != fault.key:
                logger.warning("not recording: %s", fault)
                self._tell(fault)
            return
        self._station = station
        self.opened.set()
        self._tell(None)
        kept, self._kept = self._kept, []
        for act in kept:
            self._serve(act)

    def _hand_over(self, station: Station) -> None:
        if self._carried is not None:
            station.set_direction(self._carried.direction)
            station.set_link(self._carried.link)
            station.sign_in(self._carried.operator)
        if self._unshown is not None:
            station.disown(*self._unshown)
        # written before anybody is told that all is well: it shows that the journal takes records
        if self._carried is None:
            station.note("opened")
        else:
            station.note("recovered", turned_away=self._turned_away)
        self._unshown, self._turned_away = None, 0

    def _idle(self) -> None:
        if self._station is not None:
            try:
                self._station.tidy()
            except StoreError as fault:
                logger.warning("tidying: %s", fault)

    def _close(self) -> None:
        self.opened.clear()
        if self._station is not None:
            self._carried = _Carried(self._station.direction, self._station.link, self._station.operator)
            guarded_call(self._station.close, "closing")
            self._station = None
