"""How a request proves who sends it: a token, and the station's own signature over what is asked and when; knows neither side.

The signature (header X-Signature: time and Ed25519 signature, base64url, a dot between) covers method, path with query, time (us) and
the SHA-256 of the body before any compression, so a token alone, or a request heard on the way and sent once more, is worth nothing.
A server that does not take the time answers 401 with X-Time: the earliest time it would take.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from kiosk import signed

SIGNATURE = "X-Signature"
TIME = "X-Time"
PURPOSE = "request"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as far as it proves its sender. ``target``: path and query after the server's own address; ``body``: unpacked."""

    method: str
    target: str
    authorization: str
    signature: str
    body: bytes = b""

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    @property
    def token(self) -> str:
        """The bearer token, "" for none."""
        scheme, _, token = self.authorization.partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    def signed_at(self, public_key: bytes) -> int | None:
        """When the holder of ``public_key`` (Ed25519, 32 bytes) signed this, us by whose clock it likes; None where that key did not."""
        time, _, signature = self.signature.partition(".")
        try:
            given = base64.b64decode(signature, altchars=b"-_", validate=True)
        except ValueError:
            return None
        if not (time.isascii() and time.isdigit() and len(time) < 20):
            return None
        said = _statement(self.method, self.target, int(time), self.body)
        return int(time) if signed.holds(PURPOSE, said, given, public_key) else None


def signature(private_key: bytes, method: str, target: str, body: bytes, at: int) -> str:
    """The header of a request made at ``at`` (us)."""
    return f"{at}.{base64.urlsafe_b64encode(signed.sign(PURPOSE, _statement(method, target, at, body), private_key)).decode()}"


def _statement(method: str, target: str, at: int, body: bytes) -> bytes:
    return f"{method}\n{target}\n{at}\n{hashlib.sha256(body).hexdigest()}".encode("utf-8", "surrogatepass")
