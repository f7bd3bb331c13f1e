"""The change feed: what stations have not heard yet, in an order that skips nothing; knows no station's state and no HTTP.

A row of the feed points at what changed (a badge, a person); what it says is read when it is sent, so it is always the latest. Passages
never change, so their row says them itself, as they travel, several of one journal together.
It runs in three streams: the roster and the people (of desks alone), which a snapshot replaces, and the rest.

On SQLite one writer numbers the rows, so the number is the order. On PostgreSQL a row with a lower number may be committed later and
would be skipped for ever; rows are ordered by (transaction, number) and read only below the oldest transaction still under way
(``pg_snapshot_xmin``). A position names a row and that row's random nonce: after a restore the number may be given out again, the nonce
is another, and the station is told to fetch everything.
"""

from __future__ import annotations

import re
import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Row, Select, and_, bindparam, func, literal_column, select, text

from sync.server.database import among, fill
from sync.server.packed import Part
from sync.server.schema import BADGE, CHANGE, RECORD

ROSTER, REST, PEOPLE = 0, 1, 2
PAGE = 2_000
"""Rows of each stream in one answer: under 1 MiB of JSON."""
FAR = 10 * PAGE
"""From this many roster changes behind, a snapshot is quicker than the changes (20 times, for 1,000,000 badges)."""

TOLD = 12
"""Passages of one journal told in one row of the feed: under 2 kB, from where on PostgreSQL would keep a value in a table beside."""

COLUMNS = ("event", "stream", "kind", "key", "station", "epoch", "row", "undone", "nonce")
"""What a writer says of a row of the feed; the rest the database adds."""

_PLACE = r"([0-9a-f]{1,16})\.([0-9a-f]{1,8})"
_POSITION = re.compile(f"{_PLACE}-{_PLACE}(?:-{_PLACE})?")
_CODE = re.compile(rb'"code":"([0-9a-f]*)"')
_ROW = "change.event = :event AND change.stream = :stream AND change.serial = :serial AND change.nonce = :nonce"
_AFTER = {
    "sqlite": "change.serial > :serial",
    "postgresql": f"(change.xid, change.serial) > (COALESCE((SELECT change.xid FROM change WHERE {_ROW}), '0'), :serial)"  # noqa: S608
    " AND change.xid < pg_snapshot_xmin(pg_current_snapshot())",
}
_ORDER = {"sqlite": "change.serial", "postgresql": "change.xid, change.serial"}
_BACKWARDS = {"sqlite": "change.serial DESC", "postgresql": "change.xid DESC, change.serial DESC"}


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


@dataclass(frozen=True, slots=True)
class Page:
    """Changes as they travel (JSON, commas between, empty for none), and where they end; ``more``: others follow."""

    changes: Part
    end: Position
    more: bool


def badge_changed(connection: Connection, event: str, code_hashes: Sequence[bytes]) -> None:
    """Tell every station of these badges, in this transaction."""
    _add(connection, [(event, ROSTER, "badge", code_hash, "", b"", 0, False, _nonce()) for code_hash in code_hashes])


def people_changed(connection: Connection, event: str, people: Sequence[str]) -> None:
    """Tell every desk of these people, in this transaction."""
    _add(connection, [(event, PEOPLE, "person", each.encode(), "", b"", 0, False, _nonce()) for each in people])


def seen(connection: Connection, event: str, station: str, epoch: bytes, passages: Sequence[str]) -> None:
    """Tell the other stations of these passages of ``station`` (``SightingChange.facts``), in this transaction."""
    some = [passages[at : at + TOLD] for at in range(0, len(passages), TOLD)]
    _add(connection, [passages_row(event, station, epoch, each) for each in some])


def passages_row(event: str, station: str, epoch: bytes, passages: Sequence[str]) -> tuple[Any, ...]:
    """The row that tells of these passages, at most TOLD, in the order of COLUMNS."""
    return event, REST, "sighting", "\n".join(passages).encode(), station, epoch, 0, False, _nonce()


def pointed(connection: Connection, event: str, station: str, epoch: bytes, rows: Sequence[tuple[int, bool]]) -> None:
    """Tell the other stations once more of these records (row, taken back) of ``station``, in this transaction."""
    _add(connection, [(event, REST, "sighting", b"", station, epoch, row, undone, _nonce()) for row, undone in rows])


def staff_changed(connection: Connection, event: str, staff: Sequence[str]) -> None:
    """Tell every station of these people who work here, in this transaction."""
    _add(connection, [(event, REST, "staff", each.encode(), "", b"", 0, False, _nonce()) for each in staff])


def handed(connection: Connection, event: str, told: Sequence[bytes]) -> None:
    """Tell every station of what was handed out, as it travels, in this transaction."""
    _add(connection, [(event, REST, "handed", each, "", b"", 0, False, _nonce()) for each in told])


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
    fill(connection, CHANGE, COLUMNS, rows)


def _nonce() -> int:
    return secrets.randbits(31) | 1


def known(connection: Connection, event: str, stream: int, place: Place) -> bool:
    """Whether ``place`` is a row of the stream, or before the first."""
    return place.serial == 0 or connection.execute(_IS_ROW, _at(event, stream, place)).one_or_none() is not None


def forked(connection: Connection, event: str, station: str, epoch: bytes, row: int) -> None:
    """Have it looked into, in this transaction, that another record than the one stored came for this row."""
    _add(connection, [(event, REST, "fork", b"", station, epoch, row, False, _nonce())])


def holds(connection: Connection, event: str, position: Position) -> bool:
    """Whether its places are rows of this very history: nothing a reader at ``position`` has heard was taken back by a restore."""
    places = ((ROSTER, position.roster), (REST, position.rest), (PEOPLE, position.people))
    return all(known(connection, event, stream, place) for stream, place in places)


def end(connection: Connection, event: str, stream: int) -> Place:
    """The last row a reader may be given now."""
    row = connection.execute(_last(connection.dialect.name), _at(event, stream, Place())).one_or_none()
    return Place(*row) if row else Place()


def behind(connection: Connection, event: str, stream: int, place: Place, most: int) -> int:
    """How many rows lie after ``place``, counted up to ``most``."""
    return int(connection.execute(_counted(connection.dialect.name), _at(event, stream, place) | {"most": most}).scalar_one())


def roster_page(connection: Connection, event: str, place: Place, limit: int = PAGE) -> Sequence[Row[Any]]:
    """The next roster rows after ``place``: serial, nonce, key, and the badge as it is now (``id`` None: it is gone)."""
    return connection.execute(_badges(connection.dialect.name), _at(event, ROSTER, place) | {"most": limit}).all()


def people_page(connection: Connection, event: str, place: Place, limit: int = PAGE) -> Sequence[Row[Any]]:
    """The next rows of people after ``place``: serial, nonce, kind, key (the person's id)."""
    return connection.execute(_rows(connection.dialect.name), _at(event, PEOPLE, place) | {"most": limit}).all()


def rest_page(connection: Connection, event: str, place: Place, limit: int = PAGE) -> Sequence[Row[Any]]:
    """The next other rows after ``place``: serial, nonce, kind, key, station, epoch, row, undone."""
    return connection.execute(_rows(connection.dialect.name), _at(event, REST, place) | {"most": limit}).all()


def codes(row: Row[Any]) -> list[bytes]:
    """Of the badges a sighting's row tells of itself."""
    return [bytes.fromhex(code.decode()) for code in _CODE.findall(row.key)]


def pointed_at(connection: Connection, event: str, rows: Sequence[Row[Any]]) -> dict[int, Row[Any]]:
    """Of the sightings among ``rows`` that tell only where a record is, the record by serial, where it is stored: code_hash, zone,
    direction, wall, offset, hlc, received. Those taken back do, and all from before the feed told more."""
    journals: dict[tuple[str, bytes], list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if row.kind == "sighting" and not row.key:
            journals[row.station, row.epoch].append(row)
    found: dict[int, Row[Any]] = {}
    for (station, epoch), those in journals.items():
        mine = (RECORD.c.event == event, RECORD.c.station == station, RECORD.c.epoch == epoch)
        query = select(*_FACTS).where(*mine, among(connection, RECORD.c.row, sorted({row.row for row in those})))
        records = {record.row: record for record in connection.execute(query)}
        found |= {row.serial: records[row.row] for row in those if row.row in records}
    return found


_FACTS = [RECORD.c[name] for name in ("row", "code_hash", "zone", "direction", "wall", "offset", "hlc", "received")]
_IS_ROW: Select[Any] = select(literal_column("1")).select_from(CHANGE).where(text(_ROW))


def _at(event: str, stream: int, place: Place) -> dict[str, Any]:
    return {"event": event, "stream": stream, "serial": place.serial, "nonce": place.nonce}


# Statements are put together once for each kind of database: that takes several times as long as running one.


def _after(dialect: str, query: Select[Any]) -> Select[Any]:
    mine = text("change.event = :event AND change.stream = :stream")
    return query.where(mine, text(_AFTER[dialect])).order_by(text(_ORDER[dialect])).limit(bindparam("most", type_=Integer))


@cache
def _rows(dialect: str) -> Select[Any]:
    return _after(dialect, select(*(CHANGE.c[name] for name in ("serial", "nonce", "kind", "key", "station", "epoch", "row", "undone"))))


@cache
def _badges(dialect: str) -> Select[Any]:
    badge = and_(BADGE.c.event == CHANGE.c.event, BADGE.c.code_hash == CHANGE.c.key)
    columns = [column for column in BADGE.c if column.name not in ("event", "code_hash", "person")]
    return _after(dialect, select(CHANGE.c.serial, CHANGE.c.nonce, CHANGE.c.key, *columns).select_from(CHANGE.outerjoin(BADGE, badge)))


@cache
def _counted(dialect: str) -> Select[Any]:
    rows = _after(dialect, select(literal_column("1").label("one")).select_from(CHANGE)).subquery()
    return select(func.count()).select_from(rows)


@cache
def _last(dialect: str) -> Select[Any]:
    query = _after(dialect, select(CHANGE.c.serial, CHANGE.c.nonce))
    return query.order_by(None).order_by(text(_BACKWARDS[dialect])).limit(1)
