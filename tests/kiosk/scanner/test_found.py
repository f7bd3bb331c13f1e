from itertools import permutations

import pytest

from kiosk.scanner.found import Found, ordered


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
