"""``kiosk server`` without a task: opens the store, serves it, and closes it when told to end; knows no path and no table."""

from __future__ import annotations

import argparse
import logging
import signal
from datetime import datetime
from pathlib import Path
from tempfile import gettempdir
from zoneinfo import ZoneInfo

from kiosk.catalogue import say
from sync.server.app import make_app
from sync.server.serve import Running, die_with_parent
from sync.server.snapshot import Snapshots
from sync.server.store import Store

LOG_ZONE = ZoneInfo("Asia/Seoul")


class _Seoul(logging.Formatter):
    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - the base class's name
        return datetime.fromtimestamp(record.created, LOG_ZONE).isoformat(" ", "milliseconds")


def serve(asked: argparse.Namespace) -> int:
    """Serve until SIGTERM, Ctrl+C or, if asked, the parent's end; 0. Raises PortBusy or what opening a Store raises."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Seoul("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    store = Store(asked.database)
    try:
        file = store.database.file
        folder = asked.data or (file.parent if file else Path(gettempdir()) / "slw-kiosk-server")
        running = Running(make_app(store, Snapshots(store, folder / "snapshots")), asked.host, asked.port)
        store.set_url(asked.public_url or running.url)
        # uvicorn ends in order at SIGTERM and then raises it again: without a handler of ours the store would not be closed
        signal.signal(signal.SIGTERM, lambda *_: running.stop())
        if asked.die_with_parent:
            die_with_parent(running.stop)
        running.run(lambda: print(say("server.listening", asked.lang, url=running.url), flush=True))
    except KeyboardInterrupt:
        pass  # uvicorn has ended everything in order and raises the signal again
    finally:
        store.close()
    return 0
