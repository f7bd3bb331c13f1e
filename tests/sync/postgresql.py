"""A private PostgreSQL cluster for the tests: made in a temporary folder, reached by a socket in it, gone with the test run."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg

MISSING = "PostgreSQL is not installed: apt-get install postgresql, or set KIOSK_NO_POSTGRES=1 to leave its half of the tests out."
START_S = 30.0
# a test cluster may be lost with the machine; durability itself is PostgreSQL's own promise and is not tested here
SETTINGS = {"fsync": "off", "full_page_writes": "off", "listen_addresses": "", "max_connections": "100", "autovacuum": "off"}


def programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs, None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return Path(on_path).parent if on_path else None


@contextmanager
def cluster(bin_folder: Path) -> Iterator[str]:
    """A running cluster; yields what a database's address is made from with ``{name}``."""
    account: dict[str, Any] = {}
    folder = Path(tempfile.mkdtemp(prefix="slw-postgresql-"))
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        postgres = pwd.getpwnam("postgres")
        os.chown(folder, postgres.pw_uid, postgres.pw_gid)
        account = {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": []}
    data = folder / "data"
    command = [str(bin_folder / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **account)
    settings = [word for name, value in (SETTINGS | {"unix_socket_directories": str(folder)}).items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [bin_folder / "postgres", "-D", data, *settings],
            stdout=log,
            stderr=log,
            cwd=folder,
            preexec_fn=_end_with_us,  # noqa: PLW1509 - no other thread of this process runs while the cluster is started
            **account,
        )
    try:
        address = f"postgresql://postgres@/{{name}}?host={folder}"
        _wait(server, address.format(name="postgres"), folder / "log")
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(START_S)
        shutil.rmtree(folder, ignore_errors=True)


def _end_with_us() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG: no cluster is left behind by a killed test run


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
