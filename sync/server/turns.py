"""A lock that threads and processes take in turn, held by a file and freed by the system when its holder dies; knows no database."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import IO

from kiosk.errors import DatabaseAway

WAIT_S = 30.0
"""Longest wait for another process; an import of 1,000,000 people holds its turn for less."""
LOOK_S = 0.005


class Turns:
    """``with turns:`` is entered by one thread of one process at a time. Raises DatabaseAway after WAIT_S, or where the file cannot be."""

    def __init__(self, path: Path, wait: float = WAIT_S) -> None:
        self._path = path
        self._wait = wait
        self._lock = threading.Lock()
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Turns:
        end = time.monotonic() + self._wait
        if not self._lock.acquire(timeout=self._wait):
            raise DatabaseAway(f"another request holds {self._path.name}")
        try:
            file = self._path.open("ab")
        except OSError as error:
            self._lock.release()
            raise DatabaseAway(f"{self._path}: {error.strerror}") from error
        while not _taken(file):
            if time.monotonic() > end:
                file.close()
                self._lock.release()
                raise DatabaseAway(f"another program holds {self._path.name}")
            time.sleep(LOOK_S)
        self._file = file
        return self

    def __exit__(self, *_: object) -> None:
        file, self._file = self._file, None
        if file is not None:
            _free(file)
            file.close()
        self._lock.release()


if sys.platform == "win32":
    import msvcrt

    def _taken(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _free(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _free(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
