"""A private PostgreSQL cluster: made in a temporary folder, reached by a socket in it, gone with the process; knows no table."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from types import MappingProxyType
from typing import Any

import psycopg

START_S = 30.0
SETTINGS = {"listen_addresses": "", "max_connections": "100"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster. ``address``: of a database in it, with ``{name}`` for its name; ``pid`` of the process all others descend from."""

    address: str
    pid: int


def programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs, None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return Path(on_path).parent if on_path else None


@contextmanager
def cluster(bin_folder: Path, settings: Mapping[str, str] = MappingProxyType({}), place: Path | None = None) -> Iterator[Cluster]:
    """A cluster with ``settings`` beside its defaults, in a folder of its own under ``place`` (None: where temporary files go)."""
    folder = Path(tempfile.mkdtemp(prefix="slw-postgresql-", dir=place))
    account = handed_over(folder)
    data = folder / "data"
    command = [str(bin_folder / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **account)
    options = [
        word
        for name, value in (SETTINGS | dict(settings) | {"unix_socket_directories": str(folder)}).items()
        for word in ("-c", f"{name}={value}")
    ]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [bin_folder / "postgres", "-D", data, *options],
            stdout=log,
            stderr=log,
            cwd=folder,
            preexec_fn=end_with_us,  # noqa: PLW1509 - it calls one function of the C library and nothing of Python's
            **account,
        )
    try:
        address = f"postgresql://postgres@/{{name}}?host={folder}"
        _wait(server, address.format(name="postgres"), folder / "log")
        yield Cluster(address, server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(START_S)
        shutil.rmtree(folder, ignore_errors=True)


def handed_over(folder: Path) -> dict[str, Any]:
    """Give ``folder`` to whom PostgreSQL's programs may run as; what ``subprocess`` is to be told for that. Root it refuses."""
    if os.geteuid() != 0:
        return {}
    import pwd  # where there is no such user database there is no such rule

    postgres = pwd.getpwnam("postgres")
    os.chown(folder, postgres.pw_uid, postgres.pw_gid)
    return {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": []}


def end_with_us() -> None:
    """In a child that was just made: have it end in order when the process that made it does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG: no cluster is left behind by a process that was killed


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = monotonic() + START_S
    while True:
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or monotonic() > end:
                raise RuntimeError(log.read_text("utf-8", "replace")) from None
            sleep(0.05)
