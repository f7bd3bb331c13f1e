"""Setting a damaged file aside, proving what is left of it, looking at a journal without touching it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from kiosk.errors import StoreBroken
from kiosk.journal import Why
from kiosk.places import Places
from kiosk.salvage import examined, set_aside, whole_epochs
from tests.builders import FakeClock, file_sizes
from tests.drafts import filled, scan


def test_a_file_set_aside_keeps_its_log_and_its_content(places: Places) -> None:
    content = {"journal.db": b"main", "journal.db-wal": b"log", "journal.db-shm": b"index"}
    for number in (1, 2):
        for name, data in content.items():
            (places.root / name).write_bytes(data)
        target = set_aside(places.journal)
        assert target.name == f"journal.db.broken-{number}"
        assert not any((places.root / name).exists() for name in content)
        for name, data in content.items():
            assert (places.root / name.replace(".db", f".db.broken-{number}")).read_bytes() == data


def test_every_row_up_to_the_first_that_is_not_proven_comes_back(places: Places, clock: FakeClock) -> None:
    journal = filled(places.journal, clock, 5)
    old, rows = journal.epoch, journal.since(journal.epoch, 0, 10)
    new = journal.start_epoch(Why.FORK)
    last = journal.append(scan(clock))
    journal.close()
    assert [(epoch.id, records) for epoch, records in whole_epochs(places.journal)] == [(old, rows), (new, [last])]
    tamper(places.journal, "UPDATE record SET zone = 'other' WHERE epoch = 1 AND row = 3")
    assert [(epoch.id, records) for epoch, records in whole_epochs(places.journal)] == [(old, rows[:2]), (new, [last])]


def tamper(path: Path, statement: str) -> None:
    """Change the file behind the journal's back."""
    connection = sqlite3.connect(path, isolation_level=None)
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.close()


def test_of_what_is_no_journal_nothing_comes_back(tmp_path: Path) -> None:
    for content in (b"", b"no database " * 1000):
        (tmp_path / "a.db").write_bytes(content)
        assert whole_epochs(tmp_path / "a.db") == []


def test_a_journal_at_rest_is_looked_at_without_a_file_being_written_beside_it(places: Places, clock: FakeClock) -> None:
    filled(places.journal, clock, 3).close()
    before = file_sizes(places.root)
    with examined(places.journal, "journal") as connection:
        assert connection.execute("SELECT count(*) FROM record").fetchone() == (3,)
    assert file_sizes(places.root) == before


def test_the_rows_still_in_the_log_of_a_copy_are_seen(places: Places, clock: FakeClock, tmp_path: Path) -> None:
    journal = filled(places.journal, clock, 3)
    for name in ("journal.db", "journal.db-wal"):
        shutil.copyfile(places.root / name, tmp_path / name)
    journal.close()
    with examined(tmp_path / "journal.db", "journal") as connection:
        assert connection.execute("SELECT count(*) FROM record").fetchone() == (3,)


def test_a_journal_at_work_is_looked_at_as_it_is_now(places: Places, clock: FakeClock) -> None:
    journal = filled(places.journal, clock, 3)
    with examined(places.journal, "journal") as connection:
        assert connection.execute("SELECT count(*) FROM record").fetchone() == (3,)
        journal.append(scan(clock))
        assert connection.execute("SELECT count(*) FROM record").fetchone() == (4,)
    journal.close()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_will_do(places: Places, clock: FakeClock) -> None:
    journal = filled(places.journal, clock, 3)
    copy = shutil.copytree(places.root, places.root / "copy")
    journal.close()
    for path in (*copy.iterdir(), copy):
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        with examined(copy / "journal.db", "journal") as connection:
            assert connection.execute("SELECT count(*) FROM record").fetchone() == (3,)
    finally:
        copy.chmod(0o700)


def test_an_empty_file_is_no_journal(places: Places) -> None:
    places.journal.touch()
    with pytest.raises(StoreBroken), examined(places.journal, "journal"):
        pass
