"""The power fails besides: while a station recovers from a first cut or sets a damaged file aside, or after its disk has failed to sync.

What the first cut left, what the chain of a damaged file proves, and what was shown meanwhile must all be there in the end.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.journal import Journal
from kiosk.places import Places
from kiosk.verify import verify
from tests.builders import EVENT, FakeClock
from tests.drafts import STATION, filled
from tests.faults import shim
from tests.faults.disk import Disk, crashes, steps

MEMORY = Path("/dev/shm")
ROWS = 150
Rows = set[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of ``states`` second cuts, what was wrong with some (none: nothing)."""

    states: int
    wrong: tuple[str, ...]


def trial(states: int, seed: int) -> Outcome:
    """So many second cuts of a whole journal and as many of one with a page lost, torn by ``seed``."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as made:
        place = Path(made)
        library = shim.build(place)
        wrong = [
            each
            for damaged in (False, True)
            for each in _cuts(place, library, "traced_morning", _left_over(place / "before", chance, damaged), states, chance)
        ]
    return Outcome(2 * states, tuple(wrong))


def after_failed_syncs(states: int, seed: int) -> Outcome:
    """So many power cuts of a journal whose disk fails to sync now and then, torn by ``seed``."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as made:
        place = Path(made)
        return Outcome(states, tuple(_cuts(place, shim.build(place), "traced_failures", {}, states, random.Random(seed))))


def _cuts(place: Path, library: Path, program: str, before: dict[str, bytes], states: int, chance: random.Random) -> Iterator[str]:
    """What is wrong after power cuts while ``program`` works on the files ``before``."""
    proven = rows_in(place / "proven", before) if before else set()
    with tempfile.TemporaryDirectory(dir=place) as made:
        folder, log = Path(made) / "station", Path(made) / "log"
        _write(folder, before)
        shim.run(f"tests.faults.{program}", folder, EVENT, STATION, environ=shim.under(library, folder, log))
        trace = list(steps(log, folder))
    for left, shown in crashes(Disk(before), trace, states, chance):
        told = {(epoch, int(row), stored) for _, epoch, row, stored in (line.split() for line in shown)}
        try:
            rows = rows_in(place / "after", left)
        except KioskError as error:
            yield str(error)
            continue
        lost = (proven | told) - rows
        if lost:
            yield f"{len(lost)} rows lost"


def _left_over(folder: Path, chance: random.Random, damaged: bool) -> dict[str, bytes]:
    """The files of a journal that was at work, its log still there; ``damaged``: a page of it is lost."""
    journal = filled(Places(folder).make().journal, FakeClock(), ROWS)
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name in ("journal.db", "journal.db-wal")}
    journal.tidy()
    tidied = (folder / "journal.db").read_bytes()
    journal.close()
    _clear(folder)
    if not damaged:
        return files
    page = chance.randrange(1, len(tidied) // 4096) * 4096
    return {"journal.db": tidied[:page] + b"\xa5" * 4096 + tidied[page + 4096 :]}


def rows_in(folder: Path, files: dict[str, bytes]) -> Rows:
    """The records a station has that begins with these files. Raises KioskError where its journal is not whole then."""
    _write(folder, files)
    journal = Journal(Places(folder).journal, EVENT, STATION, FakeClock(), lambda path: "here")
    rows = {
        (epoch.id.hex(), record.row, record.hash.hex())
        for epoch in journal._read_epochs()
        for record in journal.since(epoch.id, 0, 100_000)
    }
    journal.close()
    found = verify(folder / "journal.db", {})
    _clear(folder)
    if not found.ok:
        raise KioskError(", ".join(fault.trouble for fault in found.faults))
    return rows


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if name != "ballast" else b"")


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
