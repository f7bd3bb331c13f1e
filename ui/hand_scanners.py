"""The hand scanners of one gate: what they send becomes readings for the recorder; knows no screen and judges nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject

from kiosk.clock import Clock
from kiosk.model import Reading, Source
from kiosk.scanner.wedge import Burst
from ui.wedge import WedgeFilter

log = logging.getLogger(__name__)


class HandScanners(QObject):
    """From ``start`` until ``stop``. ``read`` takes each reading, from any thread."""

    def __init__(self, read: Callable[[Reading], None], clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._clock = read, clock
        self.keyboard = WedgeFilter(self._burst, self)

    def start(self) -> None:
        """Listen to the keyboard."""
        self.keyboard.start()

    def stop(self) -> None:
        """Listen no more. A second call does nothing."""
        self.keyboard.stop()

    def _burst(self, burst: Burst) -> None:
        from kiosk.scanner.heard import understand  # brings cryptography, which a window does not wait for

        heard = understand(burst.strokes)
        log.info("hand scanner: %d keys, taken as %s, AIM %s", burst.count, heard.way, heard.aim or "none")
        self._read(Reading(heard.text, Source.WEDGE, self._clock.wall(), self._clock.mono(), others=heard.others, aim=heard.aim))
