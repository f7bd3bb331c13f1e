"""What a verdict, a fault, a span and a time say in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.errors import Fault, KioskError, ProgrammeError
from kiosk.model import Direction, Outcome, Reason, Verdict
from kiosk.wording import Told, clock_time, complaint, days, duration, moment, tell
from tests.kiosk import fair
from tests.kiosk.fair import FAIR, NOW


def told(reason: Reason, lang: str = "en", **values: object) -> Told:
    return tell(Verdict(Outcome.REFUSE, reason, **values), FAIR, lang, NOW)  # type: ignore[arg-type]


def test_an_admission_is_a_welcome_with_nothing_more_to_do() -> None:
    assert told(Reason.ADMITTED) == Told("Welcome", "Please go in.", "")
    assert told(Reason.ADMITTED, "ko") == Told("입장", "환영합니다. 들어가세요.", "")


def test_a_wrong_zone_says_where_to_go() -> None:
    assert told(Reason.WRONG_ZONE, "ko", go_to=("lounge", "hall")) == Told(
        "다른 구역", "이 명찰로는 들어갈 수 없는 곳입니다.", "아래 구역으로 가 주세요.", "라운지", "2층"
    )


def test_with_nowhere_to_go_it_sends_to_the_information_desk() -> None:
    assert told(Reason.WRONG_ZONE).next == "Please ask the information desk."
    assert told(Reason.WRONG_ZONE, go_to=("gone",)) == told(Reason.WRONG_ZONE)


def test_values_are_filled_in() -> None:
    assert told(Reason.ALREADY_INSIDE, "ko", ago=timedelta(minutes=3)).sentence == "3분 전에 입장한 명찰입니다."
    assert told(Reason.NOT_OPEN_YET, at=fair.moment(1, 13)).sentence == "Entry starts at 13:00."
    assert told(Reason.NOT_OPEN_YET, at=fair.moment(2, 10)).sentence == "Entry starts at 10:00 on 8 Oct."
    assert told(Reason.NOT_OPEN_YET, "ko", at=fair.moment(2, 10)).sentence == "10월 8일 10:00부터 들어갈 수 있습니다."
    assert told(Reason.WRONG_DAY, "ko", days=(3,)).sentence == "오늘 쓰는 명찰이 아닙니다. 이용일: 3일차"


@pytest.mark.parametrize("reason", [Reason.ALREADY_INSIDE, Reason.NOT_OPEN_YET, Reason.CLOSED, Reason.NOT_VALID_YET, Reason.WRONG_DAY])
def test_a_value_that_is_not_known_is_not_spoken_of(reason: Reason) -> None:
    for lang in ("ko", "en"):
        sentence = told(reason, lang).sentence
        assert "{" not in sentence
        assert "  " not in sentence


def test_a_repeat_on_the_way_out_says_to_go_out() -> None:
    repeat = Verdict(Outcome.REPEAT, Reason.JUST_SCANNED)
    assert tell(repeat, FAIR, "en", NOW, Direction.ENTRY).next == "Please go on in."
    assert tell(repeat, FAIR, "en", NOW, Direction.EXIT).next == "Please go on out."


@pytest.mark.parametrize(
    ("span", "korean", "english"),
    [
        (timedelta(seconds=-5), "1분", "1 minute"),
        (timedelta(seconds=5), "1분", "1 minute"),
        (timedelta(seconds=179), "2분", "2 minutes"),
        (timedelta(minutes=60), "1시간", "1 hour"),
        (timedelta(hours=30), "30시간", "30 hours"),
        (timedelta(days=2), "2일", "2 days"),
    ],
)
def test_a_span_is_said_in_its_largest_unit(span: timedelta, korean: str, english: str) -> None:
    assert (duration(span, "ko"), duration(span, "en")) == (korean, english)


def test_times_are_those_of_the_event() -> None:
    assert clock_time(fair.moment(1, 9, 5), FAIR) == "09:05"
    assert moment(fair.moment(1, 9, 5), FAIR, "en", NOW) == "09:05"
    assert moment(fair.moment(3, 9, 5), FAIR, "ko", NOW) == "10월 9일 09:05"


def test_days_are_said_by_number() -> None:
    assert (days((), "ko"), days((1,), "ko"), days((1, 3), "ko")) == ("", "1일차", "1, 3일차")
    assert (days((), "en"), days((1,), "en"), days((1, 3), "en")) == ("", "Day 1", "Days 1, 3")


def test_a_complaint_says_the_error_and_each_of_its_faults() -> None:
    error = ProgrammeError(faults=[Fault(3, "event.id", "fault.missing"), Fault(9, "", "fault.too_large", {"limit": 1})])
    assert complaint(error, "en").splitlines() == [
        "The programme file has faults: 2. Mend all of these and run this again.",
        "  line 3, event.id: This is missing and needed.",
        "  line 9: The file is too large; at most 1 MiB are read.",
    ]


def test_an_error_without_faults_is_one_line() -> None:
    assert complaint(KioskError("x"), "ko").count("\n") == 0
