"""How records, badges, sightings and staff lie in table rows; knows no file and no connection."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kiosk.model import Badge, Direction, Flag, Kind, Outcome, Reason, Record, Sighting, Source, Staff

RECORD_COLUMNS = (
    "row", "format", "kind", "hlc", "wall", "mono", '"offset"', "error", "operator", "app", "zone", "direction", "source", "code_hash",
    "badge", "category", "outcome", "reason", "refers", "detail", "payload", "payload_digest", "previous", "hash",
)  # fmt: skip
"""Columns of the journal's table ``record`` after ``key`` and ``epoch``, in the order ``record_row`` gives and ``record_of`` takes them."""

BADGE_COLUMNS = ("code_hash", "id", "category", "flags", "valid_from", "valid_until", "days", "invitations")
"""Columns of a table ``badge`` (in a roster snapshot and in the feed), in the order of ``badge_row`` and ``badge_of``."""

SIGHTING_COLUMNS = ("station", "epoch", "row", "code_hash", "zone", "direction", "at", "hlc", "undone")
STAFF_COLUMNS = ("id", "name", "role", "pin", "blocked", "badge")


@dataclass(frozen=True, slots=True)
class Epoch:
    """One run of row numbers in a journal: the ``no``-th of its file, begun at ``started`` (device time, us) because of ``why``."""

    no: int
    id: bytes
    event: str
    station: str
    fingerprint: str
    started: int
    why: str


EPOCH_COLUMNS = ("no", "id", "event", "station", "fingerprint", "started", "why")


def listed(columns: Sequence[str]) -> str:
    """The columns as SQL lists them."""
    return ", ".join(columns)


def holes(columns: Sequence[str]) -> str:
    """As many placeholders as there are columns."""
    return ", ".join("?" * len(columns))


def key_of(epoch: int, row: int) -> int:
    """The key of a record: the number of its epoch in the file, then its row, of which an epoch has room for 2**40."""
    return epoch << 40 | row


def keys_after(epoch: int, row: int) -> tuple[int, int]:
    """The keys of the epoch's records after ``row`` lie above the first and below the second."""
    return key_of(epoch, row), key_of(epoch + 1, 0)


def record_row(record: Record) -> tuple[Any, ...]:
    """``record`` as values of RECORD_COLUMNS."""
    return (
        record.row, record.format, _word(record.kind), record.hlc, record.wall, record.mono, record.offset, record.error, record.operator,
        record.app, record.zone, _word(record.direction), _word(record.source), record.code_hash, record.badge, record.category,
        _word(record.outcome), _word(record.reason), record.refers, record.detail, record.payload,
        record.payload_digest, record.previous, record.hash,
    )  # fmt: skip


def _word(value: StrEnum | None) -> str | None:
    # sqlite3 would look for an adapter of the enum first, at every value
    return None if value is None else value.value


def record_of(values: Sequence[Any], epoch: Epoch) -> Record:
    """The record in ``values`` (RECORD_COLUMNS). Raises ValueError for a word this version does not know."""
    (
        row, form, kind, hlc, wall, mono, offset, error, operator, app, zone, direction, source, code_hash, badge, category, outcome,
        reason, refers, detail, payload, payload_digest, previous, digest,
    ) = values  # fmt: skip
    return Record(
        event=epoch.event, station=epoch.station, epoch=epoch.id, row=row, kind=Kind(kind), hlc=hlc, wall=wall, mono=mono, offset=offset,
        error=error, operator=operator, app=app, zone=zone, direction=None if direction is None else Direction(direction),
        source=None if source is None else Source(source), code_hash=code_hash, badge=badge, category=category,
        outcome=None if outcome is None else Outcome(outcome), reason=None if reason is None else Reason(reason), refers=refers,
        detail=detail, payload=payload, payload_digest=payload_digest, previous=previous, hash=digest, format=form,
    )  # fmt: skip


_listed = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def badge_row(badge: Badge) -> tuple[Any, ...]:
    """``badge`` as values of BADGE_COLUMNS; days and invitations as JSON arrays, nothing where empty."""
    days = _listed(badge.days) if badge.days else ""
    invitations = _listed(sorted(badge.invitations)) if badge.invitations else ""
    return (badge.code_hash, badge.id, badge.category, int(badge.flags), badge.valid_from, badge.valid_until, days, invitations)


def badge_of(values: Sequence[Any]) -> Badge:
    """The badge in ``values`` (BADGE_COLUMNS)."""
    code_hash, id_, category, flags, valid_from, valid_until, days, invitations = values
    return Badge(
        code_hash, id_, category, Flag(flags), valid_from, valid_until, tuple(json.loads(days)) if days else (),
        frozenset(json.loads(invitations)) if invitations else frozenset(),
    )  # fmt: skip


def sighting_row(seen: Sighting) -> tuple[Any, ...]:
    """``seen`` as values of SIGHTING_COLUMNS."""
    return (
        seen.station, seen.epoch, seen.row, seen.code_hash, seen.zone, seen.direction.value, seen.at, seen.hlc, int(seen.undone),
    )  # fmt: skip


def sighting_of(values: Sequence[Any]) -> Sighting:
    """The sighting in ``values`` (SIGHTING_COLUMNS)."""
    station, epoch, row, code_hash, zone, direction, at, hlc, undone = values
    return Sighting(station, epoch, row, code_hash, zone, Direction(direction), at, hlc, bool(undone))


def staff_row(person: Staff) -> tuple[Any, ...]:
    """``person`` as values of STAFF_COLUMNS."""
    return (person.id, person.name, person.role, person.pin, int(person.blocked), person.badge)


def staff_of(values: Sequence[Any]) -> Staff:
    """The person in ``values`` (STAFF_COLUMNS)."""
    id_, name, role, pin, blocked, badge = values
    return Staff(id_, name, role, pin, bool(blocked), badge)
