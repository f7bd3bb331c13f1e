"""One badge's bytes to a printer on the network (TCP 9100), and what comes back; knows neither what the bytes mean nor any queue."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TypeVar

from kiosk.errors import PrinterTrouble
from kiosk.printing import zpl

PATIENCE_S = 15.0
"""So long a printer may say nothing before its badge is printed elsewhere."""
LOOK_S = 0.2
"""Between two looks: whether to end, and how far a Zebra has come."""

CHUNK = 16384

Ended = Callable[[], bool]
T = TypeVar("T")


def print_zpl(host: str, port: int, job: bytes, ended: Ended, patience_s: float = PATIENCE_S) -> None:
    """Send ``job`` to a printer that is ready, and return once it has nothing left to print. Raises PrinterTrouble."""
    with _Line(host, port, ended, patience_s) as line:
        _check(line.ask_status())
        line.send(job)
        while _check(line.ask_status()):
            line.rest()


def print_blind(host: str, port: int, job: bytes, ended: Ended, patience_s: float = PATIENCE_S) -> None:
    """Send ``job`` to a printer that tells nothing over this port, and return once it has closed the line, having taken all of it.

    Raises PrinterTrouble."""
    with _Line(host, port, ended, patience_s) as line:
        line.send(job)
        line.until_closed()


def _check(status: zpl.Status) -> int:
    if status.trouble:
        raise PrinterTrouble(status.trouble)
    return status.waiting


class _Line:
    """A connection whose every wait is in small steps, so that it ends when it is told to and when it was patient enough."""

    def __init__(self, host: str, port: int, ended: Ended, patience_s: float) -> None:
        self._ended, self._patience_s = ended, patience_s
        self._until = monotonic() + patience_s
        self._sent = False
        try:
            self._socket = socket.create_connection((host, port), timeout=min(patience_s, 5.0))
        except OSError as error:
            raise PrinterTrouble("printer.offline", detail=error.strerror or str(error)) from error
        self._socket.settimeout(LOOK_S)

    def __enter__(self) -> _Line:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._socket.close()
        if isinstance(error, PrinterTrouble):
            error.sent = error.sent or self._sent

    def send(self, data: bytes) -> None:
        """All of ``data``; from its first byte on a paper may come out."""
        self._sent = True
        sent = 0
        while sent < len(data):
            chunk = data[sent : sent + CHUNK]
            sent += self._step(partial(self._socket.send, chunk)) or 0

    def ask_status(self) -> zpl.Status:
        """What a ZPL printer answers. A printer that is at work may take its time, but not longer than this line is patient."""
        self._step(lambda: self._socket.send(zpl.ASK_STATUS))
        answer = b""
        while (status := zpl.status(answer)) is None:
            more = self._step(lambda: self._socket.recv(4096))
            if more == b"":
                raise PrinterTrouble("printer.cut_off" if self._sent else "printer.offline", detail="")
            answer += more or b""
            if len(answer) > 4096:
                raise PrinterTrouble("printer.no_answer", seconds=round(self._patience_s))
        return status

    def until_closed(self) -> None:
        """Wait until the printer has closed the line."""
        self._socket.shutdown(socket.SHUT_WR)
        while self._step(lambda: self._socket.recv(4096)) != b"":
            pass

    def rest(self) -> None:
        """Some time between two questions; nothing is said without one, so this only waits."""
        self._step(lambda: self._socket.recv(4096))

    def _step(self, act: Callable[[], T]) -> T | None:
        """``act``, or None where nothing came of it for a moment."""
        if self._ended():
            raise PrinterTrouble("printer.stopped")
        if monotonic() > self._until:
            raise PrinterTrouble("printer.no_answer", seconds=round(self._patience_s))
        try:
            return act()
        except TimeoutError:
            return None
        except OSError as error:
            raise PrinterTrouble("printer.cut_off" if self._sent else "printer.offline", detail=error.strerror or str(error)) from error
