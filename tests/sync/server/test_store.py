"""The store keeps its identity, notices a copy, and refuses what it cannot be."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select, update

from kiosk.errors import DatabaseAway, NewerStore, StoreBroken, UsageError
from kiosk.programme import Programme
from sync.server.admin import Admin
from sync.server.schema import STORE, VERSION
from sync.server.store import NoEvent, SeveralEvents, Store
from tests.builders import EVENT


def reopened(url: str) -> str:
    """The generation after opening ``url`` once more."""
    store = Store(url)
    try:
        return store.generation()
    finally:
        store.close()


def test_a_store_opened_again_is_of_the_same_generation(database: str) -> None:
    assert reopened(database) == reopened(database)


def test_a_file_restored_from_a_copy_begins_a_new_generation(sqlite: str, tmp_path: Path) -> None:
    before = reopened(sqlite)
    file = Path(sqlite.removeprefix("sqlite:///"))
    shutil.copyfile(file, tmp_path / "backup")
    (tmp_path / "backup").replace(file)
    after = reopened(sqlite)
    assert after != before
    assert reopened(sqlite) == after


def test_a_database_made_from_another_begins_a_new_generation(postgresql: str, cluster: str) -> None:
    before = reopened(postgresql)
    name = postgresql.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(cluster.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}_copy" TEMPLATE "{name}"')
        try:
            assert reopened(cluster.format(name=f"{name}_copy")) != before
        finally:
            connection.execute(f'DROP DATABASE "{name}_copy" WITH (FORCE)')
    assert reopened(postgresql) == before


def test_a_new_generation_can_be_asked_for(store: Store) -> None:
    before = store.generation()
    assert store.restored() != before
    assert store.generation() != before


def test_several_servers_may_open_a_new_database_at_once(database: str) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(reopened(database))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_a_store_of_a_newer_version_is_refused_and_left_alone(database: str) -> None:
    store = Store(database)
    with store.write() as connection:
        connection.execute(update(STORE).values(version=99))
    store.close()
    for read_only in (False, True):
        with pytest.raises(NewerStore):
            Store(database, read_only=read_only)


def test_a_sqlite_file_of_another_program_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("PRAGMA application_id = 7")
    other.execute("CREATE TABLE t (x)")
    other.commit()
    other.close()
    with pytest.raises(StoreBroken):
        Store(f"sqlite:///{tmp_path / 'other.db'}")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database, and longer than the header of one would be " * 100)
    with pytest.raises(StoreBroken):
        Store(f"sqlite:///{tmp_path / 'text.db'}")


@pytest.mark.parametrize("url", ["", "x", "mysql://host/name", "sqlite://", "sqlite:///:memory:", "http://host/"])
def test_an_address_that_is_none_of_ours_is_a_usage_error(url: str) -> None:
    with pytest.raises(UsageError):
        Store(url)


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:9/none", "sqlite:////proc/nowhere/server.db"])
def test_a_database_that_cannot_be_reached_is_said_to_be_away(url: str) -> None:
    with pytest.raises(DatabaseAway):
        Store(url)


def test_events_are_found_by_name_or_alone(store: Store, programme: Programme) -> None:
    with store.read() as connection, pytest.raises(NoEvent):
        store.event(connection)
    Admin(store).put_programme(programme)
    with store.read() as connection:
        first = store.event(connection)
        assert first == store.event(connection, EVENT)
    Admin(store).put_programme(_renamed(programme, "other"))
    with store.read() as connection:
        with pytest.raises(SeveralEvents):
            store.event(connection)
        assert store.event(connection, "other").hash_key != first.hash_key
        with pytest.raises(NoEvent):
            store.event(connection, "third")


def test_the_keys_of_an_event_outlive_a_new_programme(store: Store, programme: Programme) -> None:
    admin = Admin(store)
    assert admin.put_programme(programme)
    before, signer = admin.event(), admin.signing_key()
    assert not admin.put_programme(programme)
    assert (admin.event(), admin.signing_key()) == (before, signer)


def test_a_read_only_store_of_a_folder_nobody_may_write_to_can_be_read(sqlite: str) -> None:
    reopened(sqlite)
    folder = Path(sqlite.removeprefix("sqlite:///")).parent
    folder.chmod(0o500)
    try:
        store = Store(sqlite, read_only=True)
        with store.read() as connection:
            assert connection.execute(select(STORE.c.version)).scalar_one() == VERSION
        store.close()
    finally:
        folder.chmod(0o700)


def test_two_processes_worth_of_stores_write_one_file_without_getting_in_each_others_way(sqlite: str) -> None:
    stores = [Store(sqlite), Store(sqlite)]

    def write(store: Store) -> None:
        for number in range(30):
            with store.write() as connection:
                url = connection.execute(select(STORE.c.url)).scalar_one()
                connection.execute(update(STORE).values(url=f"{url}{number},"))

    threads = [threading.Thread(target=write, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stores[0].url().count(",") == 60
    for store in stores:
        store.close()


def _renamed(programme: Programme, event: str) -> Programme:
    return replace(programme, event=event)
