"""Whether a world that has come to rest has kept every promise: reads the files as anybody could, with the product's own verifiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from kiosk.conflicts import What
from kiosk.feed import FeedReader
from kiosk.model import Flag, Kind, Outcome
from kiosk.places import Places
from kiosk.roster import Roster
from kiosk.verify import verify_station
from sync.server import decisions
from sync.server.schema import BADGE, QUARANTINE, RECORD
from sync.server.sift import Fault
from sync.server.verify import verify
from tests.simulation import hindsight
from tests.simulation.fair import ZONES
from tests.simulation.ledger import ONCE, Key
from tests.simulation.tablet import Tablet
from tests.simulation.world import World

BEGINNING = 2**62
"""Before every clock there is, us."""


def check(world: World) -> list[str]:
    """Every promise broken, in words; none where all were kept."""
    with world.central.store.read() as connection:
        cases = decisions.listed(connection, world.fair.identities[0].event, everything=False)
    waiting = [(case.first.zone, case.second.zone) for case in cases]
    found = [*world.ledger.faults, *_stored(world), *_server(world), *_conflicts(world), *_in_hindsight(world)]
    for tablet in world.tablets:
        found += _tablet(world, tablet, waiting)
    return found


def _stored(world: World) -> Iterator[str]:
    """Every record shown is stored once, under its own time; nothing is stored that nobody made."""
    ledger = world.ledger
    count: Counter[Key] = Counter()
    numbers = Counter((epoch, row) for epoch, row, _ in ledger.made)
    forked = {epoch for (epoch, _), times in numbers.items() if times > 1}
    with world.central.store.read() as connection:
        for row in connection.execute(select(RECORD.c.epoch, RECORD.c.row, RECORD.c.hash, RECORD.c.wall, RECORD.c.hlc, RECORD.c.station)):
            key = row.epoch, row.row, row.hash
            count[key] += 1
            made = ledger.made.get(key)
            if made is None:
                yield f"row {row.row} of {row.station} is stored and was never made"
            elif (made.wall, made.hlc, made.station) != (row.wall, row.hlc, row.station):
                yield f"row {row.row} of {row.station} is stored under another time"
        for aside in connection.execute(select(*(QUARANTINE.c[name] for name in ("epoch", "row", "hash", "station", "reason")))):
            count[aside.epoch, aside.row, aside.hash] += 1
            if aside.epoch not in forked:
                yield f"row {aside.row} of {aside.station} is set aside without a fork: {aside.reason}"
    for key in ledger.shown:
        made = ledger.made[key]
        if count[key] == 0 and key not in ledger.excused:
            yield f"lost: row {made.row} of {made.station}, shown"
        elif count[key] > 1:
            yield f"row {made.row} of {made.station} is stored {count[key]} times"


def _server(world: World) -> Iterator[str]:
    """Every journal the server holds is whole and in order."""
    for found in verify(world.central.store):
        if not found.ok:
            yield f"server: {found.station} has {found.gaps} gaps, {found.broken} broken rows"


def _conflicts(world: World) -> Iterator[str]:
    """Every badge let in twice where once is all, and every journal that two devices wrote, is a case for a person."""
    store, event = world.central.store, world.fair.identities[0].event
    columns = [RECORD.c[name] for name in ("station", "epoch", "row", "code_hash", "kind", "outcome", "refers")]
    with store.read() as connection:
        records = connection.execute(select(*columns).where(RECORD.c.zone == ONCE)).all()
        forks = {(row.station, row.epoch.hex()) for row in connection.execute(select(QUARANTINE).where(QUARANTINE.c.reason == Fault.FORK))}
        cases = decisions.listed(connection, event)
    undone = {(row.station, row.epoch, row.refers) for row in records if row.kind == Kind.UNDO}
    entered = {
        (row.code_hash.hex(), row.station, row.epoch)
        for row in records
        if row.kind == Kind.SCAN and row.outcome == Outcome.ADMIT and (row.station, row.epoch, row.row) not in undone
    }
    entries = Counter(code for code, _, _ in entered)
    doubles = Counter(case.code for case in cases if case.what == What.DOUBLE_ADMISSION and not case.withdrawn)
    for code, times in entries.items():
        if doubles[code] < times - 1:
            yield f"a badge let in {times} times makes {doubles[code]} conflicts"
    told = {(case.first.station, case.first.epoch) for case in cases if case.what == What.FORK}
    yield from (f"a fork of {station} is no conflict" for station, _ in forks - told)


def _in_hindsight(world: World) -> Iterator[str]:
    """Every conflict of one badge there truly was is found, and no other."""
    ledger, central = world.ledger, world.central
    with central.store.read() as connection:
        stored = {(row.epoch, row.row, row.hash) for row in connection.execute(select(RECORD.c.epoch, RECORD.c.row, RECORD.c.hash))}
        told = decisions.listed(connection, world.fair.identities[0].event)
    seen = hindsight.passed(ledger, stored)
    yield from hindsight.off(ledger)
    yield from hindsight.walks(seen, told)
    yield from hindsight.after_revocation(seen, central.standing, told)


def _tablet(world: World, tablet: Tablet, waiting: list[tuple[str, str]]) -> Iterator[str]:
    """The journal verifies and is sent; what the server says has come down."""
    places = Places(tablet.disk.folder)
    found = verify_station(places)
    if not found.ok or found.unsent:
        yield f"{tablet.name}: journal {found.faults}, {found.unsent} unsent"
    feed = FeedReader(places.feed)
    roster = Roster(places, feed)
    try:
        with world.central.store.read() as connection:
            for row in connection.execute(select(BADGE.c.code_hash, BADGE.c.flags)):
                badge = roster.find(row.code_hash)
                if badge is None or badge.flags != Flag(row.flags):
                    yield f"{tablet.name}: a badge is {badge and badge.flags!r}, at the server {Flag(row.flags)!r}"
        zone = tablet.identity.zone
        due = sum(zone in zones for zones in waiting)
        if feed.conflicts(zone) != due:
            yield f"{tablet.name}: knows of {feed.conflicts(zone)} conflicts, the server of {due}"
        told = {(each.station, each.epoch, each.row) for each in feed.sightings_in(ZONES, -BEGINNING)}
        for passage, undone in world.central.entries():
            if (passage in told) == undone and passage[1:] not in tablet.disk.contents.places:
                yield f"{tablet.name}: was not told of row {passage[2]} of {passage[0]}"
    finally:
        roster.close()
        feed.close()
