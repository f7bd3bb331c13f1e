"""A station and its server as the processes they are, a bad network between them, both killed over and over; then held against each other.

``trial`` is one run: the server and a station are killed so many times each, at moments and under faults drawn by a seed.
"""

from __future__ import annotations

import json
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from sqlalchemy import select

from kiosk.places import Places
from sync.enrol import join
from sync.server.admin import Admin
from sync.server.schema import QUARANTINE, RECORD
from sync.server.store import Store
from tests.faults.event import ZONE, set_up
from tests.faults.proxy import NONE, Fault, Proxy
from tests.journeys.running import REPOSITORY, environment
from tests.sync.canned import answer

PEOPLE = 300
PATIENCE_S = 120.0
PORTAL = answer(200, b"<html><title>Welcome</title>Please log in</html>", "Content-Type: text/html")
FAULTS = {
    "fine": NONE,
    "slow": Fault(latency=0.03),
    "narrow": Fault(bandwidth=20_000),
    "cut mid-answer": Fault(cut_after=150),
    "answer lost": Fault(cut_after=0),
    "reset": Fault(cut_after=40, reset=True),
    "slow to close": Fault(cut_after=400, slow_close=0.2),
    "wrong bytes": Fault(garbled=0.5),
    "down": Fault(down=True),
    "black hole": Fault(still=True),
    "portal": Fault(answer=PORTAL),
    "not found": Fault(answer=answer(404, b"<h1>Not found</h1>")),
    "refused": Fault(answer=answer(400, {"error": "bad_request", "values": {}})),
    "busy": Fault(answer=answer(429, {"error": "error.upstream_busy"}, "Retry-After: 0")),
    "broken": Fault(answer=answer(500, b"Internal Server Error")),
    "gateway": Fault(answer=answer(502, b"<h1>Bad Gateway</h1>")),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``shown``: scans a person saw a verdict of; ``lost`` of these, not on the server or not as they were; ``twice``: rows the server has
    beyond those of the journal; ``whole``: both verify commands found nothing; ``kills`` of each side; ``epochs`` the journal came to;
    ``seen``: what the station told of its link."""

    shown: int
    lost: int
    twice: int
    whole: bool
    kills: int
    epochs: int
    seen: frozenset[str]
    wrong: str = ""


class Process:
    """A child that is started again after each kill. ``said``: every whole line it ever printed."""

    def __init__(self, words: list[str], log: Path) -> None:
        self._words, self._log = words, log
        self._child: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self.said: list[str] = []
        self.start()

    def start(self) -> None:
        """Have it at work."""
        with self._log.open("ab") as log:
            self._child = subprocess.Popen(
                self._words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, env=environment(), cwd=REPOSITORY
            )
        self._reader = threading.Thread(target=self._listen, args=(self._child, len(self.said)), name="listening")
        self._reader.start()
        self._since = len(self.said)

    def wait_for_word(self, word: str) -> None:
        """Until it has said a line that begins so since it was last started."""
        end = monotonic() + PATIENCE_S
        pause = threading.Event()
        while not any(line.startswith(word) for line in self.said[self._since :]):
            assert monotonic() < end, f"{word}: never said. {self.said[-5:]} {self._log.read_text()[-2_000:]}"
            assert self.running or any(line.startswith(word) for line in self.said[self._since :]), self._log.read_text()[-2_000:]
            pause.wait(0.01)

    @property
    def running(self) -> bool:
        """Whether it is at work, or what it said is not all heard yet."""
        return self._reader is not None and self._reader.is_alive()

    def end(self, number: signal.Signals) -> int:
        """Send it that signal and wait; its exit code."""
        assert self._child is not None
        assert self._reader is not None
        self._child.send_signal(number)
        code = self._child.wait(PATIENCE_S)
        self._reader.join()
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.close()
        self._child.stdout.close()
        return code

    def _listen(self, child: subprocess.Popen[str], since: int) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            if line.endswith("\n"):  # the kill may cut the last one
                self.said.append(line.rstrip("\n"))


def trial(kills: int, seed: int, *, database: str = "", log: Path | None = None) -> Outcome:
    """Kill each side ``kills`` times. ``database``: the address of an empty one (none: a SQLite file). What the processes said on stderr
    goes into ``log`` (a folder)."""
    with tempfile.TemporaryDirectory(prefix="slw-chaos-") as made:
        return _run(Path(made), database or f"sqlite:///{made}/server.db", kills, random.Random(seed), log or Path(made))


def _run(folder: Path, database: str, kills: int, chance: random.Random, log: Path) -> Outcome:
    places = Places(folder / "station").make()
    store = Store(database)
    set_up(Admin(store), PEOPLE)
    code = Admin(store).new_enrolment("gate", ZONE)
    store.close()
    port = _free_port()
    kiosk = [sys.executable, "-m", "kiosk"]
    serving = [*kiosk, "server", "--database", database, "--port", str(port), "--die-with-parent"]
    working = [sys.executable, "-m", "tests.faults.station", str(places.root), str(PEOPLE)]
    with Proxy(port, seed=chance.randrange(1 << 30)) as proxy, at_work(serving, log / "server.err") as server:
        server.wait_for_word("")
        identity = join(proxy.url, code, places, lambda key, **values: None)
        with at_work(working, log / "station.err") as station:
            _storm(proxy, server, station, kills, chance)
            proxy.fault = NONE
            assert station.end(signal.SIGTERM) == 0
        assert server.end(signal.SIGTERM) in (0, -signal.SIGTERM)
        words = [line.split() for line in station.said]
    shown = {(epoch, int(row), stored) for what, epoch, row, stored in (each for each in words if each[0] == "row")}
    journal = _json([*kiosk, "journal", "verify", "--data", str(places.root), "--json"])
    served = _json([*kiosk, "server", "--database", database, "verify", "--json"])
    stored, aside = _stored(database, identity.station)
    return Outcome(
        shown=len(shown), lost=len(shown - stored), twice=len(stored) + aside - int(str(journal["rows"])),
        whole=bool(journal["ok"]) and not journal["unsent"] and not served["gaps"] and not served["quarantined"], kills=kills,
        epochs=len({epoch for epoch, _, _ in stored}), seen=frozenset(each[1] for each in words if each[0] in ("link", "fault")),
        wrong=f"{journal} {served}",
    )  # fmt: skip


def _storm(proxy: Proxy, server: Process, station: Process, kills: int, chance: random.Random) -> None:
    """Both sides killed ``kills`` times, a few faults after they came up, or while they do; every fault has its turn."""
    coming = chance.sample(list(FAULTS), len(FAULTS))
    for _ in range(kills):
        if chance.random() < 0.8:
            server.wait_for_word("")
            station.wait_for_word("row")
        for victim in chance.sample([server, station], 2):
            for _ in range(chance.randint(1, 2)):
                coming = coming or chance.sample(list(FAULTS), len(FAULTS))
                _weather(proxy, FAULTS[coming.pop()], chance)
            victim.end(signal.SIGKILL)
            victim.start()
    server.wait_for_word("")
    station.wait_for_word("row")
    for name in coming if kills < len(FAULTS) else ():
        _weather(proxy, FAULTS[name], chance)


def _weather(proxy: Proxy, fault: Fault, chance: random.Random) -> None:
    """That fault, until somebody has met it, and a little longer; then, perhaps, a clear moment."""
    before, end, pause = len(proxy.came), monotonic() + 1.0, threading.Event()
    proxy.fault = fault
    while len(proxy.came) == before and monotonic() < end:
        pause.wait(0.01)
    pause.wait(chance.uniform(0.0, 0.15))
    if chance.random() < 0.5:
        proxy.fault = NONE
        pause.wait(chance.uniform(0.0, 0.15))


@contextmanager
def at_work(words: list[str], log: Path) -> Iterator[Process]:
    """A process for the length of a ``with``."""
    process = Process(words, log)
    try:
        yield process
    finally:
        if process.running:
            process.end(signal.SIGKILL)


def _stored(database: str, station: str) -> tuple[set[tuple[str, int, str]], int]:
    """What the server has of that station: the records stored, and how many lie in quarantine."""
    store = Store(database, read_only=True)
    try:
        with store.read() as connection:
            rows = connection.execute(select(RECORD.c.epoch, RECORD.c.row, RECORD.c.hash).where(RECORD.c.station == station)).all()
            aside = connection.execute(select(QUARANTINE.c.row).where(QUARANTINE.c.station == station)).all()
    finally:
        store.close()
    return {(bytes(row.epoch).hex(), row.row, bytes(row.hash).hex()) for row in rows}, len(aside)


def _json(words: list[str]) -> dict[str, object]:
    """What that command answers."""
    done = subprocess.run(words, capture_output=True, text=True, env=environment(), cwd=REPOSITORY)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines, done.stderr
    return {name: value for line in lines for name, value in line.items()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
