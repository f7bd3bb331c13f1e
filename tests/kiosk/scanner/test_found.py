from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanner.found import Found, in_reading_order, ordered


def test_corners_start_at_the_top_left_and_run_clockwise_whichever_way_they_came() -> None:
    square = [(10.0, 10.0), (50.0, 12.0), (48.0, 52.0), (9.0, 50.0)]
    ring = [square[i:] + square[:i] for i in range(4)]
    for corners in ring + [one[::-1] for one in ring]:
        assert ordered(corners) == ((10, 10), (50, 12), (48, 52), (9, 50))


def test_anything_but_four_corners_is_refused() -> None:
    with pytest.raises(ValueError, match="3 corners"):
        ordered([(0, 0), (1, 0), (1, 1)])


def test_corners_in_any_order_at_all_stay_the_same_four_points() -> None:
    points = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert {frozenset(ordered(list(order))) for order in permutations(points)} == {frozenset((int(x), int(y)) for x, y in points)}


def test_left_is_the_leftmost_column() -> None:
    assert Found("A", "QRCode", ((7, 0), (9, 1), (8, 5), (3, 4))).left == 3


def at(left: int, top: int, text: str = "A", side: int = 100) -> Found:
    return Found(text, "QRCode", ((left, top), (left + side, top), (left + side, top + side), (left, top + side)))


def test_right_and_top_are_the_outermost_pixels() -> None:
    found = Found("A", "QRCode", ((7, 0), (9, 1), (8, 5), (3, 4)))
    assert (found.right, found.top) == (9, 0)


@given(
    st.permutations(range(6)),
    st.lists(st.tuples(st.integers(-24, 24), st.integers(-24, 24)), min_size=6, max_size=6),
)
def test_badges_are_read_left_to_right_and_top_to_bottom_however_found_and_held_by_trembling_hands(
    order: list[int], trembling: list[tuple[int, int]]
) -> None:
    held = [at(150 * (n // 2) + dx, 150 * (n % 2) + dy, str(n)) for n, (dx, dy) in enumerate(trembling)]
    assert "".join(one.text for one in in_reading_order(held[n] for n in order)) == "012345"


ANYWHERE = st.lists(st.builds(at, st.integers(0, 900), st.integers(0, 500), st.sampled_from("ABC"), st.integers(20, 300)), max_size=6)


@given(ANYWHERE, st.randoms())
def test_the_order_is_the_same_in_whatever_order_they_were_found(found: list[Found], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_reading_order(shuffled) == in_reading_order(found)
    assert sorted(map(repr, in_reading_order(found))) == sorted(map(repr, found))
