"""The roster as one ready file for stations that join: built once, packed once, handed out many times; knows no HTTP.

The file is of one moment, and its meta names that moment's place in the roster's changes, so a station goes on from there. Entries and
exits, staff and programme come through the feed from its beginning: the position's other half is zero.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import zstandard
from sqlalchemy import Connection, select

from kiosk import roster
from kiosk.model import Badge, Flag
from kiosk.signed import EVENT_KEY
from sync.server import feed, persons
from sync.server.feed import Place, Position
from sync.server.schema import BADGE, SIGNER
from sync.server.store import Store
from sync.wire import Manifest

LEVEL = 3
"""zstd's default: 13 MB for 1,000,000 badges in under a second; level 19 gains a fifth and takes minutes."""
AT_ONCE = 10_000
STALE_S = 24 * 3600
KEPT = 2
"""Files kept of one event: a slow download may still be reading the one before."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Packed:
    """A snapshot ready to send. ``sha256``: of the unpacked file, hex; ``manifest``: signed, as its header."""

    path: Path
    etag: str
    sha256: str
    manifest: str
    generation: str
    position: Position


class Snapshots:
    """Snapshots of every event of ``store``, kept in ``folder``."""

    def __init__(self, store: Store, folder: Path) -> None:
        """Files an earlier run left in ``folder`` and nobody can ask for any more are removed."""
        for old in folder.glob("roster-*.zst"):
            if old.stat().st_mtime < time.time() - STALE_S:
                old.unlink(missing_ok=True)
        self._store = store
        self._folder = folder
        self._lock = threading.Lock()
        self._packed: dict[tuple[str, str], list[Packed]] = {}

    def current(self, event: str, kind: str = "roster") -> Packed:
        """A snapshot from which the changes since are at most one page; ``kind`` "crowd" has people in it, sealed. Requests that come while
        it is built wait for that one."""
        with self._lock:
            kept = self._packed.setdefault((event, kind), [])
            if not kept or not self._good(event, kind, kept[-1]):
                kept.append(self._build(event, kind))
                for old in kept[:-KEPT]:
                    old.path.unlink(missing_ok=True)
                del kept[:-KEPT]
            return kept[-1]

    def _good(self, event: str, kind: str, packed: Packed) -> bool:
        if packed.generation != self._store.generation() or not packed.path.is_file():
            return False
        with self._store.read() as connection:
            there = feed.holds(connection, event, packed.position)
            places = ((feed.ROSTER, packed.position.roster), (feed.PEOPLE, packed.position.people))[: 2 if kind == "crowd" else 1]
            return there and all(feed.behind(connection, event, stream, place, feed.PAGE + 1) <= feed.PAGE for stream, place in places)

    def _build(self, event: str, kind: str) -> Packed:
        generation = self._store.generation()
        self._folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self._folder) as folder:
            plain = Path(folder) / "roster.db"
            with self._store.picture() as connection:
                key = connection.execute(select(SIGNER.c.private).where(SIGNER.c.event == event, SIGNER.c.key_id == EVENT_KEY)).scalar_one()
                named = kind == "crowd"
                end = feed.end(connection, event, feed.PEOPLE) if named else Place()
                position = Position(roster=feed.end(connection, event, feed.ROSTER), people=end)
                meta = {"event": event, "generation": generation, "position": str(position)}
                people = persons.sealed(connection, event, persons.data_key(connection, event)) if named else None
                roster.build(plain, _badges(connection, event), meta, people)
            sha256 = _sha256(plain)
            packed = Path(folder) / "roster.db.zst"
            with plain.open("rb") as source, packed.open("wb") as target:
                zstandard.ZstdCompressor(level=LEVEL).copy_stream(source, target, size=plain.stat().st_size)
            name = f"roster-{sha256[:32]}.zst"
            packed.replace(self._folder / name)
            manifest = Manifest(event=event, generation=generation, position=str(position), sha256=sha256, size=plain.stat().st_size)
        log.info("snapshot of %s built: %d bytes packed", event, (self._folder / name).stat().st_size)
        return Packed(self._folder / name, f'"{sha256[:32]}"', sha256, manifest.sealed(key), generation, position)


def _badges(connection: Connection, event: str) -> Iterator[Badge]:
    columns = [BADGE.c[name] for name in ("code_hash", "id", "category", "flags", "valid_from", "valid_until", "days", "invitations")]
    query = select(*columns).where(BADGE.c.event == event).order_by(BADGE.c.code_hash)
    for rows in connection.execution_options(yield_per=AT_ONCE).execute(query).partitions():
        for code_hash, id_, category, flags, valid_from, valid_until, days, invitations in rows:
            yield Badge(code_hash, id_, category, Flag(flags), valid_from, valid_until, _days(days), _zones(invitations))


@lru_cache(4096)
def _days(text: str) -> tuple[int, ...]:
    return tuple(json.loads(text))


@lru_cache(4096)
def _zones(text: str) -> frozenset[str]:
    return frozenset(json.loads(text))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
