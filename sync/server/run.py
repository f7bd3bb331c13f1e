"""``kiosk server`` without a task: opens the store, serves it, and closes it when told to end; knows no path and no table."""

from __future__ import annotations

import argparse
import gc
import logging
import signal
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from kiosk.catalogue import say
from kiosk.trust import is_loopback
from sync.server.app import make_app
from sync.server.command import folder_of
from sync.server.serve import Running, die_with_parent
from sync.server.snapshot import Snapshots
from sync.server.store import Store
from sync.server.tls import Authority, address_here, names_here

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
"""Hosts that mean every address of this computer."""
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
        folder = folder_of(asked, store.database.file)
        snapshots = Snapshots(store, folder / "snapshots")
        if asked.tls or not is_loopback(asked.host):
            authority = Authority(folder / "tls")
            context = authority.context(names_here(asked.host, urlsplit(asked.public_url).hostname or ""))
            running = Running(make_app(store, snapshots, authority.bundle), asked.host, asked.port, context)
            url = asked.public_url or f"https://{address_here() if asked.host in EVERYWHERE else asked.host}:{running.port}"
            url += f"#{authority.pin}"
        else:
            running = Running(make_app(store, snapshots), asked.host, asked.port)
            url = asked.public_url or running.url
        store.set_url(url)
        # uvicorn ends in order at SIGTERM and then raises it again: without a handler of ours the store would not be closed
        signal.signal(signal.SIGTERM, lambda *_: running.stop())
        if asked.die_with_parent:
            die_with_parent(running.stop)
        gc.collect()
        gc.freeze()  # what was loaded stays: without this it is gone through again and again as records come and go
        running.run(lambda: print(say("server.listening", asked.lang, url=url), flush=True))
    except KeyboardInterrupt:
        pass  # uvicorn has ended everything in order and raises the signal again
    finally:
        store.close()
    return 0
