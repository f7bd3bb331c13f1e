"""Opens the product's SQLite files: settings, migrations, back-ups, and what an SQLite error means to us; knows no table.

Settings: WAL and synchronous=FULL, so a commit that returned survives a power cut; one writer a file, every other connection
read-only, which also keeps clear of SQLite's WAL-reset bug (before 3.51.3 two writing connections could lose a page). A roster is a
snapshot: no WAL, read with ``immutable=1``.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kiosk.errors import CannotRecord, NewerStore, StoreBroken, StoreError

BUSY_S = 5.0
"""How long a connection waits for another's lock before it gives up."""
CHECK_BELOW = 64 * 1024 * 1024
"""A writer checks its whole file at every opening up to this size in bytes (quick_check reads about 350 MB/s warm), above it only
after an unclean end; a journal at every opening, for it is also opened after each fault of the disk. 64 MiB are some 200,000 scans."""

_CANNOT_RECORD = {
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PERM, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOMEM,
}  # fmt: skip
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@dataclass(frozen=True, slots=True)
class Kind:
    """One of our file kinds. ``live``: written while others read (WAL); else a snapshot that is built once and never written again.
    ``dear``: what it holds cannot be fetched again."""

    application_id: int
    live: bool
    dear: bool = False


KINDS = {
    "journal": Kind(0x534C574A, live=True, dear=True),
    "feed": Kind(0x534C5746, live=True),
    "roster": Kind(0x534C5752, live=False),
    "crowd": Kind(0x534C5750, live=False),
}
"""Our file kinds by the name of their folder under ``schema``; the numbers are "SLWJ", "SLWF", "SLWR", "SLWP" in ASCII."""


def open_store(path: Path, schema: str, read_only: bool = False) -> sqlite3.Connection:
    """A connection to ``path``, a file of the kind ``schema``, in autocommit mode; use ``transaction`` to write.

    A writer makes the file where it is missing (durably, readable by its user alone), checks it and brings it up to date; a reader
    wants it there and up to date. Raises NewerStore, StoreBroken, CannotRecord, or StoreError for a file an older version wrote."""
    kind, steps = KINDS[schema], scripts(schema)
    with guarded(path):
        unclean = path.with_name(path.name + "-wal").exists()
        if not read_only:
            _make(path)
        connection = _connect(path, _mode(kind, read_only))
        try:
            version = _version(connection, path, kind, len(steps))
            if read_only:
                if version < len(steps):
                    raise StoreError(f"{path.name} is of version {version}, this program reads {len(steps)}", path=str(path))
                return connection
            if version and (kind.dear or unclean or path.stat().st_size <= CHECK_BELOW):
                quick_check(connection, path)
            migrate(connection, path, steps)
            if kind.live and connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                raise CannotRecord("this file system does not take a write-ahead log", path=str(path))
        except BaseException:
            connection.close()
            raise
    return connection


def scripts(schema: str) -> list[str]:
    """The migrations of a file kind in order: the first makes version 1, the next version 2, ..."""
    folder = files("kiosk") / "schema" / schema
    found = sorted((entry.name, entry.read_text("utf-8")) for entry in folder.iterdir() if entry.name.endswith(".sql"))
    if [name for name, _ in found] != [f"{number:04}.sql" for number in range(1, len(found) + 1)]:
        raise ValueError(f"migrations of {schema} are not numbered 0001, 0002, ...: {[name for name, _ in found]}")
    return [text for _, text in found]


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    """Bring the file to version ``len(steps)``, each step whole or not at all, after a copy ``<name>.v<version>`` of one that held data.

    Raises sqlite3.Error, with the file left at the last version that was reached whole."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if 0 < version < len(steps):
        back_up(connection, path.with_name(f"{path.name}.v{version}"))
    for number, step in enumerate(steps[version:], start=version + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{step}\n;\nPRAGMA user_version = {number};\nCOMMIT;")
        except sqlite3.Error:
            # a failing script leaves its transaction open; user_version goes back with it
            if connection.in_transaction:
                connection.rollback()
            raise


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the whole store to ``target``, on disk before this returns; a copy of that name is replaced only by a whole one.

    Never a copy of the file alone: its newest rows may still be in the -wal."""
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    copy = sqlite3.connect(partial)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    sync_file(partial)
    partial.replace(target)
    sync_folder(target.parent)


def quick_check(connection: sqlite3.Connection, path: Path) -> None:
    """Raises StoreBroken where SQLite finds the file's structure damaged."""
    with guarded(path):
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreBroken(str(found), path=str(path))


def same_schema(connection: sqlite3.Connection, schema: str) -> bool:
    """Whether the file holds exactly the tables, indexes, triggers and views of its kind: nothing added, changed or left out."""
    query = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for step in scripts(schema):
            model.executescript(step)
        return connection.execute(query).fetchall() == model.execute(query).fetchall()
    finally:
        model.close()


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All that is executed inside is committed together, or nothing of it. Raises as ``guarded`` does."""
    with guarded(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # SQLite rolls back by itself after some I/O errors
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
            raise


class guarded:  # noqa: N801 - used as a function
    """Errors of disk and file inside come out as CannotRecord or StoreBroken; any other sqlite3.Error is a bug and passes.

    A class, because a generator would cost a look-up five times as much."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Translate what was raised."""
        if isinstance(error, sqlite3.Error):
            known = fault_of(error, self._path)
            if known is not None:
                raise known from error
        elif isinstance(error, OSError):
            full = error.errno == errno.ENOSPC
            raise CannotRecord(error.strerror or str(error), path=str(self._path), full=full) from error


def fault_of(error: sqlite3.Error, path: Path) -> StoreError | None:
    """What an SQLite error means to us, None where it is a bug of ours. ``values["full"]``: the disk had no room left."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _CANNOT_RECORD:
        return CannotRecord(str(error), path=str(path), full=code == sqlite3.SQLITE_FULL)
    if code in _BROKEN:
        return StoreBroken(str(error), path=str(path))
    return None


def sync_file(path: Path) -> None:
    """Have the file's content on disk before this returns. Raises OSError."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Have the folder's entries on disk before this returns; without it a power cut may take a new file away whole."""
    if os.name == "nt":  # a folder cannot be opened there; NTFS journals its entries
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, readable by its user alone, whole or not at all, on disk before this returns. Raises CannotRecord."""
    partial = path.with_name(path.name + ".part")
    with guarded(path):
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)


def _make(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    sync_folder(path.parent)


def _mode(kind: Kind, read_only: bool) -> str:
    if not read_only:
        return "mode=rw"
    return "mode=ro" if kind.live else "immutable=1"


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=BUSY_S)
    for setting in (
        "trusted_schema = OFF",  # a snapshot comes over the network: nothing in its schema may call a function with side effects
        "cell_size_check = ON",
        "foreign_keys = ON",
        "mmap_size = 0",  # an I/O error on mapped memory would be a signal, not an exception
        "synchronous = FULL",
        "fullfsync = ON",  # macOS: fsync alone does not reach the disk
        "checkpoint_fullfsync = ON",
        "journal_size_limit = 16777216",
    ):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _version(connection: sqlite3.Connection, path: Path, kind: Kind, newest: int) -> int:
    """The file's version, 0 for one that is still empty."""
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    empty = not version and not application_id and not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not empty and application_id != kind.application_id:
        raise StoreBroken("this is another kind of file", path=str(path))
    if version > newest:
        raise NewerStore(f"version {version}, this program knows {newest}", path=str(path), version=version, known=newest)
    return version
