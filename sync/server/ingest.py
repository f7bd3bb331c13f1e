"""Takes a station's records in: exactly once, in order, whole; knows no HTTP and judges no badge.

The mark of (station, epoch) is the last row held without a gap, so it alone tells what is new: rows up to it are stored already, the row
after it comes next, and anything further is not taken but asked for again. Two requests of one station take turns at the mark's row.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Table, select, update

from kiosk import chain
from kiosk.calls import told_by
from kiosk.model import Record
from sync.server import checked_in, feed, registered, reprints
from sync.server.database import fill, inserting
from sync.server.logs import JOURNAL, Log
from sync.server.schema import QUARANTINE
from sync.server.sift import Fault, Sifted, claimed_hash, kept, moves, sift
from sync.wire import CallChange, Quarantined

log = logging.getLogger(__name__)

_FIELDS = tuple(each.name for each in fields(Record))
_VALUES = attrgetter(*_FIELDS)
_WORDS = tuple(_FIELDS.index(name) for name in ("kind", "direction", "source", "outcome", "reason"))
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


def standing(connection: Connection, event: str, station: str, epoch: bytes, log: Log = JOURNAL) -> Taken:
    """Where that journal stands, nothing taken in."""
    return _mark(connection, log, {"event": event, "station": station, "epoch": epoch}, lock=False) or Taken()


def take(connection: Connection, batch: Batch, now: int) -> Taken:
    """Store what is new of ``batch`` in this transaction (``now``: server clock, us). The same batch again changes nothing and answers
    the same, but for the mark where more came since."""
    before = _locked(connection, batch)
    if batch.first_row > before.mark + 1:
        return before
    known, fresh = batch.records[: before.mark + 1 - batch.first_row], batch.records[before.mark + 1 - batch.first_row :]
    fork, old = _compare(connection, batch, known, now)
    mark, head, new = _store(connection, batch, before, fresh, now)
    if fork:
        log.warning("fork: %s sent rows of epoch %s that are not the ones stored", batch.station, batch.epoch.hex())
    return Taken(mark, head, fork, [*old, *new])


def _locked(connection: Connection, batch: Batch) -> Taken:
    found = _mark(connection, batch.log, batch.key, lock=True)
    if found is None and batch.first_row == 1 and batch.records:
        connection.execute(inserting(connection, batch.log.mark).on_conflict_do_nothing(), [batch.key | {"row": 0, "head": b""}])
        found = _mark(connection, batch.log, batch.key, lock=True)
    return found or Taken()


def _mark(connection: Connection, log: Log, key: dict[str, Any], lock: bool) -> Taken | None:
    query = select(log.mark.c.row, log.mark.c.head).where(*_is(log.mark, key))
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return Taken(row.row, row.head) if row else None


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


def _store(connection: Connection, batch: Batch, before: Taken, fresh: Sequence[Any], now: int) -> tuple[int, bytes, list[Quarantined]]:
    """Rows after the mark: each one stored or set aside, and the mark moved over all of them."""
    records: list[list[Any]] = []
    aside: list[tuple[Any, ...]] = []
    told: list[Quarantined] = []
    passages: list[tuple[int, bool]] = []
    taken: list[Record] = []
    mark, head = before.mark, before.head
    for row, raw in enumerate(fresh, start=mark + 1):
        previous = chain.genesis(batch.event, batch.station, batch.epoch) if row == 1 else head or None
        sifted = sift(raw, batch.event, batch.station, batch.epoch, row, previous, batch.log.kinds)
        if sifted.record is not None:
            records.append(_row(sifted.record, now))
            passage = moves(sifted.record)
            passages += [passage] if passage else []
            taken.append(sifted.record)
        else:
            aside.append(_aside(batch, row, raw, sifted, now))
            told.append(Quarantined(row=row, reason=sifted.fault or Fault.UNREADABLE))
        mark, head = row, sifted.hash
    if mark == before.mark:
        return mark, head, []
    fill(connection, batch.log.record, (*_FIELDS, "received"), records)
    fill(connection, QUARANTINE, _ASIDE, aside)
    if batch.log is JOURNAL:
        registered.settle(connection, batch.event, [act for act in taken if act.kind in registered.ACTS], now)
        checked_in.settle(connection, batch.event, [act for act in taken if act.kind in checked_in.ACTS])
        feed.called(connection, batch.event, [CallChange.of(told).model_dump_json().encode() for told in map(told_by, taken) if told])
        reprints.settle(connection, batch.event, [act for act in taken if act.kind in reprints.ACTS], now)
    feed.seen(connection, batch.event, batch.station, batch.epoch, passages)
    connection.execute(update(batch.log.mark).where(*_is(batch.log.mark, batch.key)).values(row=mark, head=head))
    return mark, head, told


def _aside(batch: Batch, row: int, raw: Any, sifted: Sifted, now: int) -> tuple[Any, ...]:
    text, digest = kept(raw)
    reason = (sifted.fault or Fault.UNREADABLE).value
    log.warning("quarantine: row %d of %s, epoch %s: %s", row, batch.station, batch.epoch.hex(), reason)
    return batch.event, batch.station, batch.epoch, row, digest, reason, sifted.hash, text, now


def _row(record: Record, now: int) -> list[Any]:
    row = [*_VALUES(record), now]
    for at in _WORDS:
        if row[at] is not None:
            row[at] = str(row[at])  # an enum's plain text: a driver may take its name for it
    return row


def _is(table: Table, key: dict[str, Any]) -> list[Any]:
    return [table.c[name] == value for name, value in key.items()]
