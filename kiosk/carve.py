"""Finds records in what is left of a damaged journal, page by page, whatever else is gone; trusts the chain's hash alone, not the file.

Reads table leaf pages as https://www.sqlite.org/fileformat2.html has them (sections 1.6 and 2.1), in the file and in its write-ahead log
(section 4.1). A record is taken where its own hash proves every field of it, the journal it belongs to included, so nothing that was
half overwritten, and nothing of another file, comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kiosk.chain import digest, link
from kiosk.model import Record
from kiosk.rows import EPOCH_COLUMNS, RECORD_COLUMNS, Epoch, record_of

PAGE = 4096
"""Bytes of a page: SQLite's default, which our files have."""
LEAF = 0x0D
FILE_HEADER, WAL_HEADER, FRAME_HEADER = 100, 32, 24
LARGEST_ON_PAGE = PAGE - 35
"""A longer row goes on in another page (section 1.5); a record of ours is a tenth of that, so such rows are left out."""

Values = list[Any]


def carved(path: Path, known: Iterable[Epoch] = ()) -> list[Record]:
    """Every record in the file at ``path`` and its log that its hash proves, in the order of epochs and rows; ``known``: epochs to try
    beside those found in it. Rows that were never committed may be among them. Raises OSError."""
    rows: list[tuple[int, Values]] = []
    for pages in (_pages(path.read_bytes(), 0, 0), _logged(path)):
        for page, start in pages:
            rows += _cells(page, start)
    epochs = {epoch.id: epoch for epoch in known}
    for number, values in rows:
        if len(values) == len(EPOCH_COLUMNS) and isinstance(values[1], bytes):
            epochs[values[1]] = Epoch(number, *values[1:])
    found: dict[bytes, tuple[int, Record]] = {}
    for _, values in rows:
        if len(values) == 2 + len(RECORD_COLUMNS):
            # the number first: of thousands of records hardly one has to be tried with another epoch
            for epoch in sorted(epochs.values(), key=lambda each: each.no != values[1]):
                record = _proven(values[2:], epoch)
                if record is not None:
                    found[record.hash] = epoch.no, record
                    break
    return [record for _, record in sorted(found.values(), key=lambda each: (each[0], each[1].row))]


def _proven(values: Values, epoch: Epoch) -> Record | None:
    try:
        record = record_of(values, epoch)
        if link(record.previous, record) == record.hash and (not record.payload or digest(record.payload) == record.payload_digest):
            return record
    except (ValueError, TypeError, AttributeError):  # a damaged page may hold anything
        pass
    return None


def _pages(content: bytes, at: int, between: int) -> Iterator[tuple[bytes, int]]:
    """Each page from ``at`` on, ``between`` bytes before each, with where its header stands."""
    for start in range(at + between, len(content) - PAGE + 1, PAGE + between):
        yield content[start : start + PAGE], FILE_HEADER if start == 0 else 0


def _logged(path: Path) -> Iterator[tuple[bytes, int]]:
    log = path.with_name(path.name + "-wal")
    if log.is_file():
        for page, _ in _pages(log.read_bytes(), WAL_HEADER, FRAME_HEADER):
            yield page, FILE_HEADER if page.startswith(b"SQLite format 3\0") else 0


def _cells(page: bytes, start: int) -> Iterator[tuple[int, Values]]:
    """Row id and columns of each row on a leaf page of a table; nothing where it is another kind of page."""
    if page[start] != LEAF:
        return
    for number in range(int.from_bytes(page[start + 3 : start + 5], "big")):
        pointer = start + 8 + 2 * number
        try:
            length, at = _varint(page, int.from_bytes(page[pointer : pointer + 2], "big"))
            row, at = _varint(page, at)
            if length <= LARGEST_ON_PAGE:
                yield row, _columns(page[at : at + length])
        except (IndexError, ValueError):  # a pointer that leads nowhere, a text that is none
            continue


def _columns(payload: bytes) -> Values:
    size, at = _varint(payload, 0)
    body, values = size, []
    while at < size:
        kind, at = _varint(payload, at)
        length = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind] if kind < 10 else (kind - 12) // 2
        raw = payload[body : body + length]
        if len(raw) != length or kind in (7, 10, 11):  # ends early, or a kind we never write
            raise ValueError
        values.append(_value(kind, raw))
        body += length
    return values


def _value(kind: int, raw: bytes) -> Any:
    if kind < 7:
        return int.from_bytes(raw, "big", signed=True) if kind else None
    if kind < 10:
        return kind - 8
    return raw.decode("utf-8") if kind % 2 else raw


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """The number at ``at`` and where the next thing stands. Raises IndexError."""
    number = 0
    for count in range(9):
        byte = content[at + count]
        if count == 8:
            return number << 8 | byte, at + 9
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + count + 1
    raise AssertionError
