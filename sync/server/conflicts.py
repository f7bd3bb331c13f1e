"""Finds conflicts among the records taken in, in the order of the change feed, and keeps them; knows no HTTP, judges nothing itself.

Ingest does not wait for it: it goes through the feed from where it last stood, looks at every badge that moved as a whole, and brings the
table up to what follows from all records now. What no longer follows stays, marked withdrawn. Several servers over one database take turns.
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, and_, bindparam, func, insert, select, union, update

from kiosk import conflicts, programme
from kiosk.clock import believed
from kiosk.conflicts import Bar, Conflict, Fact, What
from kiosk.errors import ProgrammeError
from kiosk.model import Direction, Flag, Kind, Outcome, Sighting
from kiosk.programme import Programme
from sync.server import feed
from sync.server.database import among, inserting
from sync.server.feed import REST, Place
from sync.server.schema import BAR, CONFLICT, EVENT, EXAMINED, QUARANTINE, RECORD, SILENCE
from sync.server.sift import Fault
from sync.server.store import Store
from sync.wire import ConflictSide, WireRecord

PAGE = 500
"""Rows of the feed examined in one transaction: the writer of a SQLite store waits no longer than that."""
SILENT_US = 30_000_000
"""A station not heard for so long counts as cut off meanwhile: one that is online asks at least every 10 s."""
LATE_US = 5_000_000
"""A record that took longer to arrive was made offline, though the outage may have been too short to be a silence."""

_COLUMNS = (
    "station", "epoch", "row", "kind", "hlc", "wall", "offset", "error", "zone", "direction", "code_hash", "badge", "outcome", "refers",
    "detail", "received",
)  # fmt: skip

_JUDGED = [kind.value for kind in (Kind.SCAN, Kind.OVERRIDE, Kind.UNDO)]
_EXAMINED = select(EXAMINED.c.serial, EXAMINED.c.nonce).where(
    EXAMINED.c.event == bindparam("event"), EXAMINED.c.generation == bindparam("generation")
)

log = logging.getLogger(__name__)


def examine(store: Store) -> int:
    """Look at everything that came since the last time, in every event; returns how many conflicts are new.

    Safe to call at any moment and from several processes. Raises a StoreError; the rest is then examined the next time."""
    generation = store.generation()
    with store.read() as connection:
        events = connection.execute(select(EVENT.c.id, EVENT.c.programme)).all()
    found = 0
    for event in events:
        known = _programme(event.programme)
        if known is None:
            continue
        more = True
        while more:
            new, more = _page(store, event.id, known, generation)
            found += new
    return found


@lru_cache(maxsize=8)
def _programme(text: str) -> Programme | None:
    try:
        return programme.load(text)
    except ProgrammeError:
        log.warning("no conflicts are looked for: the programme cannot be read")  # once, for what follows is remembered
        return None


def silence(connection: Connection, event: str, station: str, seen: int, now: int) -> None:
    """Note, in this transaction, that ``station`` is heard at ``now`` for the first time since ``seen`` where that is long ago (us)."""
    if seen and now - seen > SILENT_US:
        row = {"event": event, "station": station, "began": seen, "ended": now}
        connection.execute(inserting(connection, SILENCE).on_conflict_do_nothing(), [row])


def _page(store: Store, event: str, known: Programme, generation: str) -> tuple[int, bool]:
    """Examine the next rows; how many conflicts are new, and whether there may be more rows. Everything is read and judged before the
    writer's turn is taken."""
    with store.read() as connection:
        place = _place(connection, event, generation)
        rows = feed.rest_page(connection, event, place, PAGE)
        if not rows:
            return 0, False
        moved = {record.code_hash for record in feed.pointed_at(connection, event, rows).values()}
        moved.update(code for row in rows if row.kind == "sighting" for code in feed.codes(row))
        suspects = _suspects(connection, event, moved - {b""})
        judged = _judged(connection, event, known, suspects)
        forks = _forks(connection, event, [row for row in rows if row.kind == "fork"])
    with store.write() as connection:
        if not _went_on(connection, event, generation, place, rows[-1]):
            return 0, True  # another server was quicker
        now = store.clock.wall()
        return _settle(connection, event, suspects, judged, now) + _add(connection, event, forks, now), len(rows) == PAGE


def _place(connection: Connection, event: str, generation: str) -> Place:
    """Where to go on. In another generation from the beginning: what is found again is what is known already."""
    row = connection.execute(_EXAMINED, {"event": event, "generation": generation}).one_or_none()
    place = Place(*row) if row else Place()
    return place if feed.known(connection, event, REST, place) else Place()


def _went_on(connection: Connection, event: str, generation: str, place: Place, last: Row[Any]) -> bool:
    """Move the place from ``place`` to ``last``; False where it no longer stands there. Held until the transaction ends."""
    end = {"generation": generation, "serial": last.serial, "nonce": last.nonce}
    mine = (EXAMINED.c.event == event, EXAMINED.c.generation == generation)
    there = (EXAMINED.c.serial == place.serial, EXAMINED.c.nonce == place.nonce)
    if place.serial and connection.execute(update(EXAMINED).where(*mine, *there).values(**end)).rowcount:
        return True
    first = {"event": event, "generation": "", "serial": 0, "nonce": 0}
    connection.execute(inserting(connection, EXAMINED).on_conflict_do_nothing(), [first])
    connection.execute(select(EXAMINED.c.serial).where(EXAMINED.c.event == event).with_for_update())
    if _place(connection, event, generation) != place:
        return False
    connection.execute(update(EXAMINED).where(EXAMINED.c.event == event).values(**end))
    return True


def _suspects(connection: Connection, event: str, codes: Collection[bytes]) -> list[bytes]:
    """Those of ``codes`` that may have a conflict: it takes two facts, and most of a morning's badges moved once."""
    if not codes:
        return []
    asked = sorted(codes)
    mine = (RECORD.c.event == event, among(connection, RECORD.c.code_hash, asked), RECORD.c.kind.in_(_JUDGED))
    several = select(RECORD.c.code_hash).where(*mine).group_by(RECORD.c.code_hash).having(func.count() > 1)
    barred = select(BAR.c.code_hash).where(BAR.c.event == event, among(connection, BAR.c.code_hash, asked))
    return sorted(connection.execute(union(several, barred)).scalars())


def _judged(connection: Connection, event: str, known: Programme, codes: Sequence[bytes]) -> list[Conflict]:
    if not codes:
        return []
    columns = [RECORD.c[name] for name in _COLUMNS]
    query = select(*columns).where(RECORD.c.event == event, among(connection, RECORD.c.code_hash, codes), RECORD.c.kind.in_(_JUDGED))
    rows = connection.execute(query).all()
    undone = {(row.station, row.epoch, row.refers) for row in rows if row.kind == Kind.UNDO}
    moves: dict[bytes, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if _is_passage(row) and (row.station, row.epoch, row.row) not in undone:
            moves[row.code_hash].append(row)
    bars: dict[bytes, list[Bar]] = defaultdict(list)
    for row in connection.execute(select(BAR).where(BAR.c.event == event, among(connection, BAR.c.code_hash, codes)).order_by(BAR.c.at)):
        bars[row.code_hash].append(Bar(row.at, Flag(row.flags)))
    silences = _silences(connection, event, {row.station for row in rows}, min((row.received for row in rows), default=0))
    found: list[Conflict] = []
    for code, each in moves.items():
        found += conflicts.judge(known, [_fact(row, silences.get(row.station, ())) for row in each], bars[code])
    return found


def _is_passage(row: Row[Any]) -> bool:
    admitted = row.kind == Kind.SCAN and row.outcome == Outcome.ADMIT and row.direction is not None
    return bool(row.code_hash) and (admitted or row.kind == Kind.OVERRIDE)


def _silences(connection: Connection, event: str, stations: Iterable[str], since: int) -> dict[str, list[tuple[int, int]]]:
    query = select(SILENCE).where(SILENCE.c.event == event, SILENCE.c.station.in_(sorted(stations)), SILENCE.c.ended >= since)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.station].append((row.began, row.ended))
    return found


def _fact(row: Row[Any], silences: Sequence[tuple[int, int]]) -> Fact:
    told = row.wall + (row.offset or 0)
    hlc, at = believed(row.hlc, told, row.received)
    direction = Direction(row.direction or Direction.ENTRY)
    move = Sighting(row.station, row.epoch, row.row, row.code_hash, row.zone, direction, at, hlc)
    offline = next((each for each in silences if each[0] <= at <= each[1]), None)
    if offline is None and (row.received - at > LATE_US or '"offline":1' in row.detail):
        offline = (min(at, row.received), row.received)
    error = row.error if row.offset is not None and at == told else None
    return Fact(move, Kind(row.kind), row.badge, error, row.received, offline)


def _settle(connection: Connection, event: str, codes: Sequence[bytes], now_follow: Sequence[Conflict], now: int) -> int:
    """Bring the table to ``now_follow`` for the badges ``codes``; returns how many are new."""
    if not codes:
        return 0
    mine = (CONFLICT.c.event == event, among(connection, CONFLICT.c.code_hash, codes), CONFLICT.c.what != What.FORK.value)
    before = {row.id: row.withdrawn for row in connection.execute(select(CONFLICT.c.id, CONFLICT.c.withdrawn).where(*mine))}
    follow = {conflict.id for conflict in now_follow}
    turned = [key for key, withdrawn in before.items() if withdrawn == (key in follow)]
    for key in turned:
        connection.execute(update(CONFLICT).where(CONFLICT.c.event == event, CONFLICT.c.id == key).values(withdrawn=key not in follow))
    feed.conflicts_changed(connection, event, turned)
    return _add(connection, event, [conflict for conflict in now_follow if conflict.id not in before], now)


def _forks(connection: Connection, event: str, rows: Sequence[Row[Any]]) -> list[Conflict]:
    """One conflict a journal that forked, between the first record set aside and the one stored under its number."""
    found = []
    for row in {(row.station, row.epoch): row for row in reversed(rows)}.values():
        of_row = and_(RECORD.c.event == event, RECORD.c.station == row.station, RECORD.c.epoch == row.epoch, RECORD.c.row == row.row)
        stored = connection.execute(select(*(RECORD.c[name] for name in _COLUMNS)).where(of_row)).one_or_none()
        aside = select(QUARANTINE.c.raw, QUARANTINE.c.received).where(
            QUARANTINE.c.event == event, QUARANTINE.c.station == row.station, QUARANTINE.c.epoch == row.epoch, QUARANTINE.c.row == row.row,
            QUARANTINE.c.reason == Fault.FORK.value,
        ).order_by(QUARANTINE.c.received, QUARANTINE.c.digest)  # fmt: skip
        other = connection.execute(aside).first()
        claimed = _claimed(other.raw, other.received, row) if other is not None else _unknown(row)
        found.append(conflicts.forked(row.station, row.epoch, _fact(stored, ()) if stored is not None else _unknown(row), claimed))
    return found


def _unknown(place: Row[Any]) -> Fact:
    """A record of which only its place is known."""
    return Fact(Sighting(place.station, place.epoch, place.row, b"", "", Direction.ENTRY, 0, 0), None, "", None, 0)


def _claimed(raw: str, received: int, place: Row[Any]) -> Fact:
    """A record set aside, as far as it can be read."""
    try:
        record = WireRecord.model_validate(json.loads(raw))
    except (ValidationError, ValueError, RecursionError):
        return _unknown(place)
    hlc, at = believed(record.hlc, record.wall + (record.offset or 0), received)
    move = Sighting(
        place.station, place.epoch, place.row, bytes.fromhex(record.code), record.zone, record.direction or Direction.ENTRY, at, hlc
    )  # fmt: skip
    return Fact(move, record.kind, record.badge, record.error, received)


def _add(connection: Connection, event: str, found: Sequence[Conflict], now: int) -> int:
    """Put those that are not in the table yet and tell the stations of them; returns how many."""
    rows: list[dict[str, Any]] = [
        {
            "event": event, "id": conflict.id, "what": conflict.what.value, "cause": conflict.cause.value,
            "code_hash": conflict.second.move.code_hash, "badge": conflict.second.badge, "first": _side(conflict.first),
            "second": _side(conflict.second), "found": now, "withdrawn": False,
        }
        for conflict in found
    ]  # fmt: skip
    if not rows:
        return 0
    known = set(
        connection.execute(select(CONFLICT.c.id).where(CONFLICT.c.event == event, CONFLICT.c.id.in_([row["id"] for row in rows]))).scalars()
    )
    new = [row for row in rows if row["id"] not in known]
    if new:
        connection.execute(insert(CONFLICT), new)
        feed.conflicts_changed(connection, event, [row["id"] for row in new])
    for row in new:
        log.info("conflict %s: %s, %s", row["id"], row["what"], row["cause"])
    return len(new)


def _side(fact: Fact) -> str:
    move = fact.move
    return ConflictSide(
        kind=fact.kind.value if fact.kind else "revocation", station=move.station, epoch=move.epoch.hex(), row=move.row, zone=move.zone,
        direction=move.direction, at=move.at, error=fact.error, received=fact.received, offline=fact.offline,
    ).model_dump_json()  # fmt: skip
