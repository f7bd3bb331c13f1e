"""Pushes what changes to the stations that listen: each frame read and encoded once for all of them; knows no round and no rule.

One thread looks at the feed every TICK_S, in one moment's picture, and goes on from where it last stood, so every listener gets the same
chain of frames. Whoever joins gets what lies between its own cursor and the end of the chain first. A listener too slow to take its frames
is let go and asks anew: nothing is kept for it beyond WAITING frames.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import NamedTuple

from sqlalchemy import Connection, select

from kiosk.errors import StoreError, UpstreamBusy
from kiosk.personal import NAMED_ROLES
from sync.server.changes import page, position_of
from sync.server.enrol import Station
from sync.server.feed import Position
from sync.server.schema import STATION
from sync.server.store import Store
from sync.wire import BEAT_S, Cursor, Frame, around_changes

TICK_S = 0.25
WAITING = 32
"""Frames kept for one listener: 8 s of a busy hall."""
MOST = 5_000
"""Listeners of one process."""
ROUND = b"event: round\ndata: {}\n\n"

log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Listener:
    """One open answer. Touched by the event loop alone, but for ``station`` and ``cursor``, which never change."""

    station: Station
    cursor: Cursor
    loop: asyncio.AbstractEventLoop
    waiting: deque[bytes] = field(default_factory=deque)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False

    def put(self, frame: bytes) -> None:
        """One more frame, or its end where it does not keep up."""
        if len(self.waiting) >= WAITING:
            self.end()
        elif not self.over:
            self.waiting.append(frame)
            self.woken.set()

    def end(self) -> None:
        """Nothing more will come."""
        self.over = True
        self.woken.set()


class Hub:
    """All who listen to one server process. The thread runs while somebody does."""

    def __init__(self, store: Store, *, tick: float = TICK_S, beat: float = BEAT_S, most: int = MOST) -> None:
        self._store = store
        self._tick, self._beat, self._most = tick, beat, most
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._joining: list[Listener] = []
        self._all: set[Listener] = set()
        self._chains: dict[_Hall, _Chain] = {}  # the thread's own
        self._generation = ""
        self._next_beat = 0.0

    def check(self) -> None:
        """Raises UpstreamBusy where no more may listen."""
        if len(self._all) >= self._most or self._stopping.is_set():
            raise UpstreamBusy(retry_after=10.0)

    async def listen(self, station: Station, cursor: Cursor) -> AsyncIterator[bytes]:
        """What is pushed to ``station`` from ``cursor`` on, until it does not keep up, is revoked, or must ask by a round."""
        listener = Listener(station, cursor, asyncio.get_running_loop())
        self._join(listener)
        try:
            while not (listener.over and not listener.waiting):
                await listener.woken.wait()
                listener.woken.clear()
                while listener.waiting:
                    yield listener.waiting.popleft()
        finally:
            listener.over = True
            with self._lock:
                self._all.discard(listener)

    def stop(self) -> None:
        """End every answer; returns when the thread has ended."""
        with self._lock:
            self._stopping.set()
            thread = self._thread
        if thread is not None:
            thread.join()
        with self._lock:
            _tell(list(self._all), None)

    def _join(self, listener: Listener) -> None:
        with self._lock:
            self._all.add(listener)
            self._joining.append(listener)
            if self._stopping.is_set():
                listener.end()
            elif self._thread is None:
                self._thread = threading.Thread(target=self._run, name="push", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while not self._stopping.wait(self._tick):
            with self._lock:
                joining, self._joining = [each for each in self._joining if not each.over], []
                if not self._all:
                    self._thread = None  # the next listener begins another
                    self._chains.clear()
                    return
            try:
                self._pass(joining)
            except StoreError as error:
                log.warning("nothing is pushed: %s", error)
                self._lose(joining)
            except Exception:
                log.exception("pushing")
                self._lose(joining)

    def _lose(self, joining: Sequence[Listener] = ()) -> None:
        """Have everybody ask by a round."""
        everybody = [*joining, *(each for chain in self._chains.values() for each in chain.listeners)]
        self._chains.clear()
        _tell(everybody, ROUND, last=True)

    def _pass(self, joining: Sequence[Listener]) -> None:
        generation = self._store.generation()
        if generation != self._generation:
            self._lose()
            self._generation = generation
        beat = monotonic() >= self._next_beat
        if beat:
            self._next_beat = monotonic() + self._beat
        new: dict[_Hall, list[Listener]] = defaultdict(list)
        for listener in joining:
            new[_Hall(listener.station.event, listener.station.role in NAMED_ROLES)].append(listener)
        for hall in {*self._chains, *new}:
            self._push(hall, new[hall], beat=beat)

    def _push(self, hall: _Hall, joining: Sequence[Listener], *, beat: bool) -> None:
        sent = self._store.clock.wall()
        with self._store.picture() as connection:
            chain = self._chains.get(hall)
            if chain is not None:
                chain.listeners = [each for each in chain.listeners if not each.over]
                frame = self._between(connection, hall, self._cursor(chain.end), sent, beat=beat)
                if frame is None:
                    _tell(chain.listeners, ROUND, last=True)
                    chain = None
                elif frame[0]:
                    _tell(chain.listeners, frame[0])
                    chain.end = frame[1]
            by_cursor: dict[Cursor, list[Listener]] = defaultdict(list)
            for listener in joining:
                by_cursor[listener.cursor].append(listener)
            for cursor, those in by_cursor.items():
                # read in the same picture, so it ends where the chain ends
                frame = self._between(connection, hall, cursor, sent, beat=True)
                if frame is None:
                    _tell(those, ROUND, last=True)
                    continue
                _tell(those, frame[0])
                chain = chain or _Chain(frame[1])
                chain.listeners += those
            if beat and chain is not None:
                _tell(_revoked(connection, hall.event, chain.listeners), None)
        if chain is not None and chain.listeners:
            self._chains[hall] = chain
        else:
            self._chains.pop(hall, None)

    def _between(self, connection: Connection, hall: _Hall, cursor: Cursor, sent: int, *, beat: bool) -> tuple[bytes, Position] | None:
        """The frame from ``cursor`` to the end, empty bytes where there is nothing to say; None where only a round can go on from there."""
        start = position_of(connection, hall.event, cursor, self._generation, named=hall.named)
        if start is None:
            return None
        found = page(self._store, connection, hall.event, start, self._generation, named=hall.named)
        if found.more:
            return None
        if found.end == start and not beat:
            return b"", found.end
        return encoded(Frame(after=cursor, cursor=self._cursor(found.end), sent=sent), found.changes.plain), found.end

    def _cursor(self, position: Position) -> Cursor:
        return Cursor(generation=self._generation, position=str(position))


class _Hall(NamedTuple):
    """Who is told the same: the stations of one event that hear of people, or those that do not."""

    event: str
    named: bool


@dataclass(slots=True)
class _Chain:
    """Where all ``listeners`` of one hall stand."""

    end: Position
    listeners: list[Listener] = field(default_factory=list)


def encoded(frame: Frame, changes: bytes) -> bytes:
    """``frame`` with ``changes`` as a server-sent event (WHATWG HTML, section 9.2)."""
    begins = f"id: {frame.cursor.generation}/{frame.cursor.position}\nevent: frame\ndata: ".encode()
    before, behind = around_changes(frame)
    return b"".join((begins, before, changes, behind, b"\n\n"))


def cursor_of(text: str) -> Cursor:
    """The cursor an event's id names; the empty one where it names none."""
    generation, _, position = text.partition("/")
    return Cursor(generation=generation, position=position) if max(len(generation), len(position)) <= 64 else Cursor()


def _tell(listeners: Sequence[Listener], frame: bytes | None, *, last: bool = False) -> None:
    """Hand ``frame`` to all of these on their event loop, in one call; None or ``last``: and end them."""

    def give() -> None:
        for listener in listeners:
            if frame is not None:
                listener.put(frame)
            if last or frame is None:
                listener.end()

    if listeners:
        with suppress(RuntimeError):  # the loop has ended, and all who listened on it
            listeners[0].loop.call_soon_threadsafe(give)


def _revoked(connection: Connection, event: str, listeners: Sequence[Listener]) -> list[Listener]:
    out = set(connection.execute(select(STATION.c.id).where(STATION.c.event == event, STATION.c.revoked)).scalars())
    return [each for each in listeners if each.station.id in out]
