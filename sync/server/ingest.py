"""Takes a station's records in: exactly once, in order, whole; knows no HTTP and judges no badge.

The mark of (station, epoch) is the last row held without a gap, so it alone tells what is new: rows up to it are stored already, the row
after it comes next, and anything further is not taken but asked for again. Two requests of one station take turns at the mark's row.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, Update, bindparam, select, update

from kiosk import chain
from kiosk.calls import told_by
from kiosk.clock import believed
from kiosk.counters import handed_by
from kiosk.model import Direction, Kind, Record
from sync.server import checked_in, feed, registered, reprints
from sync.server.database import fill, inserted, inserting
from sync.server.logs import JOURNAL, Log
from sync.server.schema import CHANGE, QUARANTINE, RECORD
from sync.server.sift import Fault, Line, Sifted, claimed_hash, kept, moves, sift
from sync.wire import CallChange, HandedChange, Quarantined, SightingChange

log = logging.getLogger(__name__)

FEW = 4
"""Records up to which a round is taken in at once."""
COLUMNS = (*Line._fields, "received")
_SETTLED = frozenset((*registered.ACTS, *checked_in.ACTS, *reprints.ACTS))
_TELLING = (Kind.NOTE, Kind.HAND_OUT)
_ASIDE = ("event", "station", "epoch", "row", "digest", "reason", "hash", "raw", "received")


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one journal, from ``first_row`` on without gaps, as they came; ``log``: where they belong."""

    event: str
    station: str
    epoch: bytes
    first_row: int
    records: Sequence[Any]
    log: Log = JOURNAL

    @property
    def key(self) -> dict[str, Any]:
        """What every row of this journal begins with."""
        return {"event": self.event, "station": self.station, "epoch": self.epoch}


@dataclass(frozen=True, slots=True)
class Taken:
    """Where the journal stands afterwards. ``head``: hash of the row at the mark, empty at 0 and where it came without one.
    ``fork``: rows came that are not the ones stored under their numbers."""

    mark: int = 0
    head: bytes = b""
    fork: bool = False
    quarantined: list[Quarantined] = field(default_factory=list)


def take(connection: Connection, batch: Batch, now: int, seen: Taken | None = None) -> Taken:
    """Store what is new of ``batch`` in this transaction (``now``: server clock, us). The same batch again changes nothing and answers
    the same, but for the mark where more came since. ``seen``: where the journal stood a moment ago, which saves a look where it still
    stands there."""
    if seen is not None and seen.mark and batch.first_row == seen.mark + 1:
        stored = _store(connection, batch, seen, batch.records, now)
        if stored is not None:
            return stored
    before = _locked(connection, batch)
    if batch.first_row > before.mark + 1:
        return before
    known, fresh = batch.records[: before.mark + 1 - batch.first_row], batch.records[before.mark + 1 - batch.first_row :]
    fork, old = _compare(connection, batch, known, now)
    stored = _store(connection, batch, before, fresh, now)
    assert stored is not None  # nobody moves a mark that we hold
    if fork:
        log.warning("fork: %s sent rows of epoch %s that are not the ones stored", batch.station, batch.epoch.hex())
    return Taken(stored.mark, stored.head, fork, [*old, *stored.quarantined])


@dataclass(frozen=True, slots=True)
class Still:
    """What must hold for a station to be served as before: its token, and the generation of the feed in the database of ``fingerprint``."""

    token: bytes
    generation: str
    fingerprint: str


def take_at_once(connection: Connection, batch: Batch, now: int, seen: Taken, still: Still) -> Taken | None:
    """As ``take``, by one statement that is a transaction of its own: a few usable records that go on from ``seen``, on PostgreSQL, while
    ``still`` holds. None, and nothing was done, for anything else. A station at its door sends one or two at a time, and each way to the
    database costs."""
    if not seen.mark or batch.first_row != seen.mark + 1 or len(batch.records) > FEW or batch.log is not JOURNAL:
        return None
    sifted = _sifted(batch, seen, batch.records, now)
    if sifted.aside or sifted.acts or sifted.undone or sifted.calls or sifted.handed:
        return None
    told = [feed.passages_row(batch.event, batch.station, batch.epoch, sifted.passages)] if sifted.passages else []
    moved = [sifted.mark, sifted.head, batch.event, batch.station, batch.epoch, seen.mark, seen.head]
    moved += [batch.event, batch.station, still.token, still.generation, still.fingerprint]
    values = [value for row in (moved, *sifted.records, *told) for value in row]
    done = connection.exec_driver_sql(_at_once(len(sifted.records), len(told)), tuple(values)).scalar_one()
    return Taken(sifted.mark, sifted.head) if done else None


@cache
def _at_once(records: int, told: int) -> str:
    parts = [
        "moved AS (UPDATE mark SET row = %s, head = %s"
        " WHERE event = %s AND station = %s AND epoch = %s AND row = %s AND head = %s"
        " AND EXISTS (SELECT FROM station WHERE event = %s AND id = %s AND token_hash = %s AND NOT revoked)"
        " AND EXISTS (SELECT FROM store WHERE generation = %s AND fingerprint = %s) RETURNING 1)",
        f"stored AS ({inserted(RECORD, COLUMNS, records, 'moved')})",
        f"told AS ({inserted(CHANGE, feed.COLUMNS, told, 'moved')})" if told else "",
    ]
    return f"WITH {', '.join(filter(None, parts))} SELECT count(*) FROM moved"  # noqa: S608 - our own names


def _locked(connection: Connection, batch: Batch) -> Taken:
    found = connection.execute(_mark(batch.log), batch.key).one_or_none()
    if found is None and batch.first_row == 1 and batch.records:
        connection.execute(inserting(connection, batch.log.mark).on_conflict_do_nothing(), [batch.key | {"row": 0, "head": b""}])
        found = connection.execute(_mark(batch.log), batch.key).one_or_none()
    return Taken(*found) if found else Taken()


@cache
def _mark(of: Log) -> Select[Any]:
    there = of.mark.c
    mine = (there.event == bindparam("event"), there.station == bindparam("station"), there.epoch == bindparam("epoch"))
    return select(there.row, there.head).where(*mine).with_for_update()


@cache
def _moved(of: Log) -> Update:
    there = of.mark.c
    mine = (there.event == bindparam("of"), there.station == bindparam("who"), there.epoch == bindparam("life"))
    still = (there.row == bindparam("was"), there.head == bindparam("was_head"))
    return update(of.mark).where(*mine, *still).values(row=bindparam("now"), head=bindparam("now_head"))


def _compare(connection: Connection, batch: Batch, known: Sequence[Any], now: int) -> tuple[bool, list[Quarantined]]:
    """Rows up to the mark: the ones stored already, or others under the same number, which are kept as evidence of a fork."""
    if not known:
        return False, []
    last = batch.first_row + len(known) - 1
    there = batch.log.record
    between = [*_is(there, batch.key), there.c.row.between(batch.first_row, last)]
    stored = {row.row: row.hash for row in connection.execute(select(there.c.row, there.c.hash).where(*between))}
    aside = _set_aside(connection, batch, last)
    fork, told, found = False, [], []
    for row, raw in enumerate(known, start=batch.first_row):
        claimed = claimed_hash(raw)
        if claimed and claimed == stored.get(row):
            continue
        text, digest = kept(raw)
        reason = next((old.reason for old in aside.get(row, ()) if old.digest == digest or (claimed and old.hash == claimed)), None)
        if reason is None:
            reason = Fault.FORK.value
            found.append((batch.event, batch.station, batch.epoch, row, digest, reason, claimed, text, now))
        fork = fork or reason == Fault.FORK
        told.append(Quarantined(row=row, reason=reason))
    fill(connection, QUARANTINE, _ASIDE, found)
    if found:
        feed.forked(connection, batch.event, batch.station, batch.epoch, found[0][3])
    return fork, told


def _set_aside(connection: Connection, batch: Batch, last: int) -> dict[int, list[Any]]:
    between = [*_is(QUARANTINE, batch.key), QUARANTINE.c.row.between(batch.first_row, last)]
    found: dict[int, list[Any]] = {}
    for row in connection.execute(select(QUARANTINE.c.row, QUARANTINE.c.digest, QUARANTINE.c.hash, QUARANTINE.c.reason).where(*between)):
        found.setdefault(row.row, []).append(row)
    return found


@dataclass(slots=True)
class _Sifted:
    """What becomes of records, in the forms the tables take. ``mark``, ``head``: where the journal stands with them."""

    mark: int
    head: bytes
    records: list[tuple[Any, ...]] = field(default_factory=list)
    aside: list[tuple[Any, ...]] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)
    acts: list[Record] = field(default_factory=list)
    calls: list[bytes] = field(default_factory=list)
    handed: list[bytes] = field(default_factory=list)


def _sifted(batch: Batch, before: Taken, fresh: Sequence[Any], now: int) -> _Sifted:
    """Rows after the mark, one by one: each usable or set aside."""
    done = _Sifted(before.mark, before.head)
    for row, raw in enumerate(fresh, start=before.mark + 1):
        previous = chain.genesis(batch.event, batch.station, batch.epoch) if row == 1 else done.head or None
        sifted = sift(raw, batch.event, batch.station, batch.epoch, row, previous, batch.log.kinds)
        done.mark, done.head, line = row, sifted.hash, sifted.line
        if line is None:
            done.aside.append(_aside(batch, row, raw, sifted, now))
            done.quarantined.append(Quarantined(row=row, reason=sifted.fault or Fault.UNREADABLE))
            continue
        done.records.append((*line, now))
        if moves(line):
            done.passages.append(_told(line, now))
        elif line.kind == Kind.UNDO and line.refers is not None:
            done.undone.append(line.refers)
        if line.kind in _SETTLED and (record := sifted.record) is not None:
            done.acts.append(record)
        elif line.kind in _TELLING and (record := sifted.record) is not None:
            if (call := told_by(record)) is not None:
                done.calls.append(CallChange.of(call).model_dump_json().encode())
            if (handed := handed_by(record)) is not None:
                done.handed.append(HandedChange.of(handed).model_dump_json().encode())
    return done


def _store(connection: Connection, batch: Batch, before: Taken, fresh: Sequence[Any], now: int) -> Taken | None:
    """Rows after the mark: each one stored or set aside, and the mark moved over all of them. None, and nothing was done, where the mark
    no longer stands at ``before``."""
    if not fresh:
        return Taken(before.mark, before.head)
    done = _sifted(batch, before, fresh, now)
    journal = {"of": batch.event, "who": batch.station, "life": batch.epoch}
    moved = {"was": before.mark, "was_head": before.head, "now": done.mark, "now_head": done.head}
    if not connection.execute(_moved(batch.log), journal | moved).rowcount:
        return None
    for row in done.aside:
        log.warning("quarantine: row %d of %s, epoch %s: %s", row[3], batch.station, batch.epoch.hex(), row[5])
    fill(connection, batch.log.record, COLUMNS, done.records)
    fill(connection, QUARANTINE, _ASIDE, done.aside)
    if batch.log is JOURNAL:
        registered.settle(connection, batch.event, [act for act in done.acts if act.kind in registered.ACTS], now)
        checked_in.settle(connection, batch.event, [act for act in done.acts if act.kind in checked_in.ACTS])
        feed.called(connection, batch.event, done.calls)
        feed.handed(connection, batch.event, done.handed)
        reprints.settle(connection, batch.event, [act for act in done.acts if act.kind in reprints.ACTS], now)
    feed.seen(connection, batch.event, batch.station, batch.epoch, done.passages)
    feed.pointed(connection, batch.event, batch.station, batch.epoch, [(row, True) for row in done.undone])
    return Taken(done.mark, done.head, quarantined=done.quarantined)


def _aside(batch: Batch, row: int, raw: Any, sifted: Sifted, now: int) -> tuple[Any, ...]:
    text, digest = kept(raw)
    reason = (sifted.fault or Fault.UNREADABLE).value
    return batch.event, batch.station, batch.epoch, row, digest, reason, sifted.hash, text, now


def _told(line: Line, now: int) -> str:
    """What the other stations are told of this passage, which came in at ``now``."""
    hlc, at = believed(line.hlc, line.wall + (line.offset or 0), now)
    return SightingChange.facts(line.row, line.code_hash.hex(), line.zone, line.direction or Direction.ENTRY.value, at, hlc)


def _is(table: Table, key: dict[str, Any]) -> list[Any]:
    return [table.c[name] == value for name, value in key.items()]
