"""Asks a server, once, whether it is there and what time it has; knows no station."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import Clock
from kiosk.errors import UpstreamGarbled
from sync.client import meaning
from sync.offset import OffsetMeter, Times
from sync.transport import Transport
from sync.wire import API

LIMIT = 64 * 1024
LATEST = 1 << 62
"""No clock says more, us since the Unix epoch: the year 148,000."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Server clock minus ours, and how far that may be off; us."""

    offset: int
    error: int


def probe(url: str, clock: Clock, ca: Path | None = None) -> Seen:
    """One exchange with the server at ``url``. Raises UnsafeAddress or an UpstreamError."""
    transport = Transport(url, ca=ca)
    try:
        wall, mono = clock.wall(), clock.mono()
        reply = transport.ask("GET", API + "/health", headers={"Accept": "application/json"}, limit=LIMIT)
        answered_wall, answered_mono = clock.wall(), clock.mono()
    finally:
        transport.close()
    if reply.status != 200:
        raise meaning(reply)
    try:
        answer = json.loads(reply.body)
        ok, now = answer["ok"], answer["time"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UpstreamGarbled("not our server") from None
    if ok is not True or not isinstance(now, int) or not 0 < now < LATEST:
        raise UpstreamGarbled("not our server")
    meter = OffsetMeter()
    meter.add(Times(wall, mono, now, now, answered_wall, answered_mono))
    measured = meter.now(answered_wall, answered_mono)
    if measured is None:
        raise UpstreamGarbled("the clock was set meanwhile")
    return Seen(*measured)
