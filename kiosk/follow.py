"""A read-only connection to a file another thread writes: waits for the file to appear, follows it when it is replaced."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from kiosk.store import open_store


class Follower:
    """Used on one thread. Reads through it must be short: an open one keeps the writer from cutting its write-ahead log back."""

    def __init__(self, path: Path, schema: str) -> None:
        self._path = path
        self._name = str(path)  # asked for at every look-up, and a Path makes it anew
        self._schema = schema
        self._connection: sqlite3.Connection | None = None
        self._file = (0, 0)

    def connection(self) -> sqlite3.Connection | None:
        """The connection, None while there is no file yet. Raises as ``open_store``."""
        try:
            status = os.stat(self._name)  # noqa: PTH116
        except FileNotFoundError:
            self.close()
            return None
        file = (status.st_dev, status.st_ino)
        if self._connection is not None and file == self._file:
            return self._connection
        self.close()
        if not status.st_size:  # made, but its writer has not come to the first table
            return None
        self._connection = open_store(self._path, self._schema, read_only=True)
        self._file = file
        return self._connection

    def version(self) -> tuple[int, int]:
        """Differs from an earlier answer if the file was written or replaced in between. Costs a few microseconds."""
        connection = self.connection()
        return (self._file[1], connection.execute("PRAGMA data_version").fetchone()[0]) if connection is not None else (0, 0)

    def close(self) -> None:
        """Let go of the file; the next question opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
