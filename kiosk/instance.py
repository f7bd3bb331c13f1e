"""One instance of the program to a station's folder: a lock the operating system frees when its holder dies; knows nothing else."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from kiosk.errors import StoreInUse
from kiosk.store import guarded


class Hold:
    """A folder held from construction until ``release`` (or the end of a ``with``).

    The file stays where it is afterwards: to remove it would let two instances hold two files of one name. What is written in it, the
    holder's process id, is for people; the lock alone counts, so a file left by a crash holds nobody up."""

    def __init__(self, lock: Path) -> None:
        """Raises StoreInUse where another instance, or this one, holds ``lock`` already; CannotRecord where it cannot be made."""
        with guarded(lock):
            self._handle: int | None = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(self._handle)
            except OSError as error:
                self.release()
                raise StoreInUse(folder=str(lock.parent)) from error
            os.ftruncate(self._handle, 0)
            os.write(self._handle, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Let others have the folder; may be called again."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Hold:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def holder(lock: Path) -> int | None:
    """The process id written by who holds or last held the folder, for a message; None where it cannot be read."""
    with suppress(OSError, ValueError):
        return int(lock.read_text("ascii"))
    return None


def _lock(handle: int) -> None:
    """Take the lock or raise OSError at once."""
    if sys.platform == "win32":
        import msvcrt

        # far behind the text: on Windows a locked byte cannot be read by others
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        # flock, not lockf: it belongs to this opening of the file, so a second opening in the same process is refused as well
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
