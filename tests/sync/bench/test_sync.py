"""The bench of the first fill runs to its end on few badges; what it measures is not asserted here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sync.bench import sync


def test_it_prints_its_rows_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # a roster is fetched as a file from 20,000 changes on
    code = sync.main(["--badges", "21000", "--large", "22000", "--json", "--data", str(tmp_path)])
    *rows, whole = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["ours"] > 0 for row in rows] == [True] * 5
    assert rows[0]["ours"] == 3
    assert code == (0 if whole["met"] else 3)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [["--badges", "10"], ["--badges", "5000", "--large", "4000"], ["--engine", "oracle"]])
def test_wrong_usage_ends_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        sync.main(wrong)
    assert ended.value.code == 2
    capsys.readouterr()
