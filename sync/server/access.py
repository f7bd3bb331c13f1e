"""The access log as the server keeps it: its own lines (imports, exports, keys lent to desks), and every station's read back as one; knows
no HTTP and no name."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, delete, func, select

from kiosk import VERSION, chain
from kiosk.access import YEARS, Entry, detail_of, entry_of
from kiosk.clock import HLC_COUNTER_BITS
from kiosk.model import Kind, Record
from sync.server.ingest import Batch, take
from sync.server.logs import ACCESS_LOG
from sync.server.schema import ACCESS, ACCESS_MARK
from sync.server.store import Store
from sync.server.verify import AT_ONCE, record_of
from sync.wire import WireRecord

YEAR_US = 366 * 86_400_000_000
SERVER = "server"
"""Where the server's own lines are from; a station's id is its role and eight digits."""


def write(
    connection: Connection, event: str, now: int, kind: Kind, why: str, *, operator: str = "", person: str = "", count: int = 1, **more: str
) -> None:
    """Have it on record, in this transaction, that somebody's data is looked at: who does it commits before anybody sees any.

    ``now``: server clock, us; ``operator``: account or staff ids; ``more`` goes into the detail. One line of the server's own chain."""
    mine = select(ACCESS_MARK).where(ACCESS_MARK.c.event == event, ACCESS_MARK.c.station == SERVER).order_by(ACCESS_MARK.c.epoch)
    mark = connection.execute(mine.limit(1).with_for_update()).one_or_none()
    epoch = bytes(mark.epoch) if mark else secrets.token_bytes(16)
    row, previous = (mark.row + 1, bytes(mark.head)) if mark else (1, chain.genesis(event, SERVER, epoch))
    record = Record(
        event=event, station=SERVER, epoch=epoch, row=row, kind=kind, hlc=(now // 1_000) << HLC_COUNTER_BITS, wall=now, mono=0, offset=0,
        error=0, operator=operator[:64], app=VERSION, zone="", direction=None, source=None, code_hash=b"", badge=person, category="",
        outcome=None, reason=None, refers=None, detail=detail_of(why, count, **more), payload=b"", payload_digest=b"", previous=previous,
        hash=b"",
    )  # fmt: skip
    whole = replace(record, hash=chain.link(previous, record))
    take(connection, Batch(event, SERVER, epoch, row, [WireRecord.raw(whole)], ACCESS_LOG), now)


def entries(store: Store, event: str, since: int, until: int) -> Iterator[Entry]:
    """The whole log from ``since`` until before ``until`` (corrected time, us), oldest first."""
    at = ACCESS.c.wall + func.coalesce(ACCESS.c.offset, 0)
    query = select(ACCESS).where(ACCESS.c.event == event, at >= since, at < until).order_by(at, ACCESS.c.station, ACCESS.c.row)
    with store.picture() as connection:
        for row in connection.execution_options(yield_per=AT_ONCE).execute(query):
            yield entry_of(record_of(row))


def drop_old(store: Store, event: str) -> tuple[int, int]:
    """Destroy the chains whose newest line came more than YEARS ago, each whole, so that what stays verifies; how many, and of how many
    lines. By the time of arrival, which no station can make up."""
    newest, lines, destroyed = func.max(ACCESS.c.received), func.count(), 0
    with store.write() as connection:
        before = store.clock.wall() - YEARS * YEAR_US
        chains = select(ACCESS.c.station, ACCESS.c.epoch, lines).where(ACCESS.c.event == event).group_by(ACCESS.c.station, ACCESS.c.epoch)
        old = connection.execute(chains.having(newest < before)).all()
        for station, epoch, count in old:
            for table in (ACCESS, ACCESS_MARK):
                connection.execute(delete(table).where(table.c.event == event, table.c.station == station, table.c.epoch == epoch))
            destroyed += count
    return len(old), destroyed
