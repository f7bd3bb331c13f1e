"""The keys that printing desks sign badges with: certified by the event's own, told to every station, revoked; knows no HTTP."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from kiosk import signing
from kiosk.errors import UsageError
from kiosk.model import DeskKey
from kiosk.signing import Certificate
from sync.server import feed
from sync.server.database import put
from sync.server.schema import DESK_KEY, EVENT, SIGNER
from sync.server.store import Event
from sync.wire import WireDeskKey

DAY_US = 86_400_000_000
GOOD_FOR = 90 * DAY_US
"""A desk enrols some weeks before the event; a key that ran out during it would turn people away, one that is stolen is revoked."""


class NoKeyNumber(UsageError):
    """Every number a desk's key may have was given."""

    key = "server.no_key_number"


class NotCertified(UsageError):
    """None of this event's keys made that certificate, or its number is another key's."""

    key = "server.not_certified"


class NoDeskKey(UsageError):
    """No desk has the key of that number."""

    key = "server.no_desk_key"


def told(connection: Connection, event: str) -> list[WireDeskKey]:
    """What every station is told of them, by number."""
    query = select(DESK_KEY.c.certificate, DESK_KEY.c.revoked).where(DESK_KEY.c.event == event).order_by(DESK_KEY.c.key_id)
    return [WireDeskKey.of(DeskKey(*row)) for row in connection.execute(query)]


def listed(connection: Connection, event: str) -> Sequence[tuple[Certificate, str, bool]]:
    """Every desk's certificate, its name and whether it was revoked, by number."""
    keys = event_keys(connection, event)
    rows = connection.execute(select(DESK_KEY).where(DESK_KEY.c.event == event).order_by(DESK_KEY.c.key_id))
    found = [(signing.certificate_of(row.certificate, event, keys), row.name, row.revoked) for row in rows]
    return [(certificate, name, revoked) for certificate, name, revoked in found if certificate]


def event_keys(connection: Connection, event: str) -> dict[int, bytes]:
    """The public halves of the event's own keys, by number."""
    rows = connection.execute(select(SIGNER.c.key_id, SIGNER.c.public).where(SIGNER.c.event == event).order_by(SIGNER.c.key_id))
    return {row.key_id: row.public for row in rows}


def issue(connection: Connection, event: Event, name: str, public: bytes, now: int) -> int:
    """Certify the key whose public half is ``public`` (Ed25519, 32 bytes) for GOOD_FOR, from a day before ``now`` (us) on as clocks differ;
    returns its number. The same key again keeps the number it has. Raises NoKeyNumber."""
    connection.execute(select(EVENT.c.id).where(EVENT.c.id == event.id).with_for_update())  # two desks never get one number
    given = {certificate.public: certificate.key_id for certificate, _, _ in listed(connection, event.id)}
    if public in given:
        return given[public]
    taken = connection.execute(select(DESK_KEY.c.key_id).where(DESK_KEY.c.event == event.id)).scalars().all()
    key_id = max(taken, default=signing.DESK_KEYS.start - 1) + 1
    if key_id not in signing.DESK_KEYS:
        raise NoKeyNumber
    signer = connection.execute(select(SIGNER).where(SIGNER.c.event == event.id).order_by(SIGNER.c.key_id).limit(1)).one()
    certificate = Certificate(signer.key_id, key_id, max(0, now - DAY_US), now + GOOD_FOR, public)
    _keep(connection, event.id, key_id, name, signing.certify(signer.private, certificate, event.id))
    return key_id


def add(connection: Connection, event: str, raw: bytes, name: str) -> int:
    """Take in a certificate made elsewhere with one of the event's keys; returns the key's number. Raises NotCertified."""
    certificate = signing.certificate_of(raw, event, event_keys(connection, event))
    given = {each.key_id: (each.public, revoked) for each, _, revoked in listed(connection, event)}
    if certificate is None or given.get(certificate.key_id, (certificate.public,))[0] != certificate.public:
        raise NotCertified
    if certificate.key_id in given and given[certificate.key_id][1]:
        return certificate.key_id  # revoked stays revoked
    _keep(connection, event, certificate.key_id, name, raw)
    return certificate.key_id


def revoke(connection: Connection, event: str, key_id: int) -> None:
    """What this key signed no longer counts, but for badges the roster knows. Raises NoDeskKey."""
    mine = (DESK_KEY.c.event == event, DESK_KEY.c.key_id == key_id)
    if not connection.execute(update(DESK_KEY).where(*mine).values(revoked=True)).rowcount:
        raise NoDeskKey(key=key_id)
    feed.programme_changed(connection, event)


def _keep(connection: Connection, event: str, key_id: int, name: str, raw: bytes) -> None:
    put(connection, DESK_KEY, [{"event": event, "key_id": key_id, "name": name, "certificate": raw, "revoked": False}])
    feed.programme_changed(connection, event)
