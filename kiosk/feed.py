"""What came from the server since the roster snapshot, and how far the server has confirmed our records; knows no server and no rule.

``FeedWriter`` belongs to the sync thread, each ``FeedReader`` to one other thread. All of it can be fetched again, so a damaged file is
set aside and begun anew.
"""

from __future__ import annotations

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from kiosk import salvage
from kiosk.calls import Answered, Called
from kiosk.errors import StoreBroken
from kiosk.follow import Follower
from kiosk.model import Badge, DeskKey, Handed, Notice, Sighting, Staff, Text
from kiosk.outbox import Mark
from kiosk.rows import (
    BADGE_COLUMNS,
    SIGHTING_COLUMNS,
    STAFF_COLUMNS,
    badge_of,
    badge_row,
    holes,
    listed,
    sighting_of,
    sighting_row,
    staff_of,
    staff_row,
)  # fmt: skip
from kiosk.store import guarded, open_store, transaction

# ruff: noqa: S608 - the statements below are put together from constants of this program

_PUT_BADGE = f"REPLACE INTO badge ({listed(BADGE_COLUMNS)}, gone) VALUES ({holes(BADGE_COLUMNS)}, ?)"
_PUT_STAFF = f"REPLACE INTO staff ({listed(STAFF_COLUMNS)}) VALUES ({holes(STAFF_COLUMNS)})"
_PUT_CALL = """INSERT INTO call (id, station, zone, ko, en, called) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        station = excluded.station, zone = excluded.zone, ko = excluded.ko, en = excluded.en, called = excluded.called"""
_PUT_ANSWER = """INSERT INTO call (id, answered, by) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET answered = excluded.answered, by = excluded.by WHERE answered IS NULL OR answered > excluded.answered"""
_PUT_SIGHTING = f"""REPLACE INTO sighting ({listed(SIGHTING_COLUMNS)}, arrival)
    VALUES ({holes(SIGHTING_COLUMNS)}, (SELECT coalesce(max(arrival), 0) + 1 FROM sighting))"""
_BADGE = f"SELECT {listed(BADGE_COLUMNS)}, gone FROM badge"
_SIGHTING = f"SELECT {listed(SIGHTING_COLUMNS)} FROM sighting"
_LOOK_UP = f"""SELECT (SELECT value FROM meta WHERE key = 'roster_version'), {listed(BADGE_COLUMNS)}, gone
    FROM (SELECT 1) LEFT JOIN badge ON code_hash = ?"""
_STAFF = f"SELECT {listed(STAFF_COLUMNS)} FROM staff"
_MARKS = "SELECT epoch, row, head, (SELECT count(*) FROM quarantined AS q WHERE q.epoch = mark.epoch) FROM mark"


@dataclass(frozen=True, slots=True)
class Gone:
    """The badge of this hash is no longer there."""

    code_hash: bytes


@dataclass(frozen=True, slots=True)
class ProgrammeText:
    """The programme file as it is now, whole; ``version`` its SHA-256 in hex. ``desk_keys``: every printing desk's as it is now."""

    text: str
    version: str
    desk_keys: tuple[DeskKey, ...] = ()


@dataclass(frozen=True, slots=True)
class SealedPerson:
    """An attendee as a desk gets them (``kiosk.personal``); ``sealed`` empty: no longer there."""

    id: str
    sealed: bytes


Change = Badge | Gone | Sighting | Staff | ProgrammeText | Notice | SealedPerson | Called | Answered | Handed


@dataclass(frozen=True, slots=True)
class Position:
    """Where a station stands in the change feed; both empty: nothing yet."""

    generation: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Adopted:
    """The roster snapshot in use: its ``version`` names the file (``Places.roster``), ``etag`` is the server's name for its content."""

    version: str
    etag: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What one answer of the server brings; everything is optional, and all of it is taken in or nothing.

    ``marks``: epoch -> its mark, which may go back. ``quarantined``: epoch -> (row, reason) the server keeps but cannot use. ``changes``
    in the order they came; for the same badge, person or sighting the later one wins. ``offset`` and ``error``: server clock minus ours
    and how far that may be off, us. ``as_of``: when (our clock, us) roster and feed were whole. ``command``: number of the last command
    that was carried out."""

    marks: Mapping[bytes, Mark] | None = None
    quarantined: Mapping[bytes, Sequence[tuple[int, str]]] | None = None
    changes: Sequence[Change] = ()
    position: Position | None = None
    offset: int | None = None
    error: int | None = None
    as_of: int | None = None
    command: int | None = None


class _Reads(ABC):
    """What both sides can ask. While there is no file yet everything is empty."""

    @abstractmethod
    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What the file answers; nothing while there is none."""

    def marks(self) -> dict[bytes, Mark]:
        """How far the server has confirmed our records, by epoch."""
        return {epoch: Mark(row, head, count) for epoch, row, head, count in self._rows(_MARKS)}

    def quarantined(self, epoch: bytes) -> list[tuple[int, str]]:
        """Rows of ``epoch`` the server keeps but cannot use, with its reasons, in order."""
        return [(row, reason) for row, reason in self._rows("SELECT row, reason FROM quarantined WHERE epoch = ? ORDER BY row", (epoch,))]

    def badge(self, code_hash: bytes) -> Badge | Gone | None:
        """What changed about this badge since the snapshot: as it is now, gone, or None for no change."""
        for *values, gone in self._rows(f"{_BADGE} WHERE code_hash = ?", (code_hash,)):
            return Gone(code_hash) if gone else badge_of(values)
        return None

    def badges_of(self, id_: str) -> list[Badge]:
        """The badges of the person with this opaque id that changed since the snapshot."""
        return [badge_of(values[:-1]) for values in self._rows(f"{_BADGE} WHERE id = ? AND NOT gone", (id_,))]

    def look_up(self, code_hash: bytes) -> tuple[str | None, Badge | Gone | None]:
        """Which roster snapshot is in use (its version) and what changed about this badge since it, both of one state of the feed."""
        for version, *values, gone in self._rows(_LOOK_UP, (code_hash,)):
            if gone is None:
                return version, None
            return version, Gone(code_hash) if gone else badge_of(values)
        return None, None

    def overlay(self) -> tuple[int, int]:
        """How many badges differ from the snapshot or are new, and how many are gone."""
        counts = self._rows("SELECT count(*) - coalesce(sum(gone), 0), coalesce(sum(gone), 0) FROM badge")
        return (counts[0][0], counts[0][1]) if counts else (0, 0)

    def sightings(self, code_hash: bytes, since: int = 0) -> list[Sighting]:
        """Where stations saw this badge from ``since`` on (corrected time, us), in hybrid order, those taken back left out."""
        query = f"{_SIGHTING} WHERE code_hash = ? AND at >= ? AND NOT undone ORDER BY hlc"
        return [sighting_of(row) for row in self._rows(query, (code_hash, since))]

    def sightings_in(self, zones: Iterable[str], since: int) -> list[Sighting]:
        """Every badge seen in these zones from ``since`` on, in hybrid order, those taken back left out."""
        asked = sorted(zones)
        query = f"{_SIGHTING} WHERE zone IN ({holes(asked)}) AND at >= ? AND NOT undone ORDER BY hlc"
        return [sighting_of(row) for row in self._rows(query, (*asked, since))]

    def arrived(self, after: int) -> list[Sighting]:
        """The sightings taken in or taken back since ``arrivals`` stood at ``after``, in that order, those taken back included.

        Another generation of the feed counts from the beginning."""
        return [sighting_of(row) for row in self._rows(f"{_SIGHTING} WHERE arrival > ? ORDER BY arrival", (after,))]

    def arrivals(self) -> int:
        """How far sightings have arrived, 0 for none: grows with every one."""
        return int((self._rows("SELECT coalesce(max(arrival), 0) FROM sighting") or [(0,)])[0][0])

    def newest_stamp(self) -> int:
        """The largest hybrid stamp seen elsewhere, 0 for none; for ``Journal.merge``."""
        return int((self._rows("SELECT coalesce(max(hlc), 0) FROM sighting") or [(0,)])[0][0])

    def staff(self) -> list[Staff]:
        """Everybody who works here, blocked ones included, by id."""
        return [staff_of(row) for row in self._rows(f"{_STAFF} ORDER BY id")]

    def people(self) -> list[tuple[str, bytes]]:
        """Everybody who changed since the snapshot: id and sealed bytes, which are empty where they are no longer there."""
        return [(id_, sealed) for id_, sealed in self._rows("SELECT id, sealed FROM person")]

    def conflicts(self, zone: str) -> int:
        """How many conflicts that concern ``zone`` wait for a person's decision."""
        query = "SELECT count(*) FROM conflict WHERE open AND ? IN (first_zone, second_zone)"
        return int((self._rows(query, (zone,)) or [(0,)])[0][0])

    def handed(self, code_hash: bytes, since: int) -> list[Handed]:
        """What desks handed out to whoever wears this badge since then (corrected time, us)."""
        query = "SELECT station, epoch, row, code_hash, counter, at FROM handed WHERE code_hash = ? AND at >= ?"
        return [Handed(*values) for values in self._rows(query, (code_hash, since))]

    def calls(self, zone: str, since: int) -> list[Called]:
        """Who called staff at ``zone`` since then (corrected time, us) and was not answered yet, the first first."""
        query = "SELECT id, station, zone, ko, en, called FROM call WHERE zone = ? AND called >= ? AND answered IS NULL ORDER BY called, id"
        return [Called(id_, station, at_zone, Text(ko, en), at) for id_, station, at_zone, ko, en, at in self._rows(query, (zone, since))]

    def call(self, id_: str) -> tuple[bool, bool]:
        """Whether the server has told of that call, and whether of its answer."""
        rows = self._rows("SELECT called IS NOT NULL, answered IS NOT NULL FROM call WHERE id = ?", (id_,))
        return (bool(rows[0][0]), bool(rows[0][1])) if rows else (False, False)

    def position(self) -> Position:
        """The cursor to ask from."""
        return Position(self._meta("generation") or "", self._meta("position") or "")

    def roster(self) -> Adopted | None:
        """Which roster snapshot is in use, None before the first."""
        version = self._meta("roster_version")
        return Adopted(version, self._meta("roster_etag") or "") if version else None

    def programme(self) -> ProgrammeText | None:
        """The programme as the server last sent it, None before the first."""
        text = self._meta("programme_text")
        return ProgrammeText(text, self._meta("programme_version") or "", self.desk_keys()) if text is not None else None

    def desk_keys(self) -> tuple[DeskKey, ...]:
        """The keys of printing desks, those revoked included; nothing says yet that their certificates hold."""
        return tuple(DeskKey(bytes.fromhex(raw), bool(revoked)) for raw, revoked in json.loads(self._meta("desk_keys") or "[]"))

    def clock(self) -> tuple[int, int] | None:
        """The clock offset last measured, server minus ours, and its possible error, us; None before the first."""
        offset, error = self._meta("offset"), self._meta("error")
        return (offset, error) if offset is not None and error is not None else None

    def as_of(self) -> int | None:
        """When roster and feed were last known to be whole (our clock, us)."""
        at: int | None = self._meta("as_of")
        return at

    def command(self) -> int:
        """Number of the last command of the server that was carried out, 0 for none."""
        return int(self._meta("command") or 0)

    def _meta(self, key: str) -> Any:
        found = self._rows("SELECT value FROM meta WHERE key = ?", (key,))
        return found[0][0] if found else None


class FeedReader(_Reads):
    """The feed as another thread sees it; every question is answered from one committed state."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._feed = Follower(path, "feed")

    def version(self) -> tuple[int, int]:
        """Differs from an earlier answer if anything was taken in since; cheap enough to ask before every scan."""
        with guarded(self._path):
            return self._feed.version()

    def close(self) -> None:
        """Let go of the file."""
        self._feed.close()

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with guarded(self._path):
            connection = self._feed.connection()
            return [] if connection is None else connection.execute(query, values).fetchall()


class FeedWriter(_Reads):
    """The feed on the sync thread. ``set_aside``: where a damaged file before it lies now, None if there was none."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises CannotRecord, NewerStore, StoreError."""
        self._path = path
        self.set_aside: Path | None = None
        with guarded(path):
            try:
                self._connection = open_store(path, "feed")
            except StoreBroken:
                self.set_aside = salvage.set_aside(path)
                self._connection = open_store(path, "feed")

    def apply(self, intake: Intake) -> None:
        """Take in one answer, whole or not at all. Raises CannotRecord."""
        with transaction(self._connection, self._path):
            for epoch, mark in (intake.marks or {}).items():
                self._connection.execute("REPLACE INTO mark (epoch, row, head) VALUES (?, ?, ?)", (epoch, mark.row, mark.head))
            for epoch, rows in (intake.quarantined or {}).items():
                put = "REPLACE INTO quarantined (epoch, row, reason) VALUES (?, ?, ?)"
                self._connection.executemany(put, ((epoch, row, reason) for row, reason in rows))
            for change in intake.changes:
                self._put(change)
            if intake.position is not None:
                self._set(generation=intake.position.generation, position=intake.position.position)
            values = {"offset": intake.offset, "error": intake.error, "as_of": intake.as_of, "command": intake.command}
            self._set(**{key: value for key, value in values.items() if value is not None})

    def adopt_roster(self, roster: Adopted, position: Position) -> None:
        """From now on the snapshot ``roster`` is the one in use and the feed goes on from ``position``, which is what it was made at.

        The changed badges and people are dropped: the snapshot has them. All else stays, unless the generation is another: then they may
        not be true of this server, and come anew. The file must be verified and on disk before. Raises CannotRecord."""
        with transaction(self._connection, self._path):
            self._connection.execute("DELETE FROM badge")
            self._connection.execute("DELETE FROM person")
            if position.generation != (self._meta("generation") or position.generation):
                self._connection.execute("DELETE FROM sighting")
                self._connection.execute("DELETE FROM staff")
                self._connection.execute("DELETE FROM conflict")
                self._connection.execute("DELETE FROM call")
                self._connection.execute("DELETE FROM handed")
            self._set(roster_version=roster.version, roster_etag=roster.etag)
            self._set(generation=position.generation, position=position.position)

    def forget(self) -> None:
        """Give up all that speaks of people and badges, so that no bytes of it stay in the file; marks, clock and commands stay. May be
        called again. Raises CannotRecord."""
        with guarded(self._path):
            self._connection.execute("PRAGMA secure_delete = ON")
        with transaction(self._connection, self._path):
            for table in ("badge", "person", "sighting", "staff", "conflict"):
                self._connection.execute(f"DELETE FROM {table}")
            self._connection.execute("DELETE FROM meta WHERE key NOT IN ('offset', 'error', 'command')")
        with guarded(self._path):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file; may be called again."""
        self._connection.close()

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with guarded(self._path):
            return self._connection.execute(query, values).fetchall()

    def _put(self, change: Change) -> None:
        match change:
            case Badge():
                self._connection.execute(_PUT_BADGE, (*badge_row(change), 0))
            case Gone(code_hash):
                self._connection.execute(_PUT_BADGE, (*badge_row(Badge(code_hash, "", "")), 1))
            case Sighting():
                self._connection.execute(_PUT_SIGHTING, sighting_row(change))
            case SealedPerson(id_, sealed):
                self._connection.execute("REPLACE INTO person (id, sealed) VALUES (?, ?)", (id_, sealed))
            case Staff():
                self._connection.execute(_PUT_STAFF, staff_row(change))
            case Notice(id_, what, zones, waits):
                self._connection.execute("REPLACE INTO conflict VALUES (?, ?, ?, ?, ?)", (id_, what, *zones, int(waits)))
            case Called(id_, station, zone, name, at):
                self._connection.execute(_PUT_CALL, (id_, station, zone, name.ko, name.en, at))
            case Answered(id_, station, at):
                self._connection.execute(_PUT_ANSWER, (id_, at, station))
            case Handed():
                self._connection.execute("REPLACE INTO handed VALUES (?, ?, ?, ?, ?, ?)", astuple(change))
            case ProgrammeText(text, version, desk_keys):
                listed_keys = json.dumps([[each.certificate.hex(), int(each.revoked)] for each in desk_keys])
                self._set(programme_text=text, programme_version=version, desk_keys=listed_keys)

    def _set(self, **values: str | int) -> None:
        self._connection.executemany("REPLACE INTO meta (key, value) VALUES (?, ?)", values.items())


def marks_in(connection: sqlite3.Connection) -> dict[bytes, Mark]:
    """The marks in an open feed file, for those who look at it from outside."""
    return {epoch: Mark(row, head, count) for epoch, row, head, count in connection.execute(_MARKS)}
