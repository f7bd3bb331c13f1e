"""The access log (접속기록): whose data was looked at, printed or handed on, by whom and why; knows no screen, no server and no name.

It is a journal of its own in a file of its own: the same records, chain and epochs, so it is sent, checked and salvaged as scans are. A
record's ``operator`` is who, ``badge`` whose data (the opaque id, "" where it was many people's), ``kind`` what, ``wall`` with ``offset``
when, ``station`` where from; ``detail`` says why (``why``), of how many people (``count``), and to whom it went (``to``).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.errors import UsageError
from kiosk.model import Kind, Record, Source, moment

KINDS = frozenset({Kind.LOOK_UP, Kind.REVEAL, Kind.PRINT, Kind.EXPORT, Kind.CORRECTION, Kind.IMPORT})
"""What stands in an access log, and nothing else does."""
APART = KINDS - {Kind.PRINT, Kind.CORRECTION}
"""What stands in no journal of scans and acts."""
YEARS = 2
"""So long the log is kept: 개인정보의 안전성 확보조치 기준 제8조 asks for two years from 50,000 people on."""
LONGEST_REASON = 200
ACCESS_LOG = "access_log"
"""What a line says that it is of (``of``) where this log itself was downloaded."""


class BadMonth(UsageError):
    """The ``month`` is not one."""

    key = "error.bad_month"


class NoReason(UsageError):
    """A download without its reason."""

    key = "error.no_reason"


class Purpose(StrEnum):
    """Why a card was opened, as the station presets it."""

    CHECK_IN = "check_in"
    REPRINT = "reprint"
    ENQUIRY = "enquiry"
    CORRECTION = "correction"


class RevealWhy(StrEnum):
    """Why a contact was shown whole."""

    CONTACT = "contact"  # to reach the person
    IDENTITY = "identity"  # to make sure who it is


CONDITIONS = 2
"""Things of a person somebody must have known who did not read their code, before a contact is shown whole (ISMS-P 3.2.3)."""


def enough(source: Source, conditions: int) -> bool:
    """Whether a card opened by ``source``, with so many ``conditions`` of a search met, may have its contact shown whole."""
    return source is not Source.SEARCH or conditions >= CONDITIONS


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log as people read it. ``at``: corrected time, ``wall``: what the device said, us; ``why``: a Purpose, or words."""

    at: int
    wall: int
    station: str
    operator: str
    kind: str
    person: str
    count: int
    why: str
    more: tuple[tuple[str, str], ...] = ()


def detail_of(why: str, count: int = 1, **more: int | str) -> str:
    """What the record's ``detail`` says; a reason is cut to LONGEST_REASON characters."""
    values = {"why": why[:LONGEST_REASON]} | ({"count": count} if count != 1 else {}) | more
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_of(record: Record) -> Entry:
    """``record`` as people read it; never raises, whatever its ``detail`` holds."""
    try:
        said: Any = json.loads(record.detail)
    except (ValueError, RecursionError):
        said = {}
    said = said if isinstance(said, dict) else {}
    count = said.pop("count", 1)
    why = said.pop("why", "")
    return Entry(
        record.at, record.wall, record.station, record.operator, record.kind.value, record.badge,
        count if isinstance(count, int) else 1, str(why), tuple((str(key), str(value)) for key, value in sorted(said.items())),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the calendar in ``timezone``: from ``since`` until before ``until``, us since the Unix epoch."""

    name: str
    timezone: ZoneInfo
    since: int
    until: int


def month_of(text: str, timezone: ZoneInfo) -> Month:
    """The month written as 2026-11. Raises BadMonth."""
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text) or text < "1971":
        raise BadMonth(month=text[:20])
    year, number = map(int, text.split("-"))
    first, after = ((year + (number + more - 1) // 12, (number + more - 1) % 12 + 1) for more in (0, 1))
    begins, ends = (int(datetime(*at, 1, tzinfo=timezone).timestamp()) * 1_000_000 for at in (first, after))
    return Month(text, timezone, begins, ends)


COLUMNS = ("at", "device_time", "station", "operator", "what", "person", "count", "why", "more")


def row_of(entry: Entry, timezone: ZoneInfo) -> dict[str, object]:
    """``entry`` by COLUMNS, times in ISO 8601."""
    more = " ".join(f"{key}={value}" for key, value in entry.more)
    values = (_local(entry.at, timezone), _local(entry.wall, timezone), entry.station, entry.operator, entry.kind, entry.person)
    return dict(zip(COLUMNS, (*values, entry.count, entry.why, more), strict=True))


def _local(us: int, timezone: ZoneInfo) -> str:
    try:
        return moment(us).astimezone(timezone).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):  # a device clock that was never set right
        return str(us)
