"""How a station comes to belong to an event: one-time codes, confirmation by a person, tokens; knows no HTTP.

A code is 128 random bits and good once: for the first station key that names it, until it expires. That key may ask again (an answer
can be lost) and gets the same token, which is derived and stored only as a hash.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import secrets
from collections import deque
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from kiosk.badge import typed
from kiosk.errors import EnrolRefused, UpstreamBusy, UpstreamDenied
from kiosk.personal import NAMED_ROLES
from sync.server import desk_keys
from sync.server.proofs import Proofs
from sync.server.schema import ENROLMENT, STATION
from sync.server.store import Event, Store
from sync.wire import EnrolAnswer, EnrolRequest
from sync.wireproof import Asked

CODE_BYTES = 16
TTL_S = 600
"""Seconds a code lives where nothing else is asked for: long enough to carry a tablet to its door."""
FAILURES = 20
PER_S = 60
"""Wrong codes taken from one address in that many seconds; guessing is hopeless at 128 bits, the log should stay readable."""
ADDRESSES = 10_000

STANDING = [STATION.c[name] for name in ("event", "id", "role", "zone", "seen", "status", "revoked", "public_key")]
"""What is asked of the store about a station that names its token."""
_BY_TOKEN = select(*STANDING).where(STATION.c.token_hash == bindparam("token"))

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Station:
    """Who a request comes from."""

    event: str
    id: str
    role: str
    zone: str
    seen: int
    status: str
    revoked: bool = False
    public_key: bytes = b""


class Attempts:
    """Counts wrong codes by address; ``check`` raises UpstreamBusy for one that had too many. Times in us."""

    def __init__(self, most: int = FAILURES) -> None:
        self._most = most
        self._failed: dict[str, deque[int]] = {}

    def check(self, address: str, now: int) -> None:
        """Raises UpstreamBusy where ``address`` must wait."""
        failed = self._failed.get(address)
        while failed and failed[0] <= now - PER_S * 1_000_000:
            failed.popleft()
        if failed and len(failed) >= self._most:
            raise UpstreamBusy(retry_after=float(PER_S))

    def failed(self, address: str, now: int) -> None:
        """``address`` named a code that is none."""
        if len(self._failed) >= ADDRESSES:
            self._failed.clear()
        self._failed.setdefault(address, deque(maxlen=self._most)).append(now)


def new_code(connection: Connection, event: str, role: str, zone: str, name: str, *, confirm: bool, expires: int) -> str:
    """A one-time code for a station of ``role`` at ``zone``, good until ``expires`` (server clock, us)."""
    code = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode("ascii").rstrip("=")
    row = {
        "event": event, "code_hash": _hash(code), "name": name, "role": role, "zone": zone, "expires": expires, "confirm": confirm,
        "number": "", "confirmed": False, "public_key": b"", "station": "",
    }  # fmt: skip
    connection.execute(insert(ENROLMENT), [row])
    return code


def ask(store: Store, request: EnrolRequest) -> EnrolAnswer:
    """Serve a station that names a code. Raises EnrolRefused where the code is unknown, expired or another station's."""
    now = store.clock.wall()
    code, public_key = typed(request.code), bytes.fromhex(request.public_key)
    with store.write() as connection:
        row = connection.execute(select(ENROLMENT).where(ENROLMENT.c.code_hash == _hash(code)).with_for_update()).one_or_none()
        if row is None:
            raise EnrolRefused("server.code_unknown")
        if row.public_key not in (b"", public_key):
            raise EnrolRefused("server.code_used")
        if row.expires < now:
            raise EnrolRefused("server.code_expired")
        if row.confirm and not row.confirmed:
            number = row.number or _free_number(connection)
            _change(connection, row, public_key=public_key, number=number)
            return EnrolAnswer(waiting=True, number=number)
        event = store.event(connection, row.event)
        token = _token(event, code, public_key)
        station = row.station or _new_station(connection, row, public_key, token, now)
        if not row.station:
            _change(connection, row, public_key=public_key, station=station)
            log.info("enrolled %s (%s at %s)", station, row.role, row.zone)
            if row.role in NAMED_ROLES:  # who knows names prints badges, and needs a key to sign them with
                _certify(connection, event, station, public_key, now)
        signers = desk_keys.event_keys(connection, event.id)
        return EnrolAnswer(
            event=event.id, station=station, role=row.role, zone=row.zone, token=token, hash_key=event.hash_key.hex(),
            seal_key=event.seal_public.hex(), signers={key_id: public.hex() for key_id, public in signers.items()},
            desk_keys=desk_keys.told(connection, event.id), programme=event.programme,
        )  # fmt: skip


def confirm(store: Store, number: str) -> str:
    """A person has seen ``number`` on the station and lets it in. Returns the name of the role and zone it gets.

    Raises EnrolRefused where no station that still waits shows it."""
    with store.write() as connection:
        query = select(ENROLMENT).where(ENROLMENT.c.number == number, ENROLMENT.c.expires >= store.clock.wall()).with_for_update()
        row = connection.execute(query).one_or_none() if number else None
        if row is None:
            raise EnrolRefused("server.number_unknown", number=number)
        _change(connection, row, confirmed=True)
        return f"{row.role} @ {row.zone}"


def forget_old(connection: Connection, before: int) -> None:
    """Delete codes that expired before ``before`` (us); stations they made stay."""
    connection.execute(delete(ENROLMENT).where(ENROLMENT.c.expires < before))


def authorise(connection: Connection, asked: Asked, proofs: Proofs, now: int, *, revoked: bool = False) -> Station:
    """The station that sent ``asked``, by its token and its key; ``revoked``: be it one that was revoked. Raises UpstreamDenied, or Stale
    where it signed by another clock."""
    station = admitted(connection.execute(_BY_TOKEN, {"token": token_hash(asked)}).one_or_none())
    if station.revoked and not revoked:
        raise UpstreamDenied
    proofs.check(station.event, station.id, station.public_key, asked, now)
    return station


def token_hash(asked: Asked) -> bytes:
    """What the store knows the token by that came along; empty, which is nobody's, where none did."""
    return hashlib.sha256(asked.token.encode("utf-8", "replace")).digest() if asked.token else b""


def admitted(row: Any) -> Station:
    """The station whose STANDING ``row`` begins with. Raises UpstreamDenied where there is none."""
    if row is None:
        raise UpstreamDenied
    return Station(row.event, row.id, row.role, row.zone, row.seen, row.status, row.revoked, bytes(row.public_key))


def _certify(connection: Connection, event: Event, station: str, public_key: bytes, now: int) -> None:
    """The desk may sign with the key it enrolled with. Without a number left it prints codes that need no signature."""
    try:
        desk_keys.issue(connection, event, station, public_key, now)
    except desk_keys.NoKeyNumber:
        log.warning("%s prints no signed badges: every key number of %s was given", station, event.id)


def _hash(code: str) -> bytes:
    return hashlib.sha256(b"slw-enrol-1\x00" + code.encode("utf-8", "replace")).digest()


def _token(event: Event, code: str, public_key: bytes) -> str:
    """256 bits that only the holder of both the code and the server's key can make: the same again for the same station."""
    secret = hmac.digest(event.token_key, b"slw-token-1\x00" + public_key + code.encode(), "sha256")
    return base64.urlsafe_b64encode(secret).decode("ascii").rstrip("=")


def _new_station(connection: Connection, row: Row[Any], public_key: bytes, token: str, now: int) -> str:
    station = f"{row.role}-{secrets.token_hex(4)}"
    fields = {
        "event": row.event, "id": station, "name": row.name or station, "role": row.role, "zone": row.zone, "public_key": public_key,
        "token_hash": hashlib.sha256(token.encode()).digest(), "revoked": False, "made": now, "seen": 0, "status": "",
    }  # fmt: skip
    connection.execute(insert(STATION), [fields])
    return station


def _change(connection: Connection, row: Row[Any], **values: Any) -> None:
    connection.execute(update(ENROLMENT).where(ENROLMENT.c.event == row.event, ENROLMENT.c.code_hash == row.code_hash).values(**values))


def _free_number(connection: Connection) -> str:
    taken = set(connection.execute(select(ENROLMENT.c.number)).scalars())
    while (number := f"{secrets.randbelow(1_000_000):06}") in taken:
        pass
    return number
