"""The event as its organiser wrote it: days, categories, zones and rules, read from event.toml; knows no badge and no clock."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from kiosk.checked import Faults, Table, shown
from kiosk.colour import contrast
from kiosk.counters import Counter, counters_of
from kiosk.errors import Fault, ProgrammeError
from kiosk.model import Text
from kiosk.retention import DAYS, FIELDS, retention_of
from kiosk.tomltext import Path as TomlPath
from kiosk.tomltext import spans
from kiosk.walk_in import Asked, Consent, asked_of, consents_of

MAX_BYTES = 2**20
MAX_LINE = 2000
"""Characters of a line: no person writes a longer one, and tomllib needs the square of its length for a dotted key."""
MAX_DAYS = 15
"""A signed badge names its day in four bits, 0 for every day."""
MAX_CATEGORIES = 16
"""A signed badge names its category in four bits."""
MAX_ZONES = 500
WALK_S = 5
LOCK_MIN = 10
"""Two doors may stand side by side: in less, nobody is read at both, whatever the hall."""
MIN_CONTRAST = 4.5
"""Of a category's word on its band: WCAG 2.2 success criterion 1.4.3, the ratio Korean kiosk guidance asks for too."""


class AtLimit(StrEnum):
    """What a full zone does with the next person."""

    REFUSE = "refuse"
    WARN = "warn"  # attention: the steward decides


class Reentry(StrEnum):
    """How often a badge may come in."""

    FREE = "free"
    AFTER_EXIT = "after_exit"
    ONCE_A_DAY = "once_a_day"
    ONCE = "once"


class CutOff(StrEnum):
    """How far to trust the station alone when it has not heard from the server."""

    ADMIT = "admit"
    ASK = "ask"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of badge. ``band`` and ``ink`` are #RRGGBB; ``days`` the days it is good for (empty: all); ``note`` is for staff; ``walk_in``
    what is asked of whom a desk registers on the spot (empty: nobody is); ``id_check``: a desk asks for their ID before it checks them
    in."""

    id: str
    name: Text
    band: str
    ink: str
    days: tuple[int, ...] = ()
    note: Text | None = None
    walk_in: tuple[Asked, ...] = ()
    id_check: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """When a zone is open on one day of the event; ``closes`` at or before ``opens`` means after midnight."""

    day: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Zone:
    """A place with a door, a capacity and rules. ``pause_s`` and ``cut_off_after_s`` in seconds. ``categories`` may enter;
    with ``invitation`` a badge also needs the zone in its own invitations. ``excludes``: entering here leaves those. ``desk``: a
    registration desk, where confirmations are good. ``cut_off`` applies once the server was silent for ``cut_off_after_s``."""

    id: str
    name: Text
    place: Text
    icon: str
    categories: frozenset[str]
    hours: tuple[Hours, ...]
    capacity: int | None = None
    at_limit: AtLimit = AtLimit.REFUSE
    exits: bool = True
    reentry: Reentry = Reentry.FREE
    pause_s: int = 10
    check_in_first: bool = False
    invitation: bool = False
    excludes: frozenset[str] = frozenset()
    cut_off: CutOff = CutOff.ADMIT
    cut_off_after_s: int = 300
    override: bool = True
    desk: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    """One event. ``days[0]`` is day 1; ``text`` the file as read, ``version`` its SHA-256 in hex; ``walk_s``: the least seconds anybody
    takes from one zone's door to another's; ``lock_min``: minutes after which a desk that nobody touches locks itself; ``consents``: what a
    desk asks of whom it registers; ``counters``: what it hands out; ``retention``: days after the last one for which each kind of personal
    data is kept."""

    event: str
    name: Text
    timezone: ZoneInfo
    days: tuple[date, ...]
    categories: tuple[Category, ...]
    zones: tuple[Zone, ...]
    text: str
    version: str
    walk_s: int = WALK_S
    lock_min: int = LOCK_MIN
    consents: tuple[Consent, ...] = ()
    counters: tuple[Counter, ...] = ()
    retention: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, DAYS))

    def zone(self, zone_id: str) -> Zone | None:
        """The zone of that id, or None."""
        return next((zone for zone in self.zones if zone.id == zone_id), None)

    def category(self, category_id: str) -> Category | None:
        """The category of that id, or None."""
        return next((category for category in self.categories if category.id == category_id), None)

    def excluders(self, zone_id: str) -> frozenset[str]:
        """The zones an entry to which counts as an exit from ``zone_id``."""
        return frozenset(zone.id for zone in self.zones if zone_id in zone.excludes)


def load_file(path: Path) -> Programme:
    """The programme in the file at ``path`` (UTF-8, at most 1 MiB). Raises ProgrammeError with every fault in it."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _broken("cannot_open", name=shown(path.name), why=error.strerror or type(error).__name__) from error
    if len(raw) > MAX_BYTES:
        raise _broken("too_large", limit=MAX_BYTES // 2**20)
    try:
        return load(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _broken("not_utf8", line=raw.count(b"\n", 0, error.start) + 1) from error


def load(text: str) -> Programme:
    """The programme ``text`` describes, in the format of docs/programme.md. Raises ProgrammeError with every fault in it at once."""
    try:
        return _read(text)
    except RecursionError as error:
        raise _broken("too_deep") from error


def _read(text: str) -> Programme:
    faults = Faults(lambda: spans(text))
    root = Table(faults, _parse(text))
    event = root.table("event") or Table(Faults(), {})
    days = _days(event)
    category_tables, zone_tables = root.tables("category"), root.tables("zone")
    categories = _distinct(root, "category", [_category(table, len(days)) for table in category_tables], MAX_CATEGORIES)
    known = _Known(days, {category.id for category in categories}, {table.raw("id") for table in zone_tables})
    zones = _distinct(root, "zone", [_zone(table, known) for table in zone_tables], MAX_ZONES)
    programme = Programme(
        event=event.ident(),
        name=event.texts("name") or Text("", ""),
        timezone=_timezone(event),
        days=days,
        categories=categories,
        zones=zones,
        text=text,
        version=sha256(text.encode()).hexdigest(),
        walk_s=WALK_S if (walk_s := event.number("walk_s", 0, 3600, WALK_S)) is None else walk_s,
        lock_min=event.number("lock_min", 1, 120, LOCK_MIN) or LOCK_MIN,
        consents=consents_of(root),
        counters=counters_of(root, known.categories),
        retention=retention_of(root),
    )
    if not programme.consents and any(category.walk_in for category in categories):
        root.fault("consent", "walk_in_consent")
    event.finish()
    root.finish()
    if faults.found:
        raise ProgrammeError(faults=sorted(faults.found, key=lambda fault: (fault.line, fault.key)))
    return programme


def shifted(text: str, today: date, timezone: str = "") -> str:
    """The programme ``text`` with its days moved so that day 1 is ``today``, and in ``timezone`` where one is given; the gaps between days
    and all else, comments too, stay as written. Raises ProgrammeError where ``text`` has faults."""
    programme, known = load(text), spans(text)
    step = today - programme.days[0]
    edits = [(known["event", "days", number], (day + step).isoformat()) for number, day in enumerate(programme.days)]
    if timezone:
        edits.append((known["event", "timezone"], f'"{timezone}"'))
    for span, value in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        text = text[: span.start] + value + text[span.end :]
    return text


def _broken(sentence: str, line: int = 1, **values: object) -> ProgrammeError:
    return ProgrammeError(faults=[Fault(line, "", f"fault.{sentence}", values)])


def _parse(text: str) -> dict[str, Any]:
    try:
        if len(text.encode()) > MAX_BYTES:
            raise _broken("too_large", limit=MAX_BYTES // 2**20)
        if long := next((number for number, line in enumerate(text.split("\n"), 1) if len(line) > MAX_LINE), None):
            raise _broken("long_line", long, limit=f"{MAX_LINE:,}")
        return tomllib.loads(text)
    except UnicodeEncodeError as error:
        raise _broken("not_utf8", line=text.count("\n", 0, error.start) + 1) from error
    except ValueError as error:  # a TOMLDecodeError is one, and so is a number of too many digits
        place = re.search(r" \(at line (\d+), column \d+\)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise _broken("syntax", line, why=shown(re.sub(r" \(at .*\)$", "", str(error)), 120)) from error


def _timezone(table: Table) -> ZoneInfo:
    name = table.text("timezone")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or the name of a folder such as "Asia"
        if name:
            table.fault("timezone", "time_zone", found=shown(name))
        return ZoneInfo("UTC")


def _days(table: Table) -> tuple[date, ...]:
    written = table.dates("days")
    if len(written) > MAX_DAYS:
        table.fault("days", "too_many", limit=MAX_DAYS)
    days: list[date] = []
    for path, day in written:
        if day is None:
            continue
        if not 2000 <= day.year < 2200:  # far enough from the ends of the calendar for any time zone
            table.faults.add(path, "year", found=day.isoformat())
        elif days and day <= days[-1]:
            table.faults.add(path, "days_order", found=day.isoformat())
        else:
            days.append(day)
    # one faulty date must not make the hours of every zone look faulty too: as many stand in for them
    return tuple(days) if len(days) == len(written) else tuple(date(2000, 1, 1 + number) for number in range(min(len(written), MAX_DAYS)))


def _category(table: Table, last_day: int) -> Category:
    band, ink = (_colour(table, key) for key in ("band", "ink"))
    if band and ink and (ratio := contrast(band, ink)) < MIN_CONTRAST:
        table.fault("ink", "contrast", ratio=f"{ratio:.1f}", least=MIN_CONTRAST)
    days = table.numbers("days")
    for day, path in days.items():
        _check_day(table, path, day, last_day)
    category = Category(
        id=table.ident(),
        name=table.texts("name") or Text("", ""),
        band=band,
        ink=ink,
        days=tuple(sorted(days)),
        note=table.texts("note", required=False),
        walk_in=asked_of(table),
        id_check=table.flag("id_check", False),
    )
    table.finish()
    return category


def _colour(table: Table, key: str) -> str:
    value = table.text(key)
    if not value or re.fullmatch("#[0-9A-Fa-f]{6}", value):
        return value
    table.fault(key, "colour", found=shown(value))
    return ""


class _Known(NamedTuple):
    """What a zone may refer to."""

    days: tuple[date, ...]
    categories: set[str]
    zones: set[object]


def _zone(table: Table, known: _Known) -> Zone:
    capacity = table.number("capacity", 1, 1_000_000, None)
    pause_s = table.number("pause_s", 0, 3600, 10)
    cut_off_after_s = table.number("cut_off_after_s", 0, 86_400, 300)
    zone = Zone(
        id=table.ident(),
        name=table.texts("name") or Text("", ""),
        place=table.texts("place") or Text("", ""),
        icon=table.ident("icon"),
        categories=_references(table, "categories", known.categories, "unknown_category", required=True),
        hours=_opening_hours(table, known.days),
        capacity=capacity,
        at_limit=table.choice("at_limit", AtLimit.REFUSE),
        exits=table.flag("exits", True),
        reentry=table.choice("reentry", Reentry.FREE),
        pause_s=pause_s or 0,
        check_in_first=table.flag("check_in_first", False),
        invitation=table.flag("invitation", False),
        excludes=_references(table, "excludes", known.zones, "unknown_zone"),
        cut_off=table.choice("cut_off", CutOff.ADMIT),
        cut_off_after_s=cut_off_after_s or 0,
        override=table.flag("override", True),
        desk=table.flag("desk", False),
    )
    if zone.id in zone.excludes:
        table.fault("excludes", "excludes_itself")
    if zone.reentry is Reentry.AFTER_EXIT and not zone.exits:
        table.fault("reentry", "after_exit_needs_exits")
    table.finish()
    return zone


def _references(table: Table, key: str, known: Container[object], sentence: str, *, required: bool = False) -> frozenset[str]:
    written = table.strings(key, required=required)
    for found, path in written.items():
        if found not in known:
            table.faults.add(path, sentence, found=shown(found))
    return frozenset(written)


def _opening_hours(table: Table, days: Sequence[date]) -> tuple[Hours, ...]:
    found = [(entry, hours) for entry in table.tables("hours") for hours in _hours(entry, len(days))]
    stretches = sorted(((*_stretch(hours, days), entry) for entry, hours in found), key=lambda stretch: stretch[:2])
    open_until, open_by = datetime(1, 1, 1), table  # noqa: DTZ001 - the wall clock of a place, whose zone does not matter here
    for opens, closes, entry in stretches:
        if opens < open_until:
            table.faults.add(entry.path, "overlap", line=table.faults.line(open_by.path))
        if closes > open_until:
            open_until, open_by = closes, entry
    return tuple(hours for _, hours in found)


def _hours(table: Table, last_day: int) -> list[Hours]:
    """One entry of a zone's hours: for ``day``, or alike for each of ``days``; those on days that are."""
    days = table.numbers("days", required=table.has("days"))
    if (day := table.number("day", 1, MAX_DAYS, None)) is not None:
        days = {day: (*table.path, "day")}
    if table.has("day") == table.has("days"):
        table.faults.add(table.path, "day_or_days")
    opens, closes = table.clock("opens"), table.clock("closes")
    table.finish()
    good = [day for day, path in days.items() if _check_day(table, path, day, last_day)]
    return [] if opens is None or closes is None else [Hours(day, opens, closes) for day in good]


def _stretch(hours: Hours, days: Sequence[date]) -> tuple[datetime, datetime]:
    """From when to when on the wall clock; enough to see an overlap, whatever the time zone."""
    day = days[hours.day - 1]
    end = day + timedelta(days=1) if hours.closes <= hours.opens else day
    return datetime.combine(day, hours.opens), datetime.combine(end, hours.closes)


def _check_day(table: Table, path: TomlPath, day: int, last_day: int) -> bool:
    if not 1 <= day <= last_day and last_day:  # an event without days has that fault already
        table.faults.add(path, "day", found=day, last=last_day)
    return 1 <= day <= last_day


Item = TypeVar("Item", Category, Zone)


def _distinct(root: Table, key: str, items: list[Item], limit: int) -> tuple[Item, ...]:
    if len(items) > limit:
        root.fault(key, "too_many", limit=limit)
    first: dict[str, TomlPath] = {}
    for number, item in enumerate(items):
        path = (key, number, "id")
        if item.id and item.id in first:
            root.faults.add(path, "double_id", found=shown(item.id), line=root.faults.line(first[item.id]))
        first.setdefault(item.id, path)
    return tuple(items)
