"""Badges as last received: a snapshot file nobody writes, and over it what the feed has brought since; knows no server and no rule."""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kiosk.errors import StoreBroken, StoreError
from kiosk.feed import FeedReader, Gone
from kiosk.model import Badge, Sighting
from kiosk.places import Places
from kiosk.rows import BADGE_COLUMNS, badge_of, badge_row, holes, listed
from kiosk.store import guarded, open_store, quick_check, same_schema, sync_file, sync_folder

# ruff: noqa: S608 - the statements below are put together from constants of this program

COUNT = "badges"
"""Key in a snapshot's meta: how many badges it holds. ``build`` puts it there."""

_INSERT = f"INSERT INTO badge ({listed(BADGE_COLUMNS)}) VALUES ({holes(BADGE_COLUMNS)})"
_FIND = f"SELECT {listed(BADGE_COLUMNS)} FROM badge WHERE code_hash = ?"
_OF_PEOPLE = f"SELECT {listed(BADGE_COLUMNS)} FROM badge WHERE id IN"
_LISTS = "SELECT DISTINCT days, invitations FROM badge"

logger = logging.getLogger(__name__)


def build(path: Path, badges: Iterable[Badge], meta: Mapping[str, str | int], people: Iterable[tuple[str, bytes]] | None = None) -> None:
    """Write a snapshot of ``badges`` to ``path``, which must not exist yet; whole and on disk when this returns, gone if it raises.
    With ``people`` (id, sealed) it is one for a desk.

    Fastest, and the smallest file, with the badges in order of their hash. Raises CannotRecord; ValueError for a hash that comes twice."""
    if path.exists():
        raise FileExistsError(path)
    try:
        with guarded(path):
            connection = open_store(path, "roster" if people is None else "crowd")
            try:
                _fill(connection, badges, meta, people)
            finally:
                connection.close()
            sync_file(path)
            sync_folder(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def check(path: Path, sha256: str | None = None, kind: str = "roster") -> dict[str, str | int]:
    """The meta of the snapshot at ``path`` after proving it one of this kind: content as promised (``sha256`` in hex, if told), exactly
    the expected schema, a whole file, as many badges as it says, each readable.

    Raises StoreBroken, NewerStore, StoreError. About a second for a million badges, so not for the GUI or the recorder's thread."""
    with guarded(path):
        if sha256 is not None:
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256.lower():
                    raise StoreBroken("the content is not what was promised", path=str(path))
        connection = open_store(path, kind, read_only=True)
        try:
            if not same_schema(connection, kind):
                raise StoreBroken("not the schema of a roster", path=str(path))
            quick_check(connection, path)
            meta = _meta(connection)
            if connection.execute("SELECT count(*) FROM badge").fetchone()[0] != meta.get(COUNT):
                raise StoreBroken("not as many badges as it says", path=str(path))
            # a badge's lists are a few among a million badges: the same ones are looked at once
            if not all(_is_list(text) for pair in connection.execute(_LISTS) for text in pair):
                raise StoreBroken("badges that cannot be read", path=str(path))
            return meta
        finally:
            connection.close()


class Roster:
    """What a station asks about a badge; used on one thread. Each answer is of one committed state of feed and snapshot together.

    Where the feed does not say which snapshot counts (it was damaged and began anew while the server is away), the newest one in the
    folder does: a roster of yesterday is better than none."""

    def __init__(self, places: Places, feed: FeedReader, kind: str = "roster") -> None:
        """Opens nothing yet: the first question does. ``kind`` "crowd" for a desk's, which has people in it."""
        self._places = places
        self._kind = kind
        self._feed = feed
        self._version: tuple[int, int] | None = None
        self._named: str | None = None
        self._followed = False
        self._path: Path | None = None
        self._snapshot: sqlite3.Connection | None = None
        self._count = 0

    def find(self, code_hash: bytes) -> Badge | None:
        """The badge of this hash, None where it is not known or gone. Raises StoreBroken or CannotRecord where a file cannot be read."""
        if not code_hash:
            return None
        # one statement: a snapshot adopted a moment later takes the feed's changes over, and the two would be of different states
        named, changed = self._feed.look_up(code_hash)
        if not self._followed or named != self._named:
            self._follow(named)
        if isinstance(changed, Gone):
            return None
        if changed is not None or self._snapshot is None or self._path is None:
            return changed
        with guarded(self._path):
            row = self._snapshot.execute(_FIND, (code_hash,)).fetchone()
        return badge_of(row) if row is not None else None

    def of_person(self, id_: str) -> list[Badge]:
        """Every badge and confirmation of the person with this opaque id. Goes through the whole snapshot: 10 to 15 ms among 200,000."""
        return self.of_people([id_])[id_]

    def of_people(self, ids: Sequence[str]) -> dict[str, list[Badge]]:
        """The same of several people, in the time of one; at most some hundred."""
        self.reopen_if_changed()
        held: dict[str, list[Badge]] = {id_: [] for id_ in ids}
        if self._snapshot is not None and self._path is not None:
            with guarded(self._path):
                for row in self._snapshot.execute(f"{_OF_PEOPLE} ({holes(ids)})", tuple(ids)):
                    badge = badge_of(row)
                    held[badge.id].append(badge)
        for id_, badges in held.items():
            changed = {each.code_hash: each for each in self._feed.badges_of(id_)}
            current = [changed.pop(each.code_hash, None) or self.find(each.code_hash) for each in badges]
            held[id_] = [each for each in (*current, *changed.values()) if each is not None]
        return held

    def sightings(self, code_hash: bytes, zones: Iterable[str], since: int = 0) -> list[Sighting]:
        """Where stations saw this badge in ``zones`` from ``since`` on (corrected time, us), in hybrid order."""
        asked = frozenset(zones)
        return [seen for seen in self._feed.sightings(code_hash, since) if seen.zone in asked] if code_hash else []

    def size(self) -> int:
        """How many badges the snapshot holds; where there is none, how many have come as changes. For a person's eye."""
        self.reopen_if_changed()
        return self._count if self._snapshot is not None else self._feed.overlay()[0]

    def people(self) -> dict[str, bytes]:
        """Everybody, sealed, by opaque id, as they are now: the snapshot's and what the feed brought since. Empty on a gate."""
        held: dict[str, bytes] = {}
        if self._kind == "crowd":
            self.reopen_if_changed()
            if self._snapshot is not None and self._path is not None:
                with guarded(self._path):
                    held.update(self._snapshot.execute("SELECT id, sealed FROM person"))
            held.update(self._feed.people())
        return {id_: sealed for id_, sealed in held.items() if sealed}

    def reopen_if_changed(self) -> bool:
        """Follow the feed to another snapshot if it names one; True if anything was taken into the feed since this was last asked."""
        version = self._feed.version()
        if version == self._version:
            return False
        adopted = self._feed.roster()
        self._follow(adopted.version if adopted else None)
        self._version = version
        return True

    def close(self) -> None:
        """Let go of the snapshot; the feed is its owner's to close. May be called again."""
        if self._snapshot is not None:
            self._snapshot.close()
        self._snapshot, self._path, self._version, self._count, self._followed = None, None, None, 0, False

    def _follow(self, named: str | None) -> None:
        """Go over to the snapshot the feed names, where it can be opened."""
        for path in [self._places.roster(named)] if named else self._newest_first():
            if path == self._path or self._open(path):
                break
        self._named, self._followed = named, True

    def _open(self, path: Path) -> bool:
        """Go over to the snapshot at ``path``. One that cannot be opened is left for the sync thread to fetch again."""
        try:
            snapshot = open_store(path, self._kind, read_only=True)
            with guarded(path):
                count = _meta(snapshot).get(COUNT, 0)
        except StoreError as fault:
            logger.warning("roster %s: %s", path.name, fault)
            return False
        if self._snapshot is not None:
            self._snapshot.close()
        self._snapshot, self._path, self._count = snapshot, path, int(count)
        return True

    def _newest_first(self) -> list[Path]:
        if self._path is not None:
            return [self._path]
        found: list[tuple[float, Path]] = []
        for path in self._places.root.glob("roster-*.db"):
            with suppress(FileNotFoundError):
                found.append((path.stat().st_mtime, path))
        return [path for _, path in sorted(found, reverse=True)]


def _fill(
    connection: sqlite3.Connection,
    badges: Iterable[Badge],
    meta: Mapping[str, str | int],
    people: Iterable[tuple[str, bytes]] | None,
) -> None:
    # the file is synced once when it is whole; until then nobody misses it
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        connection.executemany(_INSERT, map(badge_row, badges))
    except sqlite3.IntegrityError as error:
        raise ValueError(f"two badges of one hash, or a badge without an id: {error}") from error
    if people is not None:
        connection.executemany("INSERT INTO person (id, sealed) VALUES (?, ?)", people)
    count = connection.execute("SELECT count(*) FROM badge").fetchone()[0]
    connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", {**meta, COUNT: count}.items())
    connection.execute("COMMIT")


def _is_list(text: str) -> bool:
    try:
        return not text or isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False


def _meta(connection: sqlite3.Connection) -> dict[str, str | int]:
    return dict(connection.execute("SELECT key, value FROM meta").fetchall())
