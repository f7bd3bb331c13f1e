"""Which tables hold which of a station's two logs: scans and acts in one, who looked at whose data in the other."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Table

from kiosk import access
from kiosk.model import Kind
from sync.server.schema import ACCESS, ACCESS_MARK, MARK, RECORD


@dataclass(frozen=True, slots=True)
class Log:
    """``kinds``: what may stand in it."""

    mark: Table
    record: Table
    kinds: frozenset[Kind]


JOURNAL = Log(MARK, RECORD, frozenset(Kind) - access.APART)
ACCESS_LOG = Log(ACCESS_MARK, ACCESS, access.KINDS)
LOGS = {"journal": JOURNAL, "access": ACCESS_LOG}
"""By the wire's name (``RoundRequest.log``)."""
