"""The bench of the server runs to its end with a handful of stations; what it measures is not asserted here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sync.bench import ingest, light, server
from sync.bench import whole as whole_stations

FEW = ["--stations", "3", "--rate", "10", "--minutes", "0.02", "--returning", "3", "--whole", "3", "--rows", "300", "--engine", "sqlite"]


def test_it_prints_its_rows_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, few in (("JOURNALS", 1), ("RECORDS", 500), ("SINGLE", 5), ("SETTLE_S", 0)):
        monkeypatch.setattr(ingest, name, few)
    monkeypatch.setattr(whole_stations, "SETTLE_S", 1.5)
    monkeypatch.setattr(light, "SETTLE_S", 0.8)
    code = server.main([*FEW, "--json", "--data", str(tmp_path)])
    *rows, whole = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 19
    nothing_lost = [row for row in rows if "lost" in row["row"] or "500 and above" in row["row"]]
    assert [row["ours"] for row in nothing_lost] == [0, 0, 0, 0]
    assert code == (0 if whole["met"] else 3)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [["--stations", "1"], ["--minutes", "0"], ["--rate", "x"]])
def test_wrong_usage_ends_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        server.main(wrong)
    assert ended.value.code == 2
    capsys.readouterr()
