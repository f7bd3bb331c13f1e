"""Verdicts, faults, times and spans in words, Korean and English, for commands and the server; knows no screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kiosk.catalogue import say, table
from kiosk.days import local, same_date
from kiosk.errors import Fault, KioskError
from kiosk.model import Direction, Verdict
from kiosk.programme import Programme

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Told:
    """A verdict in words. ``next`` may be empty; ``zone`` and ``place`` name where to go, empty for nowhere."""

    word: str
    sentence: str
    next: str
    zone: str = ""
    place: str = ""


def tell(verdict: Verdict, programme: Programme, lang: str, now: int, direction: Direction = Direction.ENTRY) -> Told:
    """``verdict`` in ``lang``, at ``now`` (us since the Unix epoch) and for a person going this way. Raises nothing for any verdict
    that ``kiosk.rules.judge`` gives."""
    values = {
        "ago": duration(verdict.ago, lang) if verdict.ago is not None else "",
        "at": moment(verdict.at, programme, lang, now) if verdict.at is not None else "",
        "days": days(verdict.days, lang),
    }
    texts = table()
    key = f"reason.{verdict.reason}"
    sentence, step = texts[f"{key}.sentence"], texts[f"{key}.next"]
    if any(f"{{{name}}}" in sentence.en and not value for name, value in values.items()):
        sentence = texts[f"{key}.sentence_unfilled"]
    goal = next((zone for zone in map(programme.zone, verdict.go_to) if zone), None)
    if goal is None:
        step = texts.get(f"{key}.next_nowhere", step)
    if direction is Direction.EXIT:
        step = texts.get(f"{key}.next_exit", step)
    return Told(
        word=texts[f"{key}.word"].of(lang),
        sentence=sentence.of(lang).format_map(values),
        next=step.of(lang),
        zone=goal.name.of(lang) if goal else "",
        place=goal.place.of(lang) if goal else "",
    )


def complaint(error: KioskError, lang: str) -> str:
    """What ``error`` says to a person, and where it holds several faults one line for each."""
    faults: tuple[Fault, ...] = getattr(error, "faults", ())
    return "\n".join([say(error.key, lang, **error.values), *(f"  {fault_line(fault, lang)}" for fault in faults)])


def fault_line(fault: Fault, lang: str) -> str:
    """One fault of a file with its line and key: "line 12, zone[2].capacity: ..."."""
    what = say(fault.sentence, lang, **fault.values)
    if not fault.key:
        return say("fault.at_line", lang, line=fault.line, what=what)
    return say("fault.at_key", lang, line=fault.line, key=fault.key, what=what)


def duration(span: timedelta, lang: str) -> str:
    """A span in its largest unit of which there are whole ones, at least one minute: "3분", "3 minutes"."""
    seconds = max(MINUTE, int(span.total_seconds()))
    for unit, korean, english in ((DAY, "일", "day"), (HOUR, "시간", "hour"), (MINUTE, "분", "minute")):
        number = seconds // unit
        if number >= (2 if unit == DAY else 1):  # 30 hours say more than one day
            return f"{number}{korean}" if lang == "ko" else f"{number} {english}{'' if number == 1 else 's'}"
    raise AssertionError("a span of at least a minute has a unit")


def clock_time(us: int, programme: Programme) -> str:
    """``us`` since the Unix epoch as hours and minutes in the event's time zone."""
    return f"{local(us, programme.timezone):%H:%M}"


def moment(us: int, programme: Programme, lang: str, now: int) -> str:
    """``us`` as hours and minutes in the event's time zone, with its date where that is not the date of ``now``."""
    then = local(us, programme.timezone)
    time = clock_time(us, programme)
    if same_date(programme, us, now):
        return time
    return f"{then.month}월 {then.day}일 {time}" if lang == "ko" else f"{time} on {then.day} {_MONTHS[then.month - 1]}"


def days(numbers: tuple[int, ...], lang: str) -> str:
    """Event days by number: "1일차", "Day 1", "Days 1, 3"; nothing for none."""
    if not numbers:
        return ""
    listed = ", ".join(map(str, numbers))
    if lang == "ko":
        return f"{listed}일차"
    return f"Day {listed}" if len(numbers) == 1 else f"Days {listed}"
