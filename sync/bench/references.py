"""Two other ways to put records into the same table: as fast as the engine takes them, unlooked at, and one by one through an ORM.

Each returns records per second of one core, this process and the database's together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from itertools import chain
from time import process_time
from typing import Any

from sqlalchemy.orm import Session, registry

from kiosk.model import Record
from sync.bench.served import Served
from sync.server.database import fill
from sync.server.schema import RECORD

COLUMNS = (*(each.name for each in fields(Record)), "received")


def bulk(server: Served, tapes: Sequence[Sequence[Record]], size: int) -> float:
    """COPY (on SQLite one prepared statement), ``size`` records a transaction."""
    batches = [[_values(record) for record in tape[at : at + size]] for tape in tapes for at in range(0, len(tape), size)]
    before = process_time() + server.engine_cpu()
    for batch in batches:
        with server.store.write() as connection:
            fill(connection, RECORD, COLUMNS, batch)
    return sum(map(len, batches)) / (process_time() + server.engine_cpu() - before)


def one_by_one(server: Served, tapes: Sequence[Sequence[Record]]) -> float:
    """An object a record, looked for, added and committed, as a web framework's view does for each request."""

    class Stored:
        pass

    registry().map_imperatively(Stored, RECORD)
    before = process_time() + server.engine_cpu()
    for record in chain.from_iterable(tapes):
        with server.store.write() as connection, Session(bind=connection) as session:
            if session.get(Stored, (record.event, record.station, record.epoch, record.row)) is None:
                stored: Any = Stored()
                for name, value in zip(COLUMNS, _values(record), strict=True):
                    setattr(stored, name, value)
                session.add(stored)
                session.flush()
    return sum(map(len, tapes)) / (process_time() + server.engine_cpu() - before)


def _values(record: Record) -> list[Any]:
    values = [getattr(record, name) for name in COLUMNS[:-1]]
    return [str(value) if isinstance(value, str) else value for value in values] + [0]
