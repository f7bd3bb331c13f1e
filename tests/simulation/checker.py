"""Whether a world that has come to rest has kept every promise: reads the files as anybody could, with the product's own verifiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from kiosk.feed import FeedReader
from kiosk.model import Flag
from kiosk.places import Places
from kiosk.roster import Roster
from kiosk.verify import verify_station
from sync.server.schema import BADGE, QUARANTINE, RECORD
from sync.server.verify import verify
from tests.simulation.fair import ZONES
from tests.simulation.ledger import Key
from tests.simulation.tablet import Tablet
from tests.simulation.world import World

BEGINNING = 2**62
"""Before every clock there is, us."""


def check(world: World) -> list[str]:
    """Every promise broken, in words; none where all were kept."""
    return [
        *world.ledger.faults,
        *_stored(world),
        *_server(world),
        *(fault for tablet in world.tablets for fault in _tablet(world, tablet)),
    ]


def _stored(world: World) -> Iterator[str]:
    """Every record shown is stored once, under its own time; nothing is stored that nobody made."""
    ledger = world.ledger
    count: Counter[Key] = Counter()
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
            if aside.epoch not in ledger.forked:
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


def _tablet(world: World, tablet: Tablet) -> Iterator[str]:
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
        told = {(each.station, each.epoch, each.row) for each in feed.sightings_in(ZONES, -BEGINNING)}
        for passage, undone in world.central.standing():
            if (passage in told) == undone and passage[1:] not in tablet.disk.contents.places:
                yield f"{tablet.name}: was not told of row {passage[2]} of {passage[0]}"
    finally:
        roster.close()
        feed.close()
