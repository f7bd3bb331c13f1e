"""The station's append-only records: numbers, chains and commits each one, and answers what was admitted here; judges nothing.

One object, one thread: the recorder's. A record is on disk when ``append`` returns. After a fault the journal takes no more records
until it is opened again, because only reading the file back tells whether the failed row reached it.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import sys
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from enum import StrEnum
from pathlib import Path

from kiosk import ballast, salvage
from kiosk.chain import digest, genesis, link
from kiosk.clock import Clock, HybridClock
from kiosk.errors import CannotRecord, StoreBroken, StoreError
from kiosk.model import Direction, Kind, Outcome, Reason, Record, Sighting, Source
from kiosk.rows import EPOCH_COLUMNS, RECORD_COLUMNS, Epoch, holes, key_of, keys_after, listed, record_of, record_row
from kiosk.store import guarded, open_store, transaction

# ruff: noqa: S608 - the statements below are put together from constants of this program

_INSERT = f"INSERT INTO record (key, epoch, {listed(RECORD_COLUMNS)}) VALUES (?, ?, {holes(RECORD_COLUMNS)})"
_INSERT_EPOCH = f"INSERT INTO epoch ({listed(EPOCH_COLUMNS)}) VALUES ({holes(EPOCH_COLUMNS)})"
_RECORDS = f"SELECT epoch, {listed(RECORD_COLUMNS)} FROM record"
_LATEST_FIRST = "ORDER BY key DESC LIMIT ?"
_MOVED = """
    SELECT e.station, e.id, r.row, r.code_hash, r.zone, coalesce(r.direction, 'entry'), r.wall + coalesce(r."offset", 0) AS at, r.hlc
    FROM record AS r JOIN epoch AS e ON e.no = r.epoch
    WHERE (r.kind = 'scan' AND r.outcome = 'admit' AND r.direction IS NOT NULL OR r.kind = 'override')
        AND NOT EXISTS (
            -- without statistics the planner walks the whole epoch instead
            SELECT 1 FROM record AS u INDEXED BY record_of_act WHERE u.epoch = r.epoch AND u.refers = r.row AND u.kind = 'undo'
        )
        AND r.wall + coalesce(r."offset", 0) >= ?"""
_MOVEMENTS_OF_CODE = f"{_MOVED} AND r.code_hash = ? AND length(r.code_hash) > 0 ORDER BY r.hlc"


class Why(StrEnum):
    """Why an epoch began."""

    NEW_FILE = "new_file"
    MOVED = "moved"  # another machine, disk or file: the folder was copied or restored
    FORK = "fork"  # the server knows other rows of the epoch than we do
    ENROLLED = "enrolled"  # the folder now belongs to another event or station
    BROKEN = "broken"  # the file before was damaged and set aside


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be recorded; the journal adds event, station, epoch, row, stamp and hashes. Fields as in ``Record``; ``payload`` comes
    already sealed."""

    kind: Kind
    wall: int
    mono: int
    offset: int | None = None
    error: int | None = None
    operator: str = ""
    app: str = ""
    zone: str = ""
    direction: Direction | None = None
    source: Source | None = None
    code_hash: bytes = b""
    badge: str = ""
    category: str = ""
    outcome: Outcome | None = None
    reason: Reason | None = None
    refers: int | None = None
    detail: str = "{}"
    payload: bytes = b""


def fingerprint(path: Path) -> str:
    """What tells this journal file from a copy of it: a hash over machine-id, device and inode of ``path``, 64 hex digits.

    A copied folder has another inode, a disk put into another tablet another machine-id. Both sides of a copy would continue the same
    row numbers, so the copy must begin a new epoch; one epoch too many (a disk renumbered at start) does no harm. What this cannot
    see, an image of the whole disk put back, the server's marks show."""
    status = path.stat()
    return hashlib.sha256(f"{_machine_id()}|{status.st_dev}|{status.st_ino}".encode()).hexdigest()


class Journal:
    """The open journal. ``epoch``, ``row``, ``head``: where it stands (row 0 and the genesis hash before the first record). ``began``:
    why a new epoch began when it was opened, None where it went on. ``set_aside``: where a damaged file before it lies now."""

    def __init__(
        self,
        path: Path,
        event: str,
        station: str,
        clock: Clock,
        fingerprint: Callable[[Path], str] = fingerprint,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Open or make the journal of ``station`` at ``event``. A damaged file is set aside, what its chain proves is carried over.
        ``random``: that many bytes nobody can guess, for the ids of epochs.

        Raises CannotRecord, NewerStore, StoreError."""
        self.path = path
        self._clock = clock
        self._fingerprint = fingerprint
        self._random = random
        self._faulty = False
        self.row, self.head = 0, b""
        self.began: Why | None = None
        self.set_aside: Path | None = None
        try:
            with guarded(path):
                self._connection = self._open()
                try:
                    self._epochs = {epoch.no: epoch for epoch in self._read_epochs()}
                    self._continue(event, station)
                    self._hlc = HybridClock(self._last_stamp())
                except BaseException:
                    self._connection.close()
                    raise
        except StoreError as error:
            ballast.relieve(path.parent, error)
            raise
        ballast.keep(path.parent)

    def append(self, draft: Draft) -> Record:
        """Commit one record; it survives a power cut once this returns.

        Raises CannotRecord with the ``epoch`` (hex) and ``row`` it would have been: the row may be found after all when the journal is
        opened again (the write came through, its confirmation did not), and must then not count as an admission that was shown."""
        if self._faulty:
            raise CannotRecord("opened again only after the fault before", path=str(self.path), epoch=self.epoch.hex(), row=self.row + 1)
        record = Record(
            event=self.event, station=self.station, epoch=self.epoch, row=self.row + 1, kind=draft.kind,
            hlc=self._hlc.tick(draft.wall + (draft.offset or 0)), wall=draft.wall, mono=draft.mono, offset=draft.offset, error=draft.error,
            operator=draft.operator, app=draft.app, zone=draft.zone, direction=draft.direction, source=draft.source,
            code_hash=draft.code_hash, badge=draft.badge, category=draft.category, outcome=draft.outcome, reason=draft.reason,
            refers=draft.refers, detail=draft.detail, payload=draft.payload, payload_digest=digest(draft.payload), previous=self.head,
            hash=b"",
        )  # fmt: skip
        object.__setattr__(record, "hash", link(self.head, record))  # still ours alone; a second Record would cost 2 % of a commit
        try:
            with guarded(self.path):
                self._connection.execute(
                    _INSERT, (key_of(self._no, record.row), self._no, *record_row(record))
                )  # autocommit: returns after the fsync
        except StoreError as error:
            self._faulty = True
            ballast.relieve(self.path.parent, error)
            raise CannotRecord(str(error), **error.values | {"epoch": record.epoch.hex(), "row": record.row}) from error
        self.row, self.head = record.row, record.hash
        return record

    def start_epoch(self, why: Why) -> bytes:
        """Begin a new run of row numbers under a new random id; rows of the epochs before stay, count and are sent. Returns the id."""
        with transaction(self._connection, self.path):
            epoch = self._put_epoch(why)
        self._stand_at(epoch)
        return epoch.id

    def merge(self, stamp: int, offset: int | None) -> bool:
        """Let later records come after ``stamp``, a hybrid stamp seen elsewhere; ``offset`` is the clock offset now, us. False where the
        stamp lies too far ahead to be believed (``kiosk.clock.HLC_BOUND_MS``)."""
        return self._hlc.merge(stamp, self._clock.wall() + (offset or 0))

    def find(self, row: int, epoch: bytes | None = None) -> Record | None:
        """That record of ``epoch`` (None: the current one), None where there is none."""
        no = self._no if epoch is None else next((e.no for e in self._epochs.values() if e.id == epoch), 0)
        return next(iter(self._select(f"{_RECORDS} WHERE key = ?", (key_of(no, row),))), None)

    def holds(self, seen: Sighting) -> bool:
        """Whether the movement sighted is a record of this journal, taken back or not."""
        no = next((e.no for e in self._epochs.values() if e.id == seen.epoch), 0)
        with guarded(self.path):
            query = "SELECT code_hash FROM record WHERE key = ?"
            found = self._connection.execute(query, (key_of(no, seen.row),)).fetchone() if no else None
        return found is not None and found[0] == seen.code_hash

    def referring(self, row: int) -> list[Record]:
        """The acts of the current epoch that refer to ``row`` (overrides, undos), oldest first."""
        return self._select(f"{_RECORDS} INDEXED BY record_of_act WHERE epoch = ? AND refers = ? ORDER BY row", (self._no, row))

    def concerning(self, code_hash: bytes, kinds: Sequence[Kind]) -> list[Record]:
        """The records of these kinds under this code, newest first, epochs before included."""
        query = f"{_RECORDS} WHERE code_hash = ? AND length(code_hash) > 0 AND kind IN ({holes(kinds)}) ORDER BY key DESC"
        return self._select(query, (code_hash, *(kind.value for kind in kinds)))

    def recent(self, count: int, kinds: Sequence[Kind] = (Kind.SCAN, Kind.OVERRIDE)) -> list[Record]:
        """The latest ``count`` records of these kinds, newest first, epochs before included."""
        query = f"{_RECORDS} WHERE kind IN ({holes(kinds)}) {_LATEST_FIRST}"
        return self._select(query, (*(kind.value for kind in kinds), count))

    def scans_since(self, since: int) -> int:
        """How many scans were recorded here from ``since`` on (corrected time, us), whatever came of them. Reads the whole journal."""
        query = """SELECT count(*) FROM record WHERE kind = 'scan' AND wall + coalesce("offset", 0) >= ?"""
        with guarded(self.path):
            return int(self._connection.execute(query, (since,)).fetchone()[0])

    def since(self, epoch: bytes, row: int, limit: int) -> list[Record]:
        """At most ``limit`` records of ``epoch`` after ``row``, in order."""
        no = next((e.no for e in self._epochs.values() if e.id == epoch), 0)
        return self._select(f"{_RECORDS} WHERE key > ? AND key < ? ORDER BY key LIMIT ?", (*keys_after(no, row), limit))

    def movements(self, code_hash: bytes, since: int = 0) -> list[Sighting]:
        """What was admitted here under this code from ``since`` on (corrected time, us), in hybrid order: admitted scans and overrides
        (an entry), those taken back left out, all epochs and unsent rows included. In the form of a sighting by this station."""
        return self._moved(_MOVEMENTS_OF_CODE, (since, code_hash)) if code_hash else []

    def admitted_since(self, zones: Iterable[str], since: int) -> list[Sighting]:
        """The same for every badge in these zones: for the count of who is inside when the station starts. Reads the whole journal."""
        asked = sorted(zones)
        return self._moved(f"{_MOVED} AND r.zone IN ({holes(asked)}) ORDER BY r.hlc", (since, *asked))

    def tidy(self) -> None:
        """Move the write-ahead log into the file, cut it back, and hold space back again if there is room; for an idle moment. Raises
        CannotRecord."""
        with guarded(self.path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        ballast.keep(self.path.parent)

    def close(self) -> None:
        """Close the file; may be called again."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        try:
            return open_store(self.path, "journal")
        except StoreBroken:
            salvage.set_aside(self.path)
        return open_store(self.path, "journal")

    def _continue(self, event: str, station: str) -> None:
        self.event, self.station = event, station
        latest = self._epochs.get(max(self._epochs, default=0))
        if latest is None:
            self.set_aside = next(reversed(salvage.set_aside_files(self.path)), None)
            self.began = Why.BROKEN if self.set_aside else Why.NEW_FILE
        elif (latest.event, latest.station) != (event, station):
            self.began = Why.ENROLLED
        elif latest.fingerprint != self._fingerprint(self.path):
            self.began = Why.MOVED
        else:
            self._stand_at(latest)
            return
        with transaction(self._connection, self.path):  # together, or a cut in between would leave an old epoch to go on with fewer rows
            if self.set_aside is not None:
                self._carry_over(self.set_aside)
            epoch = self._put_epoch(self.began)
        self._stand_at(epoch)

    def _carry_over(self, broken: Path) -> None:
        for epoch, records in salvage.whole_epochs(broken):
            self._connection.execute("SAVEPOINT carried")
            try:
                self._connection.execute(_INSERT_EPOCH, astuple(epoch))
                self._connection.executemany(_INSERT, ((key_of(epoch.no, record.row), epoch.no, *record_row(record)) for record in records))
                self._epochs[epoch.no] = epoch
            except sqlite3.IntegrityError:  # a damaged row of the table epoch
                self._connection.execute("ROLLBACK TO carried")
            self._connection.execute("RELEASE carried")

    def _put_epoch(self, why: Why) -> Epoch:
        epoch = Epoch(
            max(self._epochs, default=0) + 1, self._random(16), self.event, self.station, self._fingerprint(self.path),
            self._clock.wall(), why.value,
        )  # fmt: skip
        self._connection.execute(_INSERT_EPOCH, astuple(epoch))
        return epoch

    def _stand_at(self, epoch: Epoch) -> None:
        self._epochs[epoch.no] = epoch
        self._no, self.epoch = epoch.no, epoch.id
        query = "SELECT row, hash FROM record WHERE key > ? AND key < ? ORDER BY key DESC LIMIT 1"
        last = self._connection.execute(query, keys_after(epoch.no, 0)).fetchone()
        self.row, self.head = last or (0, genesis(epoch.event, epoch.station, epoch.id))

    def _read_epochs(self) -> list[Epoch]:
        return [Epoch(*values) for values in self._connection.execute(f"SELECT {listed(EPOCH_COLUMNS)} FROM epoch ORDER BY no")]

    def _last_stamp(self) -> int:
        last = self._connection.execute("SELECT hlc FROM record ORDER BY key DESC LIMIT 1").fetchone()
        return int(last[0]) if last else 0

    def _select(self, query: str, values: Sequence[object]) -> list[Record]:
        with guarded(self.path):
            return [record_of(row[1:], self._epochs[row[0]]) for row in self._connection.execute(query, values)]

    def _moved(self, query: str, values: Sequence[object]) -> list[Sighting]:
        with guarded(self.path):
            return [
                Sighting(station, epoch, row, code_hash, zone, Direction(direction), at, hlc)
                for station, epoch, row, code_hash, zone, direction, at, hlc in self._connection.execute(query, values)
            ]


def _machine_id() -> str:
    """The operating system's own number of this installation, else the network card's."""
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for place in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        if place.is_file():
            return place.read_text("ascii", "replace").strip()
    return f"{uuid.getnode():012x}"
