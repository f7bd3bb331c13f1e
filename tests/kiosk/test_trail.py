from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import HLC_BOUND_MS, HLC_COUNTER_BITS
from kiosk.model import Direction, History, Movement, Sighting
from kiosk.trail import concerning, history, merged
from tests.builders import at, zone

NOW = at(1, 12)
HALL = zone("hall")


def move(
    seconds: int, zone_id: str = "hall", direction: Direction = Direction.ENTRY, station: str = "here", row: int = 1, drift: int = 0
) -> Sighting:
    """A movement so many seconds from noon; its station's stamps are ``drift`` seconds ahead."""
    moment = NOW + seconds * 1_000_000
    return Sighting(station, b"e" * 16, row, b"c" * 16, zone_id, direction, moment, (moment // 1_000 + drift * 1_000) << HLC_COUNTER_BITS)


def test_ours_and_theirs_are_told_in_one_order() -> None:
    ours = [move(-30), move(-10)]
    theirs = [move(-20, station="there"), move(-40, station="there")]
    assert [each.at for each in merged(ours, theirs, NOW)] == sorted(each.at for each in [*ours, *theirs])


def test_a_stamp_too_far_ahead_counts_as_the_oldest() -> None:
    liar, honest = move(0, station="liar", drift=HLC_BOUND_MS // 1_000 + 1), move(0, station="near", drift=HLC_BOUND_MS // 1_000)
    assert merged([move(-5)], [liar, honest], NOW) == [liar, move(-5), honest]


def test_our_own_stamps_keep_their_order_whatever_the_clock_said() -> None:
    ours = [move(0, drift=86_400, row=1), move(5, drift=86_400, row=2)]
    assert merged(ours, [move(1, station="there")], NOW)[1:] == ours


@given(st.lists(st.tuples(st.integers(-9, 9), st.sampled_from("abc"), st.integers(1, 9)), max_size=8))
def test_the_order_does_not_depend_on_how_they_arrived(moves: list[tuple[int, str, int]]) -> None:
    seen = [move(seconds, station=station, row=row) for seconds, station, row in moves]
    assert merged([], seen, NOW) == merged([], reversed(seen), NOW)


def test_entries_into_a_zone_that_excludes_this_one_concern_it_exits_from_there_do_not() -> None:
    moves = [move(1), move(2, "side"), move(3, "side", Direction.EXIT), move(4, "other")]
    assert concerning(moves, HALL, frozenset({"side"})) == moves[:2]


def test_a_history_counts_from_when_the_zone_was_emptied() -> None:
    moves = [move(-7_200), move(-3_600), move(-60, station="there"), move(-30, direction=Direction.EXIT, station="there")]
    told = history(moves, HALL, NOW - 3_600 * 1_000_000, "here", Direction.ENTRY)
    assert told == History(Movement("hall", Direction.EXIT, moves[3].at, "there"), 2, 3, moves[1].at)


def test_the_last_reading_is_this_stations_in_this_direction() -> None:
    moves = [move(-9), move(-5, direction=Direction.EXIT), move(-3, station="there"), move(-1, "side")]
    assert history(moves, HALL, 0, "here", Direction.ENTRY).last_read == moves[0].at
    assert history(moves, HALL, 0, "here", Direction.EXIT).last_read == moves[1].at
    assert history(moves, HALL, 0, "elsewhere", Direction.ENTRY).last_read is None


def test_nobody_has_no_history() -> None:
    assert history([], HALL, 0, "here", Direction.ENTRY) == History()
