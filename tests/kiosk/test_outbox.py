"""What is still to be sent, in which order, while the recorder goes on writing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.errors import StoreBroken
from kiosk.journal import Journal, Why
from kiosk.outbox import Batch, EpochEnd, Mark, Outbox
from kiosk.places import Places
from tests.builders import FakeClock
from tests.drafts import filled, journal, scan


@pytest.fixture
def opened(places: Places, clock: FakeClock) -> Iterator[Journal]:
    """A journal with five records."""
    made = filled(places.journal, clock, 5)
    yield made
    made.close()


@pytest.fixture
def outbox(places: Places) -> Iterator[Outbox]:
    """The outbox of the station, opened before or after its journal."""
    made = Outbox(places.journal)
    yield made
    made.close()


def test_before_there_is_a_journal_nothing_waits(outbox: Outbox) -> None:
    assert outbox.epochs() == []
    assert outbox.pending({}) == 0
    assert outbox.batch({}, 10) is None
    assert outbox.last(bytes(16)) == (0, b"")
    assert outbox.hash_at(bytes(16), 1) is None


def test_records_after_the_mark_wait(opened: Journal, outbox: Outbox) -> None:
    rows = opened.since(opened.epoch, 0, 10)
    assert outbox.pending({}) == 5
    assert outbox.batch({}, 2) == Batch(opened.epoch, 1, (rows[0], rows[1]))
    marks = {opened.epoch: Mark(3, rows[2].hash)}
    assert outbox.pending(marks) == 2
    assert outbox.batch(marks, 10) == Batch(opened.epoch, 4, (rows[3], rows[4]))


def test_where_all_was_sent_the_batch_is_empty(opened: Journal, outbox: Outbox) -> None:
    for mark in (5, 9):  # 9: the server knows more of this epoch than we do
        assert outbox.pending({opened.epoch: Mark(mark)}) == 0
        assert outbox.batch({opened.epoch: Mark(mark)}, 10) == Batch(opened.epoch, 6)


def test_a_record_is_seen_as_soon_as_it_is_committed(opened: Journal, outbox: Outbox, clock: FakeClock) -> None:
    assert outbox.pending({}) == 5
    record = opened.append(scan(clock))
    assert outbox.last(opened.epoch) == (6, record.hash)
    assert outbox.hash_at(opened.epoch, 6) == record.hash
    assert outbox.hash_at(opened.epoch, 7) is None


def test_the_oldest_epoch_with_unsent_records_goes_first(opened: Journal, outbox: Outbox, clock: FakeClock) -> None:
    old, head = opened.epoch, opened.head
    new = opened.start_epoch(Why.FORK)
    assert outbox.batch({old: Mark(5)}, 10) == Batch(new, 1)
    assert outbox.epochs() == [EpochEnd(old, 5, head), EpochEnd(new, 0, b"")]
    record = opened.append(scan(clock))
    first = outbox.batch({old: Mark(4)}, 10)
    assert first is not None
    assert (first.epoch, first.first_row, len(first.records)) == (old, 5, 1)
    assert outbox.batch({old: Mark(5)}, 10) == Batch(new, 1, (record,))
    assert outbox.pending({old: Mark(4)}) == 2


def test_records_of_another_enrolment_are_not_sent_under_this_one(opened: Journal, outbox: Outbox, clock: FakeClock) -> None:
    opened.close()
    other = journal(opened.path, clock, station="gate-9")
    record = other.append(scan(clock))
    assert [end.epoch for end in outbox.epochs()] == [other.epoch]
    assert outbox.batch({}, 10) == Batch(other.epoch, 1, (record,))
    other.close()


def test_it_follows_a_journal_that_was_set_aside(opened: Journal, outbox: Outbox, clock: FakeClock) -> None:
    assert outbox.pending({}) == 5
    opened.close()
    opened.path.rename(opened.path.with_name("aside"))
    assert outbox.pending({}) == 0
    fresh = journal(opened.path, clock)
    assert [end.epoch for end in outbox.epochs()] == [fresh.epoch]
    fresh.close()


def test_a_journal_that_cannot_be_read_is_a_fault_not_an_empty_outbox(places: Places, outbox: Outbox) -> None:
    places.journal.write_bytes(b"no database " * 1000)
    with pytest.raises(StoreBroken):
        outbox.pending({})


def test_a_journal_left_by_a_crash_is_read_before_its_writer_is_back(opened: Journal, clock: FakeClock, places: Places) -> None:
    content = {ending: (places.root / f"journal.db{ending}").read_bytes() for ending in ("", "-wal")}
    left = Places(places.root / "left").make()
    for ending, data in content.items():
        (left.root / f"journal.db{ending}").write_bytes(data)
    outbox = Outbox(left.journal)
    assert outbox.pending({}) == 5
    outbox.close()
