"""What to do with a file that is no whole database: set it aside, read from it what can be proven; deletes and repairs nothing."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.chain import digest, genesis, link
from kiosk.errors import NewerStore, StoreBroken, StoreError
from kiosk.model import Record
from kiosk.rows import EPOCH_COLUMNS, RECORD_COLUMNS, Epoch, key_of, listed, record_of
from kiosk.store import open_store, sync_folder

COMPANIONS = ("", "-wal", "-shm")
"""Endings of the files SQLite keeps for one database. They belong together: a -wal beside another file reads as damage."""


def set_aside(path: Path) -> Path:
    """Rename a damaged file, with its -wal and -shm, to the first free ``<name>.broken-<n>``, where nothing reads or writes it.

    Returns the new path. Raises OSError."""
    number = 1
    while any(_beside(_aside(path, number), ending).exists() for ending in COMPANIONS):
        number += 1
    target = _aside(path, number)
    for ending in COMPANIONS[1:]:
        with suppress(OSError):  # a second name, so that SQLite, which removes a -wal whose file is gone, removes only the first
            _beside(target, ending).hardlink_to(_beside(path, ending))
    path.rename(target)
    for ending in COMPANIONS[1:]:
        with suppress(FileNotFoundError):
            if _beside(target, ending).exists():
                _beside(path, ending).unlink()
            else:
                _beside(path, ending).rename(_beside(target, ending))
    sync_folder(path.parent)
    return target


def set_aside_files(path: Path) -> list[Path]:
    """The files of that name that were set aside, oldest first."""
    numbers = [each.suffix.removeprefix(".broken-") for each in path.parent.glob(f"{path.name}.broken-*")]
    return [_aside(path, number) for number in sorted(int(number) for number in numbers if number.isdecimal())]


def whole_epochs(path: Path) -> list[tuple[Epoch, list[Record]]]:
    """Every epoch of a damaged journal with the rows from 1 on whose chain holds; ends each at the first row it cannot read or prove.

    So no row comes back that was not written, and the server can go on asking for those it lacks. Works on a copy; never raises
    StoreBroken: what cannot be read is left out."""
    found: list[tuple[Epoch, list[Record]]] = []
    with copied(path) as copy:
        connection = sqlite3.connect(copy, isolation_level=None)
        try:
            with suppress(sqlite3.Error):
                for values in connection.execute(f"SELECT {listed(EPOCH_COLUMNS)} FROM epoch ORDER BY no"):  # noqa: S608
                    epoch = Epoch(*values)
                    found.append((epoch, list(_proven(connection, epoch))))
        finally:
            connection.close()
    return found


@contextmanager
def examined(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """A read-only look at a store wherever it lies: shared with a station at work, or through a copy in a temporary folder, so that a
    read-only folder will do and nothing is written beside a piece of evidence.

    Raises as ``open_store``; OSError where there is no such file."""
    if _beside(path, "-shm").exists():
        connection: sqlite3.Connection | None = None
        try:
            connection = open_store(path, schema, read_only=True)
        except (NewerStore, StoreBroken):
            raise
        except StoreError:
            pass  # a read-only folder, or a file of an older version: the copy below can be recovered and brought up to date
        if connection is not None:
            try:
                yield connection
            finally:
                connection.close()
            return
    with copied(path) as copy:
        if not copy.stat().st_size:
            raise StoreBroken("the file is empty", path=str(path))
        connection = open_store(copy, schema)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A throw-away copy of a file nobody writes, with its write-ahead log."""
    with tempfile.TemporaryDirectory(prefix="slw-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        with suppress(FileNotFoundError):
            shutil.copyfile(_beside(path, "-wal"), _beside(copy, "-wal"))
        yield copy


def _aside(path: Path, number: int) -> Path:
    return _beside(path, f".broken-{number}")


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _proven(connection: sqlite3.Connection, epoch: Epoch) -> Iterator[Record]:
    query = f"SELECT {listed(RECORD_COLUMNS)} FROM record WHERE key = ?"  # noqa: S608
    number = 1
    with suppress(sqlite3.Error, ValueError, TypeError, AttributeError):  # a damaged page may hold anything
        previous = genesis(epoch.event, epoch.station, epoch.id)
        while (values := connection.execute(query, (key_of(epoch.no, number),)).fetchone()) is not None:
            record = record_of(values, epoch)
            whole = not record.payload or digest(record.payload) == record.payload_digest
            if not whole or record.previous != previous or link(previous, record) != record.hash:
                return
            yield record
            previous, number = record.hash, number + 1
