"""Makes a backup of the store, reads it back, and seals what was read; checks one made before. Knows no command.

The backup is a SQLite file whatever the store is on: any machine with this program reads it back row by row, or serves it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from kiosk.errors import FileTrouble
from kiosk.sealed import NotSealed, Seal, Sealed, beside, read, write
from kiosk.signed import EVENT_KEY
from kiosk.store import guarded, sync_file, sync_folder
from sync.server.database import fill
from sync.server.logs import LOGS
from sync.server.schema import ALEMBIC, META, SIGNER, STORE
from sync.server.store import Event, Store
from sync.server.verify import verify

AT_ONCE = 5_000


def seal(store: Store, event: Event, target: Path) -> Seal:
    """Back ``store`` up to ``target``, which must not be there yet, and seal what of ``event`` reading it back finds.

    Raises NotSealed where a row is missing or changed (the backup stays, for whoever looks into it), FileTrouble, CannotRecord."""
    if target.exists() or beside(target).exists():
        raise FileTrouble("is there already", path=str(target))
    with guarded(target), TemporaryDirectory(dir=target.parent, prefix=".sealing-") as folder:
        partial = Path(folder) / "backup.db"  # in a folder nobody else may look into: it holds names and keys
        if store.database.file:
            store.database.copy(partial)
        else:
            _export(store, partial)
        partial.chmod(0o600)
        sync_file(partial)
        partial.replace(target)
        sync_folder(target.parent)
    made = Seal(event.id, store.clock.wall(), _sha256(target), target.stat().st_size, _read_back(target, event.id))
    with store.read() as connection:
        key = connection.execute(select(SIGNER.c.private).where(SIGNER.c.event == event.id, SIGNER.c.key_id == EVENT_KEY)).scalar_one()
    write(made, target, key)
    return made


def check(store: Store, event: Event, backup: Path) -> Seal:
    """The seal of ``backup``, signed by ``event`` of ``store``, after reading the backup back and finding in it what the seal says.

    Raises NotSealed."""
    with store.read() as connection:
        key = connection.execute(select(SIGNER.c.public).where(SIGNER.c.event == event.id, SIGNER.c.key_id == EVENT_KEY)).scalar_one()
    found = read(backup, key)
    if not backup.is_file() or (_sha256(backup), event.id) != (found.sha256, found.event):
        raise NotSealed("the backup is not the one that was sealed", file=str(backup))
    if _read_back(backup, event.id) != found.journals:
        raise NotSealed("the backup does not hold what the seal says", file=str(backup))
    return found


def _read_back(backup: Path, event: str) -> tuple[Sealed, ...]:
    copy = Store(f"sqlite:///{backup.absolute()}", read_only=True)
    try:
        found = [line for log in LOGS.values() for line in verify(copy, log) if line.event == event]
    finally:
        copy.close()
    bad = [line for line in found if not line.ok]
    if bad:
        raise NotSealed(f"{bad[0].station} {bad[0].epoch}: {bad[0].gaps} missing, {bad[0].broken} broken", file=str(backup))
    return tuple(Sealed(line.station, line.epoch, line.rows, line.head) for line in found)


def _export(store: Store, target: Path) -> None:
    """Every row of every table as of one moment."""
    copy = Store(f"sqlite:///{target}")
    try:
        with store.picture() as source, copy.write() as written:
            for table in META.sorted_tables:
                if table in (ALEMBIC, STORE):
                    continue
                names = [column.name for column in table.columns]
                for rows in source.execution_options(yield_per=AT_ONCE).execute(select(table)).partitions():
                    fill(written, table, names, rows)
    finally:
        copy.close()


def _sha256(path: Path) -> str:
    with guarded(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
