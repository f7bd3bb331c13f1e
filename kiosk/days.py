"""Time as an event counts it: openings, event days, when a zone was last emptied; knows no badge and asks no clock.

Wall-clock times of the programme become microseconds since the Unix epoch once, through the event's time zone, and are compared as
integers from then on, so a change to or from summer time moves nothing. A time that a change skips is read with the offset before
the change, a time that comes twice means the first (PEP 495, fold=0).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from kiosk.programme import Hours, Programme, Zone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_US = timedelta(microseconds=1)
_LATEST = (datetime(9998, 1, 1, tzinfo=UTC) - _EPOCH) // _US


@dataclass(frozen=True, slots=True)
class Opening:
    """One stretch a zone is open, from ``opens`` until just before ``closes`` (us since the Unix epoch), belonging to event day ``day``
    even where it runs past midnight."""

    day: int
    opens: int
    closes: int


def local(us: int, timezone: ZoneInfo) -> datetime:
    """``us`` since the Unix epoch on the wall clock of ``timezone``; what no calendar can name is drawn to its nearest end."""
    return (_EPOCH + min(max(us, 0), _LATEST) * _US).astimezone(timezone)


def midnight(now: int, timezone: ZoneInfo) -> int:
    """When the date of ``now`` began; us since the Unix epoch."""
    return int(datetime.combine(local(now, timezone).date(), time.min, tzinfo=timezone).timestamp()) * 1_000_000


def same_date(programme: Programme, one: int, other: int) -> bool:
    """Whether two moments (us since the Unix epoch) fall on one date of the event's time zone."""
    return local(one, programme.timezone).date() == local(other, programme.timezone).date()


def openings(programme: Programme, zone: Zone) -> tuple[Opening, ...]:
    """Every opening of ``zone`` during the event, earliest first."""
    return _openings(programme.timezone, programme.days, zone.hours)


def open_between(programme: Programme, zone: Zone, day: int) -> tuple[Opening, ...]:
    """The openings of ``zone`` on event day ``day`` (1 is the first), earliest first; empty where it stays shut that day."""
    return tuple(opening for opening in openings(programme, zone) if opening.day == day)


def opening_at(programme: Programme, zone: Zone, now: int) -> Opening | None:
    """The opening that ``now`` (us since the Unix epoch) lies in, or None while the zone is shut."""
    return next((opening for opening in openings(programme, zone) if opening.opens <= now < opening.closes), None)


def next_opening(programme: Programme, zone: Zone, now: int) -> Opening | None:
    """The first opening that begins after ``now`` (us since the Unix epoch), or None."""
    return next((opening for opening in openings(programme, zone) if opening.opens > now), None)


def last_closing(programme: Programme, zone: Zone, now: int) -> int | None:
    """When ``zone`` last shut at or before ``now`` (both us since the Unix epoch), or None where it has not shut yet."""
    return max((opening.closes for opening in openings(programme, zone) if opening.closes <= now), default=None)


def emptied_before(programme: Programme, zone: Zone, now: int) -> int:
    """When ``zone`` was last emptied, at or before ``now`` (both us since the Unix epoch); 0 where it never was.

    The last closing hour of a day empties a zone; a break at noon does not, so "once a day" stays once. History and occupancy count
    from here: whoever left unscanned is welcome next morning."""
    evenings: dict[int, int] = {}
    for opening in openings(programme, zone):
        evenings[opening.day] = max(opening.closes, evenings.get(opening.day, opening.closes))
    return max((closing for closing in evenings.values() if closing <= now), default=0)


def calendar_day(programme: Programme, now: int) -> int | None:
    """The event day (1 is the first) whose date ``now`` (us since the Unix epoch) has in the event's time zone, or None."""
    today = local(now, programme.timezone).date()
    return programme.days.index(today) + 1 if today in programme.days else None


def next_day_ends(programme: Programme, now: int) -> int | None:
    """When the event day ``now`` falls on, else the next one, ends at midnight (us since the Unix epoch); None after the last."""
    today = local(now, programme.timezone).date()
    day = min((day for day in programme.days if day >= today), default=None)
    return None if day is None else _moment(day + timedelta(days=1), time(), programme.timezone)


def event_day(programme: Programme, zone: Zone, now: int) -> int | None:
    """The event day ``now`` (us since the Unix epoch) counts as at ``zone``: the day it opened on while it is open (past midnight
    too), else the date's; None outside the event."""
    opening = opening_at(programme, zone, now)
    return opening.day if opening else calendar_day(programme, now)


@lru_cache(maxsize=512)
def _openings(timezone: ZoneInfo, days: tuple[date, ...], hours: tuple[Hours, ...]) -> tuple[Opening, ...]:
    # remembered: every judgement asks for every zone's, and they only change with the programme
    known = [hour for hour in hours if 1 <= hour.day <= len(days)]
    found = [_opening(timezone, days[hour.day - 1], hour) for hour in known]
    return tuple(sorted(found, key=lambda opening: (opening.opens, opening.closes)))


def _opening(timezone: ZoneInfo, day: date, hour: Hours) -> Opening:
    end = day + timedelta(days=1) if hour.closes <= hour.opens else day
    return Opening(hour.day, _moment(day, hour.opens, timezone), _moment(end, hour.closes, timezone))


def _moment(day: date, at: time, timezone: ZoneInfo) -> int:
    return (datetime.combine(day, at, tzinfo=timezone) - _EPOCH) // _US
