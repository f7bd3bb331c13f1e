"""Destroys the personal data of an event whose time is over, and puts down what was destroyed and what still stands; knows no command.

The records stay, and so do their chains: a payload is covered by its digest alone. What was sealed to the event is unreadable afterwards
wherever else it lies, for the key goes too. Stations are revoked, so that each gives up what it holds at its next round.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, or_, select, update

from kiosk import seal, signed
from kiosk.days import local
from kiosk.errors import KioskError
from kiosk.model import Kind
from kiosk.programme import Programme, load
from kiosk.retention import ends
from kiosk.signed import EVENT_KEY
from sync.server import ending
from sync.server.database import put
from sync.server.logs import LOGS
from sync.server.schema import BADGE, DATA_KEY, DESTRUCTION, EVENT, PERSON, QUARANTINE, RECORD, SEAL, SIGNER, STAFF, STATION
from sync.server.store import Store
from sync.server.verify import verify

WITH_NAME = ("name", "external", "code", "confirmation", "party", "note")
"""Columns that lead to a person as surely as the name does, and what was noted of them."""
PURPOSE = "destruction"


class NotYet(KioskError):
    """Nothing is due before ``date``."""

    key = "server.sunset_not_yet"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was destroyed and what stands, as JSON text ``said``, under the event's key (``signature``, hex)."""

    said: str
    signature: str


def destroy(store: Store, event: str | None, folder: Path) -> Certificate:
    """Destroy what is due by the store's clock, in the database and in ``folder``, where rosters lie ready to send.

    May be done again, for what came late and for stations that have answered since. Raises NotYet, StoreError."""
    now = store.clock.wall()
    with store.write() as connection:
        known = store.event(connection, event)
        programme = load(known.programme)
        over = ends(programme.retention, programme.days, programme.timezone)
        due = [field for field, end in over.items() if end <= now]
        if not due:
            raise NotYet(date=_day(min(over.values()), programme))
        gone = {field: _destroyed(connection, known.id, field) for field in due}
        if {"name", "payload"} & set(due):
            connection.execute(update(STATION).where(STATION.c.event == known.id).values(revoked=True))
    store.database.scrub()
    files = _delete([*folder.glob("roster-*.zst"), *_left_beside(store)])
    return _certified(store, known.id, programme, gone, files, now)


def _destroyed(connection: Connection, event: str, field: str) -> int:
    """Destroy the field ``field``; returns of how many rows there was any."""
    if field == "payload":
        return _payloads(connection, event)
    if field == "staff":
        mine = (STAFF.c.event == event, (STAFF.c.name != "") | (STAFF.c.pin != ""))
        return connection.execute(update(STAFF).where(*mine).values(name="", pin="", badge="", blocked=True)).rowcount
    columns = WITH_NAME if field == "name" else (field,)
    held = or_(*(PERSON.c[column] != "" for column in columns))
    found = connection.execute(update(PERSON).where(PERSON.c.event == event, held).values(dict.fromkeys(columns, "")))
    if field == "name":  # desks' copies lie under this key: nobody lends it any more
        connection.execute(update(DATA_KEY).where(DATA_KEY.c.event == event).values(key=secrets.token_bytes(32)))
    return found.rowcount


def _payloads(connection: Connection, event: str) -> int:
    private, public = seal.generate()  # the one stations sealed to is lost with this
    connection.execute(update(EVENT).where(EVENT.c.id == event).values(seal_private=private, seal_public=public))
    mine = (RECORD.c.event == event, func.length(RECORD.c.payload) > 0)
    found = connection.execute(update(RECORD).where(*mine).values(payload=b"")).rowcount
    aside = select(QUARANTINE).where(QUARANTINE.c.event == event, QUARANTINE.c.raw.contains('"payload"'))
    for row in connection.execute(aside).all():
        raw = json.loads(row.raw)
        if isinstance(raw, dict) and raw.get("payload"):
            same = (QUARANTINE.c[name] == getattr(row, name) for name in ("event", "station", "epoch", "row", "digest"))
            connection.execute(update(QUARANTINE).where(*same).values(raw=json.dumps(raw | {"payload": ""})))
            found += 1
    return found


def _left_beside(store: Store) -> list[Path]:
    """Copies of the database as it was before it was brought to a newer version."""
    file = store.database.file
    return list(file.parent.glob(f"{file.name}.v*")) if file else []


def _delete(paths: Iterable[Path]) -> list[str]:
    found = sorted(paths)
    for path in found:
        path.unlink(missing_ok=True)
    return [path.name for path in found]


def _certified(store: Store, event: str, programme: Programme, gone: Mapping[str, int], files: list[str], now: int) -> Certificate:
    journals = [
        {"station": each.station, "log": name, "epoch": each.epoch, "rows": each.rows, "head": each.head, "whole": each.ok}
        for name, log in LOGS.items() for each in verify(store, log) if each.event == event
    ]  # fmt: skip
    with store.write() as connection:
        number = 1 + (connection.execute(select(func.max(DESTRUCTION.c.number)).where(DESTRUCTION.c.event == event)).scalar() or 0)
        statement = {
            "event": event, "name": {"ko": programme.name.ko, "en": programme.name.en}, "number": number, "at": now,
            "timezone": programme.timezone.key, "last_day": programme.days[-1].isoformat(),
            "fields": {field: {"days": programme.retention[field], "rows": rows} for field, rows in gone.items()},
            "kept": {field: days for field, days in programme.retention.items() if field not in gone}, "files": files,
            "journals": journals, "stations": _stations(connection, event),
            "backups": [{"made": row.made, "sha256": row.sha256} for row in connection.execute(select(SEAL).where(SEAL.c.event == event))],
            "statistics": _statistics(connection, event),
        }  # fmt: skip
        said = json.dumps(statement, ensure_ascii=False, sort_keys=True)
        put(connection, DESTRUCTION, [{"event": event, "number": number, "at": now, "said": said}])
        key = connection.execute(select(SIGNER.c.private).where(SIGNER.c.event == event, SIGNER.c.key_id == EVENT_KEY)).scalar_one()
    return Certificate(said, signed.sign(PURPOSE, said.encode(), key).hex())


def _stations(connection: Connection, event: str) -> list[dict[str, Any]]:
    """Every station and the last receipt it gave: 0 none."""
    receipts = ending.given(connection, event)
    rows = connection.execute(select(STATION).where(STATION.c.event == event).order_by(STATION.c.id)).all()
    return [{"id": row.id, "role": row.role, "zone": row.zone, "seen": row.seen, "receipt": receipts.get(row.id, 0)} for row in rows]


def _statistics(connection: Connection, event: str) -> dict[str, Any]:
    """Numbers in which nobody is to be found."""
    by = {"outcome": RECORD.c.outcome, "zone": RECORD.c.zone, "category": RECORD.c.category}
    scans = (RECORD.c.event == event, RECORD.c.kind == Kind.SCAN.value)
    counted = {
        name: {str(row[0] or "-"): row[1] for row in connection.execute(select(column, func.count()).where(*scans).group_by(column))}
        for name, column in by.items()
    }
    badges = connection.execute(select(func.count()).select_from(BADGE).where(BADGE.c.event == event)).scalar_one()
    return {"badges": badges, "scans": counted}


def _day(at: int, programme: Programme) -> str:
    return local(at, programme.timezone).date().isoformat()
