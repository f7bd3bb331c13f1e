"""A small fair to judge at: three days in Seoul, a hall, a lounge, a gala, two desks; and cases at it, each said in one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.model import Badge, Code, CodeKind, Direction, Flag, History, Link, Movement, Text, Token
from kiosk.programme import Category, Hours, Programme, Zone
from kiosk.rules import Case

SEOUL = ZoneInfo("Asia/Seoul")
SECOND = 1_000_000
MINUTE = 60 * SECOND
HASH = b"\x01" * 16

EVERY_DAY = tuple(Hours(day, time(10), time(18)) for day in (1, 2, 3))
HALL = Zone("hall", Text("전시관", "Hall"), Text("3층", "3F"), "house", frozenset({"visitor", "buyer"}), EVERY_DAY)
LOUNGE = replace(HALL, id="lounge", name=Text("라운지", "Lounge"), place=Text("2층", "2F"), categories=frozenset({"buyer"}))
GALA = replace(HALL, id="gala", invitation=True, hours=(Hours(2, time(15), time(18)),))
DESK = replace(HALL, id="desk", name=Text("등록데스크", "Registration"), categories=frozenset({"visitor", "buyer", "speaker"}), desk=True)
GUEST_DESK = replace(DESK, id="guest-desk", categories=frozenset({"speaker"}))

FAIR = Programme(
    event="fair",
    name=Text("박람회", "Fair"),
    timezone=SEOUL,
    days=(date(2026, 10, 7), date(2026, 10, 8), date(2026, 10, 9)),
    categories=(
        Category("visitor", Text("관람객", "Visitor"), "#2463A6", "#FFFFFF"),
        Category("buyer", Text("바이어", "Buyer"), "#84470B", "#FFFFFF"),
        Category("speaker", Text("연사", "Speaker"), "#B0186A", "#FFFFFF", days=(2, 3)),
    ),
    zones=(HALL, LOUNGE, GALA, DESK, GUEST_DESK),
    text="",
    version="",
)

VISITOR = Badge(HASH, "v1", "visitor", Flag.CHECKED_IN)
BUYER = Badge(HASH, "b1", "buyer", Flag.CHECKED_IN)
SPEAKER = Badge(HASH, "s1", "speaker", Flag.CHECKED_IN)
OURS = Code(CodeKind.BADGE, "ABCDEFGHABCDEFGH", HASH)
CONFIRMATION = Code(CodeKind.CONFIRMATION, "CABCDEFGHABCDEFGH", HASH)
FOREIGN = Code(CodeKind.FOREIGN, "https://example.com")
DAMAGED = Code(CodeKind.DAMAGED, "A" * 122)


def moment(day: int, hour: int, minute: int = 0, second: int = 0) -> int:
    """That time of event day ``day`` in Seoul, us since the Unix epoch."""
    at = datetime.combine(FAIR.days[0] + timedelta(days=day - 1), time(hour, minute, second), tzinfo=SEOUL)
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


NOW = moment(1, 11)
ONLINE = Link(online=True, roster_as_of=NOW)


def token(category: int = 0, day: int = 0, withdrawn: str = "") -> Code:
    """A valid signed code the roster may not know; ``withdrawn``: why its signer counts no longer."""
    return Code(CodeKind.TOKEN, "B" * 122, HASH, Token(HASH, 1, category, day, withdrawn))


def moved(way: Direction, at: int, zone: str = "hall", **counts: int) -> History:
    """A history whose latest movement went this way at this time; entries counted as given, else one."""
    entries = counts.get("entries", 1)
    return History(Movement(zone, way, at, "other"), entries, counts.get("ever", entries), counts.get("last_read"))


def case(
    badge: Badge | None = VISITOR,
    *,
    zone: Zone = HALL,
    direction: Direction = Direction.ENTRY,
    now: int = NOW,
    code: Code = OURS,
    history: History | None = None,
    link: Link = ONLINE,
    inside: int = 0,
    override: bool = False,
) -> Case:
    """A visitor of the roster coming into the hall on day 1 at 11:00, changed as said."""
    zones = tuple(zone if zone.id == one.id else one for one in FAIR.zones)
    programme = replace(FAIR, zones=zones)
    return Case(programme, zone, direction, now, code, badge, history or History(), link, inside, override)
