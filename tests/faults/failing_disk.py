"""A recorder at work while its disk fails; prints a line of JSON a scenario: what was answered, what was told. Runs under the shim.

    python -m tests.faults.failing_disk FOLDER SCENARIO...

Every scenario has a folder of its own in FOLDER, named after it. The real recorder and station; the shim or the system makes calls fail.
"""

from __future__ import annotations

import errno
import json
import os
import queue
import resource
import sqlite3
import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from time import monotonic

from kiosk.errors import KioskError
from kiosk.feed import FeedWriter, Intake
from kiosk.model import Answer
from kiosk.places import Places
from kiosk.recorder import Recorder
from kiosk.station import Station
from tests import builders
from tests.builders import FakeClock
from tests.faults import shim
from tests.kiosk.standing import badge_of, code_of, opened

BADGES = 3_000
PATIENCE_S = 60.0
DONE = object()
LOG, FILE = "journal.db-wal", "journal.db"


class Door:
    """A recorder and everything it said. ``told``: the key of each fault, "" for all is well; the same one over and over is
    said once in the end."""

    def __init__(self, places: Places) -> None:
        self.places, self.clock = places.make(), FakeClock()
        self.answers: list[Answer] = []
        self.told: list[str] = []
        self.openings = 0
        self._said: queue.Queue[object] = queue.Queue()
        self._programme = builders.programme()
        self._next = 0
        if not places.feed.exists():
            feed = FeedWriter(places.feed)
            feed.apply(Intake(changes=[badge_of(number) for number in range(BADGES)]))
            feed.close()
        self.recorder = Recorder(self._open, self._said.put, self._said.put, first_pause_s=0.01, most_pause_s=0.05, idle_s=0.05)
        self.recorder.start()

    def read(self) -> bool:
        """Hold up the next badge; whether it was judged rather than turned away."""
        self.clock.advance(1)
        self._next += 1
        reading, before = builders.reading(code_of(self._next % BADGES), self.clock), len(self.answers)
        self.recorder.read(reading)
        self.do(lambda station: None)
        assert [each.frame for each in self.answers[before:]] in ([], [reading.frame])
        return len(self.answers) > before

    def read_until(self, judged: bool, most: int = 20_000) -> int:
        """One badge after the other until one is judged, or turned away; how many that took."""
        end = monotonic() + PATIENCE_S
        for number in range(1, most + 1):
            if self.read() is judged:
                return number
            assert monotonic() < end, self.told[-3:]
        raise AssertionError(f"{most} badges, and none was {'judged' if judged else 'turned away'}")

    def do(self, act: Callable[[Station], object]) -> None:
        """Have ``act`` done, whatever comes of it."""
        self.recorder.do(act, lambda _: self._said.put(DONE), lambda _: self._said.put(DONE))
        while self._heard() is not DONE:
            pass

    def close(self) -> dict[str, object]:
        """The end of the day, in words."""
        self.recorder.stop()
        while not self._said.empty():
            self._heard()
        rows = [(each.record.epoch.hex(), each.record.row, each.record.hash.hex(), str(each.verdict.outcome)) for each in self.answers]
        told = [key for key, _ in groupby(self.told)]
        return {"answers": rows, "told": told, "failed": shim.failed(), "openings": self.openings}

    def _heard(self) -> object:
        said = self._said.get(timeout=PATIENCE_S)
        if isinstance(said, Answer):
            self.answers.append(said)
        elif said is not DONE:
            self.told.append(said.key if isinstance(said, KioskError) else "")
        return said

    def _open(self) -> Station:
        self.openings += 1
        return opened(self.places, self.clock, self._programme)


def _fails(what: str, name: str, error: int, *, skip: int = 0, times: int = 1) -> Callable[[Door], None]:
    """Twenty scans, the fault in the midst of more, and on until it is over."""

    def happens(door: Door) -> None:
        _some(door, 20)
        shim.fail(what, name, error, skip=skip, times=times)
        door.read_until(judged=False)
        if times == shim.FOR_EVER:
            assert not any(door.read() for _ in range(5))
            shim.heal()
        door.read_until(judged=True)
        _some(door, 20)

    return happens


def _checkpoint_fails(door: Door) -> None:
    _some(door, 20)
    for what in ("w", "s"):
        shim.fail(what, FILE, errno.EIO, times=1)
        door.do(lambda station: station.tidy())
        door.read_until(judged=True)
        _some(door, 5)


def _opening_fails(door: Door) -> None:
    _some(door, 20)
    shim.fail("s", "", errno.EIO, times=shim.FOR_EVER)  # every file: the station cannot be opened again either
    door.read_until(judged=False)
    assert not any(door.read() for _ in range(5))
    shim.heal()
    door.read_until(judged=True)
    _some(door, 20)


def _damaged_by_the_fault(door: Door) -> None:
    _some(door, 60)
    door.do(lambda station: station.tidy())
    shim.fail("s", LOG, errno.EIO)
    door.read_until(judged=False)
    reader = sqlite3.connect(door.places.journal)
    page = reader.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'record_of_code'").fetchone()[0]
    reader.close()
    with door.places.journal.open("r+b") as file:  # the disk that failed has lost a page: of an index, so that every row is still there
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    door.read_until(judged=True)
    _some(door, 20)


def _file_may_not_grow(door: Door) -> None:
    _some(door, 20)
    resource.setrlimit(resource.RLIMIT_FSIZE, (door.places.journal.with_name(LOG).stat().st_size + 30_000, resource.RLIM_INFINITY))
    door.read_until(judged=False)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    door.read_until(judged=True)
    _some(door, 20)


def _disk_full(door: Door) -> None:
    """A small file system: full once, helped by the ballast; full for good; full at the next opening; empty again."""
    root = door.places.root
    _some(door, 20)
    assert door.places.ballast.exists()
    _fill(root / "filler-1", leave=60_000)
    door.read_until(judged=False)
    assert not door.places.ballast.exists()
    door.read_until(judged=True)  # by itself, for there is room again
    _some(door, 20)
    _fill(root / "filler-2", leave=0)
    door.read_until(judged=False)
    assert not any(door.read() for _ in range(5))
    for filler in root.glob("filler-*"):
        filler.unlink()
    door.read_until(judged=True)
    builders.wait_for(door.places.ballast.exists)  # held back again in an idle moment
    _some(door, 20)


def _disk_full_at_opening(door: Door) -> None:
    _some(door, 20)
    builders.wait_for(door.places.ballast.exists)
    door.recorder.stop()
    _fill(door.places.root / "filler", leave=0)
    again = Door(door.places)
    again.read_until(judged=True)
    assert not door.places.ballast.exists()
    _some(again, 20)
    again.recorder.stop()
    (door.places.root / "filler").unlink()
    door.answers += again.answers
    door.told += again.told


def _fill(filler: Path, leave: int) -> None:
    room = os.statvfs(filler.parent)
    with filler.open("wb") as file:
        if room.f_bavail * room.f_frsize > leave:
            os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_frsize - leave)


def _some(door: Door, count: int) -> None:
    assert [door.read() for _ in range(count)] == [True] * count


SCENARIOS: dict[str, Callable[[Door], None]] = {
    "sync-fails-once": _fails("s", LOG, errno.EIO),
    "sync-fails-later": _fails("s", LOG, errno.EIO, skip=17),
    "sync-fails-for-long": _fails("s", LOG, errno.EIO, times=shim.FOR_EVER),
    "write-fails-once": _fails("w", LOG, errno.EIO, skip=7),
    "no-room-for-six-writes": _fails("w", "", errno.ENOSPC, skip=3, times=6),
    "no-room-for-long": _fails("w", "", errno.ENOSPC, skip=40, times=shim.FOR_EVER),
    "checkpoint-fails": _checkpoint_fails,
    "opening-fails": _opening_fails,
    "damaged-by-the-fault": _damaged_by_the_fault,
    "file-may-not-grow": _file_may_not_grow,
}
ON_A_SMALL_DISK: dict[str, Callable[[Door], None]] = {"disk-full": _disk_full, "disk-full-at-opening": _disk_full_at_opening}


def main(folder: Path, names: list[str]) -> None:
    """Have these scenarios happen, one after the other."""
    for name in names:
        door = Door(Places(folder / name))
        try:
            (SCENARIOS | ON_A_SMALL_DISK)[name](door)
        finally:
            told = door.close()
            shim.heal()
        print(json.dumps({"scenario": name} | told), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
