"""Tests of ui.words: every reason is worded in both languages, as the commands word it, and fits the screen it is made for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk import wording
from kiosk.model import Direction, Outcome, Reason, Verdict
from tests import builders
from ui.tongue import Tongue
from ui.typeface import BOLD, EXTRA, SEMI, font, width
from ui.words import tell, template

LANGS = ("ko", "en")
NOW = builders.at(1, 11)

VERDICTS = [
    Verdict(Outcome.REFUSE, reason, at=at, ago=ago, days=days, go_to=go_to)
    for reason in Reason
    for at, ago, days, go_to in (
        (None, None, (), ()),
        (builders.at(1, 13), timedelta(minutes=3), (3,), ("side",)),
        (builders.at(2, 9, 30), timedelta(hours=1), (1, 3), ("nowhere", "desk")),
        (builders.at(1, 13), timedelta(days=4), (2,), ()),
    )
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("direction", list(Direction))
def test_the_screen_says_what_the_commands_say(lang: str, direction: Direction, tongue: Tongue) -> None:
    tongue.speak(lang)
    programme = builders.programme()
    for verdict in VERDICTS:
        told, said = tell(verdict, programme, NOW, direction), wording.tell(verdict, programme, lang, NOW, direction)
        assert (told.word, told.sentence, told.next) == (said.word, said.sentence, said.next)
        assert (told.place.name.of(lang) if told.place else "") == said.zone


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_korean_words_of_its_own(reason: Reason, tongue: Tongue) -> None:
    english = template(reason)
    tongue.speak("ko")
    korean = template(reason)
    for one, other in zip(korean, english, strict=True):
        assert bool(one) == bool(other)
        assert not one or (one != other and any("가" <= letter <= "힣" for letter in one))


@pytest.mark.parametrize("lang", LANGS)
def test_no_verdict_ends_in_an_ellipsis_or_an_unfilled_value(lang: str, tongue: Tongue) -> None:
    tongue.speak(lang)
    for verdict in VERDICTS:
        told = tell(verdict, builders.programme(), NOW)
        assert not any(mark in f"{told.word}{told.sentence}{told.next}" for mark in ("…", "...", "{", "}"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_fits_800_px_at_121_and_every_line_852_px(lang: str, tongue: Tongue, fonts: None) -> None:
    tongue.speak(lang)
    values = {"ago": wording.duration(timedelta(minutes=59), lang), "at": "13:00", "days": wording.days((3,), lang)}
    for reason in Reason:
        word, sentence, step = template(reason)
        assert width(word, font(121, EXTRA, -0.04)) <= 800, word
        assert width(sentence.format_map(values), font(52, BOLD, -0.02)) <= 852, sentence
        assert width(step, font(48, SEMI, -0.02)) <= 852, step


def test_a_refusal_without_a_place_to_go_sends_nobody_below(tongue: Tongue) -> None:
    told = tell(Verdict(Outcome.REFUSE, Reason.WRONG_ZONE), builders.programme(), NOW)
    assert told.place is None
    assert told.next == "Please ask the information desk."


def test_the_first_zone_the_programme_knows_is_the_place_to_go(tongue: Tongue) -> None:
    told = tell(Verdict(Outcome.REFUSE, Reason.WRONG_ZONE, go_to=("gone", "side", "hall")), builders.programme(), NOW)
    assert told.place is not None
    assert told.place.id == "side"
