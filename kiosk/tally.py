"""How many scans this station recorded today; asks the journal once a day and counts on from there."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from kiosk.days import local, midnight
from kiosk.journal import Journal


class Tally:
    """Today is the date in the event's time zone. ``now`` in us of corrected time."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._day: tuple[date, ZoneInfo] | None = None
        self._count = 0

    def today(self, now: int, timezone: ZoneInfo) -> int:
        """Scans so far on the date of ``now``."""
        here = local(now, timezone)
        if self._day != (here.date(), timezone):
            self._count = self._journal.scans_since(midnight(now, timezone))
            self._day = (here.date(), timezone)
        return self._count

    def add(self) -> None:
        """One more was recorded."""
        self._count += 1
