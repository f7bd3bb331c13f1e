"""Tests of ``kiosk bench lane``: it runs to its end on a few visitors; what it measures is not asserted here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.scanner.decode import Decoder
from kiosk.scanner.vision import cv2
from ui import bench, bench_lane
from ui.bench_lane import draw
from ui.bench_loops import Measured, zbar, zxing

CODES = ["SEOULSMARTLIFE26", "ABCDEFGHIJKLMNOP"]


@pytest.mark.usefixtures("qapp")
def test_the_bench_prints_its_rows_and_leaves_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    few = ["--rounds", "1", "--visitors", "1", "--hall", "1", "--size", "720p"]
    code = bench.main(["lane", *few, "--json", "--data", str(tmp_path)])
    *rows, whole = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert len(rows) == 10
    assert rows[0]["ours"] == 1
    assert all(row["row"].startswith("720p") and row["ours"] > 0 for row in rows)
    assert whole["missed"] == [row["row"] for row in rows if not row["met"]]
    assert code == (0 if whole["met"] else 3)
    assert list(tmp_path.iterdir()) == []


def test_every_visitor_of_the_film_can_be_read_and_nobody_else_is_there() -> None:
    film = draw(CODES, (1280, 720), 1, seed=1)
    decoder = Decoder()
    for code, visit in zip(CODES, film.visits, strict=True):
        assert len(visit) == bench_lane.PICTURES * bench_lane.EACH
        sharp = cv2.imdecode(visit[-1], cv2.IMREAD_GRAYSCALE)
        assert [one.text for one in decoder.read(sharp)] == zxing(sharp) == zbar(sharp) == [code]  # type: ignore[arg-type]
    assert all(not zxing(cv2.imdecode(frame, cv2.IMREAD_GRAYSCALE)) for frame in film.hall[::12])  # type: ignore[arg-type]


def test_a_contender_that_read_nobody_is_no_measurement() -> None:
    nothing = [Measured(late=[1], busy=[1])]
    with pytest.raises(OSError, match="of 5"):
        list(bench_lane._rows("720p", 5, nothing, nothing, nothing, nothing))


@pytest.mark.parametrize("wrong", [["--rounds", "0"], ["--visitors", "41"], ["--size", "4k"]])
def test_wrong_usage_ends_2(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        bench_lane.main(wrong)
    assert ended.value.code == 2
