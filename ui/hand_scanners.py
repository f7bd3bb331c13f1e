"""The hand scanners of one gate, typing and on a serial port: what they send becomes readings, or a self-test while staff make one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.model import Reading, Source
from kiosk.places import Places
from kiosk.scanner.wedge import PAUSE_MS, SILENCE_MS, Burst
from ui.bridge import Bridge
from ui.errands import Errands
from ui.posting import sentence_of
from ui.screens.station import StationScreen
from ui.wedge import WedgeFilter

if TYPE_CHECKING:
    from kiosk.scanner.heard import Manner
    from kiosk.scanner.known import Known
    from kiosk.scanner.lines import Line
    from kiosk.scanner.selftest import Result
    from kiosk.scanner.serial_port import SerialScanner
    from ui.parts.scanner_panel import ScannerPanel

log = logging.getLogger(__name__)

PATIENT_MS = SILENCE_MS - 1
"""Between two keys while a scanner is tested: nobody types then, and the slowest shall be heard."""

TAIL = 36
"""Characters of a path the screen has room for."""


class HandScanners(QObject):
    """From ``start`` until ``stop``. What understands scanners brings cryptography, so it is loaded on the errands' thread."""

    def __init__(
        self,
        places: Places,
        port: str,
        read: Callable[[Reading], None],
        clock: Clock,
        errands: Errands,
        bridge: Bridge,
        screen: StationScreen,
        parent: QObject,
    ) -> None:
        """``port``: the serial port to read, "" for the one staff chose last; ``read`` takes each reading, from any thread."""
        super().__init__(parent)
        self._places, self._asked, self._read, self._clock = places, port, read, clock
        self._errands, self._bridge, self._screen = errands, bridge, screen
        self.keyboard = WedgeFilter(self._burst, self)
        self._known: Known | None = None
        self._manner: Manner | None = None  # of the scanner that types
        self._serial: SerialScanner | None = None
        self._lock = threading.Lock()  # over _serial and _stopped
        self._stopped = False
        self._testing = False
        self._wired = False
        screen.staffing.scanner_wished.connect(self.open)

    def start(self) -> None:
        """Listen to the keyboard, and to the serial port in use."""
        self.keyboard.start()
        self._errands.do(self._look_up)

    def stop(self) -> None:
        """Listen no more. A second call does nothing."""
        self.keyboard.stop()
        with self._lock:
            self._stopped = True
            if self._serial is not None:
                self._serial.stop()

    def open(self) -> None:
        """Show the screen; until it is closed the self-test's code is looked for in what is scanned."""
        panel = self._panel()
        self._testing = True
        self.keyboard.wedge.pause = PATIENT_MS
        panel.open()
        self._errands.do(self._list)

    # --- on the GUI thread

    def _panel(self) -> ScannerPanel:
        panel = self._screen.staffing.scanner
        if not self._wired:
            self._wired = True
            panel.sheet_wished.connect(lambda: self._errands.do(self._make_sheet))
            panel.port_wished.connect(lambda port: self._errands.do(lambda: self._choose(port)))
            panel.closed.connect(self._closed)
            device = self._device()
            panel.show_result(device, self._known.results.get(device or _keyboard()) if self._known else None)
        return panel

    def _closed(self) -> None:
        self._testing = False
        self._allow()

    def _allow(self) -> None:
        """Give the scanner that types as long between two keys as it was measured to need."""
        result = self._known.results.get(_keyboard()) if self._known else None
        self.keyboard.wedge.pause = PATIENT_MS if self._testing else result.pause if result else PAUSE_MS

    def _device(self) -> str:
        """The serial port in use, "" for none."""
        return self._asked or (self._known.port if self._known else "")

    def _burst(self, burst: Burst) -> None:
        if self._testing:
            # a second half of the terminator comes after the burst
            QTimer.singleShot(SILENCE_MS, self, lambda: self._examine(burst, self.keyboard.wedge.ending))
        else:
            self._judge(burst)

    def _judge(self, burst: Burst) -> None:
        from kiosk.badge import has_form
        from kiosk.scanner.heard import Manner, understand

        manner = self._manner or Manner()
        heard = understand(burst.strokes, manner)
        if has_form(heard.text):  # what was right for this one is tried first with the next, which layouts may leave open
            self._manner = replace(manner, way=heard.way)
        log.info("hand scanner: %d keys, taken as %s, AIM %s", burst.count, heard.way, heard.aim or "none")
        self._read(Reading(heard.text, Source.WEDGE, self._clock.wall(), self._clock.mono(), others=heard.others, aim=heard.aim))

    def _examine(self, burst: Burst, ending: str) -> None:
        from kiosk.scanner.heard import spells_code
        from kiosk.scanner.selftest import examine

        result = examine(burst, ending)
        if result is not None:
            self._found("", result)
        elif spells_code(burst.strokes):  # somebody is at the door
            self._judge(burst)
        else:
            self._panel().show_strange()

    def _found(self, device: str, result: Result) -> None:
        self._panel().show_result(device, result)
        self._errands.do(lambda: self._keep(lambda known: known.tested(device or _keyboard(), result)))

    def _say(self, fault: KioskError) -> None:
        self._panel().show_message(sentence_of(fault.key, fault.values, self._screen.scene.lang))

    def _take(self, known: Known) -> None:
        self._known, self._manner = known, known.manner(_keyboard())
        self._allow()

    # --- on the errands' thread

    def _look_up(self) -> None:
        from kiosk.scanner import heard, known, selftest  # noqa: F401 - the first badge shall not wait for them

        kept = known.load(self._places.scanners)
        self._bridge.post(lambda: self._take(kept))
        self._listen(self._asked or kept.port)

    def _list(self) -> None:
        from kiosk.scanner.serial_port import ports

        found = ports()
        self._bridge.post(lambda: self._panel().show_ports(found, self._device()))

    def _choose(self, port: str) -> None:
        self._asked = ""
        self._keep(lambda known: replace(known, port=port))
        self._listen(port)
        self._list()

    def _keep(self, change: Callable[[Known], Known]) -> None:
        from kiosk.scanner import known

        changed = change(known.load(self._places.scanners))
        self._bridge.post(lambda: self._take(changed))
        try:
            known.save(changed, self._places.scanners)
        except KioskError as error:
            fault = error
            self._bridge.post(lambda: self._say(fault))

    def _listen(self, port: str) -> None:
        """Read that port from now on, "" none; blocks until the one before is let go."""
        from kiosk.scanner.serial_port import SerialScanner

        with self._lock:
            if self._serial is not None:
                self._serial.stop()
            self._serial = SerialScanner(port, self._line, self._told) if port and not self._stopped else None
            if self._serial is not None:
                self._serial.start()

    def _make_sheet(self) -> None:
        from ui.scanner_sheet import write

        try:
            path = write(self._places.scanner_sheet)
        except KioskError as error:
            fault = error
            self._bridge.post(lambda: self._say(fault))
            return
        told = sentence_of("scanner.sheet.written", {"file": _tail(path)}, self._screen.scene.lang)
        self._bridge.post(lambda: self._panel().show_message(told))
        self._bridge.post(lambda: _show(str(path)))

    # --- on the serial scanner's thread

    def _line(self, line: Line) -> None:
        from kiosk.scanner.heard import Manner, Way, strip
        from kiosk.scanner.selftest import look_for_sheet

        result = look_for_sheet(line.text, Way.TYPED, line.ending) if self._testing else None
        device = self._device()
        if result is not None:
            found = result
            self._bridge.post(lambda: self._found(device, found))
            return
        aim, text = strip(line.text, self._known.manner(device) if self._known else Manner())
        self._read(Reading(text, Source.WEDGE, self._clock.wall(), self._clock.mono(), aim=aim))

    def _told(self, state: str) -> None:
        self._bridge.post(lambda: self._screen.set_scanner(lost=state not in ("scanner.ok", "scanner.off")))


def _keyboard() -> str:
    from kiosk.scanner.known import KEYBOARD

    return KEYBOARD


def _tail(path: Path) -> str:
    """The end of ``path``, as much as the screen has room for in one line."""
    text = str(path)
    return text if len(text) <= TAIL else "…" + text[1 - TAIL :]


def _show(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
