"""Which signed requests are taken: of the station's own key, of these minutes, each once; knows no database.

What was heard is kept in this process. Another process of the same server would take a request once more within ``WINDOW_US``; the
records in it are known by their keys, so that adds nothing.
"""

from __future__ import annotations

import threading

from kiosk.errors import KioskError, UpstreamDenied
from sync.wireproof import Asked

WINDOW_US = 120_000_000
"""How far a signature's time may be from the server's clock: a request may take 30 s to arrive and be asked to wait before."""


class Stale(KioskError):
    """Signed, but by another clock or a second time; ``earliest`` (us) is what would be taken."""

    key = "server.stale"

    def __init__(self, earliest: int) -> None:
        super().__init__()
        self.earliest = earliest


class Proofs:
    """Remembers the last time each station signed a request of each path. From any thread. ``started``: nothing signed before that (us) is
    taken, so what an earlier process heard is not taken again."""

    def __init__(self, started: int) -> None:
        self._started = started
        self._last: dict[tuple[str, str, str], int] = {}
        self._lock = threading.Lock()

    def check(self, event: str, station: str, public_key: bytes, asked: Asked, now: int) -> None:
        """Take ``asked`` as a request of that station. Raises UpstreamDenied where its key did not sign it, Stale where not now or not the
        first time."""
        at = asked.signed_at(public_key)
        if at is None:
            raise UpstreamDenied
        who = (event, station, asked.path)
        with self._lock:  # times of one path grow, so the last is enough to know a request that comes again
            last = self._last.get(who, self._started - 1)
            if at <= last or abs(at - now) > WINDOW_US:
                raise Stale(max(now, last + 1))
            self._last[who] = at
