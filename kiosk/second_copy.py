"""A second copy of the journal on another medium, renewed while the station works; reads the journal, never writes it.

The copy is taken into memory first, where it takes milliseconds: a slow stick then keeps nobody from moving the write-ahead log into the
journal. It is named for the epoch it ends in. Put in a journal's place elsewhere it is another file on another disk, so a new epoch
begins there, and nothing is ever numbered twice.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kiosk.errors import CannotRecord, KioskError, StoreError
from kiosk.log import guarded_call
from kiosk.store import guarded, open_store, sync_folder

EVERY_S = 30.0
"""A copy is a whole one; a stick is not worn out by one in half a minute."""
SOON_S = 1.0
"""A journal that has no record yet is looked at again so soon."""
_END = "SELECT hex(e.id), r.row, hex(r.hash) FROM record AS r JOIN epoch AS e ON e.no = r.epoch ORDER BY r.key DESC LIMIT 1"

logger = logging.getLogger(__name__)


class CopyFailed(KioskError):
    """The journal's second copy cannot be written; the journal itself is well."""

    key = "error.copy_failed"


class SecondCopy:
    """Copies ``journal`` into ``folder``, which must be there: one that a lost medium leaves behind is not made anew on the wrong disk.

    ``told`` hears, on the copy's own thread, why copying began to fail, and None when it goes on."""

    def __init__(
        self, journal: Path, folder: Path, told: Callable[[CopyFailed | None], None] = lambda fault: None, every_s: float = EVERY_S
    ) -> None:
        self._journal, self._folder, self._told, self._every_s = journal, folder, told, every_s
        self._thread = threading.Thread(target=self._run, name="second copy", daemon=True)
        self._stopping = threading.Event()
        self._copied: tuple[str, int, str] | None = None
        self._failing = False

    def start(self) -> None:
        """Begin; at once the first copy."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """Make a last copy of what is new and end; returns after at most ``seconds``. May be called again."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        ending = False
        while not ending:
            ending = self._stopping.is_set()  # the recorder has ended by then: this copy is of everything
            try:
                self._copied = renew(self._journal, self._folder, self._copied)
                self._say(None)
            except StoreError as error:
                self._say(CopyFailed(str(error), folder=str(self._folder)))
            self._stopping.wait(self._every_s if self._copied or self._failing else min(SOON_S, self._every_s))

    def _say(self, fault: CopyFailed | None) -> None:
        if self._failing != (fault is not None):
            self._failing = fault is not None
            logger.warning("second copy: %s", fault or "goes on")
            guarded_call(lambda: self._told(fault), "told")


def renew(journal: Path, folder: Path, copied: tuple[str, int, str] | None = None) -> tuple[str, int, str] | None:
    """Copy the journal to ``journal-<epoch>.db`` in ``folder`` where its end is not ``copied``; returns the end: epoch (hex), row, hash
    (hex), None for a journal without a record. Whole, read back and on disk when this returns; the copy before stays until then.

    Raises StoreError where the journal cannot be read or the folder does not take it."""
    if not journal.is_file():
        return None
    with closing(open_store(journal, "journal", read_only=True)) as source, guarded(journal):
        end = _end(source)
        if end is None or end == copied:
            return end
        memory = sqlite3.connect(":memory:")
        with closing(memory):
            source.backup(memory)
            end = _end(memory)
            content = memory.serialize()
    if end is None:
        return None
    target = folder / f"journal-{end[0].lower()}.db"
    partial = target.with_name(target.name + ".part")
    with guarded(folder):
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with closing(sqlite3.connect(f"{partial.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as written:
            if _end(written) != end:
                raise CannotRecord("the copy does not read back", path=str(partial))
        partial.replace(target)
        sync_folder(folder)
    return end


def _end(connection: sqlite3.Connection) -> tuple[str, int, str] | None:
    row = connection.execute(_END).fetchone()
    return (str(row[0]), int(row[1]), str(row[2])) if row else None
