"""The bench of failures: what it plays, prints and ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.simulation.trials import Outcome
from ui import bench_faults


def test_a_seed_that_held_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_faults.main(["--only", "simulation", "--seeds", "1", "--from", "4", "--jobs", "1", "--json"]) == 0
    trial, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert trial == {"trial": "simulation", "seeds": 1, "failed": []}
    assert last == {"seeds": 1, "failed": []}


def test_a_seed_that_failed_is_told_with_its_trace_and_how_to_see_it_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def played(name: str, seeds: range, jobs: int) -> list[tuple[int, Outcome]]:
        return [(seed, Outcome(("lost: row 3",) if seed == 6 else (), ("12.5 power cut",))) for seed in seeds]

    monkeypatch.setattr(bench_faults, "play_all", played)
    assert bench_faults.main(["--only", "simulation", "--seeds", "3", "--from", "5", "--lang", "en"]) == bench_faults.FAILED
    out, err = capsys.readouterr()
    assert json.loads(out.splitlines()[-1]) == {"seeds": 3, "failed": ["simulation 6"]}
    assert "--only simulation --from 6 --seeds 1" in err
    assert "12.5 power cut\nlost: row 3" in err


def test_without_the_clones_tests_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_faults, "ROOT", tmp_path)
    assert bench_faults.main(["--lang", "en"]) == 1
    assert "Clone the repository" in capsys.readouterr().err
