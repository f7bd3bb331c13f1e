"""The one form of every bench: lines, sum, exit code."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.bench.rows import MISSED, Row, by_figure, by_ratio, file_system, folder_on_disk, parser, percentile, run
from kiosk.errors import CannotRecord


def asked(tmp_path: Path, *arguments: str) -> argparse.Namespace:
    """A bench's options as typed."""
    return parser("some", "about").parse_args(["--data", str(tmp_path), "--lang", "en", *arguments])


def test_rows_come_as_json_lines_and_the_last_one_sums_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def measure(folder: Path) -> Iterator[Row]:
        assert folder.parent == tmp_path
        yield by_ratio("fast", 50, 100, "us", 1.0)
        yield by_ratio("slow", 300, 100, "us", 1.2)
        yield by_figure("small", 3, "us", 25)

    assert run("some", asked(tmp_path, "--json"), measure) == MISSED == 3
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {
        "row": "fast", "ours": 50, "reference": 100, "unit": "us", "ratio": 0.5, "goal": "ratio <= 1", "met": True,
    }  # fmt: skip
    assert [line["met"] for line in lines[:3]] == [True, False, True]
    assert (lines[2]["reference"], lines[2]["ratio"], lines[2]["goal"]) == (None, None, "ours <= 25 us")
    assert lines[3:] == [{"bench": "some", "met": False, "missed": ["slow"]}]
    assert list(tmp_path.iterdir()) == []


def test_all_met_ends_0_and_can_be_read_by_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("some", asked(tmp_path), lambda folder: iter([by_ratio("fast", 50, 100, "us", 1.0)])) == 0
    said = capsys.readouterr()
    assert "fast" in said.out
    assert "Every goal is met" in said.out
    assert str(tmp_path) in said.err


def test_what_cannot_be_measured_ends_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(folder: Path) -> Iterator[Row]:
        yield by_ratio("fast", 50, 100, "us", 1.0)
        raise CannotRecord("disk full")

    assert run("some", asked(tmp_path), fails) == 1
    assert "disk full" in capsys.readouterr().err
    assert run("some", asked(tmp_path / "nowhere"), fails) == 1
    assert "nowhere" in capsys.readouterr().err


def test_measuring_in_memory_is_not_measuring_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Path("/dev/shm")
    if file_system(memory) != "tmpfs":
        pytest.skip("no file system in memory here")
    monkeypatch.chdir(memory)
    with folder_on_disk(None) as folder:
        assert file_system(folder) != "tmpfs"
    assert not folder.exists()


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([3, 1, 2], 50) == 2
    assert percentile([3, 1, 2], 99) == 3
    assert percentile(range(1, 101), 99) == 99
    assert percentile([7], 50) == 7
