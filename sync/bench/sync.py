"""``kiosk bench sync``: how a station gets its first roster, beside what pretix's clients need for as many people."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from kiosk.bench.rows import Row, by_figure, parser, run
from kiosk.catalogue import say
from kiosk.clock import SystemClock
from kiosk.config import Identity
from kiosk.feed import FeedReader, FeedWriter
from kiosk.journal import Journal
from kiosk.outbox import Outbox
from kiosk.places import Places
from kiosk.roster import Roster
from sync.bench.served import EVENT, ZONE, Served, served
from sync.enrol import join
from sync.health import Health
from sync.opening import upstream_of
from sync.round import Round
from sync.server import feed
from sync.server.database import fill
from sync.server.schema import BADGE
from sync.upstream import Upstream
from sync.wire import RoundAnswer, RoundRequest

BADGES, LARGE = 100_000, 1_000_000
PRETIX_REQUESTS, PRETIX_MB, PRETIX_S = 101 / 5_005, 6.9 / 5_005, 20 / 5_005
"""For each order, as measured of a pretix server and its own client's way of asking: 5,005 orders were 101 requests, 6.9 MB, 20 s."""
OPEN_S = 0.5


def main(arguments: Sequence[str]) -> int:
    """0 all goals met, 3 one missed, 1 it could not be measured, 2 wrong usage."""
    options = parser("sync", arguments)
    options.add_argument("--badges", type=int, default=BADGES, metavar="N", help="help.bench.first_fill")
    options.add_argument("--large", type=int, default=LARGE, metavar="N", help="help.bench.badges")
    options.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite", help="help.bench.engine")
    asked = options.parse_args(arguments)
    if asked.badges < 1_000:
        options.error(say("help.bench.at_least", options.lang, option="--badges", least=1_000))
    if asked.large < asked.badges:
        options.error(say("help.bench.at_least", options.lang, option="--large", least=asked.badges))
    return run("sync", asked, lambda folder: measure(folder, asked.badges, asked.large, asked.engine))


def measure(folder: Path, badges: int, large: int, engine: str) -> Iterator[Row]:
    """One station filled with ``badges``, then another with ``large``, which is also timed at the server. Raises OSError."""
    with served(folder, engine) as server:
        empty = [enrolled(server, folder / name) for name in ("first", "second", "third")]
        register(server, 0, badges)
        first = filled(*empty[0], folder)
        what = f"first fill of {badges:,}"
        yield by_figure(f"{what}: requests", first.requests, "requests", 3, PRETIX_REQUESTS * badges)
        yield by_figure(f"{what}: megabytes", first.megabytes, "MB", PRETIX_MB * badges / 10, PRETIX_MB * badges)
        yield by_figure(f"{what}: built, sent, taken into use", first.whole_s, "s", PRETIX_S * badges / 100, PRETIX_S * badges)
        register(server, badges, large)
        second = filled(*empty[1], folder)
        yield by_figure(f"{large:,} badges: from the last byte to the first look-up", second.opened_s, "s", OPEN_S)
        again = filled(*empty[2], folder)
        yield by_figure(f"{large:,} badges: fetched again, the file being ready", again.whole_s, "s", second.whole_s, second.whole_s)


@dataclass(frozen=True, slots=True)
class Fill:
    """One station's first fill: what it took in all, and from the file's last byte to the first look-up."""

    requests: int
    megabytes: float
    whole_s: float
    opened_s: float


def register(server: Served, start: int, end: int) -> None:
    """Give the event badges with the numbers from ``start`` to below ``end``."""
    columns = ("event", "code_hash", "id", "category", "flags", "valid_from", "valid_until", "days", "invitations", "person")
    rows = []
    for number in range(start, end):
        person = f"p{number:016x}"
        rows.append((EVENT, os.urandom(16), person, "visitor", 0, None, None, "[1]", "[]", person))
    with server.store.write() as connection:
        fill(connection, BADGE, columns, rows)
        feed.badge_changed(connection, EVENT, [row[1] for row in rows])


def enrolled(server: Served, folder: Path) -> tuple[Identity, Places]:
    """A station of the event in ``folder``, its journal begun."""
    places = Places(folder).make()
    identity = join(server.url, server.admin.new_enrolment("gate", ZONE), places, lambda key, **values: None)
    Journal(places.journal, EVENT, identity.station, SystemClock()).close()
    return identity, places


def filled(identity: Identity, places: Places, packed: Path) -> Fill:
    """Let that station fetch everything, as its sync thread would; in ``packed`` the server keeps the files it sends."""
    counted = _Counted(upstream_of(identity, places))
    began = perf_counter()
    with closing(Round(counted, Outbox(places.journal), FeedWriter(places.feed), places, SystemClock(), EVENT)) as ends:
        while ends.exchange(Health(), 0).again:
            pass
    with closing(FeedReader(places.feed)) as reader, closing(Roster(places, reader)) as roster:
        if not roster.size():
            raise OSError("the roster did not arrive")
        roster.find(bytes(16))
        ready = perf_counter()
    size = max(path.stat().st_size for path in packed.rglob("roster-*.zst"))
    return Fill(counted.requests, size / 1e6, ready - began, ready - counted.arrived)


class _Counted:
    """The station's upstream, counting. ``arrived``: when the last file was whole and on disk."""

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream
        self.requests, self.arrived = 0, 0.0

    def round(self, request: RoundRequest) -> RoundAnswer:
        self.requests += 1
        return self._upstream.round(request)

    def snapshot(self, target: Path, etag: str) -> str | None:
        self.requests += 1
        fresh = self._upstream.snapshot(target, etag)
        self.arrived = perf_counter()
        return fresh

    def close(self) -> None:
        self._upstream.close()
