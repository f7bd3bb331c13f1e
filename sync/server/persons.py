"""People as desks get them: sealed under the event's data key, which only a desk that asks for its lease is given; knows no HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select

from kiosk.days import next_day_ends
from kiosk.errors import LeaseRefused
from kiosk.model import Kind
from kiosk.personal import NAMED_ROLES, Personal, seal
from kiosk.programme import load
from sync.server import access
from sync.server.database import among
from sync.server.enrol import Station
from sync.server.schema import DATA_KEY, PERSON
from sync.server.store import Store
from sync.wire import Lease

AT_ONCE = 5_000
_COLUMNS = ("id", "name", "company", "phone", "email", "category", "code", "confirmation", "party", "note")


def sealed(connection: Connection, event: str, key: bytes, ids: Sequence[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """Everybody, or those of ``ids`` that are there, by id: id and sealed bytes."""
    query = select(*(PERSON.c[name] for name in _COLUMNS)).where(PERSON.c.event == event).order_by(PERSON.c.id)
    if ids is not None:
        query = query.where(among(connection, PERSON.c.id, list(ids)))
    for rows in connection.execution_options(yield_per=AT_ONCE).execute(query).partitions():
        for row in rows:
            yield row.id, seal(Personal(*row), key, event)


def data_key(connection: Connection, event: str) -> bytes:
    """What people of ``event`` are sealed with for the desks."""
    return bytes(connection.execute(select(DATA_KEY.c.key).where(DATA_KEY.c.event == event)).scalar_one())


def lease(store: Store, connection: Connection, station: Station) -> Lease:
    """The key for ``station``, until the end of the next day of the event; that it was lent stands in the access log. Raises LeaseRefused
    for a gate, and after the last day."""
    event = store.event(connection, station.event)
    until = next_day_ends(load(event.programme), store.clock.wall())
    if station.role not in NAMED_ROLES or until is None:
        raise LeaseRefused
    handed_on(store, connection, station, "lease")
    return Lease(key=data_key(connection, station.event).hex(), until=until)


def handed_on(store: Store, connection: Connection, station: Station, why: str) -> None:
    """Have it in the access log, in this transaction, that ``station`` gets everybody, sealed ("roster"), or what opens them ("lease")."""
    count = connection.execute(select(func.count()).select_from(PERSON).where(PERSON.c.event == station.event)).scalar_one()
    access.write(connection, station.event, store.clock.wall(), Kind.EXPORT, why, count=count, to=station.id)
