"""The station's log: one rotating file for whoever has to find out what went wrong; knows no record and no person.

No personal data by design: what is logged are faults, states and numbers. Names, codes and hashes of codes are never handed to the
log; records are spoken of by epoch and row. Should a library put a scanned text into an error's message all the same, whatever looks
like a code, a token, a mail address or a telephone number is blotted out before it is written, in tracebacks too.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

FILE_BYTES = 1024 * 1024
FILES = 5
"""Kept besides the one being written; together about a week of a busy station."""

_FORM = "%(asctime)s.%(msecs)03d %(levelname)s %(threadName)s %(name)s: %(message)s"
_WHEN = "%Y-%m-%dT%H:%M:%S"
# every alternative begins at a boundary and is bounded or cannot back up, so a long line costs no more than its length
_PERSONAL = re.compile(
    r"(?<![A-Za-z0-9])[A-Z2-7]{16,}(?![a-z0-9])"  # a badge, confirmation or token
    r"|(?<![A-Za-z0-9])(?:[A-Z2-7]{4}-){3,}[A-Z2-7]{4}"  # the same as printed
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}"
    r"|(?<!\d)0\d{1,2}[- ]?\d{3,4}[- ]?\d{4}(?!\d)"
)

logger = logging.getLogger(__name__)


class _Careful(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _PERSONAL.sub("[…]", super().format(record))


class _File(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the base class's name
        """A full disk must not put a traceback on the screen. The file is let go, the next line opens it anew."""
        stream, self.stream = self.stream, None
        if stream is not None:
            with suppress(OSError):  # what could not be written is still in its buffer
                stream.close()


class Log:
    """The log file at work from construction until ``close``, which puts everything back as it was.

    Uncaught exceptions of any thread go into it whole, and from then on nowhere else."""

    def __init__(self, folder: Path, level: int = logging.INFO) -> None:
        """Where ``folder`` cannot be written the program goes on without a file."""
        self._root = logging.getLogger()
        self._level = self._root.level
        self._hooks = sys.excepthook, threading.excepthook
        self._handler: logging.Handler | None = None
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._handler = _File(folder / "kiosk.log", maxBytes=FILE_BYTES, backupCount=FILES, encoding="utf-8", errors="backslashreplace")
            self._handler.setFormatter(_Careful(_FORM, _WHEN))
            self._root.addHandler(self._handler)
            self._root.setLevel(level)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def close(self) -> None:
        """Stop logging to the file; may be called again."""
        sys.excepthook, threading.excepthook = self._hooks
        if self._handler is not None:
            self._root.removeHandler(self._handler)
            self._root.setLevel(self._level)
            self._handler.close()
            self._handler = None

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hooks[0](kind, error, trace)
            return
        logger.critical("uncaught", exc_info=(kind, error, trace))

    def _uncaught_in_thread(self, happened: threading.ExceptHookArgs) -> None:
        if happened.exc_value is None or issubclass(happened.exc_type, SystemExit):
            return
        name = happened.thread.name if happened.thread else "?"
        logger.critical("uncaught in thread %s", name, exc_info=(happened.exc_type, happened.exc_value, happened.exc_traceback))


def guarded_call(act: Callable[[], object], what: str) -> None:
    """Call ``act``; an exception is logged whole and goes no further. For callbacks, whose faults must not end the caller's thread."""
    try:
        act()
    except Exception:  # anything at all may come from the other side, and the thread must live on
        logger.exception("%s failed", what)
