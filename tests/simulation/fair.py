"""The event every seed plays at: its programme, badges, twelve gates; made once a process by the real server, and copied."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert, update

from kiosk import badge, seal
from kiosk.config import Identity
from kiosk.feed import FeedWriter
from kiosk.journal import Journal, fingerprint
from kiosk.model import Flag
from kiosk.outbox import Outbox
from kiosk.places import Places
from kiosk.programme import load
from sync.health import Health
from sync.round import Round
from sync.server.admin import Admin
from sync.server.people import Person
from sync.server.schema import EVENT, STATION
from sync.server.store import Store
from tests.builders import HASH_KEY, FakeClock, at
from tests.simulation.central import Central, Direct
from tests.simulation.ledger import ONCE, Contents
from tests.simulation.tablet import Disk

NAME = "slw-sim"
PRIVATE_KEY = bytes(range(32))
PUBLIC_KEY = Ed25519PrivateKey.from_private_bytes(PRIVATE_KEY).public_key().public_bytes_raw()
OPENING = at(1, 11)
GATES = 12
BADGES = 150
WALK_S = 10
ZONES = (ONCE, ONCE, "forum", ONCE, "lounge", ONCE, "forum", ONCE, "lounge", ONCE, "forum", "lounge")
PROGRAMME = """
[event]
id = "slw-sim"
name = { ko = "모의 행사", en = "Rehearsal" }
timezone = "Asia/Seoul"
days = [2026-10-07, 2026-10-08, 2026-10-09]
walk_s = 10

[[category]]
id = "visitor"
name = { ko = "관람객", en = "Visitor" }
band = "#2463A6"
ink = "#FFFFFF"
""" + "".join(
    f"""
[[zone]]
id = "{zone}"
name = {{ ko = "{zone}", en = "{zone}" }}
place = {{ ko = "1층", en = "Level 1" }}
icon = "house"
categories = ["visitor"]
reentry = "{reentry}"
pause_s = 3
hours = [ {{ days = [1, 2, 3], opens = 08:00:00, closes = 20:00:00 }} ]
"""
    for zone, reentry in ((ONCE, "once"), ("forum", "after_exit"), ("lounge", "free"))
)


def code_of(number: int) -> str:
    """The code on badge ``number``."""
    return badge.new_code(lambda length: hashlib.sha256(f"badge {number}".encode()).digest()[:length])


def token_of(gate: int) -> str:
    """What the server knows gate ``gate`` by."""
    return f"token-{gate}"


@dataclass(frozen=True)
class Fair:
    """A server's folder with the event in it, a station's that has just been enrolled at it, and who the gates are."""

    server: Path
    station: Path
    identities: tuple[Identity, ...]
    codes: tuple[str, ...]
    hashes: tuple[bytes, ...]

    def lay(self, folder: Path) -> Path:
        """A server of its own in ``folder``; returns its database. It counts as made there: the first seconds of every seed need no
        station to fetch everything again."""
        shutil.copytree(self.server, folder)
        file = folder / "server.db"
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute("UPDATE store SET fingerprint = ?", (fingerprint(file),))
        connection.close()
        return file

    def disk(self, folder: Path, fingerprint: str) -> Disk:
        """A tablet's disk as enrolment leaves it: no journal yet, the programme and the roster there."""
        shutil.copytree(self.station, folder)
        return Disk(folder, fingerprint, Contents())


def make(folder: Path) -> Fair:
    """Build the event under ``folder``."""
    clock = FakeClock(OPENING)
    private, public = seal.generate()
    hashes = tuple(badge.code_hash(code_of(number), HASH_KEY) for number in range(BADGES))
    store = Store(f"sqlite:///{folder / 'server' / 'server.db'}", clock)
    try:
        admin = Admin(store)
        admin.put_programme(load(PROGRAMME))
        with store.write() as connection:
            connection.execute(update(EVENT).values(hash_key=HASH_KEY, seal_private=private, seal_public=public))
            connection.execute(insert(STATION), [_station(gate) for gate in range(GATES)])
        admin.add_people([_person(number) for number in range(BADGES)])
    finally:
        store.close()
    identities = tuple(_identity(gate, public) for gate in range(GATES))
    places = _enrolled(folder, identities[0])
    return Fair(folder / "server", places.root, identities, tuple(map(code_of, range(BADGES))), hashes)


def _enrolled(folder: Path, identity: Identity) -> Places:
    clock = FakeClock(OPENING)
    places = Places(folder / "station").make()
    Journal(places.journal, identity.event, identity.station, clock).close()
    central = Central(folder, folder / "server" / "server.db", clock)
    ends = Round(Direct(central, identity), Outbox(places.journal), FeedWriter(places.feed), places, clock, identity.event)
    while ends.exchange(Health(), 0).again:
        pass
    ends.close()
    central.close()
    for path in (places.journal, places.ballast):
        path.unlink()
    return places


def _person(number: int) -> Person:
    code = code_of(number)
    return Person(key=f"k{number}", name="홍길동", phone="", email="", company="", category="visitor", code=code, flags=Flag.CHECKED_IN)


def _name(gate: int) -> str:
    return f"gate-{gate + 1:02}"


def _station(gate: int) -> dict[str, object]:
    return {
        "event": NAME, "id": _name(gate), "name": _name(gate), "role": "gate", "zone": ZONES[gate], "public_key": PUBLIC_KEY,
        "token_hash": hashlib.sha256(token_of(gate).encode()).digest(), "revoked": False, "made": OPENING, "seen": 0, "status": "",
    }  # fmt: skip


def _identity(gate: int, seal_key: bytes) -> Identity:
    return Identity(
        event=NAME, station=_name(gate), role="gate", zone=ZONES[gate], hash_key=HASH_KEY, seal_key=seal_key, signers={},
        url="http://127.0.0.1:1", token=token_of(gate), private_key=PRIVATE_KEY,
    )  # fmt: skip
