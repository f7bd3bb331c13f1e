"""Calls for staff: a self-service kiosk asks, a desk answers, each a note in its own journal; knows no server and no screen.

A call goes to the desks of the kiosk's own zone: they are the ones beside it. It is told apart by a hash of where its note stands.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from kiosk.model import Kind, Record, Text

CALLED, ANSWERED = "staff_called", "call_answered"
"""The notes."""
OPEN_US = 10 * 60 * 1_000_000
"""A call nobody answered for so long is no call any more: whoever made it has gone."""


@dataclass(frozen=True, slots=True)
class Called:
    """A kiosk called. ``name`` is what it is called itself, ``at`` corrected time, us."""

    id: str
    station: str
    zone: str
    name: Text
    at: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A desk answered the call ``id``."""

    id: str
    station: str
    at: int


def id_of(record: Record) -> str:
    """What the call of that note is known by."""
    return hashlib.sha256(f"{record.station}/{record.epoch.hex()}/{record.row}".encode()).hexdigest()[:32]


def told_by(record: Record) -> Called | Answered | None:
    """What a record says of a call; None for any other, and for one that says it wrongly."""
    if record.kind is not Kind.NOTE:
        return None
    try:
        said: Any = json.loads(record.detail)
        match said["note"]:
            case "staff_called":
                name = Text(_text(said.get("ko", "")), _text(said.get("en", "")))
                return Called(id_of(record), record.station, record.zone, name, record.at)
            case "call_answered":
                return Answered(_text(said["call"]), record.station, record.at)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return None


def _text(said: object) -> str:
    """At most 64 characters of it. Raises ValueError where one of them is half of a pair: no wire takes that."""
    text = str(said)[:64]
    text.encode()
    return text
