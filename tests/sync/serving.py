"""The real server in this process, on a port of its own, that a test can stop and start again; stands in for nothing."""

from __future__ import annotations

import threading
from pathlib import Path

from kiosk.clock import Clock
from sync.server.admin import Admin
from sync.server.app import make_app
from sync.server.doors import Doors
from sync.server.serve import Running
from sync.server.snapshot import Snapshots
from sync.server.store import Store
from sync.server.tls import Authority

START_S = 60.0


class TestServer:
    """A server over the database at ``database``. ``start`` after ``stop`` takes the same port and opens the database anew. ``doors``: how
    many requests it serves at once from then on (None: as many as usual)."""

    __test__ = False  # not a test, whatever its name

    def __init__(self, database: str, folder: Path, clock: Clock | None = None, authority: Authority | None = None, port: int = 0) -> None:
        self.database = database
        self._folder = folder
        self._clock = clock
        self.port = port
        self.authority = authority
        self._running: Running | None = None
        self._thread: threading.Thread | None = None
        self.doors: int | None = None
        self.store: Store
        self.url = ""

    @property
    def admin(self) -> Admin:
        """The organiser at the running server."""
        return Admin(self.store)

    def start(self) -> TestServer:
        """Open the database and serve it; returns once requests are taken."""
        self.store = Store(self.database, self._clock)
        snapshots = Snapshots(self.store, self._folder / "snapshots")
        app = make_app(self.store, snapshots, self.authority.bundle if self.authority else b"", Doors(self.doors) if self.doors else None)
        tls = self.authority.context({"127.0.0.1", "localhost"}) if self.authority else None
        self._running = Running(app, "127.0.0.1", self.port, tls)
        self.port, self.url = self._running.port, self._running.url
        ready = threading.Event()
        self._thread = threading.Thread(target=self._running.run, args=(ready.set,), name="server")
        self._thread.start()
        if not ready.wait(START_S):
            raise RuntimeError("the server did not start")
        return self

    def stop(self) -> None:
        """Answer what is under way, then go; does nothing where it is stopped already."""
        if self._running is None or self._thread is None:
            return
        self._running.stop()
        self._thread.join(START_S)
        self.store.close()
        self._running = self._thread = None
