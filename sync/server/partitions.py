"""Gives an event partitions of its own on PostgreSQL: to be emptied at once when it is over, or to be moved elsewhere; knows no row."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, inspect

from sync.server.schema import PARTITIONED

LONGEST = 63
"""Bytes of a name on PostgreSQL; it cuts longer ones without a word."""


def make(connection: Connection, event: str) -> None:
    """Have partitions for ``event`` in every table that has them; nothing on SQLite. Other events are read and written meanwhile."""
    if connection.dialect.name != "postgresql":
        return
    there = inspect(connection)
    for table in PARTITIONED:
        if not there.has_table(name(table.name, event)):
            add(connection, table.name, event, name(table.name, event))


def name(table: str, event: str) -> str:
    """What the partition of ``event`` is called."""
    plain = f"{table}@{event}"
    return plain if len(plain.encode()) <= LONGEST else f"{table}@{hashlib.sha256(event.encode()).hexdigest()[:32]}"


def add(connection: Connection, table: str, event: str, partition: str) -> None:
    """Make ``partition`` the place of ``event`` in ``table``. Beside and then attached: made in place it would lock the whole table."""
    from psycopg import sql

    names = {"table": sql.Identifier(table), "partition": sql.Identifier(partition), "event": sql.Literal(event)}
    for statement in (
        "CREATE TABLE {partition} (LIKE {table} INCLUDING ALL)",
        "ALTER TABLE {table} ATTACH PARTITION {partition} FOR VALUES IN ({event})",
    ):
        connection.exec_driver_sql(sql.SQL(statement).format(**names).as_string().replace("%", "%%"))
