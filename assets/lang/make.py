"""Brings the Korean texts up to date with the code: gathers them into kiosk_ko.ts, then compiles kiosk_ko.qm.

Run it after any change of words:

    python assets/lang/make.py

A text without a translation stays marked unfinished in the .ts; translate it there (Qt Linguist or any editor) and run again.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TS = HERE / "kiosk_ko.ts"


def tool(name: str) -> str:
    """The Qt tool of this Python's environment."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name) or name


def gather(ts: Path) -> None:
    """Bring ``ts`` up to date with every text in ``ui``."""
    sources = sorted(str(path) for path in (ROOT / "ui").rglob("*.py"))
    options = ["-locations", "none", "-no-obsolete", "-source-language", "en", "-target-language", "ko"]
    subprocess.run([tool("pyside6-lupdate"), *sources, "-ts", str(ts), *options], check=True, capture_output=True)


def compile_to(ts: Path, qm: Path) -> None:
    """Compile ``ts``."""
    subprocess.run([tool("pyside6-lrelease"), str(ts), "-qm", str(qm)], check=True, capture_output=True)


if __name__ == "__main__":
    gather(TS)
    compile_to(TS, TS.with_suffix(".qm"))
