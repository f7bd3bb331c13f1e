"""Which conflicts of a badge there must be and which there may be, from what truly happened and when; asks nothing of the product's judge.

A clock measured in this run of a station is right within the error it recorded: what true time shows with twice that to spare, the product
could tell. What an earlier run measured may be wrong by anything: somebody may have set the clock while the station was off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kiosk.conflicts import What
from kiosk.model import Direction, Flag, Kind, Outcome, Record
from sync.wire import ConflictChange, ConflictSide
from tests.builders import SECOND
from tests.simulation.fair import WALK_S
from tests.simulation.ledger import Key, Ledger, Standing

VOID = Flag.REVOKED | Flag.BLOCKED
ROUNDED = 1_000
"""Halves and drift of a measured error, us."""


@dataclass(frozen=True)
class Passed:
    """A passage that stands, at the true time ``at``; its clock was known to within ``error``, both us (None: not measured in that run)."""

    record: Record
    at: int
    error: int | None

    @property
    def place(self) -> tuple[str, str, int]:
        """As the sides of a conflict name it."""
        return self.record.station, self.record.epoch.hex(), self.record.row


def passed(ledger: Ledger, stored: set[Key]) -> list[Passed]:
    """Every passage among the records the server has ``stored`` that nobody took back."""
    records = [(key, ledger.made[key]) for key in stored if key in ledger.made]
    undone = {(record.epoch, record.refers) for _, record in records if record.kind is Kind.UNDO}
    return [
        Passed(record, ledger.times[key], record.error if key in ledger.measured else None)
        for key, record in records
        if record.code_hash and _moves(record) and (record.epoch, record.row) not in undone
    ]


def off(ledger: Ledger) -> Iterator[str]:
    """Every record whose corrected time is further from the true one than its error says."""
    for key in ledger.measured:
        record = ledger.made[key]
        away = abs(record.wall + (record.offset or 0) - ledger.times[key])
        if record.error is None or away > record.error + ROUNDED:
            yield f"row {record.row} of {record.station} is off by {away} us and says {record.error}"


def walks(seen: Sequence[Passed], told: Sequence[ConflictChange]) -> Iterator[str]:
    """Who was surely at two zones' doors in less time than the way takes is told of, and nobody who was not."""
    walk = WALK_S * SECOND
    cases = [case for case in told if case.what == What.IMPOSSIBLE_WALK and not case.withdrawn]
    seconds = {_place(case.second) for case in cases}
    for one, other in _pairs(seen):
        if one.error is None or other.error is None or one.record.zone == other.record.zone:
            continue
        surely = abs(one.at - other.at) + 2 * (one.error + other.error + ROUNDED) < walk
        if surely and not {one.place, other.place} & seconds:
            yield f"an impossible walk from {_said(one)} to {_said(other)} is no conflict"
    known = {each.place: each for each in seen}
    for case in cases:
        first, second = known.get(_place(case.first)), known.get(_place(case.second))
        if first is None or second is None:
            yield "a walk is called impossible that nobody went"
        elif None not in (first.error, second.error) and abs(first.at - second.at) >= walk + 2 * ROUNDED:
            yield f"the walk from {_said(first)} to {_said(second)} is called impossible and was not"


def after_revocation(seen: Sequence[Passed], standing: Sequence[Standing], told: Sequence[ConflictChange]) -> Iterator[str]:
    """Who was surely let in after the badge was void is told of, and nobody who came before or after that."""
    cases = {_place(case.second) for case in told if case.what == What.AFTER_REVOCATION and not case.withdrawn}
    changes = defaultdict(list)
    for each in standing:
        changes[each.code_hash].append(each)
    for entry in seen:
        if entry.error is None or entry.record.kind is not Kind.SCAN or entry.record.direction is not Direction.ENTRY:
            continue
        void = _void(changes[entry.record.code_hash], entry.at - 2 * (entry.error + ROUNDED), entry.at)
        if all(void) and entry.place not in cases:
            yield f"an entry after the badge was void is no conflict: {_said(entry)}"
        elif not any(void) and entry.place in cases:
            yield f"an entry is called void that was good: {_said(entry)}"


def _void(changes: Sequence[Standing], begin: int, end: int) -> list[bool]:
    """Whether the badge was void at ``begin``, and after each change until ``end``."""
    before = [each for each in changes if each.at < begin]
    during = [each for each in changes if begin <= each.at <= end]
    return [bool(before and before[-1].flags & VOID), *(bool(each.flags & VOID) for each in during)]


def _moves(record: Record) -> bool:
    return record.kind is Kind.OVERRIDE or (record.kind is Kind.SCAN and record.outcome is Outcome.ADMIT and record.direction is not None)


def _pairs(seen: Sequence[Passed]) -> Iterator[tuple[Passed, Passed]]:
    of_code = defaultdict(list)
    for each in seen:
        of_code[each.record.code_hash].append(each)
    for same in of_code.values():
        yield from combinations(same, 2)


def _place(side: ConflictSide) -> tuple[str, str, int]:
    return side.station, side.epoch, side.row


def _said(each: Passed) -> str:
    return f"row {each.record.row} of {each.record.station}"
