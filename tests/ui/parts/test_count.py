"""Tests of ui.parts.count: full, over full, unknown, unlimited."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.parts.count import Count


@pytest.fixture
def card(qtbot: QtBot, fonts: None) -> Count:
    """The card of a screen lying down."""
    made = Count(Look())
    qtbot.addWidget(made)
    made.place(QRectF(0, 0, 376, 208), 1.0)
    made.show()
    return made


@pytest.mark.parametrize(
    ("inside", "capacity", "note", "share"),
    [
        (1847, 2400, "553 places left", "77 %"),
        (2400, 2400, "Full", "100 %"),
        (2500, 2400, "Full", "104 %"),
        (0, 2400, "2,400 places left", "0 %"),
        (12, None, "No limit here", ""),
        (None, 2400, "", ""),
    ],
)
def test_the_card_says_how_many_are_left(card: Count, inside: int | None, capacity: int | None, note: str, share: str) -> None:
    card.show_count(inside, None, capacity, "")
    card.grab()
    assert (card._note(), card._share()) == (note, share)
    assert not card.overflowing


@pytest.mark.parametrize("size", [(376, 208), (376, 168), (752, 128)])
def test_the_largest_number_fits_with_its_error(card: Count, size: tuple[int, int]) -> None:
    card.place(QRectF(0, 0, *size), 1.0)
    card.show_count(100_000, 1_500, 120_000, "23 h")
    card.grab()
    assert not card.overflowing
    assert card._note() == "No news from other gates for 23 h"


def test_the_bar_grows_with_the_number(card: Count) -> None:
    ink = Look().palette.ink.lower()

    def filled() -> int:
        shown = card.grab().toImage()
        return sum(shown.pixelColor(x, 150).name() == ink for x in range(shown.width()))

    card.show_count(600, None, 2400, "")
    little = filled()
    card.show_count(1800, None, 2400, "")
    assert filled() > 2 * little > 0
