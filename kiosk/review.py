"""The monthly review of an access log (접속기록 점검표): what was done by whom, and what a reviewer should ask about; knows no file.

개인정보의 안전성 확보조치 기준 제8조 asks that the log be checked every month, downloads with their reason above all. Nothing here decides
anything: it counts, and lists what is unusual with the rule it broke, for a person to answer and sign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kiosk.access import ACCESS_LOG, Entry, Month, row_of
from kiosk.catalogue import say, table
from kiosk.model import Kind, moment

NIGHT = (22, 7)
"""From and until which hour, local time, nobody is expected to look anybody up."""
OFTEN = 10
"""One person's data opened by one operator so often in a month is asked about."""
MANY = 300
"""Cards opened by one operator within one hour: a desk serves a person in some 12 seconds at its quickest."""
MOST_LINES = 200
SELF_SERVICE = "self-service-"
"""How the ids of self-service kiosks begin."""

KINDS = (Kind.LOOK_UP, Kind.REVEAL, Kind.PRINT, Kind.CORRECTION, Kind.EXPORT, Kind.IMPORT)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a sheet. ``more``: lines left out."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of one language: facts in pairs, tables, and what a person fills in by hand."""

    title: str
    facts: tuple[tuple[str, str], ...]
    grids: tuple[Grid, ...]
    blanks: tuple[str, ...]


def review(entries: Iterable[Entry], month: Month, faults: Sequence[str], lang: str, event: str) -> Sheet:
    """The sheet for ``month``. ``faults``: chains that do not hold, as (station, epoch) in words; ``event``: its name."""
    found = [_named(entry, lang) for entry in entries if month.since <= entry.at < month.until]
    people = {entry.person for entry in found if entry.person}
    facts = (
        ("event", event),
        ("month", month.name),
        ("lines", f"{len(found):,}"),
        ("people", f"{len(people):,}"),
        ("chain", say("review.chain_whole", lang) if not faults else "; ".join(faults)),
    )
    return Sheet(
        say("review.title", lang, month=month.name),
        tuple((say(f"review.{key}", lang), value) for key, value in facts),
        (_by_operator(found, lang), _handed_on(found, month, lang), _questions(found, month, lang)),
        tuple(say(f"review.blank.{key}", lang) for key in ("result", "measures", "reviewer", "date", "officer")),
    )


def _named(entry: Entry, lang: str) -> Entry:
    """At a self-service kiosk nobody is signed in: whose data it is opens it."""
    own = not entry.operator and entry.station.startswith(SELF_SERVICE)
    return replace(entry, operator=say("review.visitor", lang)) if own else entry


def _by_operator(found: Sequence[Entry], lang: str) -> Grid:
    counts: Counter[tuple[str, str]] = Counter((entry.operator, entry.kind) for entry in found)
    names = sorted({entry.operator for entry in found})
    rows = tuple((_who(name, lang), *(f"{counts[name, kind.value]:,}" for kind in KINDS)) for name in names)
    return Grid(say("review.by_operator", lang), (say("review.who", lang), *(_what(kind.value, lang) for kind in KINDS)), rows)


def _handed_on(found: Sequence[Entry], month: Month, lang: str) -> Grid:
    """Every export, import and unmasking, one by one: these must have a reason."""
    told = [entry for entry in found if entry.kind in (Kind.EXPORT, Kind.IMPORT, Kind.REVEAL)]
    return _listed("review.handed_on", told, month, lang)


def _questions(found: Sequence[Entry], month: Month, lang: str) -> Grid:
    rows: list[tuple[str, ...]] = []
    night = [entry for entry in found if not NIGHT[1] <= moment(entry.at).astimezone(month.timezone).hour < NIGHT[0]]
    for name, count in sorted(Counter(entry.operator for entry in night).items()):
        rows.append((say("review.ask.night", lang, since=NIGHT[0], until=NIGHT[1]), _who(name, lang), f"{count:,}"))
    looks = [entry for entry in found if entry.kind in (Kind.LOOK_UP, Kind.REVEAL)]
    for (name, person), count in sorted(Counter((entry.operator, entry.person) for entry in looks).items()):
        if count >= OFTEN:
            rows.append((say("review.ask.often", lang, person=person), _who(name, lang), f"{count:,}"))
    by_hour = Counter((entry.operator, entry.at // 3_600_000_000) for entry in looks)
    for name, hours in groupby(sorted(by_hour), key=lambda pair: pair[0]):
        most = max(by_hour[hour] for hour in hours)
        if most >= MANY:
            rows.append((say("review.ask.many", lang), _who(name, lang), f"{most:,}"))
    nobody = sum(not entry.operator and entry.kind in (Kind.LOOK_UP, Kind.REVEAL, Kind.PRINT, Kind.CORRECTION) for entry in found)
    if nobody:
        rows.append((say("review.ask.nobody", lang), _who("", lang), f"{nobody:,}"))
    head = tuple(say(f"review.{key}", lang) for key in ("question", "who", "times"))
    return Grid(say("review.questions", lang), head, tuple(rows[:MOST_LINES]), max(0, len(rows) - MOST_LINES))


def _listed(title: str, found: Sequence[Entry], month: Month, lang: str) -> Grid:
    rows = []
    for entry in found[:MOST_LINES]:
        row = row_of(entry, month.timezone)
        at = str(row["at"])[:16].replace("T", " ")
        whom = entry.person or say("review.people_of", lang, count=f"{entry.count:,}")
        whom = say("review.the_log", lang) if ("of", ACCESS_LOG) in entry.more else whom
        to = dict(entry.more).get("to")
        why = _why(entry.why, lang) + (f" → {to}" if to else "")
        rows.append((at, entry.station, _who(entry.operator, lang), _what(entry.kind, lang), whom, why))
    head = tuple(say(f"review.{key}", lang) for key in ("when", "where", "who", "what", "whose", "why"))
    return Grid(say(title, lang), head, tuple(rows), max(0, len(found) - MOST_LINES))


def _who(operator: str, lang: str) -> str:
    return operator or say("review.nobody", lang)


def _what(kind: str, lang: str) -> str:
    return say(f"access.what.{kind}", lang)


def _why(why: str, lang: str) -> str:
    key = f"access.why.{why}"
    return say(key, lang) if key in table() else why
