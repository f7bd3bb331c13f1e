"""Tests of kiosk.calls: what a note says of a call, and what the feed keeps of it in whatever order it comes."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kiosk.calls import Answered, Called, told_by
from kiosk.feed import FeedWriter, Intake
from kiosk.journal import Draft, Journal
from kiosk.model import Kind, Record, Text
from kiosk.station import detail_of
from tests.builders import EVENT, FakeClock

CALL = Called("c1", "self-1", "desk", Text("셀프 3번", "Self-service 3"), 1_000)
SOONER, LATER = Answered("c1", "desk-1", 5_000), Answered("c1", "desk-2", 6_000)


@pytest.fixture
def record(tmp_path: Path, clock: FakeClock) -> Record:
    journal = Journal(tmp_path / "journal.db", EVENT, "self-1", clock, lambda _: "here")
    detail = detail_of(note="staff_called", ko="셀프 3번", en="Self-service 3")
    made = journal.append(Draft(kind=Kind.NOTE, wall=clock.wall(), mono=clock.mono(), zone="desk", detail=detail))
    journal.close()
    return made


def test_a_note_says_who_called_and_every_call_has_a_name_of_its_own(record: Record) -> None:
    told = told_by(record)
    assert isinstance(told, Called)
    assert (told.station, told.zone, told.name, told.at) == ("self-1", "desk", CALL.name, record.at)
    other = told_by(replace(record, row=record.row + 1))
    assert other is not None
    assert other.id != told.id


@pytest.mark.parametrize(
    "detail",
    ["", "{}", "[]", "null", '{"note": 7}', '{"note": "opened"}', '{"note": "call_answered"}', '{"note": ["staff_called"]}', "[" * 5_000],
)
def test_any_other_note_says_nothing_of_calls(record: Record, detail: str) -> None:
    assert told_by(replace(record, detail=detail)) is None


def test_what_is_no_note_says_nothing_of_calls(record: Record) -> None:
    assert told_by(replace(record, kind=Kind.SCAN)) is None


@pytest.mark.parametrize("order", list(permutations((CALL, SOONER, LATER))))
def test_in_any_order_the_first_answer_counts_and_nobody_rings_any_more(tmp_path: Path, order: tuple[Called | Answered, ...]) -> None:
    feed = FeedWriter(tmp_path / "feed.db")
    for each in order:
        feed.apply(Intake(changes=[each]))
    assert feed.calls("desk", 0) == []
    assert feed.call("c1") == (True, True)
    assert feed._rows("SELECT answered, by FROM call") == [(5_000, "desk-1")]
    feed.close()


def test_a_call_rings_at_the_desks_of_its_zone_until_it_is_too_old(tmp_path: Path) -> None:
    feed = FeedWriter(tmp_path / "feed.db")
    feed.apply(Intake(changes=[CALL]))
    assert feed.calls("desk", 1_000) == [CALL]
    assert feed.calls("desk", 1_001) == []
    assert feed.calls("elsewhere", 0) == []
    assert feed.call("c1") == (True, False)
    assert feed.call("c2") == (False, False)
    feed.close()
