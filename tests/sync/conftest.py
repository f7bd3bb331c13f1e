"""Databases and a running server for every test under sync: each test has its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest

from kiosk.programme import Programme
from sync.server import partitions
from sync.server.store import Store
from tests.builders import EVENT, FakeClock
from tests.sync import postgresql as private
from tests.sync.serving import TestServer


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """A PostgreSQL cluster of this test run; the address of a database in it, with ``{name}`` for its name."""
    programs = private.programs()
    if programs is None:
        if os.environ.get("KIOSK_NO_POSTGRES") == "1":
            pytest.skip("KIOSK_NO_POSTGRES=1")
        pytest.fail(private.MISSING)
    with private.cluster(programs) as address:
        yield address


@pytest.fixture
def postgresql(cluster: str) -> Iterator[str]:
    """The address of a new, empty database on PostgreSQL."""
    name = f"test_{token_hex(6)}"
    with psycopg.connect(cluster.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield cluster.format(name=name)
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The address of a new database in a SQLite file."""
    return f"sqlite:///{tmp_path / 'server' / 'server.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The address of a new database, once on SQLite and once on PostgreSQL."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture(scope="session")
def shared(cluster: str) -> str:
    """One database for all tests that need no more than tables of their own: making a database takes a quarter of a second."""
    with psycopg.connect(cluster.format(name="postgres"), autocommit=True) as connection:
        connection.execute('CREATE DATABASE "shared"')
    return cluster.format(name="shared")


@pytest.fixture
def schema(shared: str) -> Iterator[str]:
    """The address of new, empty tables on PostgreSQL: a schema in a database that other tests use too."""
    name = f"test_{token_hex(6)}"
    with psycopg.connect(shared, autocommit=True) as connection:
        connection.execute(f'CREATE SCHEMA "{name}"')
        yield f"{shared}&options=-csearch_path%3D{name}"
        connection.execute(f'DROP SCHEMA "{name}" CASCADE')


@pytest.fixture(params=["sqlite", "schema"], ids=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, clock: FakeClock) -> Iterator[Store]:
    """An empty store with room for two events, once on SQLite and once on PostgreSQL, with the test's clock."""
    opened = Store(request.getfixturevalue(request.param), clock)
    with opened.write() as connection:
        for event in (EVENT, "other"):
            partitions.make(connection, event)
    yield opened
    opened.close()


@pytest.fixture
def server(database: str, tmp_path: Path, programme: Programme) -> Iterator[TestServer]:
    """A running server with one event, on each database, with the system's clock."""
    running = TestServer(database, tmp_path / "served").start()
    running.admin.put_programme(programme)
    yield running
    running.stop()
