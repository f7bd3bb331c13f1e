"""A venue for whole journeys: the real server with the shipped programme, on its first day at eleven, and stations enrolled at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from kiosk.config import Identity
from kiosk.model import Flag
from kiosk.places import Places
from sync.enrol import join
from sync.server.people import Person
from sync.server.schema import RECORD
from sync.server.verify import verify
from tests.kiosk.standing import code_of
from tests.sync.serving import TestServer
from tests.ui.gating import PIN, ZONE, EventClock, shipped

PEOPLE = 8


class Venue:
    """``server`` may be stopped and started; badge ``n`` up to PEOPLE carries ``standing.code_of(n)``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = EventClock(shipped())
        self.server = TestServer(f"sqlite:///{folder / 'server' / 'server.db'}", folder / "served", self.clock).start()
        self.server.admin.put_programme(shipped())
        crowd = [
            Person(
                key=f"P{number}", name=f"관람객 {number}", phone="", email="", company="", category="visitor", code=code_of(number),
                confirmation="", flags=Flag.CHECKED_IN, days=(), invitations=(),
            )
            for number in range(1, PEOPLE + 1)
        ]  # fmt: skip
        self.server.admin.add_people(crowd)
        self.server.admin.add_staff("김하늘", "supervisor", PIN)

    def enrol(self, name: str) -> tuple[Places, Identity]:
        """A new station at the Smart Life zone."""
        places = Places(self.folder / name).make()
        code = self.server.admin.new_enrolment("gate", ZONE, name)
        return places, join(self.server.url, code, places, lambda key, **values: None)

    def hashes(self, identity: Identity) -> set[bytes]:
        """The hashes of all records the server has of that station."""
        with self.server.store.read() as connection:
            return {bytes(row.hash) for row in connection.execute(select(RECORD.c.hash).where(RECORD.c.station == identity.station))}

    def whole(self) -> bool:
        """Whether the server's records are without gap or change."""
        return all(line.ok for line in verify(self.server.store))


@contextmanager
def venue(folder: Path) -> Iterator[Venue]:
    """A venue for the length of a ``with``."""
    made = Venue(folder)
    try:
        yield made
    finally:
        made.server.stop()
