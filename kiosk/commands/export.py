"""A journal, or what is left of a damaged one, as a table for people: CSV that a spreadsheet opens without running anything, or JSON
lines; never a sealed payload."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from kiosk.carve import carved
from kiosk.errors import KioskError, StoreBroken, UsageError
from kiosk.model import moment
from kiosk.places import Places
from kiosk.rows import EPOCH_COLUMNS, RECORD_COLUMNS, Epoch, listed, record_row
from kiosk.salvage import examined, set_aside_files
from kiosk.store import guarded, sync_folder

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection; the wide forms count in East Asian locales)."""

_LEFT_OUT = ("payload",)
_STORED = tuple(column for column in RECORD_COLUMNS if column not in _LEFT_OUT)
COLUMNS = (
    "event", "station", "epoch", *(column.strip('"') for column in _STORED), "wall_utc", "at_utc",
)  # fmt: skip
"""Every column of a record but the payload; ``wall_utc`` is ``wall`` and ``at_utc`` the time corrected by ``offset``, in ISO 8601."""


class ExportExists(KioskError):
    """The file to write is already there."""

    key = "journal.export_exists"


def export(journal: Path, target: Path, replace: bool = False) -> int:
    """Write every record of ``journal`` to ``target`` (its ending says how), all or nothing; returns how many.

    A damaged record is written as it lies there. Raises UsageError for another ending, ExportExists, StoreError, OSError."""
    with examined(journal, "journal") as connection, guarded(journal):
        return write(_records(connection), target, replace)


def salvage(places: Places, target: Path, replace: bool = False) -> tuple[int, int]:
    """Write to ``target`` what can be proven of the damaged files in a station's folder and is not in its journal; returns how many
    files that were, and how many records. Nothing is written where there are none. Raises as ``export``."""
    here: set[bytes] = set()
    epochs: list[Epoch] = []
    damaged = set_aside_files(places.journal)
    try:
        with examined(places.journal, "journal") as connection, guarded(places.journal):
            here = {row[0] for row in connection.execute("SELECT hash FROM record")}
            epochs = [Epoch(*row) for row in connection.execute(f"SELECT {listed(EPOCH_COLUMNS)} FROM epoch")]  # noqa: S608 - constants
    except StoreBroken:  # the station was not started since
        damaged = [*damaged, places.journal]
    found = {record.hash: record for path in damaged for record in carved(path, epochs) if record.hash not in here}
    if not damaged:
        return 0, 0
    rows = ((record.event, record.station, record.epoch, *record_row(record)) for record in found.values())
    left_out = [3 + RECORD_COLUMNS.index(column) for column in _LEFT_OUT]
    kept = (tuple(value for at, value in enumerate(row) if at not in left_out) for row in rows)
    return len(damaged), write(map(_as_written, kept), target, replace)


def write(records: Iterable[dict[str, Any]], target: Path, replace: bool, columns: Sequence[str] = COLUMNS) -> int:
    """Write ``records`` by their ``columns`` to ``target``, all or nothing; returns how many. Raises as ``export``."""
    form = FORMS.get(target.suffix.lower())
    if form is None:
        raise UsageError(f"{target.name}: {' / '.join(FORMS)}")
    if target.exists() and not replace:
        raise ExportExists(file=str(target))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            rows = form(file, records, columns)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    sync_folder(target.parent)
    return rows


def _records(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    query = f"""SELECT e.event, e.station, e.id, {listed([f"r.{column}" for column in _STORED])}
        FROM record AS r JOIN epoch AS e ON e.no = r.epoch ORDER BY r.key"""  # noqa: S608 - constants
    yield from map(_as_written, connection.execute(query))


def _as_written(values: Sequence[Any]) -> dict[str, Any]:
    """A record by the names of its columns."""
    record: dict[str, Any] = {
        name: value.hex() if isinstance(value, bytes) else value for name, value in zip(COLUMNS, values, strict=False)
    }
    return record | {"wall_utc": _utc(record["wall"]), "at_utc": _utc(record["wall"] + (record["offset"] or 0))}


def _utc(us: int) -> str:
    try:
        return moment(us).isoformat(timespec="microseconds")
    except (ValueError, OverflowError, OSError):  # a device clock that was never set right
        return ""


def _csv(file: io.TextIOWrapper, records: Iterable[dict[str, Any]], columns: Sequence[str]) -> int:
    file.write("\ufeff")  # without it Excel reads Hangul as Latin
    writer = csv.DictWriter(file, columns, lineterminator="\r\n")
    writer.writeheader()
    rows = 0
    for record in records:
        writer.writerow({name: harmless(value) for name, value in record.items()})
        rows += 1
    return rows


def _jsonl(file: io.TextIOWrapper, records: Iterable[dict[str, Any]], _columns: Sequence[str]) -> int:
    rows = 0
    for record in records:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")
        rows += 1
    return rows


def harmless(value: object) -> object:
    """``value`` as a spreadsheet shows it and never runs it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


FORMS: dict[str, Callable[[io.TextIOWrapper, Iterable[dict[str, Any]], Sequence[str]], int]] = {".csv": _csv, ".jsonl": _jsonl}
"""How to write by the ending of the file's name."""
