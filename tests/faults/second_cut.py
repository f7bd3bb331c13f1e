"""The power fails again while a station recovers: from a first power cut, or from a damaged file it is just setting aside.

What the first cut left, and what its chain proves where it is damaged besides, must be there after the second as well.
"""

from __future__ import annotations

import random
import tempfile
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
    chance, wrong, seen = random.Random(seed), [], 0
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as made:
        place = Path(made)
        library = shim.build(place)
        for damaged in (False, True):
            before = _left_over(place / "before", chance, damaged)
            proven = _rows(place / "proven", before)
            folder, log = place / f"morning-{damaged}", place / f"log-{damaged}"
            _write(folder, before)
            shim.run("tests.faults.traced_morning", folder, EVENT, STATION, environ=shim.under(library, folder, log))
            for left, shown in crashes(Disk(before), list(steps(log, folder)), states, chance):
                seen += 1
                told = {(epoch, int(row), stored) for _, epoch, row, stored in (line.split() for line in shown)}
                try:
                    rows = _rows(place / "after", left)
                except KioskError as error:
                    wrong.append(str(error))
                    continue
                if not proven | told <= rows:
                    wrong.append(f"{len((proven | told) - rows)} rows lost, damaged: {damaged}")
    return Outcome(seen, tuple(wrong))


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


def _rows(folder: Path, files: dict[str, bytes]) -> Rows:
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
