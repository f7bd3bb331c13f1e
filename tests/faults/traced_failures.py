"""A station whose disk fails to sync now and then, opened anew after each fault as the recorder does; for a trace of its writes.

    python -m tests.faults.traced_failures FOLDER EVENT STATION

The sync thread's connection stays open all the while, so that closing the journal does not put its log away.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from kiosk.errors import StoreError
from kiosk.journal import Draft, Journal
from kiosk.model import Kind
from kiosk.outbox import Outbox
from kiosk.places import Places
from tests.faults import shim
from tests.faults.disk import SHOWN
from tests.faults.held_up import CLOCK

RECORDS = 60


def main(folder: Path, event: str, station: str) -> None:
    """Sixty records; every seventh sync of the log fails, and some of the file."""
    shown = os.open(folder / SHOWN, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    path = Places(folder).journal

    def opened() -> Journal:
        return Journal(path, event, station, CLOCK, lambda path: "here")

    journal, outbox = opened(), Outbox(path)
    for number in range(RECORDS):
        outbox.epochs()
        shim.fail("s", path.name + ("-wal" if number % 4 else ""), errno.EIO, times=number % 7 == 3)
        try:
            if number % 14 == 10:
                journal.tidy()
            detail = '{"filler":"' + "x" * 40 * (number % 50) + '"}'
            record = journal.append(Draft(Kind.NOTE, CLOCK.wall(), CLOCK.mono(), detail=detail))
            os.write(shown, f"row {record.epoch.hex()} {record.row} {record.hash.hex()}\n".encode())
        except StoreError:
            journal.close()
            journal = opened()
    assert shim.failed() > 4
    outbox.close()
    journal.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
