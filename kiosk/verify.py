"""Whether a journal is whole, and how far the server's confirmations prove it: walks every row of every epoch; repairs nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.chain import digest, genesis, link
from kiosk.errors import StoreBroken, StoreError
from kiosk.feed import marks_in
from kiosk.outbox import Mark
from kiosk.places import Places
from kiosk.rows import EPOCH_COLUMNS, RECORD_COLUMNS, Epoch, key_of, keys_after, listed, record_of
from kiosk.salvage import examined
from kiosk.store import quick_check

# ruff: noqa: S608 - the statements below are put together from constants of this program

FAULTS_NAMED = 100
"""A journal that is broken in more places is broken enough; the walk goes on, the list does not."""


class Trouble(StrEnum):
    """What is wrong at a row."""

    FILE = "file"  # no whole database of ours
    GAP = "gap"  # rows before this one are missing
    CHAIN = "chain"  # the row, or the one before it, was changed
    PAYLOAD = "payload"  # the sealed payload is not the one recorded
    UNREADABLE = "unreadable"  # a column holds what no version wrote
    SHORT = "short"  # the server has confirmed this row, the journal ends before it
    HEAD = "head"  # the server has confirmed another row at this number


@dataclass(frozen=True, slots=True)
class Fault:
    """``trouble`` at ``row`` of ``epoch`` (hex; "" where it is the file as a whole)."""

    trouble: Trouble
    epoch: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Verified:
    """``rows`` found; ``head`` the hash of the newest epoch's last row (hex, "" for none); ``anchored`` rows whose content the server's
    confirmations prove, over all epochs; ``unsent`` rows it has not confirmed."""

    rows: int
    head: str
    anchored: int
    unsent: int
    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Nothing is wrong."""
        return not self.faults


def verify_station(places: Places, log: Path | None = None) -> Verified:
    """The journal of a station's folder, or its access ``log``, against the marks in its feed. A missing or damaged feed leaves nothing
    anchored.

    The station may be at work, or the folder read-only. Raises NewerStore, CannotRecord, OSError."""
    marks: dict[bytes, Mark] = {}
    if places.feed.is_file():
        try:
            # the marks first: rows that come in meanwhile are then merely unsent
            with examined(places.feed, "feed") as feed:
                marks = marks_in(feed)
        except StoreBroken:
            pass
    path = log or places.journal
    others = _epochs_in(places.access if path == places.journal else places.journal)
    return verify(path, {epoch: mark for epoch, mark in marks.items() if epoch not in others})


def _epochs_in(path: Path) -> set[bytes]:
    """The epochs of the other log; one that is gone or damaged has none, so its marks speak against either."""
    if not path.is_file():
        return set()
    try:
        with examined(path, "journal") as connection:
            return {row[0] for row in connection.execute("SELECT id FROM epoch")}
    except (StoreBroken, sqlite3.Error):
        return set()


def verify(path: Path, marks: Mapping[bytes, Mark]) -> Verified:
    """Walk the journal at ``path``: numbering, chain, payloads, and the server's ``marks`` by epoch. Raises as ``verify_station``."""
    try:
        with examined(path, "journal") as connection:
            quick_check(connection, path)
            connection.execute("BEGIN")  # one state for the whole walk
            return _walk(connection, marks)
    except StoreBroken:
        return Verified(0, "", 0, 0, (Fault(Trouble.FILE),))
    except sqlite3.Error as error:
        raise StoreError(str(error), path=str(path)) from error


def _walk(connection: sqlite3.Connection, marks: Mapping[bytes, Mark]) -> Verified:
    # bytes that are no UTF-8 must come as far as the hash, not stop the reading
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    rows = anchored = unsent = 0
    head = b""
    faults: list[Fault] = []
    epochs = [Epoch(*values) for values in connection.execute(f"SELECT {listed(EPOCH_COLUMNS)} FROM epoch ORDER BY no")]
    for epoch in epochs:
        mark = marks.get(epoch.id, Mark())
        walked = _Walked(epoch, mark)
        found = list(walked.faults(connection))
        rows, head = rows + walked.rows, walked.head
        anchored += walked.anchored
        unsent += max(0, walked.row - mark.row)
        faults += found
    faults += [
        Fault(Trouble.SHORT, epoch.hex(), mark.row) for epoch, mark in marks.items() if mark.row and epoch not in {e.id for e in epochs}
    ]
    strays = connection.execute("SELECT count(*), min(row) FROM record WHERE key >> 40 NOT IN (SELECT no FROM epoch)").fetchone()
    if strays[0]:
        rows += strays[0]
        faults.append(Fault(Trouble.UNREADABLE, "", strays[1]))
    return Verified(rows, head.hex(), anchored, unsent, tuple(faults[:FAULTS_NAMED]))


class _Walked:
    """One pass over one epoch: ``rows`` counted, ``row`` the last number, ``head`` the last hash, ``anchored`` the mark if all up to it is
    as it was confirmed, else 0."""

    def __init__(self, epoch: Epoch, mark: Mark) -> None:
        self._epoch = epoch
        self._mark = mark
        self._whole = True
        self.rows = self.row = self.anchored = 0
        self.head = b""

    def faults(self, connection: sqlite3.Connection) -> Iterator[Fault]:
        epoch, mark = self._epoch, self._mark
        previous = genesis(epoch.event, epoch.station, epoch.id)
        query = f"SELECT key, epoch, {listed(RECORD_COLUMNS)} FROM record WHERE key >= ? AND key < ? ORDER BY key"
        for key, no, *values in connection.execute(query, keys_after(epoch.no, 0)):
            row, stored = values[0], values[-1]
            if row != self.row + 1:
                yield self._fault(Trouble.GAP, row)
            if (key, no) != (key_of(epoch.no, row), epoch.no):
                yield self._fault(Trouble.UNREADABLE, row)
            try:
                record = record_of(values, epoch)
                if record.previous != previous or link(previous, record) != record.hash:
                    yield self._fault(Trouble.CHAIN, row)
                if record.payload and digest(record.payload) != record.payload_digest:
                    yield self._fault(Trouble.PAYLOAD, row)
            except ValueError:
                yield self._fault(Trouble.UNREADABLE, row)
            if row == mark.row and mark.head not in (b"", stored):
                yield self._fault(Trouble.HEAD, row)
            if row == mark.row and mark.head and self._whole:
                self.anchored = row
            previous, self.head, self.row, self.rows = stored, stored, row, self.rows + 1
        if self.row < mark.row:
            yield self._fault(Trouble.SHORT, mark.row)

    def _fault(self, trouble: Trouble, row: int) -> Fault:
        self._whole = False
        return Fault(trouble, self._epoch.id.hex(), row)
