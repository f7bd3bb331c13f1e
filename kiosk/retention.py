"""How long after the event each kind of personal data is kept, as its programme says; destroys nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.checked import Table

FIELDS = ("name", "phone", "email", "company", "payload", "staff")
"""``name`` goes with the codes and numbers that lead to a person and what was noted of them, ``payload`` is what acts brought sealed
(walk-in, correction), ``staff`` are the names and PINs of who worked there."""
DAYS = 30
"""Where the programme says nothing: 개인정보 보호법 제21조 wants data gone without delay once its purpose is; complaints take weeks."""
MOST = 3650


def retention_of(root: Table) -> Mapping[str, int]:
    """Days after the event's last day for each field (``[retention]``), DAYS for those left out."""
    table = root.table("retention") if root.has("retention") else None
    if table is None:
        return dict.fromkeys(FIELDS, DAYS)
    found = {field: table.number(field, 0, MOST, DAYS) for field in FIELDS}
    table.finish()
    return {field: DAYS if days is None else days for field, days in found.items()}


def ends(retention: Mapping[str, int], days: Sequence[date], timezone: ZoneInfo) -> dict[str, int]:
    """Field -> when its time is over: the midnight after that many days, us since the Unix epoch."""
    last = days[-1]
    midnights = {field: datetime.combine(last + timedelta(days=kept + 1), time(0), timezone) for field, kept in retention.items()}
    return {field: round(midnight.timestamp()) * 1_000_000 for field, midnight in midnights.items()}
