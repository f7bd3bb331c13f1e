"""The demo's server: a child process that dies with its parent, and ``server.json``, which tells a person how to start it by hand."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path

from kiosk.errors import UpstreamAway

READY_S = 20.0


@dataclass(frozen=True, slots=True)
class ServerFile:
    """What ``server.json`` says. ``pid`` 0: not running as far as this demo knows."""

    pid: int
    url: str
    database: str


class DemoServer:
    """Starts and stops the child; adopts a server somebody started by hand at the same address. Methods block: not for the GUI thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "server.json"
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        before = _load(self._file)
        (folder / "server").mkdir(parents=True, exist_ok=True)
        self.database = f"sqlite:///{(folder / 'server' / 'server.db').resolve()}"
        usable = before is not None and (_answers(before.url) or _free(before.url))
        self.url = before.url if before and usable else f"http://127.0.0.1:{_free_port()}"

    def answers(self) -> bool:
        """Whether a server answers at the address now."""
        return _answers(self.url)

    def start(self) -> None:
        """Have a server at the address: the child, unless one answers there already. Raises UpstreamAway where it does not come up."""
        with self._lock:
            if self.answers():
                return
            self._end_child()
            port = self.url.rpartition(":")[2]
            log = (self._folder / "server" / "server.out").open("ab")
            command = [sys.executable, "-m", "kiosk", "server", "--database", self.database, "--port", port, "--die-with-parent"]
            with log:
                self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)
            end = time.monotonic() + READY_S
            while not self.answers():
                if self._child.poll() is not None or time.monotonic() > end:
                    raise UpstreamAway(f"see {self._folder / 'server' / 'server.out'}")
                time.sleep(0.03)
            self._write(self._child.pid)

    def stop(self) -> None:
        """End the child and wait for it; a server somebody else started is left alone. A second call does nothing."""
        with self._lock:
            if self._child is not None:
                self._end_child()
                self._write(0)

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.terminate()
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if child.stdin:
            child.stdin.close()

    def _write(self, pid: int) -> None:
        whole = self._file.with_suffix(".part")
        whole.write_text(json.dumps(asdict(ServerFile(pid, self.url, self.database)), indent=1) + "\n", encoding="utf-8")
        whole.replace(self._file)


def _load(path: Path) -> ServerFile | None:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return ServerFile(int(values["pid"]), str(values["url"]), str(values["database"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # no file yet, or one somebody edited: a new address is as good


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _free(url: str) -> bool:
    """Whether a server could listen there."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: its own last connections are no hindrance
        try:
            probe.bind(("127.0.0.1", int(url.rpartition(":")[2])))
        except (OSError, ValueError, OverflowError):
            return False
    return True


def _answers(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{url}/api/v1/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False
