"""Reads every journal back from the store and checks it row by row; changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, union

from kiosk import chain
from kiosk.model import Direction, Kind, Outcome, Reason, Record, Source
from sync.server.logs import JOURNAL, Log
from sync.server.schema import QUARANTINE
from sync.server.sift import Fault
from sync.server.store import Store

AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Checked:
    """One journal as the store holds it. ``rows``: its mark, ``head`` that row's hash in hex. ``gaps``: rows up to the mark, or before
    the last one stored, that are neither stored nor in quarantine. ``quarantined``: records kept there, other ones under a stored number
    included. ``broken``: stored rows whose content is not what their hash says, or that do not follow from the row before."""

    event: str
    station: str
    epoch: str
    rows: int
    head: str
    gaps: int
    quarantined: int
    broken: int

    @property
    def ok(self) -> bool:
        """Whether nothing is missing and nothing was changed."""
        return not self.gaps and not self.broken


def verify(store: Store, log: Log = JOURNAL) -> Iterator[Checked]:
    """Every journal in the store, by event, station and epoch, all of one moment; or every access log."""
    with store.picture() as connection:
        names = ("event", "station", "epoch")
        every = (select(*(table.c[name] for name in names)).distinct() for table in (log.mark, log.record))
        keys = union(*every).subquery()
        for key in connection.execute(select(keys).order_by(*(keys.c[name] for name in names))).all():
            yield _check(connection, log, dict(key._mapping))


def _check(connection: Connection, log: Log, key: dict[str, Any]) -> Checked:
    at = (log.mark.c[name] == value for name, value in key.items())
    mark = connection.execute(select(log.mark.c.row, log.mark.c.head).where(*at)).one_or_none()
    aside, quarantined = _aside(connection, key)
    head = chain.genesis(key["event"], key["station"], key["epoch"])
    row, gaps, broken = 0, 0, 0
    query = select(log.record).where(*(log.record.c[name] == value for name, value in key.items())).order_by(log.record.c.row)
    for stored in connection.execution_options(yield_per=AT_ONCE).execute(query):
        if stored.row != row + 1:
            gaps += _missing(row, stored.row, aside)
            head = aside.get(stored.row - 1, b"")
        broken += not _sound(stored, head)
        row, head = stored.row, stored.hash
    last = mark.row if mark else 0
    gaps += _missing(row, last + 1, aside) if last > row else row - last
    return Checked(
        event=key["event"], station=key["station"], epoch=key["epoch"].hex(), rows=last, head=mark.head.hex() if mark else "",
        gaps=gaps, quarantined=quarantined, broken=broken,
    )  # fmt: skip


def _aside(connection: Connection, key: dict[str, Any]) -> tuple[dict[int, bytes], int]:
    """Rows that are in quarantine in place of a stored one, with the hash they claim; and how many records are there in all."""
    query = select(QUARANTINE.c.row, QUARANTINE.c.hash, QUARANTINE.c.reason).where(
        *(QUARANTINE.c[name] == value for name, value in key.items())
    )
    rows = connection.execute(query).all()
    return {each.row: each.hash for each in rows if each.reason != Fault.FORK}, len(rows)


def _missing(after: int, before: int, aside: dict[int, bytes]) -> int:
    return before - after - 1 - sum(after < row < before for row in aside)


def _sound(stored: Row[Any], head: bytes) -> bool:
    """Whether ``stored`` is what its hash says and follows ``head``; one behind a row without a hash was never provable."""
    try:
        record = record_of(stored)
    except ValueError:
        return False
    if record.payload and chain.digest(record.payload) != record.payload_digest:
        return False
    return record.previous == head and (not head or chain.link(head, record) == record.hash)


def record_of(row: Row[Any]) -> Record:
    """A stored row as the record it was. Raises ValueError for a word that no version of ours ever wrote."""
    return Record(
        event=row.event, station=row.station, epoch=row.epoch, row=row.row, kind=Kind(row.kind), hlc=row.hlc, wall=row.wall, mono=row.mono,
        offset=row.offset, error=row.error, operator=row.operator, app=row.app, zone=row.zone,
        direction=Direction(row.direction) if row.direction else None, source=Source(row.source) if row.source else None,
        code_hash=row.code_hash, badge=row.badge, category=row.category, outcome=Outcome(row.outcome) if row.outcome else None,
        reason=Reason(row.reason) if row.reason else None, refers=row.refers, detail=row.detail, payload=row.payload,
        payload_digest=row.payload_digest, previous=row.previous, hash=row.hash, format=row.format,
    )  # fmt: skip
