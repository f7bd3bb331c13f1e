"""Opening, migrating and refusing SQLite files; what SQLite's errors mean."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from kiosk import store
from kiosk.errors import CannotRecord, NewerStore, StoreBroken, StoreError
from kiosk.store import KINDS, back_up, fault_of, guarded, migrate, open_store, quick_check, same_schema, scripts, transaction


@pytest.mark.parametrize("schema", KINDS)
def test_a_new_file_has_the_schema_of_its_kind_and_is_its_users_alone(tmp_path: Path, schema: str) -> None:
    path = tmp_path / "new.db"
    open_store(path, schema).close()
    connection = open_store(path, schema, read_only=True)
    assert same_schema(connection, schema)
    assert connection.execute("PRAGMA application_id").fetchone() == (KINDS[schema].application_id,)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(scripts(schema)),)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal" if KINDS[schema].live else "delete",)
    connection.close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_writer_commits_to_disk_and_trusts_no_schema(tmp_path: Path) -> None:
    connection = open_store(tmp_path / "journal.db", "journal")
    settings = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "trusted_schema", "foreign_keys")}
    connection.close()
    assert settings == {"synchronous": 2, "trusted_schema": 0, "foreign_keys": 1}


def test_a_schema_with_something_added_is_noticed(tmp_path: Path) -> None:
    connection = open_store(tmp_path / "roster.db", "roster")
    connection.execute("CREATE TRIGGER extra AFTER INSERT ON badge BEGIN SELECT 1; END")
    assert not same_schema(connection, "roster")
    connection.close()


def test_a_reader_can_write_nothing(tmp_path: Path) -> None:
    for schema in KINDS:
        path = tmp_path / f"{schema}.db"
        open_store(path, schema).close()
        connection = open_store(path, schema, read_only=True)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("CREATE TABLE mine (a)")
        connection.close()


def test_a_newer_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "feed.db"
    connection = open_store(path, "feed")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(NewerStore) as refused:
            open_store(path, "feed", read_only=read_only)
        assert refused.value.values["version"] == 99
    assert path.read_bytes() == before


def test_a_file_of_an_older_version_is_not_read_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "feed.db"
    connection = open_store(path, "feed")
    connection.execute("PRAGMA user_version = 0")  # as if version 1 had made it and this program knew 2
    connection.close()
    with pytest.raises(StoreError, match="version 0"):
        open_store(path, "feed", read_only=True)


@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_database_of_ours_is_broken(tmp_path: Path, read_only: bool) -> None:
    text = tmp_path / "text.db"
    text.write_bytes(b"this is not a database, but it is long enough to be taken for one. " * 100)
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE other (a)")
    connection.close()
    feed = tmp_path / "feed.db"
    open_store(feed, "feed").close()
    for path in (text, other, feed):
        with pytest.raises(StoreBroken):
            open_store(path, "journal", read_only=read_only)


def test_a_damaged_page_is_found_at_opening(tmp_path: Path) -> None:
    path = tmp_path / "feed.db"
    connection = open_store(path, "feed")
    with transaction(connection, path):
        connection.executemany("INSERT INTO meta VALUES (?, ?)", ((f"key {number}", "x" * 500) for number in range(200)))
    connection.close()
    with path.open("r+b") as file:
        file.seek(-4096 * 10, os.SEEK_END)
        file.write(b"\xff" * 4096)
    with pytest.raises(StoreBroken):
        open_store(path, "feed")


def test_a_journal_of_any_size_is_checked_at_every_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "CHECK_BELOW", 0)
    for kind in ("journal", "feed"):
        path = tmp_path / f"{kind}.db"
        open_store(path, kind).close()
        content = bytearray(path.read_bytes())
        content[-4096:] = b"\xa5" * 4096
        path.write_bytes(content)
    with pytest.raises(StoreBroken):
        open_store(tmp_path / "journal.db", "journal")
    open_store(tmp_path / "feed.db", "feed").close()


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CannotRecord):
        open_store(tmp_path / "none.db", "journal", read_only=True)
    with pytest.raises(CannotRecord):
        open_store(tmp_path / "no folder" / "journal.db", "journal")


def test_a_migration_keeps_the_data_and_leaves_a_copy_of_the_file_before(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    steps = ["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1", "CREATE INDEX a_y ON a (y)"]
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path, steps[:1])
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("INSERT INTO a VALUES (41)")  # still in the -wal when the copy is taken
    migrate(connection, path, steps)
    assert connection.execute("SELECT x, y FROM a").fetchall() == [(41, 42)]
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    connection.close()
    copy = sqlite3.connect(tmp_path / "some.db.v1")
    assert copy.execute("SELECT * FROM a").fetchall() == [(41,)]
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    copy.close()


def test_a_migration_that_fails_half_way_leaves_the_last_whole_version(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        migrate(connection, path, ["CREATE TABLE a (x)", "CREATE TABLE b (x); INSERT INTO missing VALUES (1)"])
    assert not connection.in_transaction
    assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("a",)]
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()


def test_a_back_up_replaces_only_a_whole_one(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db")
    target = tmp_path / "copy.db"
    (tmp_path / "copy.db.part").write_bytes(b"left by a power cut")
    connection.execute("CREATE TABLE a (x)")
    back_up(connection, target)
    back_up(connection, target)
    connection.close()
    copy = sqlite3.connect(target)
    quick_check(copy, target)
    copy.close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.db", "copy.db"]


def test_a_transaction_is_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "feed.db"
    connection = open_store(path, "feed")
    with pytest.raises(sqlite3.IntegrityError), transaction(connection, path):
        connection.executemany("INSERT INTO meta VALUES (?, 1)", [("a",), ("a",)])
    with transaction(connection, path):
        connection.execute("INSERT INTO meta VALUES ('b', 1)")
    assert connection.execute("SELECT key FROM meta").fetchall() == [("b",)]
    connection.close()


def test_a_bug_of_ours_is_not_taken_for_a_fault_of_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "feed.db"
    connection = open_store(path, "feed")
    with pytest.raises(sqlite3.OperationalError, match="no such column"), guarded(path):
        connection.execute("SELECT missing FROM meta")
    with pytest.raises(sqlite3.IntegrityError), guarded(path):
        connection.execute("INSERT INTO staff (id, name, role, pin, blocked) VALUES ('a', NULL, '', '', 0)")
    connection.close()


@pytest.mark.parametrize(
    ("code", "expected", "full"),
    [
        (sqlite3.SQLITE_FULL, CannotRecord, True),
        (sqlite3.SQLITE_IOERR_FSYNC, CannotRecord, False),
        (sqlite3.SQLITE_READONLY, CannotRecord, False),
        (sqlite3.SQLITE_BUSY, CannotRecord, False),
        (sqlite3.SQLITE_CORRUPT_VTAB, StoreBroken, None),
        (sqlite3.SQLITE_NOTADB, StoreBroken, None),
        (sqlite3.SQLITE_CONSTRAINT, type(None), None),
        (sqlite3.SQLITE_ERROR, type(None), None),
    ],
)
def test_every_error_of_sqlite_has_its_meaning(code: int, expected: type, full: bool | None) -> None:
    error = sqlite3.OperationalError("as SQLite says")
    error.sqlite_errorcode = code
    known = fault_of(error, Path("a.db"))
    assert type(known) is expected
    assert known is None or known.values.get("full") == full
