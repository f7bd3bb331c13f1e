"""What really happened in the simulated world, for the checker: records made and shown, on which disks they stood, what was destroyed."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.acts import is_movement
from kiosk.model import Direction, Flag, Kind, Outcome, Record

ONCE = "hall"
"""The zone of single entry; half the gates stand there."""
Key = tuple[bytes, int, bytes]
"""Epoch, row and hash of a record: other rows under the same number are other records."""


def key_of(record: Record) -> Key:
    """The record's key."""
    return record.epoch, record.row, record.hash


@dataclass(frozen=True)
class Told:
    """How much a station has heard of a server: every passage numbered up to ``passage`` in that server's ``history``."""

    history: int
    passage: int


@dataclass(frozen=True)
class Standing:
    """From true time ``at`` (us) on the organiser had given the badge these flags."""

    at: int
    code_hash: bytes
    flags: Flag


@dataclass
class Contents:
    """What stands on a disk if nothing but its being overwritten ever takes anything from it.

    ``places``: epoch and number of its rows; ``passages``: who came in here, by code and zone; ``forked``: epochs whose fork this station
    has heard of and obeyed; ``told``: what has come down."""

    rows: set[Key] = field(default_factory=set)
    places: set[tuple[bytes, int]] = field(default_factory=set)
    passages: dict[tuple[bytes, str], set[tuple[bytes, int]]] = field(default_factory=dict)
    forked: set[bytes] = field(default_factory=set)
    told: Told | None = None

    def copy(self) -> Contents:
        """An image of it."""
        passages = {key: set(rows) for key, rows in self.passages.items()}
        return Contents(set(self.rows), set(self.places), passages, set(self.forked), self.told)

    def add(self, record: Record) -> None:
        """``record`` was committed."""
        self.rows.add(key_of(record))
        self.places.add((record.epoch, record.row))
        passage = self.passages.setdefault((record.code_hash, record.zone), set())
        if record.kind is Kind.UNDO and record.refers is not None:
            passage.discard((record.epoch, record.refers))
        elif is_movement(record) and record.direction is Direction.ENTRY:
            passage.add((record.epoch, record.row))


@dataclass
class Ledger:
    """``made``: every record a journal said it had committed; ``times``: when it truly did, us; ``measured``: those made by a process that
    had measured its clock itself; ``shown``: those whose answer stood on a screen, in order; ``excused``: records whose every copy was on
    a disk that was destroyed or overwritten;
    ``faults``: promises broken, as they were seen to be."""

    made: dict[Key, Record] = field(default_factory=dict)
    times: dict[Key, int] = field(default_factory=dict)
    measured: set[Key] = field(default_factory=set)
    shown: list[Key] = field(default_factory=list)
    excused: set[Key] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def commit(self, record: Record, at: int, *, measured: bool) -> None:
        """A journal says at the true time ``at`` that it has ``record``."""
        key = key_of(record)
        self.made[key], self.times[key] = record, at
        if measured:
            self.measured.add(key)

    def destroyed(self, gone: set[Key], disks: list[Contents], server: set[Key]) -> None:
        """Copies of ``gone`` were overwritten: what neither a disk nor the server still holds nobody can be asked for."""
        left = gone - server
        for disk in disks:
            left -= disk.rows
        self.excused |= left


def admitted(record: Record) -> bool:
    """Whether the rules alone let somebody in."""
    return record.kind is Kind.SCAN and record.outcome is Outcome.ADMIT and record.direction is Direction.ENTRY
