"""Tests of kiosk.patience: when the time left is shown, asked about and over."""

from __future__ import annotations

import pytest

from kiosk.patience import SECOND, Patience, Stage


@pytest.mark.parametrize(
    ("after_s", "stage", "left"),
    [(0, Stage.QUIET, 60), (19, Stage.QUIET, 41), (20, Stage.SHOWN, 40), (44, Stage.SHOWN, 16), (45, Stage.ASKED, 15), (59, Stage.ASKED, 1),
     (60, Stage.OVER, 0), (99, Stage.OVER, 0)],
)  # fmt: skip
def test_sixty_seconds_are_shown_then_asked_about_then_over(after_s: int, stage: Stage, left: int) -> None:
    patience = Patience.begun(1_000)
    now = 1_000 + after_s * SECOND
    assert (patience.stage(now), patience.left_s(now)) == (stage, left)


def test_a_touch_begins_the_minute_anew() -> None:
    assert Patience.begun(0).touched(50 * SECOND).left_s(50 * SECOND) == 60


def test_more_time_adds_a_minute_and_a_touch_does_not_take_it_away() -> None:
    more = Patience.begun(0).more(10 * SECOND)
    assert more.left_s(10 * SECOND) == 110
    assert more.touched(11 * SECOND) == more


def test_more_time_after_the_end_is_a_whole_minute() -> None:
    assert Patience.begun(0).more(90 * SECOND).left_s(90 * SECOND) == 60
