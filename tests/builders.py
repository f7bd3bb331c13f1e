"""Small parts the tests are built from: a clock that stands still, a programme of three days, badges of its event; starts no threads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

from kiosk.model import Badge, Flag, Reading, Source, Text
from kiosk.programme import Category, Hours, Programme, Zone

EVENT = "slw-test"
HASH_KEY = bytes(range(32))
SEOUL = ZoneInfo("Asia/Seoul")
SECOND = 1_000_000


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> int:
    """That moment of the test event's ``day`` in Seoul, us since the Unix epoch."""
    local = datetime(2026, 10, 6 + day, hour, minute, second, tzinfo=SEOUL)
    return int(local.astimezone(UTC).timestamp()) * SECOND


class FakeClock:
    """Time that moves only when told; day 1 at 11:00 in Seoul to begin with."""

    def __init__(self, wall: int | None = None) -> None:
        self._wall = at(1, 11) if wall is None else wall
        self._mono = 5_000 * SECOND

    def wall(self) -> int:
        """As ``kiosk.clock.Clock``."""
        return self._wall

    def mono(self) -> int:
        """As ``kiosk.clock.Clock``."""
        return self._mono

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._wall += round(seconds * SECOND)
        self._mono += round(seconds * SECOND)

    def set_wall(self, wall: int) -> None:
        """Set the device's wall clock, as a person or NTP would; monotonic time goes on."""
        self._wall = wall


def text(name: str) -> Text:
    """``name`` in both languages."""
    return Text(ko=name, en=name)


def category(category_id: str, days: tuple[int, ...] = ()) -> Category:
    """A category good for ``days`` (none: all)."""
    return Category(id=category_id, name=text(category_id), band="#1F5FBF", ink="#FFFFFF", days=days)


EVERY_DAY = tuple(Hours(day=day, opens=time(10), closes=time(18)) for day in (1, 2, 3))
ALL = frozenset({"visitor", "exhibitor", "buyer", "vip", "staff"})


def zone(zone_id: str, **changes: object) -> Zone:
    """A zone all categories may enter from 10 to 18 o'clock on all three days, changed as told."""
    plain = Zone(id=zone_id, name=text(zone_id), place=text(f"hall of {zone_id}"), icon="house", categories=ALL, hours=EVERY_DAY)
    return replace(plain, **changes)  # type: ignore[arg-type]


def programme(*zones: Zone) -> Programme:
    """Three days in October 2026 with ``zones`` (none given: hall, side, desk)."""
    return Programme(
        event=EVENT,
        name=text("Test Week"),
        timezone=SEOUL,
        days=(date(2026, 10, 7), date(2026, 10, 8), date(2026, 10, 9)),
        categories=tuple(category(name) for name in ("visitor", "exhibitor", "buyer", "vip", "staff")),
        zones=zones or (zone("hall"), zone("side"), zone("desk", desk=True)),
        text="",
        version="0" * 64,
    )


def badge(code_hash: bytes, badge_id: str = "B1", **changes: object) -> Badge:
    """A checked-in visitor's badge, changed as told."""
    return replace(Badge(code_hash=code_hash, id=badge_id, category="visitor", flags=Flag.CHECKED_IN), **changes)  # type: ignore[arg-type]


_frames = count(1)


def reading(code: str, clock: FakeClock, source: Source = Source.CAMERA) -> Reading:
    """``code`` as the camera gives it at this moment."""
    return Reading(text=code, source=source, wall=clock.wall(), mono=clock.mono(), frame=next(_frames))


def wait_for(happened: Callable[[], bool], seconds: float = 60.0) -> None:
    """Return as soon as ``happened()``; fails after ``seconds``. For what has no event to wait on."""
    patience, end = threading.Event(), monotonic() + seconds
    while not happened():
        assert monotonic() < end, f"did not happen within {seconds} s"
        patience.wait(0.005)


def file_sizes(folder: Path) -> dict[str, int]:
    """Name and size of every file in ``folder``, to see that nothing was written."""
    return {path.name: path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()}
