"""Which two facts of one badge cannot both be right, whatever order they are told in, and what probably led to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import HLC_BOUND_MS, HLC_COUNTER_BITS, believed
from kiosk.conflicts import Bar, Cause, Conflict, Fact, What, judge
from kiosk.model import Direction, Flag, Kind, Sighting
from kiosk.programme import Reentry
from tests.builders import SECOND, at, programme, zone

MINUTE = 60 * SECOND
CODE = b"c" * 16
NOON = at(1, 12)


def fact(station: str, when: int = 0, zone_id: str = "hall", way: Direction = Direction.ENTRY, **changes: Any) -> Fact:
    """A passage ``when`` us after noon of day 1, heard of at once."""
    moment = NOON + when
    row = int(when // SECOND) % 100_000 + 1
    move = Sighting(station, b"e" * 16, row, CODE, zone_id, way, moment, moment // 1_000 << HLC_COUNTER_BITS)
    return replace(Fact(move, Kind.SCAN, "b1", 1_000, moment + 100_000), **changes)


def late(plain: Fact, by: int = 10 * MINUTE) -> Fact:
    """The same, made while its station was cut off."""
    return replace(plain, received=plain.move.at + by, offline=(plain.move.at - by, plain.move.at + by))


def single(rule: Reentry) -> Any:
    """A programme whose hall has this rule."""
    return programme(zone("hall", reentry=rule), zone("side"), zone("desk", desk=True))


def pairs(found: list[Conflict]) -> list[tuple[What, str, str]]:
    return [(each.what, each.first.move.station, each.second.move.station) for each in found]


@pytest.mark.parametrize("rule", [Reentry.AFTER_EXIT, Reentry.ONCE_A_DAY, Reentry.ONCE])
def test_two_stations_that_let_a_badge_in_under_a_single_entry_rule_are_a_conflict(rule: Reentry) -> None:
    found = judge(single(rule), [fact("a"), fact("b", MINUTE)])
    assert pairs(found) == [(What.DOUBLE_ADMISSION, "a", "b")]


def test_where_anybody_may_come_in_again_nothing_is_a_conflict() -> None:
    assert judge(single(Reentry.FREE), [fact("a"), fact("b", MINUTE)]) == []


def test_after_an_exit_the_next_entry_is_right_and_the_one_after_it_is_not() -> None:
    told = [fact("a"), fact("b", MINUTE, way=Direction.EXIT), fact("c", 2 * MINUTE), fact("d", 3 * MINUTE)]
    assert pairs(judge(single(Reentry.AFTER_EXIT), told)) == [(What.DOUBLE_ADMISSION, "c", "d")]


def test_once_a_day_begins_anew_the_next_day_and_once_never_does() -> None:
    told = [fact("a"), fact("b", 24 * 60 * MINUTE)]
    assert judge(single(Reentry.ONCE_A_DAY), told) == []
    assert pairs(judge(single(Reentry.ONCE), told)) == [(What.DOUBLE_ADMISSION, "a", "b")]


def test_what_staff_let_in_is_decided_already_but_counts_against_the_next() -> None:
    told = [fact("a"), fact("b", MINUTE, kind=Kind.OVERRIDE)]
    assert judge(single(Reentry.ONCE), told) == []
    assert pairs(judge(single(Reentry.ONCE), [*told, fact("c", 2 * MINUTE)])) == [(What.DOUBLE_ADMISSION, "b", "c")]


def test_a_desk_lets_nobody_in_so_it_is_no_side_of_a_conflict() -> None:
    house = programme(zone("desk", desk=True, reentry=Reentry.ONCE), zone("hall"))
    assert judge(house, [fact("a", 0, "desk"), fact("b", MINUTE, "desk"), fact("c", MINUTE + SECOND, "hall")]) == []


def test_a_new_epoch_of_the_same_station_is_another_journal() -> None:
    one, two = fact("a"), fact("a", MINUTE)
    assert judge(single(Reentry.ONCE), [one, two]) == []  # a journal holds its own rule; verified elsewhere
    other = replace(two, move=replace(two.move, epoch=b"f" * 16))
    assert pairs(judge(single(Reentry.ONCE), [one, other])) == [(What.DOUBLE_ADMISSION, "a", "a")]


def test_an_entry_to_a_zone_that_excludes_this_one_counts_as_an_exit() -> None:
    house = programme(zone("hall", reentry=Reentry.AFTER_EXIT), zone("side", excludes=frozenset({"hall"})))
    assert judge(house, [fact("a"), fact("b", MINUTE, "side"), fact("c", 2 * MINUTE)]) == []


def test_nobody_is_at_two_doors_within_the_time_the_way_takes() -> None:
    found = judge(programme(), [fact("a"), fact("b", 3 * SECOND, "side")])
    assert [(each.what, each.cause) for each in found] == [(What.IMPOSSIBLE_WALK, Cause.COPIED_BADGE)]
    assert judge(programme(), [fact("a"), fact("b", 5 * SECOND, "side")]) == []
    assert judge(replace(programme(), walk_s=0), [fact("a"), fact("b", 1, "side")]) == []
    assert len(judge(replace(programme(), walk_s=120), [fact("a"), fact("b", MINUTE, "side")])) == 1


def test_a_walk_is_called_impossible_only_where_both_clocks_are_sure_of_it() -> None:
    unsure, never = fact("b", 3 * SECOND, "side", error=3 * SECOND), fact("b", 3 * SECOND, "side", error=None)
    assert judge(programme(), [fact("a"), unsure]) == []
    assert judge(programme(), [fact("a"), never]) == []


def test_what_was_read_between_hides_no_impossible_walk() -> None:
    def told(*between: Fact) -> list[tuple[What, str, str]]:
        return pairs(judge(programme(), [fact("a"), *between, fact("b", 3 * SECOND, "side")]))

    walked = (What.IMPOSSIBLE_WALK, "a", "b")
    assert told(fact("c", SECOND, error=None)) == [walked]  # a clock nobody measured
    assert told(fact("c", SECOND, error=4 * SECOND)) == [walked]  # one not sure enough
    assert told(fact("c", SECOND, "side")) == [(What.IMPOSSIBLE_WALK, "a", "c"), walked]  # the same door again
    assert told(fact("c", SECOND)) == [(What.IMPOSSIBLE_WALK, "c", "b")]  # the nearer one says it all


def test_a_badge_let_in_after_it_was_revoked_is_a_conflict_with_the_revocation() -> None:
    bars = [Bar(NOON, Flag.REVOKED | Flag.CHECKED_IN)]
    found = judge(programme(), [fact("a", MINUTE)], bars)
    assert pairs(found) == [(What.AFTER_REVOCATION, "", "a")]
    assert (found[0].first.move.at, found[0].first.kind) == (NOON, None)


@pytest.mark.parametrize(
    "innocent",
    [
        fact("a", -MINUTE),
        fact("a", 500, error=1_000),  # no later than the clock can tell
        replace(fact("a", MINUTE), received=NOON - 1),  # here before the revocation was: its clock is ahead
        fact("a", MINUTE, kind=Kind.OVERRIDE),
        fact("a", MINUTE, way=Direction.EXIT),
    ],
)
def test_what_may_have_been_before_the_revocation_or_was_decided_by_staff_is_none(innocent: Fact) -> None:
    assert judge(programme(), [innocent], [Bar(NOON, Flag.BLOCKED)]) == []


def test_a_badge_that_was_freed_again_is_good() -> None:
    bars = [Bar(NOON, Flag.BLOCKED), Bar(NOON + MINUTE, Flag.NONE)]
    assert [each.second.move.at for each in judge(programme(), [fact("a", 30 * SECOND), fact("a", 90 * SECOND)], bars)] == [
        NOON + 30 * SECOND
    ]


@pytest.mark.parametrize(
    ("first", "second", "cause"),
    [
        (late(fact("a")), late(fact("b", MINUTE)), Cause.BOTH_OFFLINE),
        (late(fact("a")), fact("b", MINUTE), Cause.FIRST_OFFLINE),
        (fact("a"), late(fact("b", MINUTE)), Cause.SECOND_OFFLINE),
        (fact("a", error=None), fact("b", MINUTE), Cause.CLOCK),
        (fact("a"), fact("b", SECOND), Cause.IN_TRANSIT),
        (fact("a"), fact("b", MINUTE), Cause.UNKNOWN),
        (late(fact("a"), 20 * SECOND), fact("b", MINUTE), Cause.UNKNOWN),  # heard of long before the second
    ],
)
def test_the_likely_cause_follows_from_who_could_know_what(first: Fact, second: Fact, cause: Cause) -> None:
    assert [each.cause for each in judge(single(Reentry.ONCE), [first, second])] == [cause]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.integers(0, 40), st.sampled_from(["hall", "side"]), st.sampled_from(list(Direction))),
        max_size=8, unique_by=lambda each: each[:2],
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_same_facts_give_the_same_conflicts_in_whatever_order_they_came(drawn: Any, chance: Any) -> None:
    facts = [fact(station, when * SECOND, zone_id, way) for station, when, zone_id, way in drawn]
    house = programme(zone("hall", reentry=Reentry.AFTER_EXIT), zone("side", reentry=Reentry.ONCE))
    told = {each.id: each for each in judge(house, facts)}
    chance.shuffle(facts)
    assert {each.id: each for each in judge(house, facts)} == told


def test_a_stamp_from_next_year_is_put_where_it_was_heard_of() -> None:
    year = 365 * 86_400 * SECOND
    assert believed((NOON + year) // 1_000 << HLC_COUNTER_BITS, NOON + year, NOON) == (NOON // 1_000 << HLC_COUNTER_BITS, NOON)
    near = NOON + HLC_BOUND_MS * 1_000
    assert believed(near // 1_000 << HLC_COUNTER_BITS, near, NOON) == (near // 1_000 << HLC_COUNTER_BITS, near)
    assert believed(5, 6, NOON) == (5, 6)
