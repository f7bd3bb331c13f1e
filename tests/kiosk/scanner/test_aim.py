import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanner.aim import LEAST, WHOLE, Area, spanned
from kiosk.scanner.found import Found

PARTS = st.floats(0, 1)


def code(left: int, top: int, side: int = 100) -> Found:
    right, bottom = left + side, top + side
    return Found("A", "QRCode", ((left, top), (right, top), (right, bottom), (left, bottom)))


def test_a_code_counts_where_its_centre_lies_inside() -> None:
    area = Area(0.25, 0.25, 0.75, 0.75)
    assert area.holds(code(590, 310), 1280, 720)
    assert area.holds(code(271, 310), 1280, 720), "its left half is outside"
    assert not area.holds(code(268, 310), 1280, 720)
    assert not area.holds(code(590, 20), 1280, 720)


def test_an_area_means_the_same_part_of_a_picture_of_any_size() -> None:
    area = Area(0.5, 0.0, 1.0, 1.0)
    assert not area.holds(code(200, 100), 640, 480)
    assert area.holds(code(200, 100), 320, 240)


def test_the_whole_picture_holds_even_a_code_whose_corners_were_guessed_outside() -> None:
    assert WHOLE.holds(code(-160, -160), 1280, 720)


@pytest.mark.parametrize(
    "sides", [(0.5, 0, 0.5, 1), (0.6, 0, 0.4, 1), (-0.1, 0, 1, 1), (0, 0, 1, 1.1), (math.nan, 0, 1, 1), (0, 0, 1, math.inf)]
)
def test_what_is_no_part_of_a_picture_is_refused(sides: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="no part"):
        Area(*sides)


def test_an_area_turns_with_the_picture() -> None:
    area = Area(0.1, 0.2, 0.5, 0.4)
    turned = area.turned(90)
    assert (turned.left, turned.top, turned.right, turned.bottom) == pytest.approx((0.6, 0.1, 0.8, 0.5))
    back = turned.turned(270)
    assert (back.left, back.top, back.right, back.bottom) == pytest.approx((0.1, 0.2, 0.5, 0.4))


@given(PARTS, PARTS, PARTS, PARTS)
def test_a_rectangle_drawn_from_any_corner_is_the_same_and_a_touch_is_none(x0: float, y0: float, x1: float, y1: float) -> None:
    area = spanned((x0, y0), (x1, y1))
    assert area == spanned((x1, y0), (x0, y1))
    assert (area is None) == (abs(x1 - x0) < LEAST or abs(y1 - y0) < LEAST)


def test_a_finger_that_leaves_the_picture_draws_to_its_edge() -> None:
    assert spanned((0.5, 0.5), (1.7, -3.0)) == Area(0.5, 0.0, 1.0, 0.5)
