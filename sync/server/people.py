"""People as an organiser's list gives them, and what a station may know of each; knows no file and no HTTP.

A person is known by the organiser's own key, else by the badge code. Putting the same person again updates; nothing is put twice.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from kiosk.badge import code_hash, new_code, new_confirmation
from kiosk.errors import Fault, PeopleError
from kiosk.model import Flag
from kiosk.rules import BARRED
from sync.server import feed
from sync.server.database import among, grown, put
from sync.server.schema import BADGE, BAR, CHANGE, PERSON
from sync.server.store import Event
from sync.wire import BadgeChange

STANDING = Flag.REVOKED | Flag.REPLACED | Flag.BLOCKED | Flag.CHECKED_IN | Flag.PRINTED
"""What a list may set and never lifts: a badge revoked at noon stays so when the morning's list is read again."""
AT_ONCE = 5_000
MANY = 200


@dataclass(frozen=True, slots=True)
class Person:
    """One attendee. ``key`` the organiser's own id ("": none); ``code`` of the badge and ``confirmation`` are made where empty; ``days``,
    ``flags``, ``invitations`` and validity as in ``kiosk.model.Badge``; ``group`` and ``note`` as in ``kiosk.personal.Personal``."""

    key: str
    name: str
    phone: str
    email: str
    company: str
    category: str
    code: str = ""
    confirmation: str = ""
    flags: Flag = Flag.NONE
    days: tuple[int, ...] = ()
    invitations: tuple[str, ...] = ()
    valid_from: int | None = None
    valid_until: int | None = None
    group: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """How many people were new and how many known; how many badges stations now hear of; the people with their codes."""

    new: int
    known: int
    badges: int
    people: tuple[Person, ...]


def register(connection: Connection, event: Event, people: Sequence[Person], now: int) -> Registered:
    """Put ``people`` in this transaction; ``now`` in us of the server's clock.

    Raises PeopleError (line: place in ``people`` from 1) where a code is another person's."""
    old = _known(connection, event.id, people)
    whole: list[Person] = []
    rows: list[dict[str, Any]] = []
    badges: list[dict[str, Any]] = []
    faults: list[Fault] = []
    owner: dict[str, str] = {}
    back: dict[bytes, int] = {}
    for number, person in enumerate(people, start=1):
        before = old.of(person)
        identity = before["id"] if before else "p" + secrets.token_hex(8)
        full = replace(
            person,
            code=person.code or (before["code"] if before else new_code()),
            confirmation=person.confirmation or (before["confirmation"] if before else new_confirmation()),
        )
        for column, code in (("code", full.code), ("confirmation", full.confirmation)):
            if owner.setdefault(code, identity) != identity or old.owner.get(code, identity) != identity:
                faults.append(Fault(number, column, "people.code_taken", {"code": code[:20]}))
        if not fits(identity, full):
            faults.append(Fault(number, "", "people.bad_value"))
        if before and before["code"] != full.code:
            back[code_hash(full.code, event.hash_key) if fits(identity, full) else b""] = number
        whole.append(full)
        rows.append(person_row(event.id, identity, full))
        if not faults:
            badges += badge_rows(event, identity, full, before)
    faults += [Fault(back[code], "code", "people.code_replaced") for code in _replaced(connection, event.id, list(back))]
    if faults:
        raise PeopleError(faults=faults)
    put(connection, PERSON, rows)
    feed.people_changed(connection, event.id, [row["id"] for row in rows if row != old.by_id.get(row["id"])])
    changed = put_badges(connection, event.id, badges, now, keep=STANDING)
    if len(rows) >= MANY:
        grown(connection, {PERSON: (), BADGE: (), CHANGE: ()})
    known = len({row["id"] for row in rows} & old.ids)
    return Registered(len(rows) - known, known, changed, tuple(whole))


def set_flags(connection: Connection, event: Event, codes: Sequence[str], add: Flag, drop: Flag, now: int) -> list[str]:
    """Change the standing of the badges with these codes at ``now`` (server clock, us); returns the codes that nobody has."""
    hashes: dict[bytes, str] = {}
    unknown: list[str] = []
    for code in codes:
        try:
            hashes[code_hash(code, event.hash_key)] = code
        except ValueError:
            unknown.append(code)
    query = select(BADGE).where(BADGE.c.event == event.id, among(connection, BADGE.c.code_hash, list(hashes)))
    found = {row.code_hash: dict(row._mapping) for row in connection.execute(query)}
    unknown += [code for digest, code in hashes.items() if digest not in found]
    put_badges(connection, event.id, [row | {"flags": int((Flag(row["flags"]) | add) & ~drop)} for row in found.values()], now)
    return unknown


class _Known:
    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self.by_key: dict[str, dict[str, Any]] = {}
        self.by_code: dict[str, dict[str, Any]] = {}
        self.owner: dict[str, str] = {}
        self.ids: set[str] = set()
        self.by_id: dict[str, dict[str, Any]] = {}
        for row in rows:
            self.ids.add(row["id"])
            self.by_id[row["id"]] = row
            if row["external"]:
                self.by_key[row["external"]] = row
            self.by_code[row["code"]] = row
            self.owner |= {row["code"]: row["id"], row["confirmation"]: row["id"]}

    def of(self, person: Person) -> dict[str, Any] | None:
        if person.key:
            return self.by_key.get(person.key)
        return self.by_code.get(person.code)


def _known(connection: Connection, event: str, people: Sequence[Person]) -> _Known:
    found: dict[str, dict[str, Any]] = {}
    for name, column in (("key", PERSON.c.external), ("code", PERSON.c.code), ("confirmation", PERSON.c.confirmation)):
        wanted = sorted({getattr(person, name) for person in people} - {""})
        for at in range(0, len(wanted), AT_ONCE):
            query = select(PERSON).where(PERSON.c.event == event, among(connection, column, wanted[at : at + AT_ONCE]))
            found |= {row.id: dict(row._mapping) for row in connection.execute(query)}
    return _Known(found.values())


def _replaced(connection: Connection, event: str, codes: Sequence[bytes]) -> list[bytes]:
    """Which of these were replaced by another badge once: none of them comes back, it may hang on somebody else's neck."""
    query = select(BADGE.c.code_hash, BADGE.c.flags).where(BADGE.c.event == event, among(connection, BADGE.c.code_hash, codes))
    return [row.code_hash for row in connection.execute(query) if Flag.REPLACED in Flag(row.flags)] if codes else []


def fits(identity: str, person: Person) -> bool:
    """Whether the wire takes this badge: one that it does not would fail every round of every station."""
    try:
        BadgeChange(
            code="00", id=identity, category=person.category, flags=int(person.flags), valid_from=person.valid_from,
            valid_until=person.valid_until, days=list(person.days), invitations=list(person.invitations),
        )  # fmt: skip
        code_hash(person.code, b"")
        code_hash(person.confirmation, b"")
    except ValueError:
        return False
    return True


def person_row(event: str, identity: str, person: Person) -> dict[str, Any]:
    """``person`` under the opaque id ``identity`` as the table holds them."""
    return {
        "event": event, "id": identity, "external": person.key, "name": person.name, "phone": person.phone, "email": person.email,
        "company": person.company, "category": person.category, "code": person.code, "confirmation": person.confirmation,
        "party": person.group, "note": person.note,
    }  # fmt: skip


def badge_rows(event: Event, identity: str, person: Person, before: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Their badge and confirmation as the table holds them, and those of ``before`` (their row until now) that these replace."""
    row = {
        "event": event.id, "id": identity, "category": person.category, "valid_from": person.valid_from, "valid_until": person.valid_until,
        "days": json.dumps(sorted(set(person.days))), "invitations": json.dumps(sorted(set(person.invitations))), "person": identity,
    }  # fmt: skip

    def with_code(code: str, flags: Flag) -> dict[str, Any]:
        return row | {"code_hash": code_hash(code, event.hash_key), "flags": int(flags)}

    rows = [with_code(person.code, person.flags), with_code(person.confirmation, person.flags | Flag.CONFIRMATION)]
    if before and before["code"] != person.code:
        rows.append(with_code(before["code"], person.flags | Flag.REPLACED))
    if before and before["confirmation"] != person.confirmation:
        rows.append(with_code(before["confirmation"], person.flags | Flag.CONFIRMATION | Flag.REPLACED))
    return rows


def put_badges(connection: Connection, event: str, rows: Sequence[dict[str, Any]], now: int, keep: Flag = Flag.NONE) -> int:
    """Put the rows that say something new, flags in ``keep`` never lifted, and tell the stations of those alone; returns how many."""
    changed: list[dict[str, Any]] = []
    barred: list[dict[str, Any]] = []
    for at in range(0, len(rows), AT_ONCE):
        some = {row["code_hash"]: row for row in rows[at : at + AT_ONCE]}
        query = select(BADGE).where(BADGE.c.event == event, among(connection, BADGE.c.code_hash, list(some)))
        there = {row.code_hash: dict(row._mapping) for row in connection.execute(query)}
        for code, row in some.items():
            old = there.get(code)
            new = row | {"flags": row["flags"] | (old["flags"] & int(keep) if old else 0)}
            changed += [] if new == old else [new]
            if (new["flags"] ^ (old["flags"] if old else 0)) & BARRED:
                barred.append({"event": event, "code_hash": code, "at": now, "flags": new["flags"]})
    put(connection, BADGE, changed)
    put(connection, BAR, barred)
    feed.badge_changed(connection, event, [row["code_hash"] for row in changed])
    return len(changed)
