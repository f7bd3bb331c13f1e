"""Tests of ui.phrases: times, spans and counts as people say them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk import wording
from kiosk.model import Reason
from tests.builders import SECOND, SEOUL, at, programme
from ui import phrases
from ui.tongue import Tongue

MINUTE = 60 * SECOND


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("seconds", [0, 59, 60, 119, 120, 3599, 3600, 7199, 7200, 86_400, 172_799, 172_800, 900_000])
def test_a_span_reads_as_the_commands_say_it(lang: str, seconds: int, tongue: Tongue) -> None:
    tongue.speak(lang)
    span = timedelta(seconds=seconds)
    assert phrases.duration(span) == wording.duration(span, lang)


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("moment", [at(1, 13), at(2, 9, 5), at(3, 0)])
def test_a_time_on_another_day_gets_its_date(lang: str, moment: int, tongue: Tongue) -> None:
    tongue.speak(lang)
    assert phrases.moment(moment, SEOUL, at(1, 11)) == wording.moment(moment, programme(), lang, at(1, 11))


def test_age_is_told_in_few_letters(tongue: Tongue) -> None:
    assert [phrases.age(minutes * MINUTE) for minutes in (-3, 0, 1, 21, 180, 4000)] == [
        "now",
        "now",
        "1 min ago",
        "21 min ago",
        "3 h ago",
        "2 d ago",
    ]
    tongue.speak("ko")
    assert phrases.age(21 * MINUTE) == "21분 전"


def test_what_is_not_known_is_said_to_be_unknown_and_never_0(tongue: Tongue) -> None:
    assert phrases.count(None) == "unknown"
    assert phrases.count(1847) == "1,847"
    tongue.speak("ko")
    assert phrases.count(None) == "모름"


def test_every_reason_has_a_label_for_the_list(tongue: Tongue) -> None:
    english = {reason: phrases.label(reason) for reason in Reason}
    tongue.speak("ko")
    assert all(phrases.label(reason) != english[reason] for reason in Reason)
    assert len(set(english.values())) == len(Reason)
