"""Tests of ui.look: every pair of colours that stands together can be told apart and read."""

from __future__ import annotations

import pytest

from kiosk.model import Outcome, Reason, Verdict
from ui.look import FIELDS, HIGH_FIELDS, PALETTES, Look, Theme, Tone, contrast, luminance, tone_of
from ui.showcase import load_programme


def test_black_on_white_has_a_contrast_of_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


@pytest.mark.parametrize("theme", list(Theme))
def test_text_is_readable_on_every_ground_of_every_theme(theme: Theme) -> None:
    palette = PALETTES[theme]
    grounds = (palette.bg, palette.surface, palette.raised)
    assert min(contrast(palette.ink, ground) for ground in grounds) >= 7
    assert min(contrast(palette.ink2, ground) for ground in grounds) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.on_selected, palette.selected) >= 7


@pytest.mark.parametrize("theme", list(Theme))
def test_a_controls_outline_is_seen_against_its_ground(theme: Theme) -> None:
    palette = PALETTES[theme]
    assert min(contrast(palette.edge, palette.bg), contrast(palette.edge, palette.surface)) >= 3


@pytest.mark.parametrize("fields", [FIELDS, HIGH_FIELDS])
def test_every_verdict_is_readable_on_its_field(fields: dict[Tone, object]) -> None:
    for look in (Look(), Look(Theme.HIGH)):
        for tone in Tone:
            field = look.field(tone)
            assert contrast(field.text, field.field) >= 7, tone
            assert contrast(field.sign, field.field) >= 7, tone


def test_admit_attention_and_refuse_differ_in_greyscale() -> None:
    look = Look()
    admit, attention, refuse = (luminance(look.field(tone).field) for tone in (Tone.ADMIT, Tone.ATTENTION, Tone.REFUSE))
    assert refuse < 0.1 < 0.4 < admit < attention


def test_every_categorys_word_is_readable_on_its_band() -> None:
    for category in load_programme().categories:
        assert contrast(category.band, category.ink) >= 4.5, category.id


def test_a_repeat_is_told_in_the_colour_of_an_admission() -> None:
    assert tone_of(Verdict(Outcome.REPEAT, Reason.JUST_SCANNED)) is Tone.ADMIT


def test_nothing_moves_where_motion_is_reduced() -> None:
    assert Look(reduce_motion=True).ms(160) == 0
    assert Look().ms(160) == 160
