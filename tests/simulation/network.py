"""The network of a seed, one line per tablet: messages lost, doubled, late, out of order, refused; and the lane goes on meanwhile."""

from __future__ import annotations

from pathlib import Path
from random import Random

from kiosk.errors import BatchRefused, UpstreamAway, UpstreamBusy
from sync.wire import RoundAnswer, RoundRequest
from tests.simulation.central import Central, Direct
from tests.simulation.schedule import Schedule
from tests.simulation.tablet import Killed, Process, Tablet

LOST, LATE, UNHEARD, TWICE, COPY_LATER, BUSY, TOO_LARGE = 0.06, 0.04, 0.07, 0.04, 0.06, 0.02, 0.02
"""Chances of what becomes of one message: it never arrives; arrives when nobody waits for it any more; its answer never arrives; it
arrives twice at once, or once more later, behind younger ones; the server, or something on the way, turns it down."""


class Network:
    """``calm``: every message arrives, at once."""

    def __init__(self, schedule: Schedule, central: Central, random: Random) -> None:
        self.schedule, self.central, self.random = schedule, central, random
        self.calm = False


class Line:
    """What one process has of the network: the real ``Upstream`` to its side."""

    def __init__(self, network: Network, tablet: Tablet, process: Process) -> None:
        self._net, self._tablet, self._process = network, tablet, process
        self._direct = Direct(network.central, process.identity)

    def round(self, request: RoundRequest) -> RoundAnswer:
        """As ``Upstream``."""
        if self._net.calm:
            return self._deliver(request)
        fates = iter(_fates(self._net.random.random()))
        self._process.point()
        self._travel()
        if next(fates):
            raise self._give_up()
        if next(fates):
            self._later(50, request)
            raise self._give_up()
        if next(fates):
            raise UpstreamBusy("429", retry_after=self._net.random.uniform(0, 8))
        if next(fates) and len(request.records) > 1:
            raise BatchRefused("413")
        if next(fates):
            self._deliver(request)
        answer = self._deliver(request)
        if next(fates):
            self._later(50, request)
        self._process.point()
        if next(fates):
            raise self._give_up()
        self._travel()
        return answer

    def snapshot(self, target: Path, etag: str) -> str | None:
        """As ``Upstream``."""
        if not self._net.calm:
            self._process.point()
            self._travel()
            if self._net.random.random() < LOST + UNHEARD:
                target.write_bytes(b"the beginning of a roster")
                raise UpstreamAway
        found = self._direct.snapshot(target, etag)
        self._process.point()
        return found

    def close(self) -> None:
        """As ``Upstream``: nothing is kept open."""

    def _travel(self) -> None:
        self._net.schedule.sleep(self._net.random.uniform(0.02, 2))
        if not self._process.alive:
            raise Killed
        if self._tablet.offline or not self._net.central.up:
            raise self._give_up()

    def _give_up(self) -> UpstreamAway:
        self._net.schedule.sleep(self._net.random.uniform(0.5, 4))
        if not self._process.alive:
            raise Killed
        return UpstreamAway("lost")

    def _deliver(self, request: RoundRequest) -> RoundAnswer:
        answer = self._direct.round(request)
        self._process.answered(None if answer.more else self._net.central.told())
        return answer

    def _later(self, most: float, request: RoundRequest) -> None:
        self._net.schedule.after(self._net.random.uniform(1, most), lambda: self._stray(request))

    def _stray(self, request: RoundRequest) -> None:
        if self._net.central.up:
            self._direct.round(request)


def _fates(chance: float) -> list[bool]:
    found = []
    for share in (LOST, LATE, BUSY, TOO_LARGE, TWICE, COPY_LATER, UNHEARD):
        found.append(0 <= chance < share)
        chance -= share
    return found
