"""A hand scanner on a serial (CDC) port: a thread that reads it and opens a lost one again; knows no badges.

pyserial is imported on the thread: a window does not wait for it.
"""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.scanner.lines import Line, Lines
from kiosk.scanner.wedge import SILENCE_MS

log = logging.getLogger(__name__)

STATES = ("scanner.ok", "scanner.missing", "scanner.busy", "scanner.denied", "scanner.lost", "scanner.off")
"""Every key ``on_state`` may be told; each has a sentence in the catalogue."""

BACK_OFF_S = (0.25, 0.5, 1.0, 2.0)
"""Waits before opening again; the last one stays."""

BAUD = 9600
"""What scanners on a true RS-232 line are shipped with; a USB one (CDC) takes no notice of it."""

_CHUNK = 4096
_BY_ID = Path("/dev/serial/by-id")


@dataclass(frozen=True, slots=True)
class Port:
    """A serial port of this computer: what to open, what to call it, and a name that stays when it is plugged in elsewhere."""

    device: str
    title: str
    lasting: str


class OpenPort(Protocol):
    """What is asked of an open port."""

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes, fewer when its time is up. Raises OSError when the port is gone."""

    def close(self) -> None:
        """Let go of it."""


def ports() -> list[Port]:
    """The serial ports that something is plugged into, by name."""
    from serial.tools import list_ports

    lasting = {str(link.resolve()): str(link) for link in _BY_ID.iterdir()} if _BY_ID.is_dir() else {}
    found = [one for one in list_ports.comports() if one.hwid != "n/a"]
    return sorted(
        (Port(one.device, one.product or one.description or one.device, lasting.get(one.device, one.device)) for one in found),
        key=lambda port: port.title,
    )


def device_of(name: str, known: list[Port]) -> str:
    """What to open for ``name``: a device, a path, or part of a port's title ("Honeywell")."""
    for port in known:
        if name in (port.device, port.lasting):
            return port.device
    return next((port.device for port in known if name.casefold() in port.title.casefold()), name)


def open_port(name: str) -> OpenPort:
    """Open the port that is meant by ``name``. Raises OSError."""
    import serial  # its SerialException is an OSError

    return serial.Serial(device_of(name, ports()), BAUD, timeout=SILENCE_MS / 1000, exclusive=True)


class SerialScanner:
    """Reads one port from ``start`` until ``stop``. Both callbacks run on its thread and must be brief."""

    def __init__(
        self,
        name: str,
        on_line: Callable[[Line], None],
        on_state: Callable[[str], None] = lambda key: None,
        *,
        open_it: Callable[[str], OpenPort] = open_port,
        back_off: tuple[float, ...] = BACK_OFF_S,
    ) -> None:
        """``name``: as ``device_of`` takes it."""
        self.name = name
        self._on_line, self._on_state, self._open, self._back_off = on_line, on_state, open_it, back_off
        self._stopping = threading.Event()
        self._state = ""
        self._thread = threading.Thread(target=self._watch, name="hand-scanner", daemon=True)

    @property
    def state(self) -> str:
        """The state last told."""
        return self._state

    def start(self) -> None:
        """Begin opening and reading; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread; takes as long as one read (0.1 s). A second call does nothing."""
        self._stopping.set()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _watch(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                port = self._open(self.name)
            except (OSError, ValueError) as error:  # a name that cannot be one is a ValueError
                failures += 1
                self._tell(_state_of(error), error)
            else:
                failures = 0
                self._drain(port)
            self._stopping.wait(self._back_off[min(failures, len(self._back_off) - 1)])
        self._tell("scanner.off")

    def _drain(self, port: OpenPort) -> None:
        lines = Lines()
        self._tell("scanner.ok")
        try:
            while not self._stopping.is_set():
                data = self._take(port)
                for line in lines.feed(data) if data else lines.silence():
                    self._on_line(line)
        except OSError as error:
            self._tell("scanner.lost", error)
        except Exception:
            log.exception("reading a hand scanner failed")
            self._tell("scanner.lost")
        finally:
            port.close()

    @staticmethod
    def _take(port: OpenPort) -> bytes:
        """What has come, as soon as something has; nothing after silence."""
        first = port.read(1)
        waiting = getattr(port, "in_waiting", 0) if first else 0
        return first + port.read(min(waiting, _CHUNK)) if waiting else first

    def _tell(self, state: str, why: Exception | None = None) -> None:
        if state == self._state:
            return
        self._state = state
        log.info("%s%s", state, f": {why}" if why else "")
        try:
            self._on_state(state)
        except Exception:
            log.exception("a listener to the scanner's state failed")


def _state_of(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number in (errno.EACCES, errno.EPERM):
        return "scanner.denied"
    busy = number in (errno.EBUSY, errno.EAGAIN) or "PermissionError" in str(error)  # how Windows says that another program has it
    return "scanner.busy" if busy else "scanner.missing"
