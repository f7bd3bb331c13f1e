"""Stations that cost next to nothing: the real wire, signatures and chained records, no disk and no thread of their own.

What 150 whole stations take on one computer hides what the server takes; these send the same rounds and hear the same frames.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic_core import from_json

from kiosk.clock import SystemClock
from kiosk.model import Record
from sync.bench import tape
from sync.prover import Prover
from sync.server import enrol
from sync.server.admin import Admin
from sync.server.store import Store
from sync.wire import API, MAX_BATCH, Cursor, EnrolRequest, RoundAnswer, RoundRequest, WireRecord

CLOCK = SystemClock()
PACK_FROM = 1024
STEP_S = 0.005
AWAY_S = 1.0
SETTLE_S = 1.5
PATIENCE_S = 300.0
_AT = re.compile(rb'"at":(\d+)')
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_AFTER = re.compile(rb"retry-after: *(\d+)", re.IGNORECASE)


@dataclass(slots=True)
class Tally:
    """What all of them saw. ``delays``: ms from a scan to its frame at a listener -> how often; ``statuses`` of answers -> how often."""

    delays: Counter[int] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    made: int = 0
    unsent: int = 0
    since: int = 0
    frames: dict[bytes, list[int]] = field(default_factory=dict)

    def took(self, frame: bytes) -> None:
        """A listener got this; the same frame comes to all of them, so it is read once."""
        if frame not in self.frames:
            self.frames[frame] = [int(at) for at in _AT.findall(frame)]
        now = CLOCK.wall()
        self.delays.update((now - at) // 1_000 for at in self.frames[frame] if at >= self.since)


class Door:
    """One station: its journal in memory, a connection for rounds and one that listens."""

    def __init__(self, store: Store, code: str, url: str, tally: Tally) -> None:
        key = Ed25519PrivateKey.generate()
        asked = EnrolRequest(code=code, public_key=key.public_key().public_bytes_raw().hex())
        enrolled = enrol.ask(store, asked)
        parts = urlsplit(url)
        self._address = str(parts.hostname), int(parts.port or 80)
        self._prover = Prover(enrolled.token, key.private_bytes_raw())
        self._listening = Prover(enrolled.token, key.private_bytes_raw())
        self._tape = tape.endless(enrolled.station)
        self._tally = tally
        self._cursor = Cursor()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._woken = asyncio.Event()
        self.epoch = ""
        self.unsent: list[Record] = []
        self.clear, self.ready = asyncio.Event(), asyncio.Event()

    def scan(self) -> None:
        """One more record."""
        record = next(self._tape)
        self.epoch = record.epoch.hex()
        self.unsent.append(record)
        self._tally.made += 1
        self.clear.clear()
        self._woken.set()

    async def work(self, *, listening: bool) -> None:
        """As the sync thread does: rounds that carry what there is to send and bring what there is to hear until there is no more; then
        listen, if asked, and send whatever comes, until cancelled."""
        ear: asyncio.Task[None] | None = None
        try:
            while await self._exchanged(listening=False):
                pass
            if listening:
                ear = asyncio.create_task(self._listen())
            else:
                self.ready.set()
            while True:
                await self._woken.wait()
                self._woken.clear()
                while self.unsent:
                    await self._exchanged(listening=True)
        finally:
            if ear is not None:
                ear.cancel()
                with suppress(asyncio.CancelledError):
                    await ear
            self._let_go()

    async def _exchanged(self, *, listening: bool) -> bool:
        """One round, taken; whether another at once is worth while."""
        answer = await self._round(self.unsent[:MAX_BATCH], listening=listening)
        self.unsent = [record for record in self.unsent if record.row > answer.mark]
        if not self.unsent:
            self.clear.set()
        return bool(answer.more or answer.refetch or self.unsent)

    async def _round(self, records: Sequence[Record], *, listening: bool) -> RoundAnswer:
        """One round, and again while it is not taken."""
        first = records[0].row if records else 1
        request = RoundRequest(
            epoch=self.epoch or "0" * 32, first_row=first, records=[WireRecord.raw(each) for each in records], cursor=self._cursor,
            listening=listening,
        )  # fmt: skip
        said = request.model_dump_json().encode()
        while True:
            with suppress(OSError, asyncio.IncompleteReadError):
                status, head, body = await self._exchange(said)
                if status == 200:
                    said_back = from_json(gzip.decompress(body) if b"content-encoding: gzip" in head.lower() else body)
                    answer = RoundAnswer.model_validate(said_back | {"changes": []})  # thousands of them: a real station's to look at
                    self._cursor = answer.cursor
                    return answer
                await _later(head)
                continue
            self._let_go()  # nobody there, or the connection lay idle for too long
            await _later()

    async def _exchange(self, body: bytes) -> tuple[int, bytes, bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(*self._address)
        reader, writer = self._streams
        lines = [f"POST {API}/rounds HTTP/1.1", "Host: server", "Content-Type: application/json", "Accept-Encoding: gzip"]
        lines += [f"{name}: {value}" for name, value in self._prover.headers("POST", API + "/rounds", body).items()]
        if len(body) >= PACK_FROM:
            body = gzip.compress(body, 3, mtime=0)
            lines.append("Content-Encoding: gzip")
        writer.write("\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        length, status = _LENGTH.search(head), int(head[9:12])
        answer = await reader.readexactly(int(length.group(1)) if length else 0)
        self._tally.statuses[status] += 1
        return status, head, answer

    async def _listen(self) -> None:
        while True:
            reader, writer = await asyncio.open_connection(*self._address, limit=1 << 24)
            try:
                lines = [f"GET {API}/events HTTP/1.1", "Host: server", f"Last-Event-ID: {self._cursor.generation}/{self._cursor.position}"]
                lines += [f"{name}: {value}" for name, value in self._listening.headers("GET", API + "/events").items()]
                writer.write("\r\n".join([*lines, "", ""]).encode())
                head = await reader.readuntil(b"\r\n\r\n")
                self._tally.statuses[int(head[9:12])] += 1
                if int(head[9:12]) != 200:
                    await _later(head)
                    continue
                self.ready.set()
                while size := int(await reader.readline(), 16):  # each frame is one piece of a chunked answer
                    self._tally.took(await reader.readexactly(size + 2))
            finally:
                writer.close()

    def _let_go(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def _later(head: bytes = b"") -> None:
    """Wait as long as the answer asks for, at a moment of one's own, as the sync thread would."""
    asked = _AFTER.search(head)
    await asyncio.sleep((float(asked.group(1)) if asked else AWAY_S) + random.random())  # noqa: S311 - spreads them, keeps no secret


def doors(store: Store, url: str, zone: str, count: int, tally: Tally) -> list[Door]:
    """So many stations, enrolled."""
    admin = Admin(store)
    return [Door(store, admin.new_enrolment("gate", zone), url, tally) for _ in range(count)]


async def busy(fleet: Sequence[Door], tally: Tally, rate: float, seconds: float, cpu: Callable[[], float], *, listening: bool) -> float:
    """Let them work: ``rate`` scans a second, all together, for ``seconds``. Returns the cores ``cpu`` (seconds so far) says that took."""
    async with _working(fleet, listening=listening):
        tally.since = CLOCK.wall()
        before, began, made = cpu(), monotonic(), 0
        while (now := monotonic() - began) < seconds:
            while made < rate * now:
                fleet[made % len(fleet)].scan()
                made += 1
            await asyncio.sleep(STEP_S)
        cores = (cpu() - before) / (monotonic() - began)
        await _cleared(fleet, tally)
        await asyncio.sleep(SETTLE_S)  # what was sent last still comes down
    return cores


async def back(fleet: Sequence[Door], tally: Tally, backlog: int) -> tuple[float, float]:
    """Have all of them come at once with so many records each; seconds until everything is sent, and until each has heard of everything."""
    for door in fleet:
        for _ in range(backlog):
            door.scan()
    began = monotonic()
    async with _working(fleet, listening=True, settle=False):
        await _cleared(fleet, tally)
        sent = monotonic() - began
        await _all(fleet, lambda door: door.ready)
        return sent, monotonic() - began


@asynccontextmanager
async def _working(fleet: Sequence[Door], *, listening: bool, settle: bool = True) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(door.work(listening=listening)) for door in fleet]
    try:
        if settle:
            await asyncio.wait_for(asyncio.gather(*(door.ready.wait() for door in fleet)), PATIENCE_S)
            await asyncio.sleep(SETTLE_S)
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _cleared(fleet: Sequence[Door], tally: Tally) -> None:
    await _all(fleet, lambda door: door.clear)
    tally.unsent = sum(len(door.unsent) for door in fleet)


async def _all(fleet: Sequence[Door], event: Callable[[Door], asyncio.Event]) -> None:
    """Wait until that is so of every one that has anything to do, or PATIENCE_S are over."""
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.gather(*(event(door).wait() for door in fleet if door.epoch)), PATIENCE_S)
