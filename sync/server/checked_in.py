"""Who has checked in, from what desks recorded: a badge has while a check-in of it stands that nobody took back; knows no HTTP.

What counts is in the records, in whatever order they come: the badge's flag follows them, and stations hear of it as of any change.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select, update

from kiosk.acts import CHECK_INS
from kiosk.model import Flag, Kind, Record
from sync.server import feed
from sync.server.database import among
from sync.server.schema import BADGE, RECORD

ACTS = (*CHECK_INS, Kind.UNDO)


def settle(connection: Connection, event: str, acts: Sequence[Record]) -> None:
    """Bring the badges of the people whom ``acts``, stored in this transaction, concern to what the records say, and tell the stations."""
    codes = {act.code_hash for act in acts if act.code_hash}
    if not codes:
        return
    owners = _owners(connection, event, codes)
    codes |= owners.keys()
    facts = [RECORD.c[name] for name in ("station", "epoch", "row", "kind", "refers", "code_hash")]
    kinds = [kind.value for kind in ACTS]
    query = select(*facts).where(RECORD.c.event == event, among(connection, RECORD.c.code_hash, sorted(codes)), RECORD.c.kind.in_(kinds))
    rows = connection.execute(query).all()
    undone = {(row.station, row.epoch, row.refers) for row in rows if row.kind == Kind.UNDO}
    made = [row for row in rows if row.kind in CHECK_INS and row.code_hash in owners]
    standing = {owners[row.code_hash] for row in made if (row.station, row.epoch, row.row) not in undone}
    concerned = {owners[row.code_hash] for row in made}
    mine = sorted(code for code, owner in owners.items() if owner in concerned)
    changed = [code for code in mine if _put(connection, event, code, owners[code] in standing)]
    feed.badge_changed(connection, event, changed)


def _owners(connection: Connection, event: str, codes: Collection[bytes]) -> dict[bytes, str]:
    """Every badge, confirmations aside, of the people who have one of ``codes``, and whose it is: a reprint has checked in with them."""
    whose = select(BADGE.c.person).where(BADGE.c.event == event, among(connection, BADGE.c.code_hash, sorted(codes)))
    query = select(BADGE.c.code_hash, BADGE.c.person, BADGE.c.flags).where(BADGE.c.event == event, BADGE.c.person.in_(whose))
    return {row.code_hash: row.person for row in connection.execute(query) if Flag.CONFIRMATION not in Flag(row.flags)}


def _put(connection: Connection, event: str, code_hash: bytes, checked_in: bool) -> bool:
    """Set or clear the flag, the others left as they are at that moment; whether that changed anything."""
    flag, flags = int(Flag.CHECKED_IN), BADGE.c.flags
    other = flags.op("&")(flag) != (flag if checked_in else 0)
    value = flags.op("|")(flag) if checked_in else flags.op("&")(~flag)
    mine = (BADGE.c.event == event, BADGE.c.code_hash == code_hash, other)
    return bool(connection.execute(update(BADGE).where(*mine).values(flags=value)).rowcount)
