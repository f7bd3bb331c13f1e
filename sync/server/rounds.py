"""One round as the server serves it: records in, changes out; knows no HTTP.

Records first, in a transaction of their own: once they are committed the answer may say so, and if reading the changes then fails the
station sends the same again, which changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update

from kiosk.clock import believed
from kiosk.model import Direction
from sync.server import conflicts, decisions, desk_keys, feed, ingest
from sync.server.enrol import Station, authorise
from sync.server.feed import Place, Position
from sync.server.ingest import Batch, Taken
from sync.server.schema import STAFF, STATION
from sync.server.store import Store
from sync.wire import (
    BadgeChange,
    Change,
    Cursor,
    ProgrammeChange,
    RoundAnswer,
    RoundRequest,
    SightingChange,
    StaffChange,
)

SEEN_EVERY_US = 15_000_000
"""A station's unchanged status is written down this often, not with every round: 1,000 stations ask once a second."""


def serve(store: Store, header: str, request: RoundRequest) -> RoundAnswer:
    """Answer ``request`` of the station whose token ``header`` carries. Raises UpstreamDenied, or a StoreError (nothing was taken then)."""
    received = store.clock.wall()
    with store.read() as connection:
        station = authorise(connection, header)
        generation = store.current(connection)
    generation = generation or store.generation()
    taken = _take(store, station, request, received)
    with store.read() as connection:
        if taken is None:
            taken = ingest.standing(connection, station.event, station.id, bytes.fromhex(request.epoch))
        changes: list[Change] = []
        cursor, more = Cursor(), False
        position = _position(connection, station.event, request.cursor, generation)
        if position is not None:
            changes, position, more = _changes(store, connection, station, position)
            cursor = Cursor(generation=generation, position=str(position))
    return RoundAnswer(
        epoch=request.epoch, mark=taken.mark, head=taken.head.hex(), fork=taken.fork, quarantined=taken.quarantined, changes=changes,
        cursor=cursor, refetch=position is None, more=more, received=received, sent=store.clock.wall(),
    )  # fmt: skip


def _take(store: Store, station: Station, request: RoundRequest, now: int) -> Taken | None:
    """What became of the records, None where there were none."""
    status = json.dumps(request.status.model_dump(mode="json"), sort_keys=True)
    if not request.records and status == station.status and now - station.seen < SEEN_EVERY_US:
        return None
    with store.write() as connection:
        taken = None
        conflicts.silence(connection, station.event, station.id, station.seen, now)
        if request.records:
            batch = Batch(station.event, station.id, bytes.fromhex(request.epoch), request.first_row, request.records)
            taken = ingest.take(connection, batch, now)
        mine = (STATION.c.event == station.event, STATION.c.id == station.id)
        connection.execute(update(STATION).where(*mine).values(seen=now, status=status))
        return taken


def _position(connection: Connection, event: str, cursor: Cursor, generation: str) -> Position | None:
    """Where to go on from; None where the station must fetch a snapshot."""
    if cursor == Cursor():
        position: Position | None = Position()
    elif cursor.generation != generation:
        return None
    else:
        position = Position.of(cursor.position)
    if position is None or not feed.holds(connection, event, position):
        return None
    most = feed.PAGE if position.roster == Place() else feed.FAR
    return None if feed.behind(connection, event, feed.ROSTER, position.roster, most + 1) > most else position


def _changes(store: Store, connection: Connection, station: Station, after: Position) -> tuple[list[Change], Position, bool]:
    roster = feed.roster_page(connection, station.event, after.roster)
    rest = feed.rest_page(connection, station.event, after.rest)
    changes: list[Change] = [*_badges(roster), *_others(store, connection, station, rest)]
    more = len(roster) == feed.PAGE or len(rest) == feed.PAGE
    return changes, Position(_end(roster, after.roster), _end(rest, after.rest)), more


def _end(rows: Sequence[Row[Any]], before: Place) -> Place:
    return Place(rows[-1].serial, rows[-1].nonce) if rows else before


def _badges(rows: Sequence[Row[Any]]) -> Iterable[BadgeChange]:
    for row in {row.key: row for row in rows}.values():  # changed twice: said once
        code = row.key.hex()
        if row.id is None:
            yield BadgeChange(code=code, gone=True)
            continue
        yield BadgeChange(
            code=code, id=row.id, category=row.category, flags=row.flags, valid_from=row.valid_from, valid_until=row.valid_until,
            days=json.loads(row.days), invitations=json.loads(row.invitations),
        )  # fmt: skip


def _others(store: Store, connection: Connection, station: Station, rows: Sequence[Row[Any]]) -> Iterable[Change]:
    staff = [row.key.decode() for row in rows if row.kind == "staff"]
    if staff:
        for person in connection.execute(select(STAFF).where(STAFF.c.event == station.event, STAFF.c.id.in_(set(staff)))):
            yield StaffChange(id=person.id, name=person.name, role=person.role, pin=person.pin, blocked=person.blocked)
    if any(row.kind == "programme" for row in rows):
        event = store.event(connection, station.event)
        yield ProgrammeChange(text=event.programme, version=event.version, desk_keys=desk_keys.told(connection, event.id))
    told = {row.key.decode() for row in rows if row.kind == "conflict"}
    if told:
        yield from decisions.listed(connection, station.event, told)
    for row in rows:
        # its own come too: after a restore, or beside a copy of itself, a station's journal lacks them
        if row.kind == "sighting" and row.zone is not None:  # a record in quarantine is pointed at by nothing that counts
            hlc, at = believed(row.hlc, row.wall + (row.offset or 0), row.received)
            yield SightingChange(
                station=row.station, epoch=row.epoch.hex(), row=row.row, code=row.code_hash.hex(), zone=row.zone,
                direction=Direction(row.direction or Direction.ENTRY), at=at, hlc=hlc, undone=row.undone,
            )  # fmt: skip
