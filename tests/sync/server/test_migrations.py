"""A database of the first version, filled, is brought up to this one with every row in its place, and can then do what a new one can."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, inspect, select, text

from sync.server import feed, ingest, migrations, partitions, people
from sync.server.database import Database, identity, put
from sync.server.feed import Place, Position
from sync.server.ingest import Batch
from sync.server.people import Person
from sync.server.schema import ALEMBIC, META, PARTITIONED, STORE, VERSION
from sync.server.schema import EVENT as EVENTS
from sync.server.store import Event, OlderStore, Store
from sync.server.verify import verify
from tests.builders import EVENT
from tests.sync.server.tape import Tape

OTHER = "a-second-event-with-a-name-so-long-that-no-table-can-be-called-it"
ADDED = {("staff", "badge"), ("person", "party"), ("person", "note")}
"""Columns a later version added."""
NOW = 1_700_000_000_000_000


@pytest.fixture
def first(database: str) -> str:
    """A database as the first version left it: two events with people and staff, and journals, two of them forked."""
    return made_first(database)


def made_first(url: str) -> str:
    """Make the database at ``url`` one of the first version; returns ``url``."""
    opened = Database(url)
    with opened.write() as connection:
        migrations.upgrade(connection, migrations.FIRST)
        ALEMBIC.drop(connection)
        put(connection, STORE, [{"id": 1, "version": 1, "generation": "g1", "fingerprint": identity(connection), "url": "http://here"}])
        for change in ("ADD COLUMN {} TEXT DEFAULT '' NOT NULL", "DROP COLUMN {}"):  # it is today's program that fills it
            for column in ("party", "note"):
                connection.execute(text(f"ALTER TABLE person {change.format(column)}"))
            for event in (EVENT, OTHER) if "ADD" in change else ():
                _fill(connection, event)
    opened.close()
    if opened.file:
        with sqlite3.connect(opened.file) as plain:
            plain.execute("PRAGMA application_id = 0x534C5753")
        plain.close()
    return url


def _fill(connection: Connection, event: str) -> None:
    made = Event(event, "programme", "00", b"h" * 32, b"p" * 32, b"s" * 32, b"t" * 32)
    connection.execute(insert(EVENTS), [{name: getattr(made, name) for name in made.__slots__} | {"made": NOW}])
    people.register(connection, made, [Person(f"K{each}", f"이름 {each}", "", "", "", "visitor") for each in range(50)], NOW)
    feed.staff_changed(connection, event, ["s1"])
    for station in ("gate-1", "gate-2"):
        tape = Tape(station, event=event).fill(30)
        ingest.take(connection, batch(tape), NOW)
        forked = Tape(station, event=event).fill(2)
        forked.add(zone="elsewhere")
        ingest.take(connection, batch(forked), NOW)


def batch(tape: Tape) -> Batch:
    """All rows of ``tape``."""
    return Batch(tape.event, tape.station, tape.epoch, 1, tape.raw)


def rows(connection: Connection) -> dict[str, Any]:
    """Everything in the database but its version, and the tables and columns a later one added."""
    found: dict[str, Any] = {}
    there = inspect(connection)
    for table in META.sorted_tables:
        if table not in (ALEMBIC, STORE) and there.has_table(table.name):
            columns = [column for column in table.columns if (table.name, column.name) not in ADDED]
            found[table.name] = sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
    if connection.dialect.name == "postgresql":
        found["xid"] = connection.execute(text("SELECT serial, xid::text FROM change ORDER BY serial")).all()
    return found


def schema_of(connection: Connection) -> Any:
    """Tables, columns, keys and indexes as the engine knows them."""
    if connection.dialect.name == "sqlite":
        return connection.execute(text("SELECT type, name, tbl_name FROM sqlite_schema ORDER BY 1, 2")).all()
    queries = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns"
        " WHERE table_schema = current_schema() ORDER BY 1, ordinal_position",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1, 2",
        "SELECT relname, relkind, pg_get_partkeydef(oid), pg_get_expr(relpartbound, oid) FROM pg_class"
        " WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'S') ORDER BY 1",
    )
    return [connection.execute(text(query)).all() for query in queries]


def test_every_row_of_a_filled_database_is_there_afterwards(first: str) -> None:
    before = Database(first)
    with before.read() as connection:
        held = rows(connection)
        place = feed.end(connection, EVENT, feed.REST)
    before.close()
    assert all(len(held[table.name]) > 0 for table in PARTITIONED if table.name in held)
    store = Store(first)
    try:
        assert store.generation() == "g1"  # nothing was lost: stations go on where they were
        assert store.url() == "http://here"
        with store.read() as connection:
            assert {name: found for name, found in rows(connection).items() if name in held} == held
            assert connection.execute(select(STORE.c.version)).scalar_one() == VERSION
            assert feed.holds(connection, EVENT, Position(rest=place))
            assert feed.rest_page(connection, EVENT, place) == []
        assert len(list(verify(store))) == 4
        assert all(line.ok for line in verify(store))
    finally:
        store.close()


def test_afterwards_it_takes_what_a_new_one_takes(first: str) -> None:
    store = Store(first)
    try:
        with store.write() as connection:
            place = feed.end(connection, EVENT, feed.REST)
            tape = Tape("gate-1").fill(40)
            taken = ingest.take(connection, batch(tape), NOW)
            assert (taken.mark, taken.head, taken.fork) == (40, tape.head, False)
            partitions.make(connection, "third")
            feed.staff_changed(connection, "third", ["s2"])
        with store.read() as connection:
            assert sum(len(feed.codes(row)) for row in feed.rest_page(connection, EVENT, place)) == 10
            assert [row.key for row in feed.rest_page(connection, "third", Place())] == [b"s2"]
    finally:
        store.close()


def test_a_database_brought_up_is_made_like_a_new_one(first: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    upgraded = Store(first)
    new = Store(f"sqlite:///{tmp_path / 'new.db'}" if upgraded.database.file else request.getfixturevalue("schema"))
    try:
        with new.write() as connection:
            for event in (EVENT, OTHER):
                partitions.make(connection, event)
        with upgraded.read() as old, new.read() as fresh:
            assert str(schema_of(old)).replace("public.", "") == _unqualified(schema_of(fresh), fresh)
    finally:
        upgraded.close()
        new.close()


def _unqualified(found: Any, connection: Connection) -> str:
    own = inspect(connection).default_schema_name
    return str(found).replace(f"{own}.", "")


def test_the_numbers_of_new_changes_come_after_the_old(first: str) -> None:
    store = Store(first)
    try:
        with store.write() as connection:
            last = connection.execute(text("SELECT max(serial) FROM change")).scalar_one()
            feed.staff_changed(connection, EVENT, ["s3"])
            assert connection.execute(text("SELECT max(serial) FROM change")).scalar_one() == last + 1
    finally:
        store.close()


def test_a_reader_leaves_it_alone_and_says_so(first: str) -> None:
    with pytest.raises(OlderStore):
        Store(first, read_only=True)


def test_a_copy_of_the_file_as_it_was_stays_beside_it(sqlite: str) -> None:
    Store(made_first(sqlite)).close()
    file = Path(sqlite.removeprefix("sqlite:///"))
    copy = sqlite3.connect(file.with_name("server.db.v1"))
    assert copy.execute("SELECT version FROM store").fetchone() == (1,)
    assert copy.execute("SELECT count(*) FROM record").fetchone() == (120,)
    copy.close()
