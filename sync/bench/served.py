"""The real server in a process of its own over a database made for a bench, and what processor time it took; measures nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import psycopg

from kiosk import programme
from sync.bench import cluster
from sync.server.admin import Admin
from sync.server.store import Store
from sync.server.verify import verify

PATIENCE_S = 30.0
EVENT = "bench"
ZONE = "hall"
PROGRAMME = f"""
[event]
id = "{EVENT}"
name = {{ ko = "측정", en = "Bench" }}
timezone = "Asia/Seoul"
days = [2026-10-07]
[[category]]
id = "visitor"
name = {{ ko = "관람객", en = "Visitor" }}
band = "#2463A6"
ink = "#FFFFFF"
[[zone]]
id = "{ZONE}"
name = {{ ko = "전시관", en = "Hall" }}
place = {{ ko = "1층", en = "Level 1" }}
icon = "house"
categories = ["visitor"]
hours = [{{ day = 1, opens = "00:00", closes = "23:59" }}]
[[zone]]
id = "desk"
name = {{ ko = "등록", en = "Desk" }}
place = {{ ko = "1층", en = "Level 1" }}
icon = "house"
categories = ["visitor"]
hours = [{{ day = 1, opens = "00:00", closes = "23:59" }}]
desk = true
"""


class Served:
    """A running server. ``store``: its database, open here too."""

    def __init__(self, database: str, folder: Path, engine_pid: int | None) -> None:
        self.database = database
        self.store = Store(database)
        self.admin = Admin(self.store)
        self.admin.put_programme(programme.load(PROGRAMME))
        self._folder = folder
        self._engine = engine_pid
        self._port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""

    def start(self) -> None:
        """Have it at work; once stopped, at the same port again. Raises OSError where it does not come up."""
        command = [sys.executable, "-m", "kiosk", "server", "--database", self.database, "--port", str(self._port), "--die-with-parent"]
        command += ["--data", str(self._folder), "--lang", "en"]
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        assert self._process.stdout is not None
        said = self._process.stdout.readline().decode()  # it speaks once it takes requests, or ends
        found = re.search(r"http://\S+:(\d+)", said)
        if found is None:
            raise OSError(f"the server did not start: {self.log()[-300:]}")
        self.url, self._port = found.group(), int(found.group(1))

    def stop(self) -> int:
        """End it in order, as an operator would; its exit code, 0 where it was not at work."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.terminate()
        code = process.wait(PATIENCE_S)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        return code

    def held(self) -> int:
        """How many records it has."""
        return sum(line.rows for line in verify(self.store))

    def lost(self, made: int) -> int:
        """How far what it holds is from ``made`` records; what it holds is read back row by row."""
        found = list(verify(self.store))
        return abs(made - sum(line.rows for line in found)) + sum(line.gaps + line.broken + line.quarantined for line in found)

    def log(self) -> str:
        """What it has said so far."""
        return (self._folder / "server.log").read_text("utf-8", "replace")

    def cpu(self) -> float:
        """Seconds of processor time its process and the database's have taken so far."""
        assert self._process is not None
        return _taken(self._process.pid) + (_taken(self._engine) if self._engine else 0.0)

    def engine_cpu(self) -> float:
        """The database's alone; 0 for SQLite, which works in the process that asks it."""
        return _taken(self._engine) if self._engine else 0.0


@contextmanager
def served(folder: Path, engine: str) -> Iterator[Served]:
    """A server over a new database of ``engine``: "postgresql" (a private cluster, synced as in production) or "sqlite".

    Raises OSError where PostgreSQL is not installed."""
    with ExitStack() as stack:
        url, pid = f"sqlite:///{folder / 'server.db'}", None
        if engine == "postgresql":
            programs = cluster.programs()
            if programs is None:
                raise OSError("PostgreSQL is not installed: apt-get install postgresql, or --engine sqlite")
            disk = Path("/var/tmp")  # noqa: S108 - on disk, which /tmp may not be, and open to the account PostgreSQL runs under
            running = stack.enter_context(cluster.cluster(programs, {"shared_buffers": "256MB"}, disk if disk.is_dir() else None))
            with psycopg.connect(running.address.format(name="postgres"), autocommit=True) as connection:
                connection.execute("CREATE DATABASE bench")
            url, pid = running.address.format(name="bench"), running.pid
        server = Served(url, folder, pid)
        stack.callback(server.store.close)
        stack.callback(server.stop)
        server.start()
        yield server


def _taken(pid: int) -> float:
    """Of the process and all it started, ended ones included."""
    root = psutil.Process(pid)
    own = root.cpu_times()
    total = own.user + own.system + own.children_user + own.children_system
    for child in root.children(recursive=True):
        try:
            times = child.cpu_times()
        except psutil.NoSuchProcess:  # it has ended since: counted with its parent's ended children next time
            continue
        total += times.user + times.system
    return float(total)
