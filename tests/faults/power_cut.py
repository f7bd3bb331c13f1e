"""The power fails at any write of a station's day: what is left is opened by the real code and held against what had been shown.

``trial`` is one run: a traced day in a child, then so many crash states of it. Nothing in it depends on time but the records' stamps.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kiosk import config
from kiosk.errors import KioskError
from kiosk.feed import FeedWriter
from kiosk.journal import Draft, Journal
from kiosk.model import Kind
from kiosk.places import Places
from kiosk.verify import verify_station
from sync import snapshot
from tests.faults import shim
from tests.faults.disk import Disk, crashes, steps
from tests.faults.held_up import CLOCK
from tests.faults.traced_day import AUTHORITY

SCANS = 120
MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of ``states`` crash states, how many were ``corrupt`` (a file that is no whole one, a chain that does not hold, a roster that cannot
    be used) and how many ``lost`` something shown; ``worst``: scans lost in the worst of them; ``first``: what was wrong with the first."""

    states: int
    corrupt: int
    lost: int
    worst: int
    first: str = ""


def trial(states: int, seed: int, *, scans: int = SCANS, synchronous: str = "FULL") -> Outcome:
    """Trace a day of ``scans`` and look at ``states`` crash states of it, spread evenly over the trace, torn by ``seed``."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as made:
        place = Path(made)
        folder, log = place / "station", place / "log"
        environ = shim.under(shim.build(place), folder, log)
        shim.run("tests.faults.traced_day", folder, place / "server", str(scans), synchronous, environ=environ)
        found = [
            look(place / "after", left, shown) for left, shown in crashes(Disk(), list(steps(log, folder)), states, random.Random(seed))
        ]
    losses = [each.lost for each in found if each.lost]
    wrong = [each.wrong for each in found if each.wrong]
    told = wrong or [f"{most} scans lost" for most in losses]
    return Outcome(len(found), len(wrong), len(losses), max(losses, default=0), told[0] if told else "")


@dataclass(frozen=True, slots=True)
class Found:
    """One crash state: what is ``wrong`` with its files ("": nothing) and how many scans shown before are ``lost``."""

    wrong: str
    lost: int


def look(folder: Path, left: dict[str, bytes], shown: list[str]) -> Found:
    """Start the station on what is ``left``, as the program does, and compare."""
    if not shown:  # not enrolled yet: it will be started anew
        return Found("", 0)
    places = Places(folder).make()
    for name, content in left.items():
        (folder / name).write_bytes(content if name != places.ballast.name else b"")
    words = [line.split() for line in shown]
    rosters = [version for what, *rest in words if what == "roster" for version in rest]
    try:
        wrong, rows = _opened(places, set(rosters[:-1]) - set(rosters[-1:]))
    except (KioskError, OSError, sqlite3.Error) as error:
        wrong, rows = f"{type(error).__name__}: {error}", set()
    finally:
        for path in folder.iterdir():
            path.unlink()
    return Found(wrong, sum(tuple(row) not in rows for what, *row in words if what == "row"))


def _opened(places: Places, outdated: set[str]) -> tuple[str, set[tuple[str, ...]]]:
    """What is wrong once the station has begun again, and the records it has: epoch, row, hash. No roster that is ``outdated`` may be
    the one in use."""
    identity = config.load(places)
    if places.ca.read_text() != AUTHORITY:
        return "the certificate is gone", set()
    feed = FeedWriter(places.feed)
    journal = Journal(places.journal, identity.event, identity.station, CLOCK, lambda path: "here")
    try:
        rows: set[tuple[str, ...]] = {
            (epoch.id.hex(), str(record.row), record.hash.hex())
            for epoch in journal._read_epochs()
            for record in journal.since(epoch.id, 0, 1_000_000)
        }
        if journal.set_aside or feed.set_aside:
            return "set aside", rows
        roster = feed.roster()
        if roster is None or roster.version in outdated or not snapshot.usable(feed, places, identity.event):
            return "not the roster that was in use", rows
        journal.append(Draft(Kind.NOTE, CLOCK.wall(), CLOCK.mono()))
    finally:
        journal.close()
        feed.close()
    found = verify_station(places)
    return ", ".join(fault.trouble for fault in found.faults), rows
