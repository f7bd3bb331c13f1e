"""A station that finds what a power cut has left: opens its journal, records, tidies; for a trace of its writes.

python -m tests.faults.traced_morning FOLDER EVENT STATION
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kiosk.journal import Draft, Journal
from kiosk.model import Kind
from kiosk.places import Places
from tests.faults.disk import SHOWN
from tests.faults.held_up import CLOCK


def main(folder: Path, event: str, station: str) -> None:
    """Ten records of the morning."""
    shown = os.open(folder / SHOWN, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    journal = Journal(Places(folder).journal, event, station, CLOCK, lambda path: "here")
    for number in range(10):
        record = journal.append(Draft(Kind.NOTE, CLOCK.wall(), CLOCK.mono()))
        os.write(shown, f"row {record.epoch.hex()} {record.row} {record.hash.hex()}\n".encode())
        if number == 5:
            journal.tidy()
    journal.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
