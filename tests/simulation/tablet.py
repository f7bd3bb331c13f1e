"""A tablet of a seed: a disk, a clock, and a process on it made of the real parts; wired as ``ui.app`` wires them, without threads."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from kiosk.config import Identity
from kiosk.errors import ActRefused
from kiosk.feed import FeedReader, FeedWriter, Intake
from kiosk.journal import Draft, Journal
from kiosk.model import Answer, Direction, Link, Outcome, Reading, Record, Source
from kiosk.outbox import Mark, Outbox
from kiosk.places import Places
from kiosk.station import Station
from sync.health import Health
from sync.round import Round
from sync.upstream import Upstream
from sync.worker import Pace, Worker
from tests.simulation.ledger import ONCE, Contents, Ledger, Told, admitted, key_of
from tests.simulation.schedule import DeviceClock

PACE = Pace(idle=50.0, first=1.0, most=20.0, slow=20.0)
NEVER = 2**62
APP = "simulated"
WAL_FULL = 2
"""``PRAGMA synchronous``: from here on every commit is on the disk when it returns; below, only what a checkpoint has moved."""


class Killed(BaseException):
    """The process this happens in is no more. Not an Exception: nothing of the product may catch it."""


@dataclass
class Disk:
    """A tablet's disk: the folder its files lie in now, what tells it from another disk, and what it must hold."""

    folder: Path
    fingerprint: str
    contents: Contents

    def image(self, target: Path) -> Disk:
        """The whole disk as it is this moment, on another."""
        _copy(self.folder, target, logs=True)
        return Disk(target, self.fingerprint, self.contents.copy())


class WatchedJournal(Journal):
    """Tells of every commit."""

    on_made: Callable[[Record], None]

    def append(self, draft: Draft) -> Record:
        """As ``Journal``."""
        record = super().append(draft)
        self.on_made(record)
        return record

    def synced(self) -> bool:
        """Whether a commit is on the disk when it returns."""
        return int(self._connection.execute("PRAGMA synchronous").fetchone()[0]) >= WAL_FULL


class WatchedFeed(FeedWriter):
    """Dies where it is told to, before or after a commit."""

    process: Process

    def apply(self, intake: Intake) -> None:
        """As ``FeedWriter``."""
        self.process.point()
        super().apply(intake)
        self.process.heard(intake)
        self.process.point()


@dataclass(frozen=True)
class Parts:
    """What a wrong design replaces on a station."""

    journal: type[WatchedJournal] = WatchedJournal
    feed: type[WatchedFeed] = WatchedFeed
    after_round: Callable[[Process], None] = lambda process: None


class Process:
    """The program running on a tablet. ``fuse``: after so many more places where a process can die this one does, None: it does not.
    ``busy``: its sync thread is in a round; ``due``: when it begins the next (true time, us)."""

    def __init__(
        self,
        disk: Disk,
        identity: Identity,
        clock: DeviceClock,
        ledger: Ledger,
        random: Random,
        parts: Parts,
        connect: Callable[[Process], Upstream],
    ) -> None:
        self.disk, self.identity, self.clock = disk, identity, clock
        self.alive, self.busy = True, False
        self.due = NEVER
        self.fuse: int | None = None
        self._ledger, self._random, self._parts = ledger, random, parts
        self._connect = connect
        self._queue: list[Callable[[], object]] = []
        self._hearing: Told | None = None
        self._frame = 0
        self._measuring = self._measured = False
        self.said: Callable[[str], None] = lambda text: None
        places = Places(disk.folder)
        self.journal = parts.journal(
            places.journal, identity.event, identity.station, clock, lambda path: disk.fingerprint, random.randbytes
        )
        self.journal.on_made = self._made
        self.station = Station.open(places, identity, self.journal, clock, direction=Direction.ENTRY, app=APP)
        self.station.note("opened")
        self.worker = Worker(
            self._open_round, clock, health=lambda: Health(APP, identity.zone), on_link=self._linked, on_feed_changed=self._fed,
            on_fork=self._forked, pace=PACE, chance=random.random,
        )  # fmt: skip
        self.link = Link()

    # --- what happens to it

    def scan(self, code: str, direction: Direction) -> Answer:
        """Somebody holds a badge before the camera: judged, committed, shown."""
        self.drain()
        self.station.set_direction(direction)
        self._frame += 1
        answer = self.station.scan(Reading(code, Source.CAMERA, self.clock.wall(), self.clock.mono(), self._frame))
        self.point()
        self._show(answer.record)
        return answer

    def act(self, answer: Answer) -> None:
        """Staff step in: let in who was not, or take an entry back."""
        record = answer.record
        try:
            if record.outcome is Outcome.ADMIT:
                act = self.station.undo(record.row, "s1", "by_mistake", record.epoch)
            else:
                act = self.station.override(record.row, "s1", "organiser", record.epoch)
        except ActRefused:
            return
        self.point()
        self._show(act.record)

    def step(self) -> float:
        """The sync thread's turn; returns the seconds until its next."""
        wait = self.worker.step()
        if not self.alive:
            raise Killed
        self._parts.after_round(self)
        return wait

    def drain(self) -> None:
        """The recorder comes to what was put in its queue."""
        while self._queue and self.alive:
            self._queue.pop(0)()

    def point(self) -> None:
        """A place where a process can die."""
        if self.alive and self.fuse is not None:
            self.fuse -= 1
            if self.fuse < 0:
                self.on_fuse()
        if not self.alive:
            raise Killed

    on_fuse: Callable[[], None]

    def marks(self) -> dict[bytes, Mark]:
        """How far the server has confirmed, as this station has it on its disk."""
        feed = FeedReader(Places(self.disk.folder).feed)
        try:
            return feed.marks()
        finally:
            feed.close()

    def end(self) -> None:
        """It is dead, or shut down: nothing of it goes on."""
        self.alive = False
        self.worker.close()
        self.station.close()

    # --- what it hears

    def answered(self, told: Told | None) -> None:
        """The answer under way holds all of ``told``, None for not all."""
        self._hearing = told

    def heard(self, intake: Intake) -> None:
        """The answer is on the disk."""
        self._measuring = self._measuring or intake.offset is not None
        self.disk.contents.told = self._hearing if intake.as_of is not None else None

    def _open_round(self) -> Round:
        places = Places(self.disk.folder)
        feed = self._parts.feed(places.feed)
        feed.process = self
        return Round(self._connect(self), Outbox(places.journal), feed, places, self.clock, self.identity.event)

    def _linked(self, link: Link) -> None:
        if self.alive:
            self.link, measured = link, self._measuring

            def linked() -> None:
                self.station.set_link(link)
                self._measured = measured

            self._queue.append(linked)

    def _fed(self) -> None:
        self._queue.append(self.station.refresh)

    def _forked(self, epoch: bytes) -> None:
        def fork() -> None:
            self.station.fork(epoch)
            self.disk.contents.forked.add(epoch)
            self.said(f"fork, {self.station.inside()} inside")

        self._queue.append(fork)

    def _made(self, record: Record) -> None:
        contents, ledger = self.disk.contents, self._ledger
        if record.epoch in contents.forked:
            ledger.faults.append(f"{self.identity.station} goes on in an epoch after its fork, row {record.row}")
        if admitted(record) and record.zone == ONCE:
            if contents.passages.get((record.code_hash, record.zone)):
                ledger.faults.append(f"{self.identity.station} admits a badge again that this disk shows inside, row {record.row}")
            elif self.let_in(record.code_hash, record.zone, contents):
                ledger.faults.append(f"{self.identity.station} admits a badge again that it was told of, row {record.row}")
        contents.add(record)
        ledger.commit(record, self.clock.true(), measured=self._measured)

    let_in: Callable[[bytes, str, Contents], bool]

    def _show(self, record: Record) -> None:
        self._ledger.shown.append(key_of(record))
        outcome = record.outcome or ""
        self.said(f"{record.kind} {record.row} {record.badge[:2] and 'known'} {record.direction} {outcome} {record.reason or ''}")


class Tablet:
    """The device: it outlives its processes."""

    def __init__(self, name: str, disk: Disk, identity: Identity, clock: DeviceClock, home: Path) -> None:
        self.name, self.disk, self.identity, self.clock = name, disk, identity, clock
        self._home = home
        self._boots = 0
        self.process: Process | None = None
        self.offline = False

    def cut(self, *, power: bool) -> None:
        """kill -9, or the power: the files stay as they were, or as they stood at the last sync."""
        process = self.process
        synced = process is None or process.journal.synced()
        folder = self._next()
        _copy(self.disk.folder, folder, logs=True)
        if power and not synced:
            (folder / "journal.db-wal").unlink(missing_ok=True)
        self.disk = replace(self.disk, folder=folder)
        if process is not None:
            self.process = None
            process.end()

    def put_back(self, image: Disk) -> None:
        """An older image over the whole disk, while the tablet is off."""
        self.disk = image.image(self._next())

    def _next(self) -> Path:
        self._boots += 1
        return self._home / f"{self.name}-{self._boots}"


def _copy(source: Path, target: Path, *, logs: bool) -> None:
    target.mkdir()
    (target / "ballast").touch()  # so that no 8 MiB are held at every start
    for path in source.iterdir():
        if path.name.endswith("-shm") or path.name == "ballast":
            continue
        shutil.copyfile(path, target / path.name)
