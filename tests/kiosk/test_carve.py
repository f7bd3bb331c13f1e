"""What can be proven of a damaged file is found page by page, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.carve import PAGE, carved
from kiosk.journal import Why
from kiosk.model import Record
from kiosk.places import Places
from tests.builders import FakeClock
from tests.drafts import journal, scan


@pytest.fixture
def records(places: Places, clock: FakeClock) -> list[Record]:
    """What the journal holds, in two epochs, every kind of value in it; at rest."""
    made = journal(places.journal, clock)
    found = []
    for number in range(1, 301):
        clock.advance(1)
        changes: dict[str, object] = {"payload": b"sealed" * 20} if number % 7 == 0 else {"offset": None, "operator": "김하늘", "refers": 1}
        if number % 200 == 1:
            changes = {}
        found.append(made.append(scan(clock, number, **changes)))
        if number == 200:
            made.start_epoch(Why.FORK)
    made.close()
    return found


def test_of_a_whole_file_every_record_comes_back_as_it_was(places: Places, records: list[Record]) -> None:
    assert carved(places.journal) == records


def test_what_stands_in_the_log_alone_is_found(places: Places, clock: FakeClock, tmp_path: Path) -> None:
    made = journal(places.journal, clock)
    kept = [made.append(scan(clock, number)) for number in range(1, 31)]
    for name in ("journal.db", "journal.db-wal"):
        shutil.copyfile(places.root / name, tmp_path / name)
    made.close()
    (tmp_path / "journal.db").write_bytes(b"")
    assert carved(tmp_path / "journal.db") == kept


@pytest.mark.parametrize("damage", ["beginning", "middle", "end", "zeroes"])
def test_a_file_no_database_opens_gives_all_but_the_damaged_pages(
    damage: str, places: Places, clock: FakeClock, records: list[Record]
) -> None:
    content = bytearray(places.journal.read_bytes())
    middle = len(content) // 2 // PAGE * PAGE
    match damage:
        case "beginning":
            content[: PAGE // 2] = bytes(PAGE // 2)
        case "middle":
            content[middle : middle + PAGE] = b"\xa5" * PAGE
        case "end":
            del content[middle:]
        case "zeroes":
            content[middle:] = bytes(len(content) - middle)
    places.journal.write_bytes(content)
    again = journal(places.journal, clock)  # knows at least what its chain proves
    epochs = again._read_epochs()
    again.close()
    found = carved(places.root / "journal.db.broken-1", epochs)
    assert found
    assert {record.hash for record in found} <= {record.hash for record in records}
    if damage in ("beginning", "middle"):
        assert len(found) >= len(records) - 20


def test_a_record_that_was_tampered_with_is_left_out(places: Places, records: list[Record]) -> None:
    content = places.journal.read_bytes()
    assert content.count(b"B17visitor") == 1
    places.journal.write_bytes(content.replace(b"B17visitor", b"B18visitor"))
    assert carved(places.journal) == [record for record in records if record.badge != "B17"]


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    for content in (b"", b"\x0d" * 3 * PAGE, bytes(range(256)) * 64):
        (tmp_path / "a.db").write_bytes(content)
        assert carved(tmp_path / "a.db") == []
