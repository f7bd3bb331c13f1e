"""A whole station on real files for tests: its folder, the feed another thread would write, and a clock that stands still."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk import badge, seal
from kiosk.clock import HLC_COUNTER_BITS
from kiosk.config import Identity
from kiosk.feed import Change, FeedReader, FeedWriter, Intake
from kiosk.journal import Journal
from kiosk.model import Answer, Badge, Direction, Link, Sighting, Source
from kiosk.places import Places
from kiosk.programme import Programme
from kiosk.roster import Roster
from kiosk.station import Station
from tests import builders
from tests.builders import EVENT, HASH_KEY, FakeClock

SERVER_KEY, SEAL_KEY = seal.generate()
SIGNING_KEY = bytes(range(32, 64))
IDENTITY = Identity(
    event=EVENT, station="gate-1", role="gate", zone="hall", hash_key=HASH_KEY, seal_key=SEAL_KEY,
    signers={1: Ed25519PrivateKey.from_private_bytes(SIGNING_KEY).public_key().public_bytes_raw()}, url="http://127.0.0.1:1", token="t",
    private_key=bytes(32),
)  # fmt: skip
OTHER_EPOCH = b"another station!"


def code_of(number: int) -> str:
    """The code on badge ``number``."""
    return badge.new_code(lambda length: hashlib.sha256(str(number).encode()).digest()[:length])


def hash_of(number: int) -> bytes:
    """What the roster holds of badge ``number``."""
    return badge.code_hash(code_of(number), HASH_KEY)


def badge_of(number: int, **changes: object) -> Badge:
    """Badge ``number``: a checked-in visitor's, changed as told."""
    return builders.badge(hash_of(number), f"B{number}", **changes)


@dataclass
class Standing:
    """``station`` at work, and ``feed`` as the sync thread would write it."""

    places: Places
    clock: FakeClock
    feed: FeedWriter
    station: Station
    programme: Programme
    fingerprint: str = "here"
    rows: int = field(default=0)

    def receive(self, *changes: Change) -> None:
        """The server sends ``changes``."""
        self.feed.apply(Intake(changes=changes))

    def see(
        self, number: int, zone: str = "hall", direction: Direction = Direction.ENTRY, at: int | None = None, undone: bool = False
    ) -> Sighting:
        """Another station's movement of badge ``number``, now or ``at`` that moment, arrives."""
        self.rows += 1
        moment = self.clock.wall() if at is None else at
        stamp = (moment // 1_000) << HLC_COUNTER_BITS
        seen = Sighting("gate-2", OTHER_EPOCH, self.rows, hash_of(number), zone, direction, moment, stamp, undone)
        self.receive(seen)
        return seen

    def scan(self, code: int | str, source: Source = Source.CAMERA, after: float = 0.0) -> Answer:
        """The badge of that number, or that text, is read ``after`` so many seconds."""
        self.clock.advance(after)
        return self.station.scan(builders.reading(code_of(code) if isinstance(code, int) else code, self.clock, source))

    def reopen(self) -> None:
        """The program is started anew."""
        self.station.close()
        self.station = opened(self.places, self.clock, self.programme, self.fingerprint)


def opened(
    places: Places, clock: FakeClock, programme: Programme, fingerprint: str = "here", direction: Direction | None = None
) -> Station:
    """A station on the files in ``places``, online."""
    journal = Journal(places.journal, EVENT, IDENTITY.station, clock, lambda _: fingerprint)
    feed = FeedReader(places.feed)
    zone = programme.zone(IDENTITY.zone)
    assert zone is not None
    station = Station(journal, Roster(places, feed), feed, programme, zone, IDENTITY, clock, direction=direction, app="test")
    station.set_link(Link(online=True, roster_as_of=clock.wall(), offset=0, error=1_000))
    return station


@contextmanager
def standing(places: Places, clock: FakeClock, programme: Programme, badges: int = 5, **changes: object) -> Iterator[Standing]:
    """A station whose feed knows badges 1 to ``badges``; lets go of everything in the end."""
    feed = FeedWriter(places.feed)
    feed.apply(Intake(changes=[badge_of(number, **changes) for number in range(1, badges + 1)]))
    made = Standing(places, clock, feed, opened(places, clock, programme), programme)
    try:
        yield made
    finally:
        made.station.close()
        feed.close()
