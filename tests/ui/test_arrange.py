"""Tests of ui.arrange: on a screen of any size nothing overlaps and nothing stands outside."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from ui.arrange import Canvas, canvas, gate, verdict

SIDE = st.integers(min_value=320, max_value=4096)


def inside(rect: QRectF, on: Canvas) -> bool:
    return on.whole.adjusted(-0.01, -0.01, 0.01, 0.01).contains(rect)


@given(SIDE, SIDE)
def test_the_parts_of_a_gate_at_rest_never_overlap(width: int, height: int) -> None:
    on = canvas(width, height)
    for alarm in (False, True):
        at = gate(on, alarm=alarm)
        parts = (at.head, at.picture, at.prompt, at.count, at.recent, at.strip)
        assert all(inside(part, on) and part.width() > 0 and part.height() > 0 for part in parts)
        for one, other in combinations(parts, 2):
            assert not one.adjusted(0.1, 0.1, -0.1, -0.1).intersects(other)


@given(SIDE, SIDE, st.booleans(), st.booleans())
def test_a_verdicts_text_stays_clear_of_card_band_and_strip(width: int, height: int, band: bool, card: bool) -> None:
    on = canvas(width, height)
    at = verdict(on, band=band, card=card)
    for rect in (at.head, at.text, at.live, at.strip, *([at.card] if card else []), *([at.band] if band else [])):
        assert inside(rect, on)
    for below in ([at.card] if card else []) + ([at.band] if band else []) + [at.strip]:
        assert at.text.bottom() <= below.top()
    assert at.text.top() >= at.head.bottom()
    if card:
        assert not at.card.intersects(at.live)


@pytest.mark.parametrize(
    ("size", "unit", "portrait"),
    [
        ((1280, 800), 1.0, False),
        ((1920, 1080), 1.35, False),
        ((800, 1280), 1.0, True),
        ((1080, 1920), 1.35, True),
        ((640, 400), 0.5, False),
    ],
)
def test_the_whole_screen_is_scaled_to_the_tighter_side(size: tuple[int, int], unit: float, portrait: bool) -> None:
    on = canvas(*size)
    assert on.unit == pytest.approx(unit)
    assert on.portrait is portrait
    assert (on.width * on.unit, on.height * on.unit) == pytest.approx(size)


def test_the_design_itself_is_reproduced_to_the_pixel() -> None:
    at = gate(canvas(1280, 800), alarm=False)
    assert at.picture.united(at.prompt) == QRectF(24, 96, 832, 624)
    assert at.strip.height() == 56
    assert gate(canvas(1280, 800), alarm=True).strip.height() == 136
    lying = verdict(canvas(1280, 800), band=True, card=True)
    assert (lying.band, lying.live.size().toTuple()) == (QRectF(0, 608, 1280, 128), (240.0, 180.0))
