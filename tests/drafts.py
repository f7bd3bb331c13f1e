"""Records to write in tests, and children that write them until they are killed or the disk is full; invents no person."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from kiosk.journal import Draft, Journal
from kiosk.model import Direction, Kind, Outcome, Reason, Source
from tests.builders import EVENT, FakeClock

STATION = "gate-1"


def scan(clock: FakeClock, code: int = 1, **changes: object) -> Draft:
    """An admitted entry of the badge number ``code`` into the hall at this moment, changed as told."""
    plain = Draft(
        kind=Kind.SCAN, wall=clock.wall(), mono=clock.mono(), offset=250, error=900, app="0.1.0", zone="hall", direction=Direction.ENTRY,
        source=Source.CAMERA, code_hash=code_of(code), badge=f"B{code}", category="visitor", outcome=Outcome.ADMIT, reason=Reason.ADMITTED,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def act(clock: FakeClock, kind: Kind, refers: int | None, code: int = 1, **changes: object) -> Draft:
    """What staff did about the record ``refers``."""
    plain = Draft(kind=kind, wall=clock.wall(), mono=clock.mono(), operator="S1", zone="hall", code_hash=code_of(code), refers=refers)
    return replace(plain, **changes)  # type: ignore[arg-type]


def code_of(code: int) -> bytes:
    """The keyed hash of the badge number ``code``."""
    return code.to_bytes(16, "big")


def journal(path: Path, clock: FakeClock, event: str = EVENT, station: str = STATION) -> Journal:
    """The journal of the test station at ``path``."""
    return Journal(path, event, station, clock)


def filled(path: Path, clock: FakeClock, scans: int) -> Journal:
    """A journal with that many scans, one a second, of badges 1, 2, ..."""
    made = journal(path, clock)
    for number in range(1, scans + 1):
        made.append(scan(clock, number))
        clock.advance(1)
    return made


WRITER = """
import sys
from pathlib import Path
from kiosk.errors import CannotRecord
from tests.builders import FakeClock
from tests.drafts import journal, scan

def write(made, rows):
    for number in range(rows):
        record = made.append(scan(clock, number % 50 + 1, detail='{"filler":"' + "x" * 300 + '"}'))
        clock.advance(1)
        print(record.epoch.hex(), record.row, record.hash.hex(), flush=True)

clock = FakeClock()
path = Path(sys.argv[1])
"""
"""The beginning of a child's program: ``write(journal, rows)`` prints each record once it is on disk."""


def child(program: str, *arguments: str, wrapped: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Start a child that runs WRITER and then ``program``."""
    command = [*wrapped, sys.executable, "-c", WRITER + program, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent)
