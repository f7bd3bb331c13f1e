"""What a desk knows of a person, and how it lies on its disk: sealed under a key that is in memory alone; knows no file and no screen."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, fields

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.model import NAMED_ROLES as NAMED_ROLES  # for a gate too light a thing to load all this for

KEY_BYTES = 32
_NONCE = 12
"""Bytes, as NIST SP 800-38D (8.2.2) has it for nonces drawn at random: 2^32 messages under one key are safe, an event has some 10^6."""
_DOMAIN = b"slw-person-1\0"


@dataclass(frozen=True, slots=True)
class Personal:
    """One attendee. ``id`` is the opaque id on their badge; ``code`` what the badge says and ``confirmation`` what they were
    mailed; ``group``: what those who come together have in common, ``note``: what staff must mind."""

    id: str
    name: str
    company: str = ""
    phone: str = ""
    email: str = ""
    category: str = ""
    code: str = ""
    confirmation: str = ""
    group: str = ""
    note: str = ""


def roster_kind(role: str) -> str:
    """Which snapshot a station of ``role`` gets: "crowd" with people, or "roster" without (``kiosk.store.KINDS``)."""
    return "crowd" if role in NAMED_ROLES else "roster"


_SEALED = tuple(each.name for each in fields(Personal) if each.name != "id")


class Unreadable(ValueError):
    """The sealed bytes are not this person's, or not under this key."""


def seal(person: Personal, key: bytes, event: str) -> bytes:
    """``person`` but for the id, encrypted by AES-256-GCM and bound to ``event`` and id, so that no two people's can be swapped."""
    values = asdict(person)
    del values["id"]
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(values, ensure_ascii=False).encode(), _bound(event, person.id))


def unseal(sealed: bytes, id_: str, key: bytes, event: str) -> Personal:
    """The person ``seal`` was given. Raises Unreadable for anything else."""
    try:
        plain = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(event, id_))
        values = json.loads(plain)
        return Personal(id=id_, **{name: str(values[name]) for name in _SEALED if name in values})
    except (InvalidTag, ValueError, TypeError) as fault:
        raise Unreadable(id_) from fault


def _bound(event: str, id_: str) -> bytes:
    return _DOMAIN + event.encode() + b"\0" + id_.encode()
