"""A station's day for a trace of its writes: enrols, judges, syncs, tidies, begins again; writes into a file what it has shown.

    python -m tests.faults.traced_day FOLDER SERVER_FOLDER SCANS SYNCHRONOUS

The real enrolment, station, round and server; FOLDER is new. SYNCHRONOUS is what the journal is set to once it is open: FULL, as the
product has it, or NORMAL to see what that would lose.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kiosk.config import Identity
from kiosk.journal import Journal
from kiosk.model import Link
from kiosk.places import Places
from kiosk.station import Station
from sync.enrol import join
from sync.health import Health
from sync.opening import open_round
from sync.round import Round
from tests.faults.disk import SHOWN
from tests.faults.event import ZONE, register, set_up
from tests.faults.held_up import CLOCK, reading
from tests.sync.serving import TestServer

AUTHORITY = "the certificate of the server's own authority\n"
PEOPLE = 40


class Day:
    """The station of ``places`` through its day."""

    def __init__(self, places: Places, identity: Identity, server: TestServer, synchronous: str) -> None:
        self._places, self._identity, self._server, self._synchronous = places, identity, server, synchronous
        self._shown = os.open(places.root / SHOWN, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        self.show("enrolled")
        self._round: Round = open_round(identity, places, CLOCK)
        self._station = self._open()

    def show(self, *words: object) -> None:
        """Tell people: ``enrolled``, ``row EPOCH ROW HASH``, ``roster VERSION``."""
        os.write(self._shown, (" ".join(map(str, words)) + "\n").encode())

    def live(self, scans: int) -> None:
        """That many scans, everything else in between."""
        self._sync()
        for number in range(1, scans + 1):
            record = self._station.scan(reading(number % (PEOPLE + 5))).record
            self.show("row", record.epoch.hex(), record.row, record.hash.hex())
            if number % 7 == 0:
                self._sync()
            if number % 25 == 0:
                self._station.tidy()
            if number % 40 == 0:
                self._station.close()
                self._station = self._open()
            if number % 60 == 0:
                self._station.fork(record.epoch)
            if number % 30 == 0:
                register(self._server.admin, PEOPLE + number, PEOPLE + number)
                self._server.store.restored()  # every station fetches the roster anew

    def close(self) -> None:
        """The evening."""
        self._station.close()
        self._round.close()
        os.close(self._shown)

    def _open(self) -> Station:
        journal = Journal(self._places.journal, self._identity.event, self._identity.station, CLOCK, lambda path: "here")
        journal._connection.execute(f"PRAGMA synchronous = {self._synchronous}")
        station = Station.open(self._places, self._identity, journal, CLOCK)
        station.set_link(Link(online=True, roster_as_of=CLOCK.wall()))
        return station

    def _sync(self) -> None:
        while self._round.exchange(Health(), 500).again:
            pass
        self._station.refresh()
        roster = self._round._feed.roster()
        assert roster is not None
        self.show("roster", roster.version)


def main(folder: Path, beside: Path, scans: int, synchronous: str) -> None:
    """Have the day lived through in ``folder``, the server's things ``beside``."""
    beside.mkdir(parents=True, exist_ok=True)
    server = TestServer(f"sqlite:///{beside / 'server.db'}", beside).start()
    try:
        set_up(server.admin, PEOPLE)
        places = Places(folder).make()
        authority = beside / "authority.pem"
        authority.write_text(AUTHORITY)
        identity = join(server.url, server.admin.new_enrolment("gate", ZONE), places, lambda key, **values: None, ca=authority)
        day = Day(places, identity, server, synchronous)
        day.live(scans)
        day.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
