"""A seal: which journals, how far, a backup of the server was found to hold when it was read back; knows no database and no command.

It is a file beside the backup, ``<backup>.seal``: the statement as JSON text and the event key's signature over exactly that text.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import KioskError
from kiosk.signed import holds, sign
from kiosk.store import guarded, sync_folder

_LONGEST = 256 * 1024 * 1024
_PURPOSE = "seal"


class NotSealed(KioskError):
    """The seal is missing, is not the event's, or does not speak of this backup."""

    key = "error.not_sealed"


@dataclass(frozen=True, slots=True)
class Sealed:
    """One journal up to its row ``rows``, whose hash is ``head`` (hex, as ``epoch``). All rows before it are in the backup."""

    station: str
    epoch: str
    rows: int
    head: str


@dataclass(frozen=True, slots=True)
class Seal:
    """``made``: server clock, us. ``sha256`` (hex) and ``size`` (bytes) of the backup."""

    event: str
    made: int
    sha256: str
    size: int
    journals: tuple[Sealed, ...]

    def covers(self, station: str, epoch: str, row: int, head: str) -> bool:
        """Whether everything of that journal up to ``row`` (its hash ``head``, where it is the last sealed one) is in the backup."""
        known = next((one for one in self.journals if (one.station, one.epoch) == (station, epoch)), None)
        return known is not None and (row < known.rows or (row == known.rows and head == known.head))


def beside(backup: Path) -> Path:
    """Where the seal of ``backup`` lies."""
    return backup.with_name(backup.name + ".seal")


def write(seal: Seal, backup: Path, private_key: bytes) -> None:
    """Put the signed seal beside ``backup``, whole and on disk when this returns. Raises CannotRecord."""
    statement = json.dumps(asdict(seal), ensure_ascii=False, sort_keys=True)
    signature = sign(_PURPOSE, statement.encode(), private_key).hex()
    path = beside(backup)
    partial = path.with_name(path.name + ".part")
    with guarded(path):
        with partial.open("w", encoding="utf-8") as file:
            json.dump({"statement": statement, "signature": signature}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)


def read(backup: Path, public_key: bytes) -> Seal:
    """The seal beside ``backup``, which must be signed by ``public_key``. The backup itself is not looked at. Raises NotSealed."""
    path = beside(backup)
    try:
        with path.open("rb") as file:
            whole = json.loads(file.read(_LONGEST))
        statement = whole["statement"]
        if not holds(_PURPOSE, statement.encode(), bytes.fromhex(whole["signature"]), public_key):
            raise NotSealed("not signed by the event", file=str(path))
        return _seal(json.loads(statement))
    except OSError as error:
        raise NotSealed(error.strerror or "cannot be read", file=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotSealed("not a seal", file=str(path)) from error


def _seal(said: Mapping[str, Any]) -> Seal:
    return Seal(**{**said, "journals": tuple(Sealed(**one) for one in said["journals"])})
