"""Contrast by the book."""

from __future__ import annotations

import pytest

from kiosk.colour import contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#2463A6", "#FFFFFF", 6.2),
        ("#0B1A2E", "#F5D68A", 12.4),
        ("#767676", "#ffffff", 4.54),
    ],
)
def test_the_contrast_of_two_colours_is_that_of_wcag_either_way_round(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.05)
    assert contrast(other, one) == contrast(one, other)
