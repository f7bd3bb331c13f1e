"""The change feed: what stations have not heard yet, in an order that skips nothing; knows no station's state and no HTTP.

A row of the feed points at what changed (a badge, a record, a person); what it says is read when it is sent, so it is always the latest.
It runs in three streams: the roster and the people (of desks alone), which a snapshot replaces, and the rest.

On SQLite one writer numbers the rows, so the number is the order. On PostgreSQL a row with a lower number may be committed later and
would be skipped for ever; rows are ordered by (transaction, number) and read only below the oldest transaction still under way
(``pg_snapshot_xmin``). A position names a row and that row's random nonce: after a restore the number may be given out again, the nonce
is another, and the station is told to fetch everything.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, literal_column, select, text

from sync.server.database import fill
from sync.server.schema import BADGE, CHANGE, RECORD

ROSTER, REST, PEOPLE = 0, 1, 2
PAGE = 2_000
"""Rows of each stream in one answer: under 1 MiB of JSON."""
FAR = 10 * PAGE
"""From this many roster changes behind, a snapshot is quicker than the changes (20 times, for 1,000,000 badges)."""

_PLACE = r"([0-9a-f]{1,16})\.([0-9a-f]{1,8})"
_POSITION = re.compile(f"{_PLACE}-{_PLACE}(?:-{_PLACE})?")
_AFTER = {
    "sqlite": "change.serial > :serial",
    "postgresql": "(change.xid, change.serial) > (CAST(:xid AS xid8), :serial) AND change.xid < pg_snapshot_xmin(pg_current_snapshot())",
}
_ORDER = {"sqlite": "change.serial", "postgresql": "change.xid, change.serial"}


@dataclass(frozen=True, slots=True)
class Place:
    """A row of one stream; serial 0: before the first."""

    serial: int = 0
    nonce: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """Where a reader stands in every stream. ``str()`` is what travels; a gate's says nothing of people."""

    roster: Place = Place()
    rest: Place = Place()
    people: Place = Place()

    def __str__(self) -> str:
        places = (self.roster, self.rest, self.people) if self.people.serial else (self.roster, self.rest)
        return "-".join(f"{place.serial:x}.{place.nonce:x}" for place in places)

    @classmethod
    def of(cls, text: str) -> Position | None:
        """The position ``text`` speaks of, None for anything else."""
        found = _POSITION.fullmatch(text)
        if found is None:
            return None
        numbers = [int(group or "0", 16) for group in found.groups()]
        places = [Place(*numbers[at : at + 2]) for at in (0, 2, 4)]
        return cls(*places) if max(numbers) < 2**63 else None


def badge_changed(connection: Connection, event: str, code_hashes: Sequence[bytes]) -> None:
    """Tell every station of these badges, in this transaction."""
    _add(connection, [(event, ROSTER, "badge", code_hash, "", b"", 0, False, _nonce()) for code_hash in code_hashes])


def people_changed(connection: Connection, event: str, people: Sequence[str]) -> None:
    """Tell every desk of these people, in this transaction."""
    _add(connection, [(event, PEOPLE, "person", each.encode(), "", b"", 0, False, _nonce()) for each in people])


def seen(connection: Connection, event: str, station: str, epoch: bytes, rows: Sequence[tuple[int, bool]]) -> None:
    """Tell the other stations of these records (row, undone) of ``station``, in this transaction."""
    _add(connection, [(event, REST, "sighting", b"", station, epoch, row, undone, _nonce()) for row, undone in rows])


def staff_changed(connection: Connection, event: str, staff: Sequence[str]) -> None:
    """Tell every station of these people who work here, in this transaction."""
    _add(connection, [(event, REST, "staff", each.encode(), "", b"", 0, False, _nonce()) for each in staff])


def called(connection: Connection, event: str, told: Sequence[bytes]) -> None:
    """Tell every station of these calls for staff and answers to them, as they travel, in this transaction."""
    _add(connection, [(event, REST, "call", each, "", b"", 0, False, _nonce()) for each in told])


def conflicts_changed(connection: Connection, event: str, conflicts: Sequence[str]) -> None:
    """Tell every station of these conflicts, in this transaction."""
    _add(connection, [(event, REST, "conflict", each.encode(), "", b"", 0, False, _nonce()) for each in conflicts])


def programme_changed(connection: Connection, event: str) -> None:
    """Tell every station that the programme is another, in this transaction."""
    _add(connection, [(event, REST, "programme", b"", "", b"", 0, False, _nonce())])


def _add(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    fill(connection, CHANGE, ("event", "stream", "kind", "key", "station", "epoch", "row", "undone", "nonce"), rows)


def _nonce() -> int:
    return secrets.randbits(31) | 1


def known(connection: Connection, event: str, stream: int, place: Place) -> bool:
    """Whether ``place`` is a row of the stream, or before the first."""
    return place.serial == 0 or _row_at(connection, event, stream, place) is not None


def forked(connection: Connection, event: str, station: str, epoch: bytes, row: int) -> None:
    """Have it looked into, in this transaction, that another record than the one stored came for this row."""
    _add(connection, [(event, REST, "fork", b"", station, epoch, row, False, _nonce())])


def holds(connection: Connection, event: str, position: Position) -> bool:
    """Whether its places are rows of this very history: nothing a reader at ``position`` has heard was taken back by a restore."""
    places = ((ROSTER, position.roster), (REST, position.rest), (PEOPLE, position.people))
    return all(known(connection, event, stream, place) for stream, place in places)


def end(connection: Connection, event: str, stream: int) -> Place:
    """The last row a reader may be given now."""
    order = "change.serial DESC" if connection.dialect.name == "sqlite" else "change.xid DESC, change.serial DESC"
    query = (
        _after(connection, select(CHANGE.c.serial, CHANGE.c.nonce), event, stream, Place()).order_by(None).order_by(text(order)).limit(1)
    )
    row = connection.execute(query).one_or_none()
    return Place(*row) if row else Place()


def behind(connection: Connection, event: str, stream: int, place: Place, most: int) -> int:
    """How many rows lie after ``place``, counted up to ``most``."""
    rows = _after(connection, select(literal_column("1").label("one")), event, stream, place).limit(most).subquery()
    return int(connection.execute(select(func.count()).select_from(rows)).scalar_one())


def roster_page(connection: Connection, event: str, place: Place, limit: int = PAGE) -> Sequence[Row[Any]]:
    """The next roster rows after ``place``: serial, nonce, key, and the badge as it is now (``id`` None: it is gone)."""
    badge = and_(BADGE.c.event == CHANGE.c.event, BADGE.c.code_hash == CHANGE.c.key)
    columns = [column for column in BADGE.c if column.name not in ("event", "code_hash", "person")]
    query = select(CHANGE.c.serial, CHANGE.c.nonce, CHANGE.c.key, *columns).select_from(CHANGE.outerjoin(BADGE, badge))
    return connection.execute(_after(connection, query, event, ROSTER, place).limit(limit)).all()


def people_page(connection: Connection, event: str, place: Place, limit: int = PAGE) -> Sequence[Row[Any]]:
    """The next rows of people after ``place``: serial, nonce, key (the person's id)."""
    query = select(CHANGE.c.serial, CHANGE.c.nonce, CHANGE.c.key)
    return connection.execute(_after(connection, query, event, PEOPLE, place).limit(limit)).all()


def rest_page(connection: Connection, event: str, place: Place, limit: int = PAGE) -> Sequence[Row[Any]]:
    """The next other rows after ``place``: serial, nonce, kind, key, undone, and the record (``zone`` None: none) a sighting points at."""
    record = and_(
        RECORD.c.event == CHANGE.c.event,
        RECORD.c.station == CHANGE.c.station,
        RECORD.c.epoch == CHANGE.c.epoch,
        RECORD.c.row == CHANGE.c.row,
    )
    facts = [CHANGE.c[name] for name in ("serial", "nonce", "kind", "key", "undone", "station", "epoch", "row")]
    columns = [RECORD.c[name] for name in ("code_hash", "zone", "direction", "wall", "offset", "hlc", "received")]
    query = select(*facts, *columns).select_from(CHANGE.outerjoin(RECORD, record))
    return connection.execute(_after(connection, query, event, REST, place).limit(limit)).all()


def _after(connection: Connection, query: Select[Any], event: str, stream: int, place: Place) -> Select[Any]:
    dialect = connection.dialect.name
    values: dict[str, Any] = {"serial": place.serial}
    if dialect == "postgresql":
        values["xid"] = (_row_at(connection, event, stream, place) or "0") if place.serial else "0"
    query = query.where(CHANGE.c.event == event, CHANGE.c.stream == stream, text(_AFTER[dialect]).bindparams(**values))
    return query.order_by(text(_ORDER[dialect]))


def _row_at(connection: Connection, event: str, stream: int, place: Place) -> str | None:
    """The transaction that wrote the row at ``place`` (on SQLite ""), None where there is no such row."""
    xid: ColumnElement[str] = literal_column("CAST(change.xid AS text)" if connection.dialect.name == "postgresql" else "''")
    query = select(xid).select_from(CHANGE).where(
        CHANGE.c.event == event, CHANGE.c.stream == stream, CHANGE.c.serial == place.serial, CHANGE.c.nonce == place.nonce
    )  # fmt: skip
    return connection.execute(query).scalar_one_or_none()
