"""The event as its organiser wrote it: days, categories, zones and rules, read from event.toml; knows no badge and no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from kiosk.model import Text


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
    """A kind of badge. ``band`` and ``ink`` are #RRGGBB; ``days`` the days it is good for (empty: all); ``note`` is for staff."""

    id: str
    name: Text
    band: str
    ink: str
    days: tuple[int, ...] = ()
    note: Text | None = None


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
    """One event. ``days[0]`` is day 1; ``text`` the file as read, ``version`` its SHA-256 in hex."""

    event: str
    name: Text
    timezone: ZoneInfo
    days: tuple[date, ...]
    categories: tuple[Category, ...]
    zones: tuple[Zone, ...]
    text: str
    version: str

    def zone(self, zone_id: str) -> Zone | None:
        """The zone of that id, or None."""
        return next((zone for zone in self.zones if zone.id == zone_id), None)

    def category(self, category_id: str) -> Category | None:
        """The category of that id, or None."""
        return next((category for category in self.categories if category.id == category_id), None)
