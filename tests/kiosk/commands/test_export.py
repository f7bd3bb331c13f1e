"""The exported table: every column, no formula, no payload."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kiosk.commands.export import COLUMNS, export
from kiosk.places import Places
from tests.builders import FakeClock
from tests.drafts import journal, scan


@pytest.fixture
def target(places: Places) -> Path:
    """Where to, without an ending."""
    return places.root / "out"


def test_csv_opens_in_a_spreadsheet_as_it_is_meant(places: Places, clock: FakeClock, target: Path) -> None:
    made = journal(places.journal, clock)
    record = made.append(scan(clock, operator='직원, "7"', payload=b"sealed", offset=-1_500_000))
    made.close()
    assert export(places.journal, target.with_suffix(".csv")) == 1
    content = target.with_suffix(".csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfevent,station,")
    assert b"sealed" not in content
    assert b"sealed".hex().encode() not in content
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert tuple(row) == COLUMNS
    assert row["operator"] == '직원, "7"'
    assert (row["row"], row["offset"], row["epoch"], row["refers"]) == ("1", "-1500000", made.epoch.hex(), "")
    assert (row["wall_utc"], row["at_utc"]) == ("2026-10-07T02:00:00.000000+00:00", "2026-10-07T01:59:58.500000+00:00")
    assert (row["hash"], row["payload_digest"]) == (record.hash.hex(), record.payload_digest.hex())


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝"))
def test_no_text_becomes_a_formula(places: Places, clock: FakeClock, target: Path, start: str) -> None:
    made = journal(places.journal, clock)
    made.append(scan(clock, operator=f"{start}cmd|' /C calc'!A0", badge="plain"))
    made.close()
    export(places.journal, target.with_suffix(".csv"))
    with target.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["operator"] == f"'{start}cmd|' /C calc'!A0"
    assert row["badge"] == "plain"


def test_json_lines_keep_numbers_and_texts_as_they_are(places: Places, clock: FakeClock, target: Path) -> None:
    made = journal(places.journal, clock)
    record = made.append(scan(clock, operator="=직원"))
    made.append(scan(clock, wall=-(2**61)))  # a clock that was never set right
    made.close()
    assert export(places.journal, target.with_suffix(".jsonl")) == 2
    first, second = map(json.loads, target.with_suffix(".jsonl").read_text("utf-8").splitlines())
    assert tuple(first) == COLUMNS
    assert (first["operator"], first["hlc"], first["refers"]) == ("=직원", record.hlc, None)
    assert (second["wall"], second["wall_utc"]) == (-(2**61), "")


def test_nothing_is_left_of_an_export_that_fails(places: Places, target: Path) -> None:
    places.journal.write_bytes(b"no database " * 1000)
    with pytest.raises(Exception, match="not a database"):
        export(places.journal, target.with_suffix(".csv"))
    assert [path.name for path in places.root.iterdir()] == ["journal.db"]
