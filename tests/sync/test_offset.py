"""The clock offset as measured over exchanges of every kind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.offset import KEPT, OffsetMeter, Times
from tests.builders import SECOND, FakeClock


def exchange(clock: FakeClock, ahead: int, up: int, down: int, work: int = 1_000) -> Times:
    """What the clocks show when the server is ``ahead`` us of the station and the ways take ``up`` and ``down`` us."""
    wall, mono = clock.wall(), clock.mono()
    received = wall + up + ahead
    clock.advance((up + work + down) / SECOND)
    return Times(wall, mono, received, received + work, clock.wall(), clock.mono())


def test_equal_ways_give_the_exact_offset(clock: FakeClock) -> None:
    meter = OffsetMeter()
    meter.add(exchange(clock, ahead=-7 * SECOND, up=20_000, down=20_000))
    assert meter.now(clock.wall(), clock.mono()) == (-7 * SECOND, 20_000)


@given(
    ahead=st.integers(-(10**14), 10**14), up=st.integers(0, 5 * SECOND), down=st.integers(0, 5 * SECOND), work=st.integers(0, 2 * SECOND)
)
def test_the_true_offset_is_never_outside_the_stated_error(ahead: int, up: int, down: int, work: int) -> None:
    clock, meter = FakeClock(), OffsetMeter()
    meter.add(exchange(clock, ahead, up, down, work))
    found = meter.now(clock.wall(), clock.mono())
    assert found is not None
    assert abs(found[0] - ahead) <= found[1] + 1


def test_the_quickest_of_the_last_exchanges_counts(clock: FakeClock) -> None:
    meter = OffsetMeter()
    meter.add(exchange(clock, ahead=SECOND, up=900_000, down=100_000))
    meter.add(exchange(clock, ahead=SECOND, up=2_000, down=2_000))
    meter.add(exchange(clock, ahead=SECOND, up=100_000, down=900_000))
    found = meter.now(clock.wall(), clock.mono())
    assert found is not None
    assert found[0] == SECOND
    assert found[1] < 3_000


def test_a_quick_exchange_of_long_ago_gives_way(clock: FakeClock) -> None:
    meter = OffsetMeter()
    meter.add(exchange(clock, ahead=SECOND, up=500, down=500))
    clock.advance(1_000)  # the clocks may have drifted 0.1 s apart since
    meter.add(exchange(clock, ahead=SECOND + 60_000, up=20_000, down=20_000))
    assert meter.now(clock.wall(), clock.mono()) == (SECOND + 60_000, 20_000)


def test_the_error_grows_while_nothing_is_measured(clock: FakeClock) -> None:
    meter = OffsetMeter()
    meter.add(exchange(clock, ahead=0, up=1_000, down=1_000))
    clock.advance(600)
    assert meter.now(clock.wall(), clock.mono()) == (0, 1_000 + 60_000)


@pytest.mark.parametrize("step", [3 * SECOND, -3_600 * SECOND, 365 * 86_400 * SECOND])
def test_a_wall_clock_that_is_set_is_seen_through(clock: FakeClock, step: int) -> None:
    meter = OffsetMeter()
    meter.add(exchange(clock, ahead=3 * SECOND, up=1_000, down=1_000))
    clock.set_wall(clock.wall() + step)
    assert meter.now(clock.wall(), clock.mono()) == (3 * SECOND - step, 1_000)
    clock.advance(10)
    assert meter.now(clock.wall(), clock.mono()) == (3 * SECOND - step, 2_000)
    meter.add(exchange(clock, ahead=3 * SECOND - step, up=500, down=500))
    assert meter.now(clock.wall(), clock.mono()) == (3 * SECOND - step, 500)


def test_an_exchange_during_which_the_wall_clock_was_set_says_nothing(clock: FakeClock) -> None:
    meter = OffsetMeter()
    times = exchange(clock, ahead=0, up=1_000, down=1_000)
    clock.set_wall(clock.wall() - 3_600 * SECOND)
    meter.add(replace(times, answered_wall=clock.wall()))
    assert meter.now(clock.wall(), clock.mono()) is None


def test_a_server_whose_times_cannot_be_says_nothing(clock: FakeClock) -> None:
    meter = OffsetMeter()
    times = exchange(clock, ahead=0, up=1_000, down=1_000)
    meter.add(replace(times, sent=times.received - 1))
    meter.add(replace(times, sent=times.received + 60 * SECOND))
    assert meter.now(clock.wall(), clock.mono()) is None


def test_only_the_last_few_exchanges_are_kept(clock: FakeClock) -> None:
    meter = OffsetMeter()
    meter.add(exchange(clock, ahead=SECOND, up=10, down=10))
    for _ in range(KEPT):
        meter.add(exchange(clock, ahead=2 * SECOND, up=50_000, down=50_000))
    found = meter.now(clock.wall(), clock.mono())
    assert found is not None
    assert found[0] == 2 * SECOND
