"""Signs a station's requests by the server's clock, as far as that is known; knows no HTTP.

The time starts out as the device's own. A server that does not take it says which it would take, so a station whose clock is years off
gets through with its second try, and whoever answers in the server's place moves no more than the time in the next signature.
"""

from __future__ import annotations

from kiosk.clock import Clock, SystemClock
from sync.transport import Reply
from sync.wireproof import SIGNATURE, TIME, signature

LATEST = 1 << 62
"""No server's clock says more, us since the Unix epoch."""


class Prover:
    """Proves that requests are of the station with ``token`` and ``private_key`` (Ed25519, 32 bytes; without it nothing is signed). Used on
    one thread."""

    def __init__(self, token: str, private_key: bytes = b"", clock: Clock | None = None) -> None:
        self._token = token
        self._key = private_key
        self._clock = clock or SystemClock()
        self._ahead = 0
        self._last = 0

    def headers(self, method: str, target: str, body: bytes = b"") -> dict[str, str]:
        """What to send along with this request. ``target``: path and query after the server's address; ``body``: before compression."""
        said = {"Authorization": f"Bearer {self._token}"}
        if self._key:
            # a server takes each time once, and wall clocks stand still or are set back
            self._last = max(self._last + 1, self._clock.wall() + self._ahead)
            said[SIGNATURE] = signature(self._key, method, target, body, self._last)
        return said

    def corrected(self, reply: Reply) -> bool:
        """Whether ``reply`` says that the time was wrong, and which is right: then the same request is worth signing again."""
        told = reply.headers.get(TIME, "")
        if reply.status != 401 or not self._key or not (told.isascii() and told.isdigit() and len(told) < 20 and int(told) < LATEST):
            return False
        self._last, self._ahead = 0, int(told) - self._clock.wall()
        return True
