"""Tests of ui.typeface: lines break between words, and what is said to fit does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontInfo

from ui.typeface import EXTRA, FAMILY, MEDIUM, SEMI, fit, font, width, wrap

pytestmark = pytest.mark.usefixtures("fonts")


def test_every_weight_is_the_bundled_typeface_and_not_a_substitute() -> None:
    for weight in (MEDIUM, SEMI, 700, EXTRA):
        info = QFontInfo(font(40, weight))
        assert (info.family(), info.weight()) == (FAMILY, weight)


def test_figures_have_one_width() -> None:
    face = font(72, EXTRA)
    assert len({round(width(figure, face), 2) for figure in "0123456789"}) == 1


WORDS = st.lists(st.text(alphabet="가나다라마바ABCdef0123.,", min_size=1, max_size=9), min_size=1, max_size=12)


@given(WORDS, st.floats(min_value=60, max_value=900))
def test_wrapping_loses_no_word_and_breaks_none(words: list[str], room: float) -> None:
    assert " ".join(wrap(" ".join(words), font(40), room)).split() == words


@given(WORDS)
def test_what_fits_stays_within_its_room(words: list[str]) -> None:
    fitted = fit(" ".join(words), 600, size=52, least=24, lines=3)
    if fitted.fits:
        assert fitted.width <= 600
        assert len(fitted.lines) <= 3
    assert " ".join(fitted.lines).split() == words


def test_a_korean_sentence_breaks_between_words_only() -> None:
    lines = wrap("이 명찰로는 들어갈 수 없는 곳입니다.", font(52), 420)
    assert len(lines) > 1
    assert " ".join(lines) == "이 명찰로는 들어갈 수 없는 곳입니다."


def test_two_lines_are_about_equally_long() -> None:
    one, two = wrap("This badge came in 3 minutes ago.", font(52), 640)
    face = font(52)
    assert abs(width(one, face) - width(two, face)) < 200


def test_a_word_shrinks_before_it_breaks_and_a_sentence_breaks_before_it_shrinks() -> None:
    word = fit("Welcome back", 700, size=240, least=96, weight=EXTRA, lines=2, shrink_first=True)
    sentence = fit("This badge came in 3 minutes ago.", 600, size=52, least=30, lines=2)
    assert len(word.lines) == 1
    assert word.size < 240
    assert len(sentence.lines) == 2
    assert sentence.size == 52


def test_what_cannot_fit_says_so_and_keeps_its_text() -> None:
    fitted = fit("Donaudampfschifffahrtsgesellschaft", 50, size=40, least=20)
    assert not fitted.fits
    assert fitted.lines == ("Donaudampfschifffahrtsgesellschaft",)
