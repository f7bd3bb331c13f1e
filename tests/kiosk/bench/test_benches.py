"""The benches run to their end on few scans and badges; what they measure is not asserted here."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kiosk.bench import journal, roster


@pytest.mark.parametrize(("main", "count", "figures"), [(journal.main, ["--scans", "200"], 2), (roster.main, ["--badges", "2000"], 3)])
def test_a_bench_prints_its_rows_and_leaves_nothing(
    main: Callable[[Sequence[str]], int], count: list[str], figures: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*count, "--json", "--data", str(tmp_path)])
    *rows, whole = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == figures
    assert all(row["ours"] > 0 and row["reference"] > 0 and row["ratio"] > 0 for row in rows)
    assert whole["missed"] == [row["row"] for row in rows if not row["met"]]
    assert code == (0 if whole["met"] else 3)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("main", "count"), [(journal.main, ["--scans", "5"]), (roster.main, ["--badges", "x"])])
def test_wrong_usage_ends_2(main: Callable[[Sequence[str]], int], count: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(count)
    assert ended.value.code == 2
    capsys.readouterr()
