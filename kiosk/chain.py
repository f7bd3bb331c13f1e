"""The canonical encoding of a record and the hash that chains it to the row before; knows no files and no keys.

The encoding is the JSON Canonicalization Scheme of RFC 8785, narrowed so that no number formatting is needed: one object, keys
sorted, no white space, UTF-8, values only integers, strings, null; bytes as lower-case hex. ``payload`` itself, ``previous`` and
``hash`` are not in it: the payload is covered through its digest, so destroying a payload leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import json.encoder

from kiosk.model import Record

GENESIS = b"slw-journal-1\x00"
LINK = b"slw-record-1\x00"

_quoted = json.encoder.encode_basestring
"""A text as JSON, escaping no more than RFC 8785 section 3.2.2.2 asks for."""


def canonical(record: Record) -> bytes:
    """The bytes the chain's hash covers: every field of ``record`` but payload, previous and hash (RFC 8785).

    Written out, keys in their order: a third of what a general encoder takes, and a server does this for every record it gets."""
    quoted = _quoted
    return (
        f'{{"app":{quoted(record.app)},"badge":{quoted(record.badge)},"category":{quoted(record.category)},'
        f'"code":"{record.code_hash.hex()}","detail":{quoted(record.detail)},"digest":"{record.payload_digest.hex()}",'
        f'"direction":{_word(record.direction)},"epoch":"{record.epoch.hex()}","error":{_number(record.error)},'
        f'"event":{quoted(record.event)},"format":{record.format},"hlc":{record.hlc},"kind":{quoted(record.kind)},"mono":{record.mono},'
        f'"offset":{_number(record.offset)},"operator":{quoted(record.operator)},"outcome":{_word(record.outcome)},'
        f'"reason":{_word(record.reason)},"refers":{_number(record.refers)},"row":{record.row},"source":{_word(record.source)},'
        f'"station":{quoted(record.station)},"wall":{record.wall},"zone":{quoted(record.zone)}}}'
    ).encode()


def _word(text: str | None) -> str:
    return "null" if text is None else _quoted(text)


def _number(number: int | None) -> str:
    return "null" if number is None else str(number)


def genesis(event: str, station: str, epoch: bytes) -> bytes:
    """What stands as ``previous`` of row 1: SHA-256 over the journal's identity, 32 bytes."""
    parts = (event.encode(), station.encode(), epoch)
    return hashlib.sha256(GENESIS + b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def link(previous: bytes, record: Record) -> bytes:
    """The hash of ``record`` behind a row whose hash is ``previous``: SHA-256, 32 bytes."""
    return linked(previous, canonical(record))


def linked(previous: bytes, said: bytes) -> bytes:
    """As ``link``, of a record whose canonical encoding is ``said``."""
    return hashlib.sha256(LINK + previous + said).digest()


def digest(payload: bytes) -> bytes:
    """What the chain keeps of a sealed payload: its SHA-256, empty for none."""
    return hashlib.sha256(payload).digest() if payload else b""
