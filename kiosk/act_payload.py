"""The personal data of an act (a walk-in, a correction) as its record carries it: sealed twice, to the server's key and to the desks' data
key; knows no journal.

One byte 1, the length of the first part (two bytes, big-endian), the first part: ``kiosk.seal`` to the server; the rest, empty where the
desk had no data key: AES-256-GCM as in ``kiosk.personal``. Both hold the same JSON object of texts, with the id of whom it is about.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk import seal

_FORMAT = 1
_NONCE = 12
_DOMAIN = b"slw-act-1\0"
_ID = "id"


class Unopened(ValueError):
    """The payload is not of this person, not for this key, or destroyed."""


def sealed_twice(values: Mapping[str, str], id_: str, event: str, seal_key: bytes, data_key: bytes | None) -> bytes:
    """``values`` about the person with the opaque ``id_``, for the server that has the private half of ``seal_key`` (X25519), and for
    every desk that has ``data_key`` (32 bytes; None: for the server alone)."""
    plain = json.dumps({**values, _ID: id_}, ensure_ascii=False, sort_keys=True).encode()
    first = seal.seal(seal_key, plain)
    nonce = secrets.token_bytes(_NONCE)
    second = nonce + AESGCM(data_key).encrypt(nonce, plain, _bound(event, id_)) if data_key else b""
    return bytes((_FORMAT,)) + len(first).to_bytes(2, "big") + first + second


def for_server(payload: bytes, id_: str, private_key: bytes) -> dict[str, str]:
    """What the server reads in it. Raises Unopened."""
    first, _ = _parts(payload)
    try:
        return _values(seal.open_sealed(private_key, first), id_)
    except ValueError as fault:
        raise Unopened(id_) from fault


def for_desks(payload: bytes, id_: str, event: str, data_key: bytes) -> dict[str, str]:
    """What a desk reads in it. Raises Unopened."""
    _, second = _parts(payload)
    try:
        return _values(AESGCM(data_key).decrypt(second[:_NONCE], second[_NONCE:], _bound(event, id_)), id_)
    except (InvalidTag, ValueError) as fault:
        raise Unopened(id_) from fault


def _parts(payload: bytes) -> tuple[bytes, bytes]:
    end = 3 + int.from_bytes(payload[1:3], "big")
    if payload[:1] != bytes((_FORMAT,)) or len(payload) < end:
        raise Unopened("no payload of an act")
    return payload[3:end], payload[end:]


def _values(plain: bytes, id_: str) -> dict[str, str]:
    try:
        values = json.loads(plain)
    except RecursionError as fault:
        raise ValueError("nested too deeply") from fault
    if not isinstance(values, dict) or values.pop(_ID, None) != id_ or not all(isinstance(value, str) for value in values.values()):
        raise ValueError("about somebody else")
    return values


def _bound(event: str, id_: str) -> bytes:
    return _DOMAIN + event.encode() + b"\0" + id_.encode()
