"""One record as a station sent it: usable, or the reason why not; pure, knows no database.

A record that cannot be used is never thrown away and never holds up those behind it: it goes to quarantine as it came.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from kiosk import chain
from kiosk.acts import CHECK_INS
from kiosk.model import RECORD_FORMAT, Kind, Outcome, Record
from sync.wire import WireRecord

_HASH = re.compile(r"[0-9a-f]{64}")


class Fault(StrEnum):
    """Why a record is in quarantine."""

    UNREADABLE = "unreadable"  # a field is missing or is not what it must be
    FORMAT = "format"  # written by a newer version of the program
    PAYLOAD = "payload"  # the sealed payload is not the one its digest names
    CHAIN = "chain"  # its hash does not follow from the row before: changed, or of another journal
    FORK = "fork"  # another record is stored under the same number: two journals go by one name


@dataclass(frozen=True, slots=True)
class Sifted:
    """A record looked at. ``hash`` is what it claims (empty: nothing readable); ``record`` None where ``fault`` says why."""

    hash: bytes
    record: Record | None = None
    fault: Fault | None = None


def sift(
    raw: Any, event: str, station: str, epoch: bytes, row: int, head: bytes | None, kinds: frozenset[Kind] = frozenset(Kind)
) -> Sifted:
    """``raw`` as row ``row`` of a log that holds ``kinds``, checked against the hash of the row before (None: that row came without one, so
    nothing can be checked)."""
    claimed = claimed_hash(raw)
    try:
        wire = WireRecord.model_validate(raw)
        record = wire.record(event, station, epoch, row, head or b"")
    except (ValidationError, ValueError):
        return Sifted(claimed, fault=Fault.FORMAT if _is_newer(raw) else Fault.UNREADABLE)
    if "\0" in "".join((record.operator, record.app, record.zone, record.badge, record.category, record.detail)):
        return Sifted(claimed, fault=Fault.UNREADABLE)  # no text of ours has one, and PostgreSQL stores none
    if record.kind not in kinds:
        return Sifted(claimed, fault=Fault.UNREADABLE)
    if record.payload and chain.digest(record.payload) != record.payload_digest:
        return Sifted(claimed, fault=Fault.PAYLOAD)
    if head is not None and chain.link(head, record) != record.hash:
        return Sifted(claimed, fault=Fault.CHAIN)
    return Sifted(claimed, record)


def claimed_hash(raw: Any) -> bytes:
    """The hash ``raw`` gives itself, empty where it gives none of the right form."""
    text = raw.get("hash") if isinstance(raw, dict) else None
    return bytes.fromhex(text) if isinstance(text, str) and _HASH.fullmatch(text) else b""


def kept(raw: Any) -> tuple[str, bytes]:
    """``raw`` as quarantine keeps it, ASCII whatever is in it, and the digest it goes by there."""
    try:
        text = json.dumps(raw, sort_keys=True, separators=(",", ":"))
    except RecursionError:
        text = '"nested too deeply"'
    return text, hashlib.sha256(text.encode()).digest()


def moves(record: Record) -> bool:
    """Whether other stations must hear of ``record``: an admitted passage or a check-in."""
    passage = record.kind in (Kind.OVERRIDE, *CHECK_INS) or (
        record.kind is Kind.SCAN and record.outcome is Outcome.ADMIT and record.direction is not None
    )
    return passage and bool(record.code_hash)


def _is_newer(raw: Any) -> bool:
    number = raw.get("format") if isinstance(raw, dict) else None
    return isinstance(number, int) and number > RECORD_FORMAT
