"""The records the server has not confirmed: reads the journal through its own read-only connection; knows no server and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.follow import Follower
from kiosk.model import Kind, Record
from kiosk.rows import EPOCH_COLUMNS, RECORD_COLUMNS, Epoch, holes, keys_after, listed, record_of
from kiosk.store import guarded

_EPOCHS = f"""SELECT {listed(EPOCH_COLUMNS)} FROM epoch AS e
    WHERE (event, station) IS (SELECT event, station FROM epoch ORDER BY no DESC LIMIT 1) ORDER BY no"""  # noqa: S608 - constants
_RECORDS = f"SELECT {listed(RECORD_COLUMNS)} FROM record WHERE key > ? AND key < ? ORDER BY key LIMIT ?"  # noqa: S608
_LAST = "SELECT row, hash FROM record WHERE key > ? AND key < ? ORDER BY key DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Mark:
    """The last ``row`` of an epoch the server holds without a gap, that row's hash, and how many rows it keeps but cannot use.

    ``head`` is empty for row 0 or where the server did not say."""

    row: int = 0
    head: bytes = b""
    quarantined: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one epoch from ``first_row`` on, without gaps; none where everything was sent."""

    epoch: bytes
    first_row: int
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class EpochEnd:
    """Where an epoch stands: its last row (0: none yet) and that row's hash (empty for none)."""

    epoch: bytes
    row: int
    head: bytes


class Outbox:
    """Used on the sync thread. While the journal has no file yet it is empty. Speaks only of the epochs of the station the journal now
    belongs to. Every method raises CannotRecord or StoreBroken where the journal cannot be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._journal = Follower(path, "journal")

    def epochs(self) -> list[EpochEnd]:
        """Every epoch, oldest first; the last one is where new records go. Empty while there is no journal yet."""
        return [end for _, end in self._ends()]

    def pending(self, marks: Mapping[bytes, Mark]) -> int:
        """How many records the server has not confirmed."""
        return sum(max(0, end.row - marks.get(end.epoch, Mark()).row) for _, end in self._ends())

    def batch(self, marks: Mapping[bytes, Mark], limit: int) -> Batch | None:
        """The next at most ``limit`` unconfirmed records of the oldest epoch that has any; where none has, an empty batch of the newest
        epoch. None while there is no journal yet."""
        ends = self._ends()
        for epoch, end in ends:
            mark = marks.get(epoch.id, Mark()).row
            if mark < end.row:
                rows = self._rows(_RECORDS, (*keys_after(epoch.no, mark), limit))
                return Batch(epoch.id, mark + 1, tuple(record_of(row, epoch) for row in rows))
        return Batch(ends[-1][1].epoch, ends[-1][1].row + 1) if ends else None

    def unsent_of(self, kinds: Sequence[Kind], marks: Mapping[bytes, Mark]) -> list[Record]:
        """The unconfirmed records of these kinds, the oldest first."""
        found: list[Record] = []
        query = f"SELECT {listed(RECORD_COLUMNS)} FROM record WHERE key > ? AND key < ? AND kind IN ({holes(kinds)}) ORDER BY key"  # noqa: S608
        for epoch, _ in self._ends():
            values = (*keys_after(epoch.no, marks.get(epoch.id, Mark()).row), *(kind.value for kind in kinds))
            found += [record_of(row, epoch) for row in self._rows(query, values)]
        return found

    def last(self, epoch: bytes) -> tuple[int, bytes]:
        """Row and hash of the last record of ``epoch``; (0, b"") where it has none or is not ours."""
        return next(((end.row, end.head) for end in self.epochs() if end.epoch == epoch), (0, b""))

    def hash_at(self, epoch: bytes, row: int) -> bytes | None:
        """The hash of that record, None where the journal has no such record."""
        query = "SELECT hash FROM record WHERE key = (SELECT no << 40 | ? FROM epoch WHERE id = ?)"
        found = self._rows(query, (row, epoch))
        return found[0][0] if found else None

    def hashes(self, epoch: bytes) -> list[tuple[int, bytes]]:
        """Row and hash of every record of ``epoch``, in order."""
        query = "SELECT row, hash FROM record JOIN epoch ON key > no << 40 AND key < (no + 1) << 40 WHERE id = ? ORDER BY key"
        return [(row, hash_) for row, hash_ in self._rows(query, (epoch,))]

    def close(self) -> None:
        """Let go of the journal."""
        self._journal.close()

    def _ends(self) -> list[tuple[Epoch, EpochEnd]]:
        epochs = [Epoch(*row) for row in self._rows(_EPOCHS, ())]
        lasts = [next(iter(self._rows(_LAST, keys_after(epoch.no, 0))), (0, b"")) for epoch in epochs]
        return [(epoch, EpochEnd(epoch.id, *last)) for epoch, last in zip(epochs, lasts, strict=True)]

    def _rows(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with guarded(self._path):
            connection = self._journal.connection()
            return [] if connection is None else connection.execute(query, values).fetchall()
