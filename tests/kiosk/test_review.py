"""Tests of the access log as people read it, and of its monthly review."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from kiosk.access import LONGEST_REASON, BadMonth, Entry, detail_of, entry_of, month_of
from kiosk.catalogue import say
from kiosk.journal import Draft, Journal
from kiosk.model import Kind
from kiosk.places import Places
from kiosk.review import MANY, OFTEN, review
from tests.builders import EVENT, FakeClock

SEOUL = ZoneInfo("Asia/Seoul")
NOVEMBER = month_of("2026-11", SEOUL)
HOUR, DAY = 3_600_000_000, 86_400_000_000
NINE = NOVEMBER.since + 9 * HOUR


def entry(at: int = NINE, kind: str = "look_up", operator: str = "s1", person: str = "p1", why: str = "check_in", **more: str) -> Entry:
    return Entry(at, at, "desk-1", operator, kind, person, 1, why, tuple(more.items()))


def test_a_month_is_that_of_the_calendar_where_the_event_is() -> None:
    assert NOVEMBER.until - NOVEMBER.since == 30 * DAY
    assert month_of("2026-12", SEOUL).since == NOVEMBER.until
    assert month_of("2026-11", ZoneInfo("UTC")).since - NOVEMBER.since == 9 * HOUR
    for bad in ("2026-13", "2026", "11-2026", "2026-1", "2026-11-01", "", "1969-12", "９９９９-01"):
        with pytest.raises(BadMonth):
            month_of(bad, SEOUL)


def test_a_line_reads_back_as_it_was_written_and_one_that_was_garbled_is_read_all_the_same(places: Places, clock: FakeClock) -> None:
    log = Journal(places.access, EVENT, "desk-1", clock)
    plain = Draft(Kind.EXPORT, clock.wall(), clock.mono(), offset=250, operator="s1", detail=detail_of("x" * 999, 7, to="desk-2"))
    read = entry_of(log.append(plain))
    assert (read.at - read.wall, read.count, len(read.why), read.more) == (250, 7, LONGEST_REASON, (("to", "desk-2"),))
    for detail in ("", "[]", "{", '{"count":"many"}', "[" * 5_000):
        garbled = entry_of(log.append(Draft(Kind.LOOK_UP, clock.wall(), clock.mono(), badge="p1", detail=detail)))
        assert (garbled.person, garbled.count) == ("p1", 1)
    log.close()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_review_counts_by_operator_lists_what_went_out_with_its_reason_and_asks_about_the_unusual(lang: str) -> None:
    quiet = review([entry()], NOVEMBER, [], lang, "SLW")
    assert quiet.grids[2].rows == ()
    found = [
        entry(NOVEMBER.since - 1),
        entry(NOVEMBER.until),
        *[entry(NINE + each, person="p7") for each in range(OFTEN)],
        *[entry(NINE + DAY + each, operator="s2", person=f"p{each}") for each in range(MANY)],
        entry(NINE + 14 * HOUR, operator="s3"),
        entry(operator=""),
        replace(entry(operator=""), station="self-service-1234"),
        entry(kind="reveal", why="contact"),
        entry(kind="export", person="", why="for the printer", to="desk-2"),
    ]
    sheet = review(found, NOVEMBER, ["desk-1"], lang, "SLW")
    facts = dict(sheet.facts)
    assert facts[say("review.lines", lang)] == f"{len(found) - 2}"
    assert facts[say("review.chain", lang)] == "desk-1"
    by_operator, handed_on, questions = sheet.grids
    assert ("s1", f"{OFTEN}", "1", "0", "0", "1", "0") in by_operator.rows
    assert [row[3:] for row in handed_on.rows] == [
        (say("access.what.reveal", lang), "p1", say("access.why.contact", lang)),
        (say("access.what.export", lang), say("review.people_of", lang, count=1), "for the printer → desk-2"),
    ]
    assert [row[1:] for row in questions.rows] == [
        ("s3", "1"),
        ("s1", f"{OFTEN}"),
        ("s2", f"{MANY}"),
        (say("review.nobody", lang), "1"),
    ]
    assert (say("review.visitor", lang), "1", "0", "0", "0", "0", "0") in by_operator.rows
    assert len(sheet.blanks) == 5
