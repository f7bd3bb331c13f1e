"""What stations have not heard yet, as it travels: one page of the feed in messages; knows no HTTP and no station's round."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, select

from kiosk.clock import believed
from kiosk.model import Direction
from kiosk.rows import STAFF_COLUMNS
from sync.server import decisions, desk_keys, feed, persons
from sync.server.feed import Page, Place, Position
from sync.server.packed import Part
from sync.server.schema import STAFF
from sync.server.store import Store
from sync.wire import BadgeChange, CallChange, Change, Cursor, HandedChange, PersonChange, ProgrammeChange, SightingChange, StaffChange

_CHANGES: TypeAdapter[list[Change]] = TypeAdapter(list[Change])


def disproved(connection: Connection, event: str, cursor: Cursor, generation: str) -> bool:
    """Whether ``cursor``, given out under ``generation``, names a change this store does not hold: it was put back to an older state."""
    position = Position.of(cursor.position) if cursor.generation == generation else None
    return position is not None and not feed.holds(connection, event, position)


def position_of(connection: Connection, event: str, cursor: Cursor, generation: str, *, named: bool = False) -> Position | None:
    """Where a reader at ``cursor`` goes on; None where it must fetch a snapshot. ``named``: it hears of people too."""
    if cursor == Cursor():
        position: Position | None = Position()
    elif cursor.generation != generation:
        return None
    else:
        position = Position.of(cursor.position)
    if position is None or not feed.holds(connection, event, position):
        return None
    for stream, place in ((feed.ROSTER, position.roster), (feed.PEOPLE, position.people))[: 2 if named else 1]:
        most = feed.PAGE if place == Place() else feed.FAR
        if feed.behind(connection, event, stream, place, most + 1) > most:
            return None
    return position


def page(store: Store, connection: Connection, event: str, after: Position, generation: str, *, named: bool = False) -> Page:
    """The changes after ``after``, a place under ``generation``; of people only to who is ``named``.

    A page that is full is remembered: stations that lost the server together come back with one cursor and ask for the same pages. What
    changed since it was made comes with a later one."""
    key = (event, generation, str(after), named)
    if (known := store.pages.get(key)) is not None:
        return known
    roster = feed.roster_page(connection, event, after.roster)
    rest = _fitting(feed.rest_page(connection, event, after.rest))
    people = feed.people_page(connection, event, after.people) if named else ()
    messages = [*_badges(roster), *_people(connection, event, people), *_others(store, connection, event, rest)]
    parts = [_CHANGES.dump_json(messages)[1:-1]] if messages else []
    parts += _sightings(connection, event, rest)
    end = Position(_end(roster, after.roster), _end(rest, after.rest), _end(people, after.people))
    found = Page(Part(b",".join(parts)), end, feed.PAGE in (len(roster), len(people)) or sum(map(_said, rest)) >= feed.PAGE)
    if found.more:
        store.pages.put(key, found)
    return found


def _said(row: Row[Any]) -> int:
    return 1 + int(row.key.count(b"\n"))


def _fitting(rows: Sequence[Row[Any]]) -> Sequence[Row[Any]]:
    """As many of ``rows`` as make a page: one may tell of several passages."""
    counted = accumulate(map(_said, rows))
    return rows[: next((number for number, count in enumerate(counted, start=1) if count >= feed.PAGE), len(rows))]


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


def _people(connection: Connection, event: str, rows: Sequence[Row[Any]]) -> Iterable[PersonChange]:
    changed = sorted({row.key.decode() for row in rows})
    if changed:
        held = dict(persons.sealed(connection, event, persons.data_key(connection, event), changed))
        for id_ in changed:
            yield PersonChange(id=id_, sealed=held.get(id_, b"").hex())


def _others(store: Store, connection: Connection, event: str, rows: Sequence[Row[Any]]) -> Iterable[Change]:
    staff = [row.key.decode() for row in rows if row.kind == "staff"]
    if staff:
        for person in connection.execute(select(STAFF).where(STAFF.c.event == event, STAFF.c.id.in_(set(staff)))):
            yield StaffChange(**{name: getattr(person, name) for name in STAFF_COLUMNS})
    if any(row.kind == "programme" for row in rows):
        known = store.event(connection, event)
        yield ProgrammeChange(text=known.programme, version=known.version, desk_keys=desk_keys.told(connection, event))
    told = {row.key.decode() for row in rows if row.kind == "conflict"}
    if told:
        yield from decisions.listed(connection, event, told)
    yield from (CallChange.model_validate_json(row.key) for row in rows if row.kind == "call")
    yield from (HandedChange.model_validate_json(row.key) for row in rows if row.kind == "handed")


def _sightings(connection: Connection, event: str, rows: Sequence[Row[Any]]) -> Iterable[bytes]:
    """In the order in which they happened; a station's own too: after a restore, or beside a copy of itself, its journal lacks them."""
    records = feed.pointed_at(connection, event, rows)
    for row in rows:
        if row.kind == "sighting" and row.key:
            yield SightingChange.told(row.station, row.epoch, row.key)
        elif row.kind == "sighting" and (record := records.get(row.serial)) is not None:
            hlc, at = believed(record.hlc, record.wall + (record.offset or 0), record.received)
            yield SightingChange(
                station=row.station, epoch=row.epoch.hex(), row=row.row, code=record.code_hash.hex(), zone=record.zone,
                direction=Direction(record.direction or Direction.ENTRY), at=at, hlc=hlc, undone=row.undone,
            ).model_dump_json().encode()  # fmt: skip
