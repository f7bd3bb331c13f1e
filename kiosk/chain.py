"""The canonical encoding of a record and the hash that chains it to the row before; knows no files and no keys.

The encoding is the JSON Canonicalization Scheme of RFC 8785, narrowed so that no number formatting is needed: one object, keys
sorted, no white space, UTF-8, values only integers, strings, null; bytes as lower-case hex. ``payload`` itself, ``previous`` and
``hash`` are not in it: the payload is covered through its digest, so destroying a payload leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import json

from kiosk.model import Record

GENESIS = b"slw-journal-1\x00"
LINK = b"slw-record-1\x00"

_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(record: Record) -> bytes:
    """The bytes the chain's hash covers: every field of ``record`` but payload, previous and hash (RFC 8785)."""
    fields: dict[str, int | str | None] = {
        "app": record.app,
        "badge": record.badge,
        "category": record.category,
        "code": record.code_hash.hex(),
        "detail": record.detail,
        "digest": record.payload_digest.hex(),
        "direction": record.direction,
        "epoch": record.epoch.hex(),
        "error": record.error,
        "event": record.event,
        "format": record.format,
        "hlc": record.hlc,
        "kind": record.kind,
        "mono": record.mono,
        "offset": record.offset,
        "operator": record.operator,
        "outcome": record.outcome,
        "reason": record.reason,
        "refers": record.refers,
        "row": record.row,
        "source": record.source,
        "station": record.station,
        "wall": record.wall,
        "zone": record.zone,
    }
    return _ENCODE(fields).encode()


def genesis(event: str, station: str, epoch: bytes) -> bytes:
    """What stands as ``previous`` of row 1: SHA-256 over the journal's identity, 32 bytes."""
    parts = (event.encode(), station.encode(), epoch)
    return hashlib.sha256(GENESIS + b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def link(previous: bytes, record: Record) -> bytes:
    """The hash of ``record`` behind a row whose hash is ``previous``: SHA-256, 32 bytes."""
    return hashlib.sha256(LINK + previous + canonical(record)).digest()


def digest(payload: bytes) -> bytes:
    """What the chain keeps of a sealed payload: its SHA-256, empty for none."""
    return hashlib.sha256(payload).digest() if payload else b""
