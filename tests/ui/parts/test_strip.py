"""Tests of ui.parts.strip: what staff must know of the clock and of conflicts."""

from __future__ import annotations

import pytest

from kiosk.model import Link
from tests.ui.conftest import MakeGate
from ui.parts.strip import Item

S = 1_000_000


@pytest.mark.parametrize(
    ("offset", "error", "told"),
    [
        (2 * S, 0, ""),
        (2 * S + 1, 0, "2 s slow"),
        (-95 * S, 20_000, "95 s fast"),
        (3 * S, S + 1, ""),  # it may well be less than two seconds
        (365 * 86_400 * S, 0, "365 d slow"),
        (0, 3 * S, "unsure"),
        (0, None, "unsure"),
        (None, None, ""),
    ],
)
def test_a_clock_that_is_off_by_more_than_two_seconds_or_by_nobody_knows_what_is_told(
    gate: MakeGate, offset: int | None, error: int | None, told: str
) -> None:
    screen = gate()
    screen.set_link(Link(online=True, offset=offset, error=error))
    clocks = [item for item in screen.strip.items() if item.icon == "clock"]
    assert clocks == ([Item("clock", "Clock", told, True)] if told else [])


def test_conflicts_that_wait_for_a_decision_are_told_as_long_as_there_are_some(gate: MakeGate) -> None:
    screen = gate()
    screen.set_conflicts(2)
    assert Item("triangle-alert", "Conflicts", "2", True) in screen.strip.items()
    screen.set_conflicts(0)
    assert not [item for item in screen.strip.items() if item.icon == "triangle-alert"]
