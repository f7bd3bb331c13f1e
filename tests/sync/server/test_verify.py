"""Reading the store back finds what is missing and what was changed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, update

from sync.server import ingest
from sync.server.ingest import Batch
from sync.server.schema import MARK, RECORD
from sync.server.store import Store
from sync.server.verify import Checked, verify
from tests.sync.server.tape import Tape


@pytest.fixture
def tape(store: Store) -> Tape:
    """A stored journal of eight rows."""
    whole = Tape("gate-1").fill(6)
    whole.add(payload=b"sealed")
    whole.fill(1)
    with store.write() as connection:
        ingest.take(connection, Batch(whole.event, whole.station, whole.epoch, 1, whole.raw), 1)
    return whole


def only(store: Store) -> Checked:
    """The one journal, checked."""
    (line,) = verify(store)
    return line


def test_a_whole_journal_is_whole(store: Store, tape: Tape) -> None:
    line = only(store)
    assert line == Checked(tape.event, tape.station, tape.epoch.hex(), rows=8, head=tape.head.hex(), gaps=0, quarantined=0, broken=0)
    assert line.ok


@pytest.mark.parametrize("row", [1, 4, 8])
def test_a_missing_row_is_a_gap(store: Store, tape: Tape, row: int) -> None:
    with store.write() as connection:
        connection.execute(delete(RECORD).where(RECORD.c.row == row))
    assert only(store).gaps == 1
    assert not only(store).ok


def test_rows_beyond_the_mark_are_gaps_too(store: Store, tape: Tape) -> None:
    with store.write() as connection:
        connection.execute(update(MARK).values(row=6))
    assert (only(store).rows, only(store).gaps) == (6, 2)
    with store.write() as connection:
        connection.execute(delete(MARK))
    assert (only(store).rows, only(store).gaps) == (0, 8)


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (3, {"outcome": "refuse"}), (3, {"wall": 5}), (3, {"kind": "nonsense"}), (3, {"previous": b"x" * 32}), (3, {"previous": b""}),
        (3, {"hash": b"x" * 32}), (7, {"payload": b"other"}), (8, {"zone": "side"}), (1, {"badge": "p9"}),
    ],
)  # fmt: skip
def test_a_changed_row_is_found(store: Store, tape: Tape, row: int, changes: dict[str, Any]) -> None:
    with store.write() as connection:
        connection.execute(update(RECORD).where(RECORD.c.row == row).values(**changes))
    assert only(store).broken >= 1
    assert not only(store).ok


def test_a_destroyed_payload_is_no_change(store: Store, tape: Tape) -> None:
    with store.write() as connection:
        connection.execute(update(RECORD).where(RECORD.c.row == 7).values(payload=b""))
    assert only(store).ok
