"""Which of a person's badges counts, from what desks printed: the latest print's, by hybrid stamps, and no other; knows no HTTP.

What counts is in the records, in whatever order they come: two desks that printed for one person without a network both gave out paper, and
once both have been heard one of the two is void, here and, with their next round, everywhere.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from kiosk import seal
from kiosk.badge import code_hash, has_form
from kiosk.clock import believed
from kiosk.model import Flag, Kind, Outcome, Record
from kiosk.prints import replaced_by
from sync.server import feed
from sync.server.database import among
from sync.server.people import put_badges
from sync.server.schema import BADGE, EVENT, PERSON, RECORD

ACTS = (Kind.PRINT,)

log = logging.getLogger(__name__)


def settle(connection: Connection, event: str, acts: Sequence[Record], now: int) -> None:
    """Bring the badges of the people for whom ``acts``, stored in this transaction at ``now`` (server clock, us), were printed to what the
    records say, and tell the stations."""
    by_person: dict[str, list[Record]] = {}
    for act in acts:
        if act.badge and act.code_hash:
            by_person.setdefault(act.badge, []).append(act)
    for person in sorted(by_person):
        _settle(connection, event, person, by_person[person], now)


def _settle(connection: Connection, event: str, person: str, acts: Sequence[Record], now: int) -> None:
    # two desks at once take turns here, so that the second sees what the first has done
    owner = select(PERSON.c.id).where(PERSON.c.event == event, PERSON.c.id == person).with_for_update()
    if connection.execute(owner).one_or_none() is None:
        log.warning("a badge was printed for somebody the server does not know")
        return
    query = select(BADGE).where(BADGE.c.event == event, BADGE.c.person == person)
    held = {row.code_hash: dict(row._mapping) for row in connection.execute(query) if Flag.CONFIRMATION not in Flag(row.flags)}
    pattern = next(iter(sorted(held.values(), key=lambda row: Flag.REPLACED in Flag(row["flags"]))), None)
    if pattern is None:
        return
    new = {act.code_hash: act for act in acts if replaced_by(act.detail) and act.code_hash not in held}
    printed = {act.code_hash for act in acts}
    flags = (pattern["flags"] & ~int(Flag.REPLACED)) | int(Flag.PRINTED)
    rows = held | {code: pattern | {"code_hash": code, "flags": flags} for code in new}
    # a list read since may have given this person yet another code: only a print that is new here takes its place
    latest = _latest(connection, event, rows)
    counts = new.get(latest) if latest else None
    void = {code: _since(code, new.values(), counts, now) for code in (rows if counts else new) if code != latest}
    for code, row in rows.items():
        add = (Flag.REPLACED if code in void else Flag.NONE) | (Flag.PRINTED if code in printed else Flag.NONE)
        put_badges(connection, event, [row | {"flags": row["flags"] | int(add)}], void.get(code, now))
    if counts is not None:
        _renew(connection, event, person, counts)
    _tell_again(connection, event, void)


def _since(code: bytes, prints: Iterable[Record], counts: Record | None, now: int) -> int:
    """When ``code`` became void: when the print that names it was made, else the one that counts; us."""
    by = next((act for act in prints if replaced_by(act.detail) == code), counts)
    return min(now, believed(by.hlc, by.at, now)[1]) if by is not None else now


def _latest(connection: Connection, event: str, codes: Iterable[bytes]) -> bytes | None:
    """The code of the latest print that took the place of another."""
    columns = [RECORD.c[name] for name in ("code_hash", "detail", "hlc", "wall", "offset", "received", "station", "row")]
    mine = (RECORD.c.event == event, among(connection, RECORD.c.code_hash, sorted(codes)), RECORD.c.kind == Kind.PRINT.value)
    made = [row for row in connection.execute(select(*columns).where(*mine)) if replaced_by(row.detail)]

    def order(row: Any) -> tuple[int, str, int]:
        return believed(row.hlc, row.wall + (row.offset or 0), row.received)[0], row.station, row.row

    return bytes(max(made, key=order).code_hash) if made else None


def _renew(connection: Connection, event: str, person: str, act: Record) -> None:
    """From now on this person's badge says the code that ``act`` brings sealed; desks hear of it."""
    keys = connection.execute(select(EVENT.c.hash_key, EVENT.c.seal_private).where(EVENT.c.id == event)).one()
    try:
        code = seal.open_sealed(keys.seal_private, act.payload).decode("ascii")
    except ValueError:
        code = ""
    if not has_form(code) or code_hash(code, keys.hash_key) != act.code_hash:
        log.warning("the code that row %d of %s brings is not the one it names", act.row, act.station)
        return
    connection.execute(update(PERSON).where(PERSON.c.event == event, PERSON.c.id == person).values(code=code))
    feed.people_changed(connection, event, [person])


def _tell_again(connection: Connection, event: str, void: Mapping[bytes, int]) -> None:
    """Passages with a code after it became void (us) are told once more, for it is only now that they are known to be a conflict."""
    if not void:
        return
    columns = [RECORD.c[name] for name in ("station", "epoch", "row", "wall", "offset", "code_hash")]
    mine = (RECORD.c.event == event, among(connection, RECORD.c.code_hash, sorted(void)), RECORD.c.kind == Kind.SCAN.value)
    let_in = (RECORD.c.outcome == Outcome.ADMIT.value, RECORD.c.direction.is_not(None))
    for row in connection.execute(select(*columns).where(*mine, *let_in)).all():
        if row.wall + (row.offset or 0) >= void[row.code_hash]:
            feed.pointed(connection, event, row.station, row.epoch, [(row.row, False)])
