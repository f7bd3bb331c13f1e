"""The thread that looks for conflicts soon after records came in; knows no rule and no HTTP."""

from __future__ import annotations

import logging
import threading

from kiosk.errors import StoreError
from sync.server import conflicts
from sync.server.store import Store

PAUSE_S = 0.5
"""Between two looks: what comes in meanwhile is examined together."""

log = logging.getLogger(__name__)


class Finder:
    """Looks once when it is first woken and again after each wake. The thread begins with the first wake."""

    def __init__(self, store: Store, pause: float = PAUSE_S) -> None:
        self._store = store
        self._pause = pause
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def begun(self) -> bool:
        """Whether it was woken before: what an earlier server left unexamined is looked at with the first wake."""
        return self._thread is not None

    def wake(self) -> None:
        """Records came in. Never blocks; from any thread."""
        self._woken.set()
        if self._thread is None:
            with self._lock:
                if self._thread is None and not self._stopping.is_set():
                    self._thread = threading.Thread(target=self._run, name="conflicts", daemon=True)
                    self._thread.start()

    def stop(self) -> None:
        """End; what was not looked at yet is when the server starts again. Returns when the thread has ended."""
        self._stopping.set()
        self._woken.set()
        with self._lock:
            if self._thread is not None:
                self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.wait()
            self._woken.clear()
            if self._stopping.is_set():
                return
            try:
                conflicts.examine(self._store)
            except StoreError as error:
                log.warning("conflicts are looked for again later: %s", error)
            except Exception:
                log.exception("looking for conflicts")
            self._stopping.wait(self._pause)
