"""Appending, numbering, epochs, and what was admitted."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.chain import digest, genesis, link
from kiosk.journal import Journal, Why, fingerprint
from kiosk.model import Direction, Kind, Outcome
from kiosk.places import Places
from kiosk.verify import verify
from tests.builders import EVENT, SECOND, FakeClock
from tests.drafts import STATION, act, code_of, filled, journal, scan


@pytest.fixture
def opened(places: Places, clock: FakeClock) -> Iterator[Journal]:
    """A new journal."""
    made = journal(places.journal, clock)
    yield made
    made.close()


def test_rows_are_numbered_stamped_and_chained(opened: Journal, clock: FakeClock) -> None:
    first = opened.append(scan(clock, payload=b"sealed"))
    second = opened.append(scan(clock, 2))
    assert (first.row, second.row) == (1, 2)
    assert first.previous == genesis(EVENT, STATION, opened.epoch)
    assert second.previous == first.hash == link(first.previous, first)
    assert first.payload_digest == digest(b"sealed")
    assert second.hlc == first.hlc + 1  # the clock stands still, the stamps do not
    assert (opened.row, opened.head) == (2, second.hash)


def test_what_is_read_back_is_what_was_appended(opened: Journal, clock: FakeClock) -> None:
    written = [
        opened.append(scan(clock, payload=b"\x00\xff", detail='{"why":"분실"}', operator="직원 1")),
        opened.append(act(clock, Kind.OVERRIDE, 1, outcome=Outcome.ADMIT, direction=Direction.ENTRY)),
        opened.append(act(clock, Kind.NOTE, None, code_hash=b"")),
    ]
    assert opened.since(opened.epoch, 0, 10) == written
    assert opened.find(2) == written[1]
    assert opened.find(4) is None
    assert opened.referring(1) == [written[1]]
    assert opened.recent(5) == [written[1], written[0]]
    assert opened.recent(5, [Kind.NOTE]) == [written[2]]


def test_a_journal_goes_on_where_it_was(places: Places, clock: FakeClock) -> None:
    before = filled(places.journal, clock, 3)
    last = before.find(3)
    before.close()
    clock.set_wall(clock.wall() - 3600 * SECOND)
    after = journal(places.journal, clock)
    assert (after.began, after.epoch, after.row, after.head) == (None, before.epoch, 3, before.head)
    assert last is not None
    assert after.append(scan(clock)).hlc > last.hlc  # though the wall clock went back
    after.close()


def test_a_record_is_committed_when_append_returns(opened: Journal, clock: FakeClock) -> None:
    opened.append(scan(clock))
    other = sqlite3.connect(opened.path)
    assert other.execute("SELECT count(*) FROM record").fetchone() == (1,)
    other.close()


def test_no_row_can_be_changed_removed_rewritten_or_left_out(opened: Journal, clock: FakeClock) -> None:
    opened.append(scan(clock, payload=b"sealed"))
    opened.append(scan(clock))
    other = sqlite3.connect(opened.path, isolation_level=None)
    columns = [row[1] for row in other.execute("PRAGMA table_info(record)")]
    for statement in (
        *(f'UPDATE record SET "{column}" = "{column}" || 1 WHERE row = 1' for column in columns if column != "payload"),
        "UPDATE record SET payload = x'00' WHERE row = 1",
        "UPDATE record SET payload = x'', zone = 'other' WHERE row = 1",
        "DELETE FROM record WHERE row = 2",
        "INSERT OR REPLACE INTO record SELECT * FROM record WHERE row = 1",
        "INSERT OR REPLACE INTO record SELECT * FROM record WHERE row = 2",
        "DELETE FROM epoch",
        "UPDATE epoch SET station = 'other'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(statement)
    values = other.execute("SELECT * FROM record WHERE row = 2").fetchone()
    with pytest.raises(sqlite3.IntegrityError, match="without gaps"):
        other.execute(f"INSERT INTO record VALUES ({', '.join('?' * len(values))})", (values[0] + 2, values[1], 4, *values[3:]))
    other.close()
    assert verify(opened.path, {}).ok


def test_a_destroyed_payload_leaves_the_chain_whole(opened: Journal, clock: FakeClock) -> None:
    kept = opened.append(scan(clock, payload=b"sealed"))
    opened.append(scan(clock))
    other = sqlite3.connect(opened.path)
    other.execute("UPDATE record SET payload = x''")
    other.commit()
    other.close()
    assert opened.find(1) == replace(kept, payload=b"")
    assert verify(opened.path, {}).ok


def test_a_copied_folder_begins_a_new_epoch_and_keeps_its_rows(places: Places, clock: FakeClock, tmp_path: Path) -> None:
    original = filled(places.journal, clock, 2)
    original.close()
    copy = tmp_path / "copy.db"
    shutil.copyfile(places.journal, copy)
    copied = journal(copy, clock)
    assert copied.began is Why.MOVED
    assert copied.epoch != original.epoch
    assert copied.append(scan(clock)).row == 1
    assert len(copied.since(original.epoch, 0, 10)) == 2
    assert len(copied.movements(code_of(1))) == 2
    copied.close()
    assert verify(copy, {}).rows == 3


def test_another_machine_begins_a_new_epoch(places: Places, clock: FakeClock) -> None:
    filled(places.journal, clock, 1).close()
    moved = Journal(places.journal, EVENT, STATION, clock, fingerprint=lambda path: "another")
    assert moved.began is Why.MOVED
    moved.close()


def test_another_enrolment_begins_a_new_epoch(places: Places, clock: FakeClock) -> None:
    filled(places.journal, clock, 1).close()
    other = journal(places.journal, clock, station="gate-9")
    assert other.began is Why.ENROLLED
    assert other.append(scan(clock)).station == "gate-9"
    assert [record.station for record in other.recent(2)] == ["gate-9", STATION]
    other.close()
    assert verify(places.journal, {}).ok


def test_a_fork_begins_a_new_epoch_after_the_old_stamps(opened: Journal, clock: FakeClock) -> None:
    before = opened.append(scan(clock))
    epoch = opened.start_epoch(Why.FORK)
    after = opened.append(scan(clock))
    assert (after.epoch, after.row, opened.epoch) == (epoch, 1, epoch)
    assert after.hlc > before.hlc
    assert opened.find(1, before.epoch) == before
    opened.close()
    again = journal(opened.path, clock)
    assert (again.epoch, again.row) == (epoch, 1)
    again.close()


def test_the_fingerprint_is_the_same_tomorrow_and_another_for_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    first = fingerprint(path)
    path.write_bytes(b"more")
    assert fingerprint(path) == first
    shutil.copyfile(path, tmp_path / "b")
    assert fingerprint(tmp_path / "b") != first


def test_later_records_come_after_a_stamp_seen_elsewhere_unless_it_cannot_be_believed(opened: Journal, clock: FakeClock) -> None:
    near = (clock.wall() // 1000 + 5_000) << 16
    far = (clock.wall() // 1000 + 365 * 86_400_000) << 16
    assert opened.merge(near, None)
    assert not opened.merge(far, None)
    assert near < opened.append(scan(clock)).hlc < far


def test_only_what_was_admitted_and_not_taken_back_counts(opened: Journal, clock: FakeClock) -> None:
    entry = opened.append(scan(clock))
    opened.append(scan(clock, outcome=Outcome.REFUSE))
    opened.append(scan(clock, outcome=Outcome.ATTENTION))
    opened.append(scan(clock, outcome=Outcome.REPEAT))
    undone = opened.append(scan(clock, direction=Direction.EXIT))
    opened.append(act(clock, Kind.UNDO, undone.row))
    let_in = opened.append(act(clock, Kind.OVERRIDE, 2, outcome=Outcome.ADMIT))
    opened.append(scan(clock, code_hash=b"", outcome=Outcome.REFUSE))
    opened.append(scan(clock, 2))
    moved = opened.movements(code_of(1))
    assert [(seen.row, seen.direction) for seen in moved] == [(entry.row, Direction.ENTRY), (let_in.row, Direction.ENTRY)]
    assert (moved[0].station, moved[0].epoch, moved[0].zone, moved[0].at, moved[0].hlc) == (
        STATION, opened.epoch, "hall", clock.wall() + 250, entry.hlc,
    )  # fmt: skip
    assert opened.movements(b"") == []


def test_an_undo_in_one_epoch_does_not_take_back_the_same_row_of_another(opened: Journal, clock: FakeClock) -> None:
    opened.append(scan(clock))
    opened.start_epoch(Why.FORK)
    opened.append(scan(clock))
    opened.append(act(clock, Kind.UNDO, 1))
    assert len(opened.movements(code_of(1))) == 1


def test_movements_are_asked_for_from_a_corrected_time_on_and_by_zone(opened: Journal, clock: FakeClock) -> None:
    opened.append(scan(clock, 1))
    clock.advance(60)
    since = clock.wall()
    opened.append(scan(clock, 1, offset=-SECOND))  # by the server's clock it was a second before
    opened.append(scan(clock, 1, zone="side"))
    opened.append(scan(clock, 2))
    assert [seen.row for seen in opened.movements(code_of(1), since)] == [3]
    assert [seen.row for seen in opened.admitted_since(["hall"], 0)] == [1, 2, 4]
    assert [seen.row for seen in opened.admitted_since(["side", "hall"], since)] == [3, 4]
    assert opened.admitted_since([], 0) == []


def steps(opened: Journal, question: Callable[[], object]) -> int:
    """How many instructions of SQLite's machine the question takes."""
    ticks: list[None] = []
    opened._connection.set_progress_handler(lambda: ticks.append(None), 1)
    question()
    opened._connection.set_progress_handler(None, 1)
    return len(ticks)


def test_a_question_about_one_badge_or_one_row_does_not_walk_the_journal(opened: Journal, clock: FakeClock) -> None:
    def all_steps() -> list[int]:
        return [
            steps(opened, lambda: opened.movements(code_of(1))),
            steps(opened, lambda: opened.referring(1)),
            steps(opened, lambda: opened.find(1)),
            steps(opened, lambda: opened.recent(5)),
        ]

    for number in range(1, 20):
        opened.append(scan(clock, number))
    few = all_steps()
    for number in range(20, 400):
        opened.append(scan(clock, number))
    assert all(many <= 2 * before for many, before in zip(all_steps(), few, strict=True))


def test_the_count_of_who_is_inside_takes_one_walk_through_the_journal(opened: Journal, clock: FakeClock) -> None:
    for number in range(1, 41):
        opened.append(scan(clock, number))
    few = steps(opened, lambda: opened.admitted_since(["hall"], 0))
    for number in range(41, 401):
        opened.append(scan(clock, number))
    assert steps(opened, lambda: opened.admitted_since(["hall"], 0)) < 15 * few  # ten times the records
