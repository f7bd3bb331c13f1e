"""Whom desks registered and corrected: from the acts on record to the people and badges every station hears of; knows no HTTP.

The payload is opened with the event's key. Someone who is there already is left as they are, so the same records again change nothing. Of
several corrections of one field the latest by hybrid stamp counts, in whatever order they come; no stamp counts as later than it came.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import Connection, Row, select, update

from kiosk.act_payload import Unopened, for_server
from kiosk.badge import code_hash, new_confirmation
from kiosk.clock import believed
from kiosk.model import Kind, Record
from kiosk.walk_in import Field, tidy
from sync.server import feed
from sync.server.database import among, put
from sync.server.people import Person, badge_rows, fits, person_row, put_badges
from sync.server.schema import BADGE, EVENT, PERSON, RECORD
from sync.server.store import Event

ACTS = (Kind.WALK_IN, Kind.CORRECTION)

log = logging.getLogger(__name__)


def settle(connection: Connection, event: str, acts: Sequence[Record], now: int) -> None:
    """Bring people and badges to what ``acts``, stored in this transaction, say (``now``: server clock, us), and tell the stations."""
    if not acts:
        return
    columns = [EVENT.c[each.name] for each in fields(Event)]
    keys = Event(*connection.execute(select(*columns).where(EVENT.c.id == event)).one())
    for act in acts:
        if act.kind is Kind.WALK_IN:
            _register(connection, keys, act, now)
    for person in sorted({act.badge for act in acts if act.kind is Kind.CORRECTION}):
        _correct(connection, keys, person)


def _register(connection: Connection, event: Event, act: Record, now: int) -> None:
    values = _opened(act.payload, act.badge, event)
    person = Person(
        "", tidy(values.get("name", "")), tidy(values.get("phone", "")), tidy(values.get("email", "")), tidy(values.get("company", "")),
        act.category, values.get("code", ""), new_confirmation(),
    )  # fmt: skip
    if not act.badge or not fits(act.badge, person) or code_hash(person.code, event.hash_key) != act.code_hash:
        log.warning("walk-in: row %d of %s, epoch %s cannot be used", act.row, act.station, act.epoch.hex())
        return
    there = select(PERSON.c.id).where(PERSON.c.event == event.id, PERSON.c.id == act.badge)
    taken = select(BADGE.c.id).where(BADGE.c.event == event.id, BADGE.c.code_hash == act.code_hash)
    if connection.execute(there).first() or connection.execute(taken).first():
        return
    put(connection, PERSON, [person_row(event.id, act.badge, person)])
    feed.people_changed(connection, event.id, [act.badge])
    put_badges(connection, event.id, badge_rows(event, act.badge, person, None), now)


def _correct(connection: Connection, event: Event, person: str) -> None:
    # two desks at once take turns here, so that the second sees what the first has said
    mine = (PERSON.c.event == event.id, PERSON.c.id == person)
    if connection.execute(select(PERSON.c.id).where(*mine).with_for_update()).one_or_none() is None:
        return
    values: dict[str, str] = {}
    for row in sorted(_corrections(connection, event.id, person), key=_stamp):
        opened = _opened(row.payload, person, event)
        values |= {field.value: tidy(opened[field]) for field in (Field.NAME, Field.COMPANY) if field in opened}
    if not values.get("name", "-"):
        del values["name"]
    if values and connection.execute(update(PERSON).where(*mine).values(**values)).rowcount:
        feed.people_changed(connection, event.id, [person])


def _corrections(connection: Connection, event: str, person: str) -> Sequence[Row[tuple[object, ...]]]:
    worn = connection.execute(select(BADGE.c.code_hash).where(BADGE.c.event == event, BADGE.c.person == person)).scalars().all()
    facts = [RECORD.c[name] for name in ("payload", "hlc", "wall", "offset", "received", "station", "row")]
    query = select(*facts).where(
        RECORD.c.event == event, among(connection, RECORD.c.code_hash, sorted(worn)), RECORD.c.kind == Kind.CORRECTION.value,
        RECORD.c.badge == person,
    )  # fmt: skip
    return connection.execute(query).all() if worn else ()


def _stamp(row: Row[tuple[object, ...]]) -> tuple[int, str, int]:
    hlc, _ = believed(row.hlc, row.wall + (row.offset or 0), row.received)
    return hlc, row.station, row.row


def _opened(payload: bytes, person: str, event: Event) -> dict[str, str]:
    """What the act says, nothing where it cannot be opened."""
    try:
        return for_server(payload, person, event.seal_private)
    except Unopened:
        return {}
