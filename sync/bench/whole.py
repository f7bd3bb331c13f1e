"""Whole stations against a server: real journals, outboxes, feeds and sync threads, in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from time import sleep

from kiosk.bench.rows import Row, by_figure, percentile
from sync.bench.fleet import Plan, Seen
from sync.bench.served import ZONE, Served

A_PROCESS = 50
"""Stations in one process of the fleet, so that their clients are not one interpreter's."""
PATIENCE_S = 90.0
SETTLE_S = 3.0


def measure(server: Served, folder: Path, stations: int, rate: float, seconds: float) -> Iterator[Row]:
    """``stations`` of them that scan ``rate`` times a second, all together."""
    with _Fleet(server, folder, stations, rate, seconds) as fleet:
        fleet.go()
        fleet.finish_sending()
        sleep(SETTLE_S)
        seen = fleet.end()
    delays = list(Counter(seen.delays).elements()) or [10**9]
    what = f"{stations} whole stations, {rate:g} scans/s"
    missing = (stations - 1) * seen.made - sum(seen.delays.values())
    yield by_figure(f"{what}: scan here to known there, p50", percentile(delays, 50), "ms", 300)
    yield by_figure(f"{what}: scan here to known there, p99", percentile(delays, 99), "ms", 1_000)
    yield by_figure(
        f"{what}: not known somewhere, unsent, lost or stored twice", missing + seen.unsent + server.lost(seen.made), "records", 0
    )


class _Fleet:
    """The processes of a fleet, as a context: enrolled when it is entered, ended when it is left."""

    def __init__(self, server: Served, folder: Path, stations: int, rate: float, seconds: float) -> None:
        self._children: list[subprocess.Popen[str]] = []
        codes = [server.admin.new_enrolment("gate", ZONE) for _ in range(stations)]
        for some in (codes[at : at + A_PROCESS] for at in range(0, stations, A_PROCESS)):
            plan = Plan(server.url, str(folder / "stations"), ZONE, some, 0, rate * len(some) / stations, seconds, PATIENCE_S)
            command = [sys.executable, "-c", "import sys; from sync.bench.fleet import main; sys.exit(main(sys.argv[1:]))"]
            self._children.append(
                subprocess.Popen([*command, json.dumps(asdict(plan))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )

    def __enter__(self) -> _Fleet:
        self._expect("ready")
        return self

    def __exit__(self, *_: object) -> None:
        for child in self._children:
            child.kill()
            child.communicate()

    def go(self) -> None:
        """Let them begin."""
        self._say()

    def finish_sending(self) -> None:
        """Wait until each has sent all of its own, or has lost patience."""
        self._expect("done")

    def end(self) -> Seen:
        """Let them end; what all of them saw."""
        self._say()
        found = [Seen(**json.loads(self._line(child))) for child in self._children]
        delays: Counter[int] = Counter()
        faults: Counter[str] = Counter()
        for seen in found:
            faults.update(seen.faults)
            delays.update({int(ms): count for ms, count in seen.delays.items()})
        made, unsent = sum(seen.made for seen in found), sum(seen.unsent for seen in found)
        return Seen(made, unsent, max(seen.whole_s for seen in found), delays, faults)

    def _say(self) -> None:
        for child in self._children:
            assert child.stdin is not None
            child.stdin.write("\n")
            child.stdin.flush()

    def _expect(self, word: str) -> None:
        for child in self._children:
            if self._line(child).strip() != word:
                raise OSError(f"part of the fleet ended early, with {child.poll()}")

    @staticmethod
    def _line(child: subprocess.Popen[str]) -> str:
        assert child.stdout is not None
        return child.stdout.readline()
