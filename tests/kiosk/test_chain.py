"""The canonical encoding and the chain against stored vectors, which were made from a template of the encoding written out by hand.

A change of encoding is a new record format: it needs a new ``RECORD_FORMAT`` and new vectors (``python -m tests.kiosk.test_chain``).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.chain import canonical, digest, genesis, link
from kiosk.model import Direction, Kind, Outcome, Reason, Record, Source

VECTORS = Path(__file__).parent.parent / "data" / "record_vectors.json"

TEMPLATE = (
    '{"app":%(app)s,"badge":%(badge)s,"category":%(category)s,"code":%(code)s,"detail":%(detail)s,"digest":%(digest)s,'
    '"direction":%(direction)s,"epoch":%(epoch)s,"error":%(error)s,"event":%(event)s,"format":%(format)s,"hlc":%(hlc)s,"kind":%(kind)s,'
    '"mono":%(mono)s,"offset":%(offset)s,"operator":%(operator)s,"outcome":%(outcome)s,"reason":%(reason)s,"refers":%(refers)s,'
    '"row":%(row)s,"source":%(source)s,"station":%(station)s,"wall":%(wall)s,"zone":%(zone)s}'
)

EPOCH = "000102030405060708090a0b0c0d0e0f"
FIELDS: list[dict[str, Any]] = [
    {
        "app": "0.1.0", "badge": "A-1001", "category": "visitor", "code": "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf", "detail": "{}", "payload": "",
        "direction": "entry", "error": 1200, "format": 1, "hlc": 117600000000000000, "kind": "scan", "mono": 5000000, "offset": -350,
        "operator": "", "outcome": "admit", "reason": "admitted", "refers": None, "row": 1, "source": "camera", "wall": 1791338400000000,
        "zone": "smart-life",
    },
    {
        "app": "0.1.0", "badge": "", "category": "", "code": "", "detail": '{"why":"분실한 배지\\n\\"확인\\""}', "payload": "73656c",
        "direction": None, "error": None, "format": 1, "hlc": 117600000000000001, "kind": "override", "mono": 0, "offset": None,
        "operator": "직원 7/é \u001f\u007f\u2028😀", "outcome": None, "reason": None, "refers": 1, "row": 2, "source": None, "wall": -1,
        "zone": "포럼",
    },
]  # fmt: skip
"""A scan, and an act with Korean text, every kind of escape and every field empty that may be."""


def encoded(value: str | int | None) -> str:
    """One value as RFC 8785 writes it: only the quote, the backslash and what lies below U+0020 are escaped."""
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(short.get(sign, f"\\u{ord(sign):04x}" if sign < " " else sign) for sign in value) + '"'


def made() -> list[dict[str, Any]]:
    """The vectors, by the definition of the encoding alone: no function of the product takes part."""
    event, station, epoch = "slw-2026", "게이트-1", bytes.fromhex(EPOCH)
    parts = [event.encode(), station.encode(), epoch]
    previous = hashlib.sha256(b"slw-journal-1\x00" + b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()
    vectors = []
    for fields in FIELDS:
        payload = bytes.fromhex(fields["payload"])
        values = fields | {
            "event": event,
            "station": station,
            "epoch": EPOCH,
            "digest": hashlib.sha256(payload).hexdigest() if payload else "",
        }
        text = (TEMPLATE % {name: encoded(value) for name, value in values.items()}).encode()
        stored = hashlib.sha256(b"slw-record-1\x00" + previous + text).digest()
        vectors.append({"record": values, "canonical": text.decode(), "previous": previous.hex(), "hash": stored.hex()})
        previous = stored
    return vectors


def record(vector: dict[str, Any]) -> Record:
    """The record a vector speaks of."""
    fields = vector["record"]
    return Record(
        event=fields["event"], station=fields["station"], epoch=bytes.fromhex(fields["epoch"]), row=fields["row"],
        kind=Kind(fields["kind"]), hlc=fields["hlc"], wall=fields["wall"], mono=fields["mono"], offset=fields["offset"],
        error=fields["error"], operator=fields["operator"], app=fields["app"], zone=fields["zone"],
        direction=fields["direction"] and Direction(fields["direction"]), source=fields["source"] and Source(fields["source"]),
        code_hash=bytes.fromhex(fields["code"]), badge=fields["badge"], category=fields["category"],
        outcome=fields["outcome"] and Outcome(fields["outcome"]), reason=fields["reason"] and Reason(fields["reason"]),
        refers=fields["refers"], detail=fields["detail"], payload=bytes.fromhex(fields["payload"]),
        payload_digest=bytes.fromhex(fields["digest"]), previous=bytes.fromhex(vector["previous"]), hash=bytes.fromhex(vector["hash"]),
        format=fields["format"],
    )  # fmt: skip


STORED: list[dict[str, Any]] = json.loads(VECTORS.read_text("utf-8")) if VECTORS.exists() else []


def test_the_stored_vectors_follow_from_the_definition() -> None:
    assert made() == STORED


@pytest.mark.parametrize("vector", STORED, ids=lambda vector: vector["record"]["kind"])
def test_encoding_digest_and_hash_are_those_of_the_vectors(vector: dict[str, Any]) -> None:
    known = record(vector)
    assert canonical(known).decode() == vector["canonical"]
    assert digest(known.payload) == known.payload_digest
    assert link(known.previous, known) == known.hash


def test_the_first_row_follows_from_event_station_and_epoch() -> None:
    first = record(STORED[0])
    assert genesis(first.event, first.station, first.epoch) == first.previous
    assert genesis("slw-2026게", "이트-1", first.epoch) != first.previous  # lengths are part of it
    assert len({genesis("a", "b", b"c"), genesis("ab", "", b"c"), genesis("a", "", b"bc")}) == 3


def test_a_change_of_any_field_but_payload_previous_and_hash_changes_the_hash() -> None:
    first = record(STORED[0])
    changed: dict[str, Any] = {
        "event": "x", "station": "x", "epoch": bytes(16), "row": 9, "kind": Kind.UNDO, "hlc": 9, "wall": 9, "mono": 9, "offset": None,
        "error": None, "operator": "x", "app": "x", "zone": "x", "direction": None, "source": None, "code_hash": b"x", "badge": "x",
        "category": "x", "outcome": None, "reason": None, "refers": 9, "detail": "x", "payload_digest": b"x", "format": 9,
    }  # fmt: skip
    free = {"payload": b"x", "previous": b"x", "hash": b"x"}
    assert changed.keys() | free.keys() == set(Record.__slots__)
    for name, value in changed.items():
        assert link(first.previous, replace(first, **{name: value})) != first.hash, name
    assert link(first.previous, replace(first, payload=b"", hash=b"")) == first.hash


if __name__ == "__main__":
    VECTORS.write_text(json.dumps(made(), ensure_ascii=False, indent=1) + "\n", "utf-8")
