"""Tests of ``kiosk bench start`` and of what it is about: nothing heavy is loaded before the first paint, and loading is cheap."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui import bench, bench_start

LATER = (
    "cryptography", "cv2", "fastapi", "numpy", "psutil", "psycopg", "pydantic", "pyzbar", "requests", "segno", "sqlalchemy", "urllib3",
    "zxingcpp", "PySide6.QtDBus", "PySide6.QtMultimedia", "PySide6.QtNetwork", "kiosk.station", "sync.wire", "sync.round",
)  # fmt: skip
"""What a gate needs only once its window stands."""


def test_the_bench_prints_three_rows_and_leaves_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    few = ["--launches", "1", "--hours", "2", "--scans", "8"]
    code = bench.main(["start", *few, "--json", "--data", str(tmp_path)])
    *rows, whole = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [row["unit"] for row in rows] == ["ms", "ms", "MB"]
    assert all(row["ours"] > 0 and row["reference"] > 0 for row in rows)
    assert whole["missed"] == [row["row"] for row in rows if not row["met"]]
    assert code == (0 if whole["met"] else 3)
    assert list(tmp_path.iterdir()) == []


def test_a_gate_that_does_not_come_up_ends_1_and_says_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert bench_start.main(["--data", str(tmp_path), "--lang", "en"]) == 1
    assert "Cannot measure: ui.bench_launch" in capfd.readouterr().err


@pytest.mark.parametrize("wrong", [["--launches", "0"], ["--hours", "1"], ["--scans", "0"], ["--scans", "3601"], ["--scans", "x"]])
def test_wrong_usage_ends_2(wrong: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        bench_start.main(wrong)
    assert ended.value.code == 2


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    bench_start.station(tmp_path)
    script = f"""
import sys
from ui import gate
loaded = []
def watch(opened):
    opened.window.painted.connect(lambda: loaded.append([name for name in {LATER!r} if name in sys.modules]))
    opened.bridge.framed.connect(lambda: opened.left.emit())
code = gate.main(["--data", {str(tmp_path / "station")!r}, "--camera", {str(tmp_path / "badge.png")!r}, "--headless"], watch)
print(code, loaded, "cv2" in sys.modules)
"""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, env=environment)
    assert done.stdout == "0 [[]] True\n", done


def test_once_qt_is_there_importing_a_module_does_not_read_its_source() -> None:
    script = """
import linecache
from ui.application import plain_imports
plain_imports()
import sched
print(sched.__file__ in linecache.cache)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout == "False\n", done
