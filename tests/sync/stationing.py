"""A station's side of the sync, enrolled at a real server over real HTTP; stands in for nothing but the recorder that would write."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import select

from kiosk.clock import SystemClock
from kiosk.config import Identity
from kiosk.feed import FeedReader, FeedWriter
from kiosk.journal import Journal, Why
from kiosk.model import Record
from kiosk.outbox import Outbox
from kiosk.personal import roster_kind
from kiosk.places import Places
from sync.enrol import join
from sync.health import Health
from sync.opening import upstream_of
from sync.round import Round, RoundResult
from sync.server.schema import QUARANTINE, RECORD
from sync.upstream import Upstream
from tests.drafts import scan
from tests.sync.serving import TestServer

CLOCK = SystemClock()


class Desk:
    """One station's folder, its journal open for writing."""

    def __init__(self, folder: Path, identity: Identity) -> None:
        self.places = Places(folder).make()
        self.identity = identity
        self.journal = self.open()

    @classmethod
    def enrolled(cls, server: TestServer, folder: Path, zone: str = "hall", role: str = "gate") -> Desk:
        """A new station of the server's event."""
        code = server.admin.new_enrolment(role, zone)
        return cls(folder, join(server.url, code, Places(folder).make(), lambda key, **values: None))

    def open(self) -> Journal:
        """Open the journal (again)."""
        self.journal = Journal(self.places.journal, self.identity.event, self.identity.station, CLOCK)
        return self.journal

    def scan(self, *codes: int) -> list[Record]:
        """An admitted entry of each of these badges."""
        return [self.journal.append(scan(CLOCK, code)) for code in codes]  # type: ignore[arg-type]

    def round(self, upstream: Upstream | None = None, *, access: bool = False) -> Round:
        """The two ends of an exchange, freshly opened; with ``access`` the access log goes up too."""
        upstream = upstream or upstream_of(self.identity, self.places)
        outbox, feed, log = Outbox(self.places.journal), FeedWriter(self.places.feed), Outbox(self.places.access) if access else None
        return Round(upstream, outbox, feed, self.places, CLOCK, self.identity.event, roster_kind(self.identity.role), log)

    def catch_up(self, limit: int = 500, upstream: Upstream | None = None, rounds: int = 50) -> list[RoundResult]:
        """Rounds until none is worth while; a fork begins a new epoch, as the recorder would."""
        ends = self.round(upstream)
        try:
            return self.drain(ends, limit, rounds)
        finally:
            ends.close()

    def drain(self, ends: Round, limit: int = 500, rounds: int = 50) -> list[RoundResult]:
        """The same with ends that are open already."""
        results: list[RoundResult] = []
        while not results or results[-1].again:
            assert len(results) < rounds, "does not come to rest"
            results.append(ends.exchange(Health(), limit))
            if results[-1].fork == self.journal.epoch:
                self.journal.start_epoch(Why.FORK)
        return results

    def unsent(self) -> int:
        """Records the server has not confirmed."""
        outbox, feed = Outbox(self.places.journal), FeedReader(self.places.feed)
        try:
            return outbox.pending(feed.marks())
        finally:
            outbox.close()
            feed.close()

    def feed(self) -> FeedReader:
        """What came down so far; to be closed."""
        return FeedReader(self.places.feed)

    def close(self) -> None:
        """Let go of the journal."""
        self.journal.close()


def stored(server: TestServer, desk: Desk) -> list[tuple[bytes, int, bytes]]:
    """What the server has of that station: (epoch, row, hash), in order."""
    query = select(RECORD.c.epoch, RECORD.c.row, RECORD.c.hash).where(RECORD.c.station == desk.identity.station)
    with server.store.read() as connection:
        return sorted((bytes(row.epoch), row.row, bytes(row.hash)) for row in connection.execute(query))


def set_aside(server: TestServer, desk: Desk) -> list[tuple[bytes, int, bytes]]:
    """What the server keeps of that station in quarantine, in the same form."""
    query = select(QUARANTINE.c.epoch, QUARANTINE.c.row, QUARANTINE.c.hash).where(QUARANTINE.c.station == desk.identity.station)
    with server.store.read() as connection:
        return sorted((bytes(row.epoch), row.row, bytes(row.hash)) for row in connection.execute(query))


def keys(records: list[Record]) -> list[tuple[bytes, int, bytes]]:
    """Records in the form of ``stored``."""
    return sorted((record.epoch, record.row, record.hash) for record in records)


def copied(desk: Desk, target: Path) -> Path:
    """The folder as it is now, with the journal closed and opened again."""
    desk.close()
    shutil.copytree(desk.places.root, target)
    desk.open()
    return target


def put_back(desk: Desk, copy: Path) -> None:
    """The copy over the folder, into the same inodes, as an image of the whole disk put back: no fingerprint can tell."""
    desk.close()
    for old in desk.places.root.glob("*.db-*"):
        old.unlink()
    for saved in copy.glob("*"):
        if saved.is_file():
            shutil.copyfile(saved, desk.places.root / saved.name)
    desk.open()
    assert desk.journal.began is None
