"""Every change of a journal that its chain or the server's marks can show is shown."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.feed import FeedWriter, Intake
from kiosk.journal import Journal, Why
from kiosk.outbox import Mark
from kiosk.places import Places
from kiosk.rows import RECORD_COLUMNS
from kiosk.verify import Fault, Trouble, Verified, verify, verify_station
from tests.builders import FakeClock
from tests.drafts import filled, scan
from tests.kiosk.test_salvage import tamper

ROWS = 6


@pytest.fixture
def marks(places: Places, clock: FakeClock) -> dict[bytes, Mark]:
    """A closed journal of ROWS records, the first four confirmed; the marks."""
    made = filled(places.journal, clock, ROWS - 1)
    made.append(scan(clock, payload=b"sealed"))
    made.close()
    return mark_at(made, 4)


def mark_at(made: Journal, row: int) -> dict[bytes, Mark]:
    """A mark at that row, read from the closed journal."""
    connection = sqlite3.connect(made.path)
    head = connection.execute("SELECT hash FROM record WHERE row = ? ORDER BY epoch DESC", (row,)).fetchone()[0]
    connection.close()
    return {made.epoch: Mark(row, head)}


def troubles(found: Verified) -> list[tuple[Trouble, int]]:
    """What is wrong at which row."""
    return [(fault.trouble, fault.row) for fault in found.faults]


def test_a_whole_journal_is_whole(places: Places, marks: dict[bytes, Mark]) -> None:
    found = verify(places.journal, marks)
    assert found.ok
    assert (found.rows, found.anchored, found.unsent, len(found.head)) == (ROWS, 4, 2, 64)
    assert verify(places.journal, {}) == Verified(ROWS, found.head, 0, ROWS)


@pytest.mark.parametrize("column", [column for column in RECORD_COLUMNS if column != "row"])
def test_one_changed_byte_in_any_column_is_found(places: Places, marks: dict[bytes, Mark], column: str) -> None:
    kinds = {int: f"{column} + 1", str: f"{column} || 'x'", type(None): "1", bytes: f"CAST(x'a5' || substr({column}, 2) AS BLOB)"}
    connection = sqlite3.connect(places.journal)
    value = connection.execute(f"SELECT {column} FROM record WHERE row = {ROWS}").fetchone()[0]
    connection.close()
    tamper(places.journal, f"UPDATE record SET {column} = {kinds[type(value)]} WHERE row = {ROWS}")
    found = verify(places.journal, marks)
    assert not found.ok
    assert {fault.row for fault in found.faults} == {ROWS}


def test_every_bit_of_the_first_rows_text_matters(places: Places, marks: dict[bytes, Mark]) -> None:
    tamper(places.journal, "UPDATE record SET zone = 'halL' WHERE row = 1")
    assert troubles(verify(places.journal, marks)) == [(Trouble.CHAIN, 1)]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM record WHERE row = 2", [(Trouble.GAP, 3), (Trouble.CHAIN, 3)]),
        ("DELETE FROM record WHERE row = 1", [(Trouble.GAP, 2), (Trouble.CHAIN, 2)]),
        ("DELETE FROM record WHERE row >= 4", [(Trouble.SHORT, 4)]),
        ("DELETE FROM record", [(Trouble.SHORT, 4)]),
        ("UPDATE record SET row = 9 WHERE row = 6", [(Trouble.GAP, 9), (Trouble.UNREADABLE, 9), (Trouble.CHAIN, 9)]),
        ("UPDATE record SET key = key + 3 WHERE row = 6", [(Trouble.UNREADABLE, 6)]),
        ("UPDATE record SET key = key + (5 << 40) WHERE row = 6", [(Trouble.UNREADABLE, 6)]),
        ("UPDATE record SET epoch = 7 WHERE row = 6", [(Trouble.UNREADABLE, 6)]),
        ("UPDATE record SET kind = 'invented' WHERE row = 2", [(Trouble.UNREADABLE, 2)]),
        ("UPDATE record SET operator = CAST(x'ff' AS TEXT) WHERE row = 2", [(Trouble.UNREADABLE, 2)]),
        ("UPDATE record SET payload = x'00' WHERE row = 6", [(Trouble.PAYLOAD, 6)]),
        ("UPDATE epoch SET station = 'other'", [(Trouble.CHAIN, row) for row in range(1, ROWS + 1)]),
        ("UPDATE epoch SET id = zeroblob(16)", [(Trouble.CHAIN, row) for row in range(1, ROWS + 1)] + [(Trouble.SHORT, 4)]),
    ],
)
def test_what_is_wrong_is_named(places: Places, marks: dict[bytes, Mark], statement: str, expected: list[tuple[Trouble, int]]) -> None:
    tamper(places.journal, statement)
    found = verify(places.journal, marks)
    assert troubles(found) == expected
    assert found.anchored == (4 if all(row > 4 for _, row in expected) else 0)  # the server's word holds for what lies before the fault


def test_where_the_confirmed_row_itself_is_missing_nothing_is_proven(places: Places, marks: dict[bytes, Mark]) -> None:
    tamper(places.journal, "DELETE FROM record WHERE row = 4")
    found = verify(places.journal, marks)
    assert (troubles(found), found.anchored) == ([(Trouble.GAP, 5), (Trouble.CHAIN, 5)], 0)


def test_rows_of_an_epoch_that_was_removed_are_found(places: Places, marks: dict[bytes, Mark]) -> None:
    tamper(places.journal, "DELETE FROM epoch")
    assert troubles(verify(places.journal, marks)) == [(Trouble.SHORT, 4), (Trouble.UNREADABLE, 1)]


def test_a_chain_written_anew_is_found_where_the_server_has_confirmed_it(
    places: Places, marks: dict[bytes, Mark], clock: FakeClock
) -> None:
    places.journal.unlink()
    forged = filled(places.journal, clock, ROWS)
    forged.close()
    tamper(places.journal, f"UPDATE epoch SET id = x'{next(iter(marks)).hex()}'")
    assert Fault(Trouble.HEAD, next(iter(marks)).hex(), 4) in verify(places.journal, marks).faults


def test_rows_after_the_mark_can_be_cut_off_unseen_and_are_told_as_not_anchored(places: Places, marks: dict[bytes, Mark]) -> None:
    tamper(places.journal, "DELETE FROM record WHERE row > 4")
    found = verify(places.journal, marks)
    assert (found.ok, found.rows, found.anchored, found.unsent) == (True, 4, 4, 0)


def test_all_epochs_count(places: Places, clock: FakeClock) -> None:
    made = filled(places.journal, clock, 3)
    old = Mark(3, made.head)
    first = made.epoch
    made.start_epoch(Why.FORK)
    made.append(scan(clock))
    made.append(scan(clock))
    head = made.head
    made.close()
    found = verify(places.journal, {first: old} | mark_at(made, 1))
    assert found == Verified(5, head.hex(), 4, 1)


def test_an_epoch_without_records_is_whole(places: Places, clock: FakeClock) -> None:
    filled(places.journal, clock, 0).close()
    assert verify(places.journal, {}) == Verified(0, "", 0, 0)


def test_a_damaged_page_is_a_broken_file(places: Places, marks: dict[bytes, Mark]) -> None:
    with places.journal.open("r+b") as file:
        file.seek(-4096, os.SEEK_END)
        file.write(b"\xa5" * 4096)
    assert verify(places.journal, marks).faults == (Fault(Trouble.FILE),)


def spoil_nothing(places: Places) -> None:
    """The feed as it is."""


def remove(places: Places) -> None:
    """No feed at all."""
    places.feed.unlink()


def overwrite(places: Places) -> None:
    """A feed that is no database."""
    places.feed.write_bytes(b"no database " * 1000)


@pytest.mark.parametrize(("spoil", "anchored"), [(spoil_nothing, 4), (remove, 0), (overwrite, 0)])
def test_the_marks_of_a_station_come_from_its_feed(
    places: Places, marks: dict[bytes, Mark], spoil: Callable[[Places], None], anchored: int
) -> None:
    feed = FeedWriter(places.feed)
    feed.apply(Intake(marks=marks))
    feed.close()
    spoil(places)
    found = verify_station(places)
    assert (found.ok, found.anchored) == (True, anchored)


def test_a_station_at_work_and_its_copy_verify_alike(places: Places, clock: FakeClock, tmp_path: Path) -> None:
    made = filled(places.journal, clock, 10)
    feed = FeedWriter(places.feed)
    feed.apply(Intake(marks={made.epoch: Mark(10, made.head)}))
    made.append(scan(clock))
    at_work = verify_station(places)
    copy = Places(shutil.copytree(places.root, tmp_path / "copy"))
    made.close()
    feed.close()
    assert at_work == verify_station(copy) == Verified(11, made.head.hex(), 10, 1)
