"""Whose signature on a badge counts: the event's own keys, and those of printing desks that one of them certified; knows no file.

A certificate is 114 bytes: number of the event's key that made it (1), number of the desk's key (1), valid from and until (8 each, us
since the Unix epoch, big-endian), the desk's Ed25519 public key (32), the signature (64) over ``slw-desk-1`` and a zero byte, the event's
id, and the fifty bytes before it. One byte numbers every key of an event, since a token has no room for more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from kiosk import signed
from kiosk.model import DeskKey

EVENT_KEYS = (signed.EVENT_KEY, 2)
"""Numbers of the event's two keys: one at work, one kept for when that is lost."""
DESK_KEYS = range(3, 256)
"""Numbers a desk's key may have; none is given twice."""
LENGTH = 114

_BODY = 50
_PURPOSE = "desk"
_LATEST = 2**63

Withdrawn = Literal["", "revoked", "expired"]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says: the event's key ``issuer`` vouches for desk key ``key_id`` (``public``: Ed25519, 32 bytes) from
    ``valid_from`` until before ``valid_until``, us since the Unix epoch."""

    issuer: int
    key_id: int
    valid_from: int
    valid_until: int
    public: bytes


def certify(private_key: bytes, certificate: Certificate, event: str) -> bytes:
    """``certificate`` signed with the private key (32 bytes) of the event's key it names as issuer.

    Raises ValueError where a number or time does not fit its place."""
    times = (certificate.valid_from, certificate.valid_until)
    if certificate.issuer not in EVENT_KEYS or certificate.key_id not in DESK_KEYS or len(certificate.public) != 32:
        raise ValueError("not a key of a desk, certified by a key of an event")
    if not 0 <= times[0] < times[1] < _LATEST:
        raise ValueError("a time in which it is never valid")
    body = bytes((certificate.issuer, certificate.key_id)) + b"".join(each.to_bytes(8, "big") for each in times) + certificate.public
    return body + signed.sign(_PURPOSE, event.encode() + body, private_key)


def certificate_of(raw: bytes, event: str, event_keys: Mapping[int, bytes]) -> Certificate | None:
    """What ``raw`` says, None where none of ``event_keys`` (number -> Ed25519 public key) has signed it for this event."""
    if len(raw) != LENGTH:
        return None
    body, public = raw[:_BODY], event_keys.get(raw[0])
    if public is None or raw[1] not in DESK_KEYS or not signed.holds(_PURPOSE, event.encode() + body, raw[_BODY:], public):
        return None
    return Certificate(raw[0], raw[1], int.from_bytes(body[2:10], "big"), int.from_bytes(body[10:18], "big"), body[18:])


class Signers:
    """Every key of one event that a badge may be signed with, those no longer good included: a badge they signed is told apart from a
    forged one."""

    def __init__(self, event: str, event_keys: Mapping[int, bytes], desk_keys: Iterable[DeskKey] = ()) -> None:
        """``event_keys`` number -> Ed25519 public key. What none of them certified is left out, and so is what takes one of their
        numbers. Of two certificates for one number the later one counts."""
        self._desks: dict[int, tuple[Certificate, bool]] = {}
        for each in desk_keys:
            found = certificate_of(each.certificate, event, event_keys)
            if found is not None and found.key_id not in event_keys:
                self._desks[found.key_id] = (found, each.revoked)
        desks = {key_id: certificate.public for key_id, (certificate, _) in self._desks.items()}
        self.keys: Mapping[int, bytes] = MappingProxyType(desks | dict(event_keys))
        """Number -> Ed25519 public key, for ``badge.parse``."""

    def number_of(self, public: bytes, now: int) -> int | None:
        """The number under which what the key ``public`` signs counts at ``now`` (corrected time, us), None where it does not."""
        return next((number for number, each in self.keys.items() if each == public and not self.withdrawn(number, now)), None)

    def withdrawn(self, key_id: int, now: int) -> Withdrawn:
        """Why what the key of this number signed no longer counts at ``now`` (corrected time, us); "" where it does."""
        if key_id not in self._desks:
            return ""
        certificate, revoked = self._desks[key_id]
        if revoked:
            return "revoked"
        return "" if certificate.valid_from <= now < certificate.valid_until else "expired"
