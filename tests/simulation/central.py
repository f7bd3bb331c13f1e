"""The server of a seed: the real store and the real answers, and what an operator may do to it: kill it, back it up, restore it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import zstandard
from sqlalchemy import select

from kiosk.clock import Clock
from kiosk.config import Identity
from kiosk.model import Direction, Flag, Kind, Outcome
from kiosk.store import sync_file
from sync.prover import Prover
from sync.server import conflicts
from sync.server.admin import Admin
from sync.server.proofs import Proofs, Stale
from sync.server.rounds import Rounds
from sync.server.schema import QUARANTINE, RECORD
from sync.server.snapshot import Snapshots
from sync.server.store import Store
from sync.transport import Reply
from sync.wire import RoundAnswer, RoundRequest
from sync.wireproof import SIGNATURE, TIME, Asked
from tests.simulation.ledger import Contents, Key, Standing, Told

LOGS = ("-wal", "-shm")
WAYS = ("backup", "files", "dump", "standby")
"""How a server comes back: from a copy made by SQLite's backup, from a plain copy of its files put over the ones there, from a dump
loaded into a new database, as the standby that was behind."""


class Direct:
    """The server within reach, as an ``Upstream``: every message arrives, at once."""

    def __init__(self, central: Central, identity: Identity) -> None:
        self._central, self._identity = central, identity

    def round(self, request: RoundRequest) -> RoundAnswer:
        """As ``Upstream``; through the wire's own form both ways."""
        answer = self._central.round(self._identity, RoundRequest.model_validate_json(request.model_dump_json()))
        return RoundAnswer.model_validate_json(answer.model_dump_json())

    def snapshot(self, target: Path, etag: str) -> str | None:
        """As ``Upstream``."""
        return self._central.snapshot(self._identity, target, etag)

    def close(self) -> None:
        """As ``Upstream``: nothing is kept open."""


@dataclass
class Passage:
    """An entry of a single badge as the server stores it: number ``at`` in the server's history."""

    at: int
    undone: bool = False


class Central:
    """``up``: it answers. ``history``: which of the server's lives this is; a new one with every start. ``standing``: what the organiser
    did to badges here, in order; what a restore took back it forgets."""

    def __init__(self, folder: Path, file: Path, clock: Clock) -> None:
        self._folder, self._file, self._clock = folder, file, clock
        self.up = True
        self.history = 0
        self._copies = 0
        self.standing: list[Standing] = []
        self._copied: dict[Path, list[Standing]] = {}
        self._start()

    @property
    def store(self) -> Store:
        """The store as it is open now."""
        return self._store

    @property
    def admin(self) -> Admin:
        """The organiser at this server."""
        return Admin(self._store)

    def flag(self, code: str, code_hash: bytes, add: Flag, drop: Flag) -> None:
        """The organiser changes the standing of a badge."""
        self.admin.flag([code], add, drop)
        before = next((each.flags for each in reversed(self.standing) if each.code_hash == code_hash), Flag.NONE)
        self.standing.append(Standing(self._clock.wall(), code_hash, (before | add) & ~drop))

    def round(self, identity: Identity, request: RoundRequest) -> RoundAnswer:
        """Answer the station of that ``identity``, as over HTTP."""
        answer = self._served(identity, request)
        self._note(identity.station, request, answer)
        return answer

    def _served(self, identity: Identity, request: RoundRequest) -> RoundAnswer:
        prover = Prover(identity.token, identity.private_key, self._clock)
        while True:
            sent = prover.headers("POST", "/rounds", body := request.model_dump_json().encode())
            asked = Asked("POST", "/rounds", sent["Authorization"], sent[SIGNATURE], body)
            try:
                return RoundAnswer.model_validate_json(b"".join(part.plain for part in self._rounds.serve(asked, request)))
            except Stale as stale:
                prover.corrected(Reply(401, {TIME: str(stale.earliest)}))

    def snapshot(self, identity: Identity, target: Path, etag: str) -> str | None:
        """Hand out the roster, as over HTTP."""
        packed = self._snapshots.current(identity.event)
        if packed.etag == etag:
            return None
        with packed.path.open("rb") as source, target.open("wb") as file:
            zstandard.ZstdDecompressor().copy_stream(source, file)
        sync_file(target)
        return packed.etag

    def told(self) -> Told:
        """How much there is to tell now."""
        return Told(self.history, self._number)

    def let_in(self, code_hash: bytes, zone: str, contents: Contents) -> bool:
        """Whether a station with a disk of such ``contents`` was told of an entry of this badge, made elsewhere, that still counts."""
        told = contents.told
        if told is None or told.history != self.history:
            return False
        passages = self._passages.get((code_hash, zone), {})
        return any(
            passage.at <= told.passage and not passage.undone and (epoch, row) not in contents.places
            for (_, epoch, row), passage in passages.items()
        )

    def entries(self) -> Iterator[tuple[tuple[str, bytes, int], bool]]:
        """Every entry it holds (station, epoch, row), and whether it was taken back."""
        for passages in self._passages.values():
            for place, passage in passages.items():
                yield place, passage.undone

    def examine(self) -> int:
        """Look for conflicts, as the running server does now and then; how many are new."""
        return conflicts.examine(self._store)

    def keys(self) -> set[Key]:
        """Every record it holds, set aside or not; while it is down, what it will hold when it is up again."""
        if not self.up:
            return self._held
        with self._store.read() as connection:
            rows = [
                *connection.execute(select(RECORD.c.epoch, RECORD.c.row, RECORD.c.hash)),
                *connection.execute(select(QUARANTINE.c.epoch, QUARANTINE.c.row, QUARANTINE.c.hash)),
            ]
        return {(row.epoch, row.row, row.hash) for row in rows}

    def kill(self) -> None:
        """kill -9, or a power cut: every commit was synced, so nothing differs. Down until ``boot``."""
        self._held = self.keys()
        held = [(path, path.read_bytes()) for path in self._files()]
        self._store.close()
        for log in LOGS:
            self._file.with_name(self._file.name + log).unlink(missing_ok=True)
        for path, content in held:  # as the kill left them: closing has tidied up
            path.write_bytes(content)
        self.up = False

    def boot(self) -> None:
        """Up again, on the files as they are."""
        if not self.up:
            self._start()
            self.up = True

    def copy(self, way: str) -> Path:
        """A copy of that kind of the database as it is now."""
        self._copies += 1
        target = self._folder / f"copy-{self._copies}" / self._file.name
        target.parent.mkdir()
        self._copied[target] = list(self.standing)
        if way == "files":
            for path in self._files():
                shutil.copyfile(path, target.with_name(path.name))
            return target
        live = sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)
        try:
            if way == "dump":
                target.write_text("\n".join(live.iterdump()), "utf-8")
            else:
                copy = sqlite3.connect(target)
                live.backup(copy)
                copy.close()
        finally:
            live.close()
        return target

    def restore(self, copy: Path, way: str) -> None:
        """What was there is gone, ``copy``, of kind ``way``, takes its place. Down until ``boot``."""
        self._store.close()
        self.up = False
        self.standing = list(self._copied[copy])
        if way in ("files", "backup"):  # over the file there: nothing on the disk tells it from the one before
            for path in self._files():
                if path != self._file:
                    path.unlink()
            for path in copy.parent.iterdir():
                self._file.with_name(path.name).write_bytes(path.read_bytes())
            return
        home = self._folder / f"life-{self._copies}-{self.history}" / self._file.name
        home.parent.mkdir()
        if way == "dump":
            made = sqlite3.connect(home)
            made.executescript(copy.read_text("utf-8"))
            made.close()
        else:
            shutil.copyfile(copy, home)
        self._file = home

    def close(self) -> None:
        """Let go of the files."""
        if self.up:
            self._store.close()

    def _start(self) -> None:
        self._store = Store(f"sqlite:///{self._file}", self._clock)
        self._snapshots = Snapshots(self._store, self._file.parent / "snapshots")
        self._rounds = Rounds(self._store, Proofs(self._clock.wall()))
        self.history += 1
        self._number = 0
        self._passages: dict[tuple[bytes, str], dict[tuple[str, bytes, int], Passage]] = {}
        self._rows: dict[tuple[str, bytes, int], tuple[bytes, str]] = {}
        self._marks: dict[tuple[str, bytes], int] = {}
        columns = ("station", "epoch", "row", "kind", "outcome", "direction", "code_hash", "zone", "refers")
        with self._store.read() as connection:
            for row in connection.execute(
                select(*(RECORD.c[name] for name in columns)).order_by(*(RECORD.c[name] for name in columns[:3]))
            ):
                self._stored(*row)
                self._marks[row.station, row.epoch] = row.row

    def _files(self) -> Iterator[Path]:
        for ending in ("", "-wal"):
            path = self._file.with_name(self._file.name + ending)
            if path.exists():
                yield path

    def _note(self, station: str, request: RoundRequest, answer: RoundAnswer) -> None:
        """Keep count of the passages stored, beside the server's own books."""
        epoch, aside = bytes.fromhex(request.epoch), {bad.row for bad in answer.quarantined}
        done = self._marks.get((station, epoch), 0)
        for row, raw in enumerate(request.records, start=request.first_row):
            if done < row <= answer.mark and row not in aside:
                values = (raw["kind"], raw["outcome"], raw["direction"], bytes.fromhex(raw["code"]), raw["zone"], raw["refers"])
                self._stored(station, epoch, row, *values)
        self._marks[station, epoch] = max(done, answer.mark)

    def _stored(
        self, station: str, epoch: bytes, row: int, kind: str, outcome: str | None, direction: str | None, code_hash: bytes, zone: str,
        refers: int | None,
    ) -> None:  # fmt: skip
        if kind == Kind.UNDO:
            place = self._rows.get((station, epoch, refers or 0))
            if place is not None:
                self._passages[place][station, epoch, refers or 0].undone = True
        elif direction == Direction.ENTRY and (kind == Kind.OVERRIDE or outcome == Outcome.ADMIT):
            self._number += 1
            self._rows[station, epoch, row] = (code_hash, zone)
            self._passages.setdefault((code_hash, zone), {})[station, epoch, row] = Passage(self._number)
