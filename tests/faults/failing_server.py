"""A server whose disk fails or fills while a station sends; ends well where nothing was lost. Runs under the shim.

    python -m tests.faults.failing_server FOLDER

FOLDER is the server's; the station has a sound disk beside it.
"""

from __future__ import annotations

import errno
import logging
import sys
from pathlib import Path

from kiosk.errors import UpstreamError
from kiosk.verify import verify_station
from sync.server.verify import verify
from tests import builders
from tests.faults import shim
from tests.sync.serving import TestServer
from tests.sync.stationing import Desk, keys, stored

FAULTS = [
    ("s", "server.db-wal", errno.EIO, 1),
    ("w", "server.db-wal", errno.EIO, 1),
    ("w", "server.db-wal", errno.ENOSPC, 6),
    ("w", "server.db-wal", errno.ENOSPC, shim.FOR_EVER),
    ("s", "", errno.EIO, shim.FOR_EVER),
]


def main(folder: Path) -> None:
    """One fault after the other, records before, during and after each."""
    logging.disable(logging.CRITICAL)  # each fault is told there, with what led to it
    server = TestServer(f"sqlite:///{folder / 'server.db'}", folder / "served").start()
    try:
        _day(server, folder)
    finally:
        server.stop()


def _day(server: TestServer, folder: Path) -> None:
    server.admin.put_programme(builders.programme())
    desk = Desk.enrolled(server, folder.with_name("station"))
    records = desk.scan(1, 2, 3)
    desk.catch_up()
    for what, name, error, times in FAULTS:
        records += desk.scan(4, 5, 6)
        before = shim.failed()
        shim.fail(what, name, error, times=times)
        try:
            desk.catch_up()
        except UpstreamError:
            assert desk.unsent() == 3
        assert shim.failed() > before
        shim.heal()
        records += desk.scan(7)
        desk.catch_up()
        assert desk.unsent() == 0
        assert stored(server, desk) == keys(records)
    assert all(line.ok and not line.quarantined for line in verify(server.store))
    assert verify_station(desk.places).ok
    desk.close()
    print(f"{len(FAULTS)} faults, {len(records)} records")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
