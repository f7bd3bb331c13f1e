"""A backup that was read back, and a signed list of what it holds that nothing else passes for."""

from __future__ import annotations

import json
import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from kiosk import sealed
from kiosk.errors import FileTrouble
from kiosk.programme import Programme
from kiosk.sealed import NotSealed, Sealed
from sync.server import ingest
from sync.server.admin import Admin
from sync.server.command import main
from sync.server.ingest import Batch
from sync.server.people import Person
from sync.server.schema import RECORD
from sync.server.sealing import check, seal
from sync.server.store import Event, Store
from tests.builders import EVENT
from tests.sync.server.tape import Tape

NOW = 1_700_000_000_000_000


@pytest.fixture
def event(store: Store, programme: Programme) -> Event:
    """An event with people, two journals and a record that could not be used."""
    admin = Admin(store)
    admin.put_programme(programme)
    admin.add_people([Person(f"K{each}", f"이름 {each}", "", "", "", "visitor") for each in range(20)])
    with store.write() as connection:
        for station, rows in (("gate-1", 30), ("gate-2", 12)):
            tape = Tape(station).fill(rows)
            ingest.take(connection, Batch(EVENT, station, tape.epoch, 1, tape.raw), NOW)
        tape.raw.append({"hash": "no hash"})
        ingest.take(connection, Batch(EVENT, station, tape.epoch, 1, tape.raw), NOW)
    return admin.event()


def test_a_seal_names_every_journal_and_holds(store: Store, event: Event, tmp_path: Path) -> None:
    made = seal(store, event, tmp_path / "backup.db")
    head = Tape("gate-1").fill(30).head.hex()
    *journals, log = made.journals
    assert journals == [Sealed("gate-1", "01" * 16, 30, head), Sealed("gate-2", "01" * 16, 13, "")]
    assert (log.station, log.rows) == ("server", 1)  # the server's access log: people were taken in
    assert check(store, event, tmp_path / "backup.db") == made
    assert stat.S_IMODE((tmp_path / "backup.db").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.glob("*backup*")) == ["backup.db", "backup.db.seal"]
    assert made.covers("gate-1", "01" * 16, 29, "whatever")
    assert made.covers("gate-1", "01" * 16, 30, head)
    assert not made.covers("gate-1", "01" * 16, 30, "00")
    assert not made.covers("gate-1", "01" * 16, 31, head)
    assert not made.covers("gate-1", "02" * 16, 1, head)


def test_the_backup_is_a_whole_server_by_itself(store: Store, event: Event, tmp_path: Path) -> None:
    seal(store, event, tmp_path / "backup.db")
    copy = Store(f"sqlite:///{tmp_path / 'backup.db'}")
    try:
        with copy.write() as connection:
            assert copy.event(connection) == event
            tape = Tape("gate-1").fill(40)
            assert ingest.take(connection, Batch(EVENT, "gate-1", tape.epoch, 31, tape.raw[30:]), NOW).mark == 40
        assert copy.generation() != store.generation()  # stations that are sent to it fetch everything again
    finally:
        copy.close()


def test_what_is_missing_or_changed_is_not_sealed(store: Store, event: Event, tmp_path: Path) -> None:
    with store.write() as connection:
        connection.execute(delete(RECORD).where(RECORD.c.station == "gate-1", RECORD.c.row == 7))
    with pytest.raises(NotSealed, match="1 missing"):
        seal(store, event, tmp_path / "gap.db")
    with store.write() as connection:
        connection.execute(update(RECORD).where(RECORD.c.station == "gate-2", RECORD.c.row == 7).values(zone="elsewhere"))
    with pytest.raises(NotSealed):
        seal(store, event, tmp_path / "changed.db")
    assert not list(tmp_path.glob("*.seal"))


def test_an_earlier_backup_is_never_written_over(store: Store, event: Event, tmp_path: Path) -> None:
    seal(store, event, tmp_path / "backup.db")
    before = (tmp_path / "backup.db").read_bytes()
    with pytest.raises(FileTrouble):
        seal(store, event, tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_bytes() == before


@pytest.mark.parametrize("damage", ["backup changed", "backup gone", "statement", "signature", "seal gone", "no seal at all", "not JSON"])
def test_a_seal_that_was_tampered_with_does_not_hold(store: Store, event: Event, tmp_path: Path, damage: str) -> None:
    backup = tmp_path / "backup.db"
    seal(store, event, backup)
    path = sealed.beside(backup)
    whole = json.loads(path.read_text("utf-8"))
    if damage == "backup changed":
        with sqlite3.connect(backup) as plain:
            plain.execute("DELETE FROM record WHERE station = 'gate-1' AND row = 30")
        plain.close()
    elif damage == "backup gone":
        backup.unlink()
    elif damage == "statement":
        path.write_text(json.dumps(whole | {"statement": whole["statement"].replace('"rows": 30', '"rows": 31')}), "utf-8")
    elif damage == "signature":
        path.write_text(json.dumps(whole | {"signature": "00" * 64}), "utf-8")
    elif damage == "seal gone":
        path.unlink()
    else:
        path.write_text("[]" if damage == "no seal at all" else "{", "utf-8")
    with pytest.raises(NotSealed):
        check(store, event, backup)


def test_another_events_seal_does_not_hold(store: Store, event: Event, tmp_path: Path, programme: Programme) -> None:
    backup = tmp_path / "backup.db"
    seal(store, event, backup)
    other = Store(f"sqlite:///{tmp_path / 'other.db'}")
    Admin(other).put_programme(programme)
    try:
        with pytest.raises(NotSealed):
            check(other, Admin(other).event(), backup)
    finally:
        other.close()


def test_the_command_seals_and_checks(sqlite: str, programme: Programme, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Store(sqlite)
    Admin(made).put_programme(programme)
    with made.write() as connection:
        tape = Tape("gate-1").fill(43)
        ingest.take(connection, Batch(EVENT, "gate-1", tape.epoch, 1, tape.raw), NOW)
    made.close()
    words = ["seal", "--database", sqlite, "--lang", "en"]
    assert main([*words, "--to", str(tmp_path / "backup.db")]) == 0
    assert "1 journals, 43 records" in capsys.readouterr().out
    assert main([*words, "--check", str(tmp_path / "backup.db")]) == 0
    assert "The seal holds" in capsys.readouterr().out
    assert main([*words, "--check", str(tmp_path / "none.db")]) == 1
    assert "Not sealed" in capsys.readouterr().err
    assert main([*words, "--to", str(tmp_path / "nowhere" / "backup.db")]) == 1
    assert "Traceback" not in capsys.readouterr().err
