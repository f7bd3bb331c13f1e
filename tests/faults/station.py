"""A station without a screen, in a process of its own to be killed: recorder and sync as the gate wires them, badges held up in turn.

    python -m tests.faults.station FOLDER PEOPLE

Prints a line once it is true: ``row EPOCH ROW HASH`` when a scan would be shown, ``link KEY UNSENT`` when that changes. SIGTERM: no more
badges; ends when all is sent and says ``done``.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from kiosk import config
from kiosk.errors import KioskError
from kiosk.instance import Hold
from kiosk.journal import Journal
from kiosk.model import Answer, Link
from kiosk.places import Places
from kiosk.recorder import Recorder
from kiosk.station import Station
from sync.opening import fetch, open_pushes, open_round
from sync.worker import Pace, Worker
from tests.faults.held_up import CLOCK, reading

EVERY_S = 0.005
QUICK = Pace(idle=0.05, first=0.05, most=0.4, slow=0.4)


class Gate:
    """The station in ``places``."""

    def __init__(self, places: Places, people: int) -> None:
        self._places, self._people = places, people
        self._identity = config.load(places)
        self._evening, self._sent = threading.Event(), threading.Event()
        self._recorder = Recorder(self._open, self._answered, self._fault, first_pause_s=0.05)
        self._worker = Worker(
            lambda: open_round(self._identity, places, CLOCK), CLOCK, on_link=self._linked, on_feed_changed=self._fed,
            on_fork=lambda epoch: self._recorder.do(lambda station: station.fork(epoch)), pace=QUICK,
            open_pushes=lambda heard: open_pushes(self._identity, places, CLOCK, heard, random.random),
        )  # fmt: skip

    def work(self) -> None:
        """Until told that it is evening, and all is sent."""
        signal.signal(signal.SIGTERM, self._told)
        self._recorder.start()
        self._worker.start()
        number = 0
        while not self._evening.wait(EVERY_S):
            number += 1
            self._recorder.read(reading(number % self._people + 1))
        self._recorder.stop()
        self._sent.clear()
        self._worker.wake()
        while not self._sent.wait(0.1):
            self._worker.wake()
        self._worker.stop()
        say("done")

    def _open(self) -> Station:
        journal = Journal(self._places.journal, self._identity.event, self._identity.station, CLOCK)
        return Station.open(self._places, self._identity, journal, CLOCK)

    def _answered(self, answer: Answer) -> None:
        record = answer.record
        say("row", record.epoch.hex(), record.row, record.hash.hex())
        self._worker.wake()

    def _fault(self, fault: KioskError | None) -> None:
        say("fault", fault.key if fault else "-")

    def _linked(self, link: Link) -> None:
        say("link", link.fault or "-", link.unsent)
        self._recorder.do(lambda station: station.set_link(link))
        if self._evening.is_set() and link.online and not link.unsent:
            self._sent.set()

    def _fed(self) -> None:
        self._recorder.do(lambda station: station.refresh())

    def _told(self, number: int, frame: FrameType | None) -> None:
        self._evening.set()


def say(*words: object) -> None:
    """A line, whole and at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    while os.read(0, 1024):
        pass
    os._exit(1)


def main(folder: Path, people: int) -> None:
    """Be the station of that folder, for as long as whoever started it lives."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    places = Places(folder)
    with Hold(places.lock):
        if not places.feed.exists():
            fetch(config.load(places), places, CLOCK)
        Gate(places, people).work()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
