"""One database, SQLite or PostgreSQL: how it is opened, read, written and filled in bulk; knows no table.

SQLite: write-ahead log, synchronous=FULL, one writing connection, held under a lock file so that commands beside a running server take
turns with it; readers are read-only. That also keeps clear of SQLite's WAL-reset bug (before 3.51.3 two connections that write or
checkpoint at the same moment could lose a page).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

import sqlalchemy
from sqlalchemy import ARRAY, Column, ColumnElement, Connection, Engine, LargeBinary, Table, create_engine, func, literal, make_url, select
from sqlalchemy import event as events
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolEmpty
from sqlalchemy.pool import QueuePool

from kiosk.errors import DatabaseAway, UsageError
from kiosk.journal import fingerprint
from kiosk.store import back_up, fault_of, guarded
from sync.server.turns import Turns

FEW = 4
"""Rows from which on COPY, which PostgreSQL reads anew each time, costs less than a prepared statement."""
READERS = 20
CONNECT_S = 5
IDLE_S = 1.0
"""A connection that lay idle for longer is asked whether it still is one before it is used."""
IDLE_IN_TRANSACTION_MS = 60_000
"""A forgotten open transaction would hold back the change feed of every station; PostgreSQL ends it after this time."""
DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class Database:
    """An open database under ``url`` (``sqlite:///path`` or ``postgresql://user@host/name``). ``read_only`` makes and writes nothing.

    Raises UsageError for an address that is none of these, DatabaseAway, CannotRecord, StoreBroken."""

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self.file = sqlite_file(url)
        self._copy_errors: tuple[type[Exception], ...] = ()
        self._turns = Turns(self.file.with_name(self.file.name + ".lock")) if self.file and not read_only else None
        if self.file:
            if not read_only:
                _make(self.file)
            elif not self.file.is_file():
                raise DatabaseAway(f"{self.file}: no such file")
            self._reader = _sqlite(self.file, writes=False, alone=read_only)
            self._writer = self._reader if read_only else _sqlite(self.file, writes=True)
        else:
            import psycopg  # a third of a second that a server on SQLite need not spend

            self._copy_errors = (psycopg.OperationalError, psycopg.InterfaceError)
            self._reader = self._writer = _postgresql(url)
        self._glancer, self._painter = (
            self._reader.execution_options(isolation_level=level) if self.postgresql else self._reader
            for level in ("AUTOCOMMIT", "REPEATABLE READ")
        )

    @property
    def postgresql(self) -> bool:
        """Whether this is PostgreSQL rather than SQLite."""
        return self.file is None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads; on SQLite one moment's picture, on PostgreSQL each statement's own."""
        with self._meaning(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """For one statement that reads: on PostgreSQL it needs no transaction around it, which would be two more ways to the server."""
        with self._meaning(), self._glancer.connect() as connection:
            yield connection

    @contextmanager
    def picture(self) -> Iterator[Connection]:
        """A transaction that only reads and sees one moment throughout, on both."""
        with self._meaning(), self._painter.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction, committed to disk where the body ends well, undone where it raises. On SQLite one at a time, all processes."""
        if self._turns is None:
            with self._meaning(), self._writer.begin() as connection:
                yield connection
            return
        with self._turns, self._meaning(), self._writer.begin() as connection:
            yield connection

    def copy(self, target: Path) -> None:
        """Copy a SQLite database, as last committed, to ``target``: whole and on disk when this returns. Others read and write meanwhile.

        Raises CannotRecord."""
        with self._meaning(), guarded(target), self._reader.connect() as connection:
            driver: Any = connection.connection.driver_connection
            back_up(driver, target)

    def scrub(self) -> None:
        """Have no byte left of what was deleted or overwritten: not in the free pages of the database, nor in its log."""
        with self._turns or nullcontext(), self._meaning(), self._writer.connect() as connection:
            driver: Any = connection.connection.driver_connection
            if self.postgresql:
                driver.rollback()
                driver.autocommit = True
                driver.execute("VACUUM FULL")
                driver.execute("CHECKPOINT")
                driver.autocommit = False
            else:
                connection.rollback()
                driver.execute("VACUUM")
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Let go of every connection."""
        self._reader.dispose()
        if self._turns is None:
            return
        with self._turns:  # the last connection writes the log back into the file
            self._writer.dispose()

    @contextmanager
    def _meaning(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._fault(error) from error
        except self._copy_errors as error:  # COPY goes past SQLAlchemy, so its errors come as the driver's own
            raise DatabaseAway(str(error).splitlines()[0][:200]) from error
        except PoolEmpty as error:
            raise DatabaseAway("every connection is in use") from error

    def _fault(self, error: DBAPIError) -> Exception:
        if self.file and isinstance(error.orig, sqlite3.Error):
            return fault_of(error.orig, self.file) or error
        if error.connection_invalidated or isinstance(error, sqlalchemy.exc.OperationalError | sqlalchemy.exc.InterfaceError):
            # the driver's own words name host and port, never a row
            return DatabaseAway(str(error.orig).splitlines()[0][:200])
        return error


def fill(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert ``rows`` of plain values the fastest way there is: many by COPY on PostgreSQL, else one prepared statement."""
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.exec_driver_sql(_insert(table, tuple(columns), "?"), [tuple(row) for row in rows])
        return
    driver: Any = connection.connection.driver_connection
    with closing(driver.cursor()) as cursor:
        if len(rows) < FEW:
            for row in rows:
                cursor.execute(_insert(table, tuple(columns), "%s"), row)
            return
        with cursor.copy(_copy(table, tuple(columns))) as copy:
            for row in rows:
                copy.write_row(row)


@cache
def _insert(table: Table, columns: tuple[str, ...], hole: str) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join([hole] * len(columns))})'  # noqa: S608 - our own names


def inserted(table: Table, columns: Sequence[str], rows: int, where: str) -> str:
    """An INSERT for PostgreSQL of so many rows, ``%s`` for each value, only where ``where`` (a WITH query) has a row."""
    from sqlalchemy.dialects import postgresql

    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(f"CAST(%s AS {table.c[column].type.compile(dialect)})" for column in columns)
    return f'INSERT INTO "{table.name}" ({names}) ' + " UNION ALL ".join([f"SELECT {values} FROM {where}"] * rows)  # noqa: S608


@cache
def _copy(table: Table, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f'COPY "{table.name}" ({names}) FROM STDIN'


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows``, or overwrite those whose primary key is there already."""
    if not rows:
        return
    insert = inserting(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: insert.excluded[name] for name in rows[0] if name not in keys}
    statement = insert.on_conflict_do_update(index_elements=keys, set_=changed) if changed else insert.on_conflict_do_nothing()
    connection.execute(statement, list(rows))


def inserting(connection: Connection, table: Table) -> Any:
    """An INSERT that can say ON CONFLICT, in the dialect of ``connection``."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # a fifth of a second that a server on SQLite need not spend

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


def among(connection: Connection, column: Column[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """Whether ``column`` is one of ``values``, thousands of them.

    PostgreSQL gets them as one array to join with: a list of parameters, once the statement is prepared, is searched from its beginning
    for every row of the table. Bytes go as one text of hex: an array of them is put together one by one, at ten times the cost."""
    if connection.dialect.name != "postgresql":
        return column.in_(values)
    if isinstance(column.type, LargeBinary):
        texts = func.unnest(func.string_to_array(literal(",".join(value.hex() for value in values)), ","))
        return column.in_(select(func.decode(texts, "hex")))
    return column.in_(select(func.unnest(literal(list(values), ARRAY(column.type)))))


def grown(connection: Connection, tables: Mapping[Table, Sequence[str]]) -> None:
    """Have the query planner know that these tables have just grown a great deal: on PostgreSQL its own look comes a minute late. At these
    columns alone (none named: at all of them), it takes its time over every one."""
    if connection.dialect.name == "postgresql":
        for table, columns in tables.items():
            connection.exec_driver_sql(f'ANALYZE "{table.name}"' + (f" ({', '.join(columns)})" if columns else ""))


def identity(connection: Connection) -> str:
    """What tells this database from a copy of it: it changes when the store was restored elsewhere, cloned or promoted.

    SQLite: machine, device and inode of the file. PostgreSQL: the cluster's system identifier, the timeline (new at every promotion and
    point-in-time recovery) and the database's oid (new where a dump was loaded)."""
    return str(connection.connection.info["identity"])


def sqlite_file(url: str) -> Path | None:
    """The file behind a SQLite address, None for PostgreSQL. Raises UsageError for anything else."""
    try:
        parts = make_url(url)
    except ArgumentError:
        raise UsageError(f"not a database address: {url[:80]}") from None
    if parts.drivername not in DRIVERS:
        raise UsageError(f"neither sqlite:/// nor postgresql://: {parts.drivername[:80]}")
    if DRIVERS[parts.drivername] != "sqlite":
        return None
    if not parts.database or parts.database == ":memory:":
        raise UsageError("sqlite:/// needs the path of a file")
    return Path(parts.database).absolute()


def _make(file: Path) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise DatabaseAway(f"{file}: {error.strerror}") from error


def _sqlite(file: Path, *, writes: bool, alone: bool = False) -> Engine:
    address = f"file:{quote(str(file))}?mode={'rw' if writes else 'ro'}"
    if alone and not file.with_name(file.name + "-wal").exists():
        address += "&immutable=1"  # a log cannot be made beside a file in a folder we may not write to

    def connect() -> sqlite3.Connection:
        # transactions are begun by ``begin`` below; the driver's own guessing is off
        connection = sqlite3.connect(address, uri=True, timeout=10, isolation_level=None, check_same_thread=False)
        for pragma in ("trusted_schema = OFF", "foreign_keys = ON", "synchronous = FULL", "cache_size = -32000", "mmap_size = 0"):
            connection.execute(f"PRAGMA {pragma}")
        if writes:
            connection.execute("PRAGMA journal_mode = WAL")
        return connection

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=1 if writes else READERS, max_overflow=0, hide_parameters=True
    )

    @events.listens_for(engine, "connect")
    def connected(_: Any, record: Any) -> None:
        record.info["identity"] = fingerprint(file)

    @events.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: str) -> Engine:
    parts = make_url(url)
    engine = create_engine(
        parts.set(drivername=DRIVERS[parts.drivername]),
        pool_size=READERS,
        max_overflow=READERS,
        pool_use_lifo=True,  # few connections do most of the work: their statements are prepared
        hide_parameters=True,
        connect_args={"connect_timeout": CONNECT_S},
    )

    @events.listens_for(engine, "checkin")
    def back(_: Any, record: Any) -> None:
        record.info["used"] = monotonic()

    @events.listens_for(engine, "checkout")
    def out(connection: Any, record: Any, _: Any) -> None:
        # after a failover the pool holds dead connections; asking each time would double the ways to the database
        if monotonic() > record.info.get("used", 0.0) + IDLE_S:
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error as error:
                raise DisconnectionError from error  # another is taken, or made

    @events.listens_for(engine, "connect")
    def connected(connection: Any, record: Any) -> None:
        with closing(connection.cursor()) as cursor:
            if cursor.execute("SELECT pg_is_in_recovery()").fetchone()[0]:
                raise DatabaseAway("this PostgreSQL server is a standby")
            cursor.execute(f"SET idle_in_transaction_session_timeout = {IDLE_IN_TRANSACTION_MS}")
            if cursor.execute("SHOW synchronous_commit").fetchone()[0] == "off":
                cursor.execute("SET synchronous_commit = on")  # an answered mark must be on disk
            cursor.execute(
                "SELECT (SELECT system_identifier FROM pg_control_system()), left(pg_walfile_name(pg_current_wal_lsn()), 8),"
                " (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
            record.info["identity"] = hashlib.sha256("|".join(map(str, cursor.fetchone())).encode()).hexdigest()
        connection.commit()

    return engine
