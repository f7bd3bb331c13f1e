"""What the server sent: taken in whole or not at all, seen by readers at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.feed import Adopted, FeedReader, FeedWriter, Gone, Intake, Position, ProgrammeText
from kiosk.model import DeskKey, Direction, Flag, Notice, Sighting, Staff
from kiosk.outbox import Mark
from kiosk.places import Places
from tests.builders import badge
from tests.drafts import code_of

EPOCH = bytes(range(16))
SEEN = Sighting("gate-2", EPOCH, 1, code_of(1), "hall", Direction.ENTRY, at=1_000, hlc=50)
PERSON = Staff("S1", "김*", "supervisor", "argon2id$x")


@pytest.fixture
def reader(places: Places) -> Iterator[FeedReader]:
    """The feed as another thread sees it, opened before there is one."""
    made = FeedReader(places.feed)
    yield made
    made.close()


@pytest.fixture
def writer(places: Places) -> Iterator[FeedWriter]:
    """A new feed."""
    made = FeedWriter(places.feed)
    yield made
    made.close()


def test_before_there_is_a_feed_everything_is_empty(reader: FeedReader) -> None:
    assert reader.version() == (0, 0)
    assert reader.marks() == {}
    assert reader.badge(code_of(1)) is None
    assert reader.overlay() == (0, 0)
    assert reader.position() == Position()
    assert reader.newest_stamp() == 0
    assert (reader.roster(), reader.programme(), reader.clock(), reader.as_of(), reader.command()) == (None, None, None, None, 0)


def test_one_answer_is_taken_in_and_seen_by_readers(writer: FeedWriter, reader: FeedReader) -> None:
    before = reader.version()
    known = badge(code_of(1), flags=Flag.VIP, days=(1, 3), invitations=frozenset({"포럼"}))
    text = ProgrammeText("event = 'slw'\n", "ab" * 32, (DeskKey(b"one"), DeskKey(b"two", revoked=True)))
    writer.apply(
        Intake(
            marks={EPOCH: Mark(7, b"h" * 32)}, quarantined={EPOCH: [(3, "chain"), (5, "format")]}, changes=[known, SEEN, PERSON, text],
            position=Position("g1", "12"), offset=-5, error=9, as_of=77, command=4,
        )
    )  # fmt: skip
    assert reader.version() != before
    for side in (reader, writer):
        assert side.marks() == {EPOCH: Mark(7, b"h" * 32, quarantined=2)}
        assert side.quarantined(EPOCH) == [(3, "chain"), (5, "format")]
        assert side.badge(code_of(1)) == known
        assert side.sightings(code_of(1)) == [SEEN]
        assert side.staff() == [PERSON]
        assert side.programme() == text
        assert (side.position(), side.clock(), side.as_of(), side.command()) == (Position("g1", "12"), (-5, 9), 77, 4)
        assert side.newest_stamp() == 50


def test_the_same_answer_twice_changes_nothing(writer: FeedWriter) -> None:
    answer = Intake(marks={EPOCH: Mark(7)}, quarantined={EPOCH: [(3, "chain")]}, changes=[badge(code_of(1)), SEEN, PERSON])
    writer.apply(answer)
    writer.apply(answer)
    assert writer.marks() == {EPOCH: Mark(7, quarantined=1)}
    assert (writer.overlay(), len(writer.sightings(code_of(1))), len(writer.staff())) == ((1, 0), 1, 1)


def test_an_empty_answer_keeps_what_is_known(writer: FeedWriter) -> None:
    writer.apply(Intake(offset=1, error=2, as_of=3, position=Position("g", "1")))
    writer.apply(Intake())
    assert (writer.clock(), writer.as_of(), writer.position()) == ((1, 2), 3, Position("g", "1"))


def test_a_mark_may_go_back(writer: FeedWriter) -> None:
    writer.apply(Intake(marks={EPOCH: Mark(7, b"h" * 32)}))
    writer.apply(Intake(marks={EPOCH: Mark(2, b"g" * 32)}))
    assert writer.marks() == {EPOCH: Mark(2, b"g" * 32)}


def test_an_answer_that_cannot_be_taken_in_whole_leaves_nothing(writer: FeedWriter) -> None:
    broken = replace(SEEN, zone=None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        writer.apply(Intake(marks={EPOCH: Mark(7)}, changes=[badge(code_of(1)), broken], position=Position("g", "1")))
    assert (writer.marks(), writer.overlay(), writer.position()) == ({}, (0, 0), Position())


def test_a_look_up_tells_the_snapshot_and_what_changed_since(writer: FeedWriter, reader: FeedReader) -> None:
    assert FeedReader(Places(Path("nowhere")).feed).look_up(code_of(1)) == (None, None)
    assert reader.look_up(code_of(1)) == (None, None)
    writer.apply(Intake(changes=[badge(code_of(1)), Gone(code_of(2))]))
    assert reader.look_up(code_of(1)) == (None, badge(code_of(1)))
    writer.adopt_roster(Adopted("v2", ""), Position("g", "1"))
    assert reader.look_up(code_of(1)) == ("v2", None)
    writer.apply(Intake(changes=[Gone(code_of(1)), badge(code_of(2))]))
    assert reader.look_up(code_of(1)) == ("v2", Gone(code_of(1)))
    assert reader.look_up(code_of(2)) == ("v2", badge(code_of(2)))


def test_the_later_change_of_a_badge_wins_and_a_badge_may_come_back(writer: FeedWriter) -> None:
    writer.apply(Intake(changes=[badge(code_of(1)), Gone(code_of(1))]))
    assert writer.badge(code_of(1)) == Gone(code_of(1))
    assert writer.overlay() == (0, 1)
    writer.apply(Intake(changes=[badge(code_of(1), flags=Flag.BLOCKED)]))
    assert writer.badge(code_of(1)) == badge(code_of(1), flags=Flag.BLOCKED)


def test_sightings_are_told_by_code_zone_and_time_in_hybrid_order_without_those_taken_back(writer: FeedWriter) -> None:
    late = replace(SEEN, row=2, hlc=40, at=2_000)
    other = replace(SEEN, row=3, code_hash=code_of(2), zone="side", hlc=60)
    writer.apply(Intake(changes=[SEEN, late, other]))
    assert writer.sightings(code_of(1)) == [late, SEEN]
    assert writer.sightings(code_of(1), since=1_500) == [late]
    assert writer.sightings_in(["hall", "side"], 0) == [late, SEEN, other]
    assert writer.sightings_in(["side"], 0) == [other]
    assert writer.sightings_in([], 0) == []
    writer.apply(Intake(changes=[replace(SEEN, undone=True)]))
    assert writer.sightings(code_of(1)) == [late]


def test_a_new_roster_takes_the_place_of_the_changes_before_it(writer: FeedWriter, reader: FeedReader) -> None:
    writer.apply(Intake(marks={EPOCH: Mark(7)}, changes=[badge(code_of(1)), SEEN, PERSON], position=Position("g1", "12")))
    writer.adopt_roster(Adopted("v2", '"etag"'), Position("g1", "20"))
    assert reader.roster() == Adopted("v2", '"etag"')
    assert reader.position() == Position("g1", "20")
    assert reader.overlay() == (0, 0)
    assert (reader.sightings(code_of(1)), reader.staff(), reader.marks()) == ([SEEN], [PERSON], {EPOCH: Mark(7)})


def test_a_roster_of_another_generation_drops_sightings_and_staff_of_the_one_before(writer: FeedWriter) -> None:
    writer.apply(Intake(changes=[SEEN, PERSON], position=Position("g1", "12")))
    writer.adopt_roster(Adopted("v2", ""), Position("g2", "1"))
    assert (writer.sightings(code_of(1)), writer.staff()) == ([], [])


def test_a_damaged_feed_is_set_aside_and_readers_follow(places: Places, reader: FeedReader) -> None:
    first = FeedWriter(places.feed)
    first.apply(Intake(marks={EPOCH: Mark(7)}))
    assert reader.marks() == {EPOCH: Mark(7)}
    first.close()
    places.feed.write_bytes(b"no database " * 1000)
    second = FeedWriter(places.feed)
    assert second.set_aside is not None
    assert second.set_aside.read_bytes().startswith(b"no database ")
    assert reader.marks() == {}
    second.close()


def test_a_reader_finds_what_arrived_since_it_last_looked_whatever_its_stamp(places: Places) -> None:
    writer, reader = FeedWriter(places.feed), FeedReader(places.feed)
    seen = [Sighting("gate-2", bytes(16), row, bytes(16), "hall", Direction.ENTRY, at=row, hlc=1_000 - row) for row in (1, 2, 3)]
    assert reader.arrivals() == 0
    writer.apply(Intake(changes=seen[:2]))
    first = reader.arrivals()
    assert reader.arrived(0) == seen[:2]
    taken_back = replace(seen[0], undone=True)
    writer.apply(Intake(changes=[seen[2], taken_back]))
    assert reader.arrived(first) == [seen[2], taken_back]
    assert reader.arrived(reader.arrivals()) == []
    reader.close()
    writer.close()


def test_conflicts_that_wait_are_counted_where_they_concern(writer: FeedWriter) -> None:
    here, there = Notice("1", "double_admission", ("hall", "hall"), True), Notice("2", "impossible_walk", ("side", "hall"), True)
    writer.apply(Intake(changes=[here, there]))
    assert (writer.conflicts("hall"), writer.conflicts("side"), writer.conflicts("lounge")) == (2, 1, 0)
    writer.apply(Intake(changes=[replace(there, open=False)]))
    assert (writer.conflicts("hall"), writer.conflicts("side")) == (1, 0)
