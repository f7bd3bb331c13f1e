from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import Direction, Sighting
from kiosk.occupancy import Occupancy


def move(number: int, direction: Direction = Direction.ENTRY, zone: str = "hall") -> Sighting:
    return Sighting("gate", bytes(16), 1, number.to_bytes(16, "big"), zone, direction, 0, 0)


def test_a_badge_let_in_twice_is_one_person() -> None:
    inside = Occupancy("hall")
    inside.rebuild([move(1), move(1), move(2)])
    assert len(inside) == 2


def test_whoever_was_never_seen_coming_in_cannot_leave() -> None:
    inside = Occupancy("hall")
    inside.rebuild([move(1), move(2, Direction.EXIT)])
    assert len(inside) == 1


def test_an_entry_elsewhere_that_concerns_the_zone_leaves_it() -> None:
    inside = Occupancy("hall")
    inside.rebuild([move(1), move(1, zone="side")])
    assert len(inside) == 0


def test_counting_again_forgets_what_was_before() -> None:
    inside = Occupancy("hall")
    inside.rebuild([move(1), move(2)])
    inside.rebuild([move(3)])
    assert len(inside) == 1
    inside.settle(move(3).code_hash, None)
    assert len(inside) == 0


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(Direction))))
def test_settling_one_by_one_is_counting_all_at_once(moves: list[tuple[int, Direction]]) -> None:
    at_once, one_by_one = Occupancy("hall"), Occupancy("hall")
    at_once.rebuild(move(number, direction) for number, direction in moves)
    for number, direction in moves:
        one_by_one.settle(move(number).code_hash, move(number, direction))
    last = dict(moves)
    assert len(at_once) == len(one_by_one) == sum(direction is Direction.ENTRY for direction in last.values())
