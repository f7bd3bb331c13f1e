"""One thread for slow things a screen asks for (a PIN check, a PDF), so that neither screen nor lane waits; knows none of them."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


class Errands:
    """Does one errand after the other, in the order given."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="errands", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def do(self, errand: Callable[[], None]) -> None:
        """Have ``errand`` done soon; its own faults are its own to tell, anything it lets through is logged."""
        self._queue.put(errand)

    def stop(self) -> None:
        """Finish what was asked and end. A second call does nothing."""
        self._queue.put(None)
        if self._thread.ident is not None:
            self._thread.join(10)

    def _run(self) -> None:
        while (errand := self._queue.get()) is not None:
            try:
                errand()
            except Exception:  # the next errand must still be done
                log.exception("an errand failed")
