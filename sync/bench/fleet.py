"""Some stations of a fleet in a process of their own: real journals, outboxes, feeds and sync threads; only the scans are invented.

Started by ``sync.bench.server`` with a Plan on the command line. Says "ready" when all are enrolled, begins at a line on standard input,
and when it is told to end prints what it saw.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Lock
from time import monotonic, sleep

from kiosk.clock import SystemClock
from kiosk.config import Identity
from kiosk.errors import UpstreamError
from kiosk.feed import FeedReader, FeedWriter, Intake
from kiosk.journal import Draft, Journal
from kiosk.model import Direction, Kind, Link, Outcome, Reason, Sighting, Source
from kiosk.outbox import Outbox
from kiosk.places import Places
from sync.enrol import join
from sync.opening import open_pushes, upstream_of
from sync.pushes import Pushes
from sync.round import Round
from sync.upstream import Upstream
from sync.wire import RoundAnswer, RoundRequest
from sync.worker import Worker

CLOCK = SystemClock()


@dataclass(frozen=True, slots=True)
class Plan:
    """``codes``: one to enrol each station with. ``backlog``: records each has before it is connected. Then ``rate`` scans a second, all
    together, for ``seconds``; after them at most ``patience`` seconds until everything is sent."""

    url: str
    folder: str
    zone: str
    codes: list[str]
    backlog: int
    rate: float
    seconds: float
    patience: float


@dataclass(frozen=True, slots=True)
class Seen:
    """``made``: records written. ``unsent`` at the end. ``whole_s``: seconds until nothing was unsent. ``delays``: ms from a scan here to
    its being on the disk of another station -> how often. ``faults``: what went wrong with exchanges -> how often."""

    made: int
    unsent: int
    whole_s: float
    delays: dict[int, int]
    faults: dict[str, int]


class Tally:
    """What the stations' threads see, counted."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.delays: Counter[int] = Counter()
        self.faults: Counter[str] = Counter()

    def took(self, fresh: Sequence[Sighting]) -> None:
        """A station has these on its disk, for the first time."""
        now = CLOCK.wall()
        with self._lock:
            self.delays.update((now - each.at) // 1_000 for each in fresh)

    def failed(self, fault: UpstreamError) -> None:
        """An exchange did not succeed."""
        with self._lock:
            self.faults[f"{fault.key} {fault}"] += 1


class Station:
    """One of them: its journal, written by the caller's thread, and its sync thread."""

    def __init__(self, plan: Plan, code: str, tally: Tally) -> None:
        self._places = Places(Path(plan.folder) / code).make()
        self._zone = plan.zone
        self._tally = tally
        self._identity: Identity = join(plan.url, code, self._places, lambda key, **values: None)
        self._journal = Journal(self._places.journal, self._identity.event, self._identity.station, CLOCK)
        self._known: set[tuple[bytes, int]] = set()
        self.clear = Event()
        self.worker = Worker(self._open, CLOCK, on_link=self._told, open_pushes=self._open_pushes)
        for _ in range(plan.backlog):
            self.scan()

    def scan(self) -> None:
        """An admitted entry of a badge nobody else has."""
        self.clear.clear()
        self._journal.append(
            Draft(
                kind=Kind.SCAN, wall=CLOCK.wall(), mono=CLOCK.mono(), app="bench", zone=self._zone, direction=Direction.ENTRY,
                source=Source.CAMERA, code_hash=os.urandom(16), badge="p1", category="visitor", outcome=Outcome.ADMIT,
                reason=Reason.ADMITTED,
            )
        )  # fmt: skip
        self.worker.wake()

    def unsent(self) -> int:
        """Records the server has not confirmed."""
        with closing(Outbox(self._places.journal)) as outbox, closing(FeedReader(self._places.feed)) as feed:
            return outbox.pending(feed.marks())

    def close(self) -> None:
        """End its thread and let go of its files."""
        self.worker.stop()
        self._journal.close()

    def _open_pushes(self, heard: Callable[[], None]) -> Pushes:
        return open_pushes(self._identity, self._places, CLOCK, heard, random.random)

    def _told(self, link: Link) -> None:
        if link.online and not link.unsent:
            self.clear.set()

    def _open(self) -> Round:
        upstream = _Watched(upstream_of(self._identity, self._places), self._tally)
        feed = _Feed(self._places.feed, self._identity.station, self._tally, self._known)
        return Round(upstream, Outbox(self._places.journal), feed, self._places, CLOCK, self._identity.event)


class _Feed(FeedWriter):
    def __init__(self, path: Path, station: str, tally: Tally, known: set[tuple[bytes, int]]) -> None:
        super().__init__(path)
        self._station, self._tally, self._known = station, tally, known

    def apply(self, intake: Intake) -> None:
        super().apply(intake)
        others = (each for each in intake.changes if isinstance(each, Sighting) and each.station != self._station)
        fresh = [each for each in others if (each.epoch, each.row) not in self._known]
        self._known.update((each.epoch, each.row) for each in fresh)
        self._tally.took(fresh)


class _Watched:
    def __init__(self, upstream: Upstream, tally: Tally) -> None:
        self._upstream, self._tally = upstream, tally

    def round(self, request: RoundRequest) -> RoundAnswer:
        try:
            return self._upstream.round(request)
        except UpstreamError as fault:
            self._tally.failed(fault)
            raise

    def snapshot(self, target: Path, etag: str) -> str | None:
        try:
            return self._upstream.snapshot(target, etag)
        except UpstreamError as fault:
            self._tally.failed(fault)
            raise

    def close(self) -> None:
        self._upstream.close()


def main(arguments: Sequence[str]) -> int:
    """Be that part of the fleet; 0."""
    plan, tally = Plan(**json.loads(arguments[0])), Tally()
    stations = [Station(plan, code, tally) for code in plan.codes]
    try:
        print("ready", flush=True)
        sys.stdin.readline()
        began = monotonic()
        for station in stations:
            station.worker.start()
        made = plan.backlog * len(stations)
        while (now := monotonic() - began) < plan.seconds:
            while made < plan.backlog * len(stations) + plan.rate * now:
                stations[made % len(stations)].scan()
                made += 1
            sleep(0.005)
        end = monotonic() + plan.patience
        for station in stations:
            station.clear.wait(max(0.0, end - monotonic()))
        whole = monotonic() - began - plan.seconds
        print("done", flush=True)
        sys.stdin.readline()  # what the others sent last still comes down meanwhile
    finally:
        for station in stations:
            station.close()
    unsent = sum(station.unsent() for station in stations)
    print(json.dumps(asdict(Seen(made, unsent, whole, dict(tally.delays), dict(tally.faults)))), flush=True)
    return 0
