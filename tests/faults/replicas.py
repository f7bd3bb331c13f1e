"""A PostgreSQL primary and a standby that follows it over a link of ours, in a temporary folder; the primary can be killed, the standby
promoted. Knows no table."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg

from sync.bench.cluster import START_S, end_with_us, handed_over
from tests.faults.proxy import Fault, Proxy
from tests.sync.postgresql import SETTINGS, programs

NAME = "slw"


class Node:
    """One PostgreSQL server over ``folder``/data, reached by a socket in ``folder``."""

    def __init__(self, folder: Path, account: dict[str, Any], **settings: str) -> None:
        self.folder, self._account, self._settings = folder, account, settings
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Have it answer."""
        settings = SETTINGS | {"listen_addresses": "", "unix_socket_directories": str(self.folder)} | self._settings
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._child = subprocess.Popen(
                [_program("postgres"), "-D", self.folder / "data", *words],
                stdout=log, stderr=log, cwd=self.folder, preexec_fn=end_with_us,  # noqa: PLW1509 - this process starts no thread meanwhile
                **self._account,
            )  # fmt: skip
        self.wait_for("SELECT true")

    def ask(self, statement: str, database: str = "postgres") -> Any:
        """The first value it answers."""
        with psycopg.connect(f"postgresql://postgres@/{database}?host={self.folder}", autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None

    def wait_for(self, question: str) -> None:
        """Until it answers that with true."""
        end = monotonic() + START_S
        while True:
            try:
                if self.ask(question):
                    return
            except psycopg.OperationalError:
                pass
            assert self._child is not None
            assert self._child.poll() is None, (self.folder / "log").read_text("utf-8", "replace")
            assert monotonic() < end, f"{question}: never"
            sleep(0.02)

    def end(self, number: signal.Signals) -> None:
        """SIGQUIT is PostgreSQL's immediate shutdown: as if the machine were gone. SIGINT ends it in order."""
        if self._child is not None:
            self._child.send_signal(number)
            self._child.wait(START_S)
            self._child = None


class Pair:
    """``primary`` and ``standby``; ``address`` reaches whichever of them takes writes. ``link``: what the primary's log travels over."""

    def __init__(self, folder: Path, account: dict[str, Any], synchronous: bool) -> None:
        names = "*" if synchronous else ""
        self.primary = Node(_made(folder / "primary"), account, synchronous_standby_names=names)
        self.standby = Node(_made(folder / "standby"), account)
        data, copy = str(self.primary.folder / "data"), str(self.standby.folder / "data")
        make = [_program("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, cwd=folder, **account)
        self.address = (
            f"postgresql://postgres@/{NAME}?host={self.primary.folder}&host={self.standby.folder}&target_session_attrs=read-write"
        )
        self.primary.start()
        self.link = Proxy(str(self.primary.folder / ".s.PGSQL.5432"))
        follow = [_program("pg_basebackup"), "-h", "127.0.0.1", "-p", str(self.link.port), "-U", "postgres", "-c", "fast", "-N", "-R"]
        subprocess.run([*follow, "-D", copy], check=True, cwd=folder, **account)
        self.standby.start()
        self.primary.wait_for("SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming'")
        self.primary.ask(f"CREATE DATABASE {NAME}")

    def settle(self) -> None:
        """Until the standby has all the primary has."""
        at = self.primary.ask("SELECT pg_current_wal_lsn()")
        self.standby.wait_for(f"SELECT pg_last_wal_replay_lsn() >= '{at}'")

    def stall(self) -> None:
        """From now on nothing of the primary's log arrives."""
        self.link.fault = Fault(still=True)

    def fail_over(self) -> None:
        """The primary is gone; the standby takes its place."""
        self.primary.end(signal.SIGQUIT)
        self.standby.ask("SELECT pg_promote()")
        self.standby.wait_for("SELECT NOT pg_is_in_recovery()")

    def close(self) -> None:
        """End what is left."""
        self.standby.end(signal.SIGINT)
        self.primary.end(signal.SIGQUIT)
        self.link.close()


@contextmanager
def pair(synchronous: bool) -> Iterator[Pair]:
    """A primary and its standby; ``synchronous``: nothing counts as committed on the primary before the standby has it."""
    folder = Path(tempfile.mkdtemp(prefix="slw-replicas-"))
    account = handed_over(folder)
    try:
        made = Pair(folder, account, synchronous)
        try:
            yield made
        finally:
            made.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _made(folder: Path) -> Path:
    folder.mkdir()
    handed_over(folder)
    return folder


def _program(name: str) -> str:
    found = programs()
    assert found is not None
    return str(found / name)
