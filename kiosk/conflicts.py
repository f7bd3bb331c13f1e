"""Two facts that cannot both be right: which pairs among one badge's records are, and why it probably came to that; pure.

Judged by the gates' own rule for coming in again (``kiosk.rules.barred_again``) over everything the server has, in the order of believed
hybrid stamps. The same facts give the same conflicts in whatever order they arrived. Knows no database and no screen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.days import emptied_before
from kiosk.model import Direction, Flag, Kind, Sighting
from kiosk.programme import Programme, Reentry, Zone
from kiosk.rules import BARRED, SECOND, barred_again
from kiosk.trail import concerning, history

IN_TRANSIT_US = 2 * SECOND
"""So long may news of an admission be on its way to the other stations while everybody is online; with pushing it is well below 1 s."""


class What(StrEnum):
    """Which two facts stand against each other."""

    DOUBLE_ADMISSION = "double_admission"  # two entries under a single-entry rule, by two journals
    IMPOSSIBLE_WALK = "impossible_walk"  # at two zones' doors in less time than the way takes
    AFTER_REVOCATION = "after_revocation"  # let in although the badge was void already
    FORK = "fork"  # two different records under one number: two devices write one journal


class Cause(StrEnum):
    """Why it probably happened."""

    BOTH_OFFLINE = "both_offline"
    FIRST_OFFLINE = "first_offline"  # nobody could know of the first fact yet
    SECOND_OFFLINE = "second_offline"  # the second station could not know of the first fact
    CLOCK = "clock"  # a clock never measured or unbelievable: the order is uncertain
    IN_TRANSIT = "in_transit"  # both online, the news still on its way
    COPIED_BADGE = "copied_badge"
    COPIED_STATION = "copied_station"  # a station's folder or disk was copied or restored
    UNKNOWN = "unknown"  # the second station should have known


class Ruling(StrEnum):
    """A person's decision: which of the two facts is right."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Fact:
    """One side of a conflict: a passage as the server holds it, stamp and time as believed (``kiosk.clock.believed``).

    ``kind`` SCAN or OVERRIDE, None for what the server did itself (a badge revoked: then ``move`` has no station). ``error``: half width of
    what ``move.at`` may be off by, us, None where the clock was never measured or is not believed. ``received``: server clock, us.
    ``offline``: from when until when its station was cut off around it, None where it was not."""

    move: Sighting
    kind: Kind | None
    badge: str
    error: int | None
    received: int
    offline: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """From ``at`` (server clock, us) on a badge had these flags."""

    at: int
    flags: Flag


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two facts, the earlier first. ``id``: 32 hex digits, the same for the same two facts."""

    what: What
    cause: Cause
    first: Fact
    second: Fact
    id: str


def judge(programme: Programme, facts: Sequence[Fact], bars: Sequence[Bar] = ()) -> list[Conflict]:
    """Every conflict among ``facts``: all passages of one badge, those taken back left out. ``bars``: how its standing changed."""
    ordered = sorted(facts, key=lambda fact: (fact.move.hlc, fact.move.station, fact.move.row))
    return [*_doubles(programme, ordered), *_walks(programme, ordered), *_barred(ordered, bars)]


def forked(station: str, epoch: bytes, stored: Fact, other: Fact) -> Conflict:
    """The journal ``epoch`` of ``station`` has two different records under one number; one conflict for the whole journal."""
    return Conflict(What.FORK, Cause.COPIED_STATION, stored, other, _id(What.FORK, f"{station}/{epoch.hex()}"))


def _doubles(programme: Programme, facts: Sequence[Fact]) -> Iterator[Conflict]:
    known = {_key(fact.move): fact for fact in facts}
    for zone in programme.zones:
        if zone.desk or zone.reentry is Reentry.FREE:
            continue
        here = concerning([fact.move for fact in facts], zone, programme.excluders(zone.id))
        for number, move in enumerate(here):
            second = known[_key(move)]
            # an override is a person's decision already
            if move.zone == zone.id and move.direction is Direction.ENTRY and second.kind is Kind.SCAN:
                earlier = _earlier_entry(programme, zone, here[:number], move)
                if earlier is not None:
                    yield _conflict(What.DOUBLE_ADMISSION, known[_key(earlier)], second)


def _earlier_entry(programme: Programme, zone: Zone, before: Sequence[Sighting], move: Sighting) -> Sighting | None:
    """The entry that should have kept ``move`` out; None where it was right to let in. A journal never contradicts itself, so another's."""
    since = emptied_before(programme, zone, move.at)
    if barred_again(zone, history(before, zone, since, move.station, Direction.ENTRY)) is None:
        return None
    if zone.reentry is Reentry.AFTER_EXIT:
        before = [each for each in before if each.at >= since][-1:]
    counted = [each for each in before if each.zone == zone.id and each.direction is Direction.ENTRY]
    counted = [each for each in counted if zone.reentry is Reentry.ONCE or each.at >= since]
    return next((each for each in reversed(counted) if (each.station, each.epoch) != (move.station, move.epoch)), None)


def _walks(programme: Programme, facts: Sequence[Fact]) -> Iterator[Conflict]:
    """Read at two zones' doors, by measured clocks, in less time than the way takes even if both errors make it longer: each passage with
    the latest before it that it cannot follow, whatever was read between."""
    walk, desks = programme.walk_s * SECOND, {zone.id for zone in programme.zones if zone.desk}
    read = [fact for fact in facts if fact.move.zone not in desks and fact.error is not None]
    read.sort(key=lambda fact: (fact.move.at, _key(fact.move)))
    for number, second in enumerate(read):
        first = next((each for each in _shortly_before(read, number, walk) if _cannot_follow(each, second, walk)), None)
        if first is not None:
            yield _conflict(What.IMPOSSIBLE_WALK, first, second)


def _shortly_before(read: Sequence[Fact], number: int, most: int) -> Iterator[Fact]:
    for earlier in range(number - 1, -1, -1):
        if read[number].move.at - read[earlier].move.at >= most:
            return
        yield read[earlier]


def _cannot_follow(first: Fact, second: Fact, walk: int) -> bool:
    if first.move.zone == second.move.zone or first.move.station == second.move.station:
        return False
    return second.move.at - first.move.at + (first.error or 0) + (second.error or 0) < walk


def _barred(facts: Sequence[Fact], bars: Sequence[Bar]) -> Iterator[Conflict]:
    for fact in facts:
        if fact.kind is not Kind.SCAN or fact.move.direction is not Direction.ENTRY:
            continue
        certainly = min(fact.move.at - (fact.error or 0), fact.received)
        bar = next((bar for bar in reversed(bars) if bar.at < certainly), None)
        if bar is not None and bar.flags & BARRED:
            move = Sighting("", b"", 0, fact.move.code_hash, "", Direction.ENTRY, bar.at, 0)
            yield _conflict(What.AFTER_REVOCATION, Fact(move, None, fact.badge, 0, bar.at), fact)


def _conflict(what: What, first: Fact, second: Fact) -> Conflict:
    return Conflict(what, _cause(what, first, second), first, second, _id(what, *map(_name, (first.move, second.move))))


def _cause(what: What, first: Fact, second: Fact) -> Cause:
    if what is What.IMPOSSIBLE_WALK:
        return Cause.COPIED_BADGE
    if first.offline and second.offline:
        return Cause.BOTH_OFFLINE
    if first.offline and first.received > second.move.at:
        return Cause.FIRST_OFFLINE
    if second.offline:
        return Cause.SECOND_OFFLINE
    if first.error is None or second.error is None:
        return Cause.CLOCK
    if second.move.at - second.error <= first.received + IN_TRANSIT_US:
        return Cause.IN_TRANSIT
    return Cause.UNKNOWN


def _key(move: Sighting) -> tuple[str, bytes, int]:
    return move.station, move.epoch, move.row


def _name(move: Sighting) -> str:
    # what the server did itself has no row: it is known by badge and time
    return f"{move.station}/{move.epoch.hex()}/{move.row}" if move.station else f"{move.code_hash.hex()}@{move.at}"


def _id(what: What, *names: str) -> str:
    return hashlib.sha256("\0".join(("slw-conflict-1", what, *names)).encode()).hexdigest()[:32]
