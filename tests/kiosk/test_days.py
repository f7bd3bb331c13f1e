"""Openings, event days and emptied zones, at home and where the clocks change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.days import (
    Opening,
    calendar_day,
    emptied_before,
    event_day,
    last_closing,
    local,
    next_opening,
    open_between,
    opening_at,
    openings,
)
from kiosk.programme import Hours, Programme, Zone
from tests.kiosk.fair import FAIR, HALL, SEOUL, moment

HOUR = 3_600_000_000
NIGHT = replace(HALL, hours=(Hours(1, time(20), time(2)), Hours(2, time(10), time(18))))
BREAK = replace(HALL, hours=(Hours(1, time(14), time(18)), Hours(1, time(10), time(12)), Hours(3, time(10), time(18))))


def us(*utc: int) -> int:
    """A UTC date and time, us since the Unix epoch."""
    return (datetime(*utc, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)  # type: ignore[misc, arg-type]


def test_openings_are_in_the_time_zone_of_the_event() -> None:
    assert openings(FAIR, HALL)[0] == Opening(1, us(2026, 10, 7, 1), us(2026, 10, 7, 9))


def test_several_openings_of_a_day_are_in_order() -> None:
    assert open_between(FAIR, BREAK, 1) == (Opening(1, moment(1, 10), moment(1, 12)), Opening(1, moment(1, 14), moment(1, 18)))
    assert open_between(FAIR, BREAK, 2) == ()


def test_a_zone_is_open_from_its_first_microsecond_to_just_before_its_closing() -> None:
    assert opening_at(FAIR, HALL, moment(1, 10) - 1) is None
    assert opening_at(FAIR, HALL, moment(1, 10)) == openings(FAIR, HALL)[0]
    assert opening_at(FAIR, HALL, moment(1, 18) - 1) == openings(FAIR, HALL)[0]
    assert opening_at(FAIR, HALL, moment(1, 18)) is None


def test_past_midnight_still_belongs_to_the_day_that_opened() -> None:
    assert event_day(FAIR, NIGHT, moment(2, 1)) == 1
    assert calendar_day(FAIR, moment(2, 1)) == 2
    assert event_day(FAIR, NIGHT, moment(2, 3)) == 2
    assert event_day(FAIR, NIGHT, moment(2, 12)) == 2


def test_closing_at_the_hour_of_opening_means_round_the_clock() -> None:
    day_and_night = replace(HALL, hours=(Hours(1, time(10), time(10)),))
    assert openings(FAIR, day_and_night) == (Opening(1, moment(1, 10), moment(2, 10)),)


def test_outside_the_event_there_is_no_day() -> None:
    assert event_day(FAIR, HALL, moment(0, 12)) is None
    assert event_day(FAIR, HALL, moment(4, 12)) is None


def test_the_last_closing_hour_of_a_day_empties_a_zone() -> None:
    assert emptied_before(FAIR, HALL, moment(1, 12)) == 0
    assert emptied_before(FAIR, HALL, moment(1, 18) - 1) == 0
    assert emptied_before(FAIR, HALL, moment(1, 18)) == moment(1, 18)
    assert emptied_before(FAIR, HALL, moment(2, 11)) == moment(1, 18)
    assert emptied_before(FAIR, NIGHT, moment(2, 1)) == 0
    assert emptied_before(FAIR, NIGHT, moment(2, 2)) == moment(2, 2)


def test_a_break_at_noon_does_not_empty_a_zone() -> None:
    assert emptied_before(FAIR, BREAK, moment(1, 13)) == 0
    assert last_closing(FAIR, BREAK, moment(1, 13)) == moment(1, 12)
    assert emptied_before(FAIR, BREAK, moment(3, 9)) == moment(1, 18)


def test_the_next_opening_may_be_days_away() -> None:
    assert next_opening(FAIR, BREAK, moment(1, 19)) == Opening(3, moment(3, 10), moment(3, 18))
    assert next_opening(FAIR, BREAK, moment(3, 10)) is None


def test_hours_of_days_the_event_does_not_have_are_left_out() -> None:
    assert openings(FAIR, replace(HALL, hours=(Hours(0, time(10), time(18)), Hours(4, time(10), time(18))))) == ()


@pytest.fixture
def new_york() -> Programme:
    """An event over the nights New York changes its clocks: forward on 8 March 2026, back on 1 November."""
    return replace(
        FAIR, timezone=ZoneInfo("America/New_York"), days=(date(2026, 3, 7), date(2026, 3, 8), date(2026, 10, 31), date(2026, 11, 1))
    )


def nights() -> Zone:
    return replace(HALL, hours=tuple(Hours(day, time(22), time(4)) for day in (1, 3)))


def test_a_night_the_clocks_go_forward_is_an_hour_shorter(new_york: Programme) -> None:
    assert openings(new_york, nights())[0] == Opening(1, us(2026, 3, 8, 3), us(2026, 3, 8, 8))


def test_a_night_the_clocks_go_back_is_an_hour_longer(new_york: Programme) -> None:
    assert openings(new_york, nights())[1] == Opening(3, us(2026, 11, 1, 2), us(2026, 11, 1, 9))


def test_every_moment_of_a_night_with_a_change_belongs_to_its_day(new_york: Programme) -> None:
    for night in openings(new_york, nights()):
        for now in range(night.opens, night.closes, HOUR // 2):
            assert event_day(new_york, nights(), now) == night.day


def test_a_time_that_comes_twice_is_the_first_and_one_that_never_comes_is_not_lost(new_york: Programme) -> None:
    twice = replace(HALL, hours=(Hours(4, time(0), time(1, 30)),))
    assert openings(new_york, twice)[0].closes == us(2026, 11, 1, 5, 30)
    skipped = replace(HALL, hours=(Hours(2, time(2, 30), time(12)),))
    assert openings(new_york, skipped)[0].opens == us(2026, 3, 8, 7, 30)


@pytest.mark.parametrize("now", [-(2**80), -1, 2**62, 2**80])
def test_no_moment_is_too_far_away_to_be_named(now: int) -> None:
    assert local(now, SEOUL).year in (1970, 9998)
    assert event_day(FAIR, HALL, now) is None
