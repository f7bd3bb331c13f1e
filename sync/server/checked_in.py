"""Who has checked in, from what desks recorded: a badge has while a check-in of it stands that nobody took back; knows no HTTP.

What counts is in the records, in whatever order they come: the badge's flag follows them, and stations hear of it as of any change.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from kiosk.model import Flag, Kind, Record
from sync.server import feed
from sync.server.database import among
from sync.server.schema import BADGE, RECORD

ACTS = (Kind.CHECK_IN, Kind.UNDO)


def settle(connection: Connection, event: str, acts: Sequence[Record]) -> None:
    """Bring the badges that ``acts``, stored in this transaction, concern to what the records say, and tell the stations."""
    codes = {act.code_hash for act in acts if act.code_hash}
    if not codes:
        return
    facts = [RECORD.c[name] for name in ("station", "epoch", "row", "kind", "refers", "code_hash")]
    kinds = [kind.value for kind in ACTS]
    query = select(*facts).where(RECORD.c.event == event, among(connection, RECORD.c.code_hash, sorted(codes)), RECORD.c.kind.in_(kinds))
    rows = connection.execute(query).all()
    undone = {(row.station, row.epoch, row.refers) for row in rows if row.kind == Kind.UNDO}
    made = [row for row in rows if row.kind == Kind.CHECK_IN]
    standing = {row.code_hash for row in made if (row.station, row.epoch, row.row) not in undone}
    changed = [code for code in sorted({row.code_hash for row in made}) if _put(connection, event, code, code in standing)]
    feed.badge_changed(connection, event, changed)


def _put(connection: Connection, event: str, code_hash: bytes, checked_in: bool) -> bool:
    """Set or clear the flag, the others left as they are at that moment; whether that changed anything."""
    flag, flags = int(Flag.CHECKED_IN), BADGE.c.flags
    other = flags.op("&")(flag) != (flag if checked_in else 0)
    value = flags.op("|")(flag) if checked_in else flags.op("&")(~flag)
    mine = (BADGE.c.event == event, BADGE.c.code_hash == code_hash, other)
    return bool(connection.execute(update(BADGE).where(*mine).values(flags=value)).rowcount)
