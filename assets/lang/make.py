"""Brings the translations up to date with the code: gathers the texts into kiosk_ko.ts, then compiles kiosk_ko.qm. What visitors read at
a self-service kiosk is gathered for Japanese and Chinese too; they are offered there once they are whole (and their letters are in a
font of the computer: the bundled one has none of them).

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
PREPARED = {"ja": "ja", "zh": "zh_CN"}
VISITORS = ("screens/self_*.py", "parts/said.py", "parts/keyboard.py", "phrases.py")
"""Where the texts are that visitors read, under ``ui``."""


def tool(name: str) -> str:
    """The Qt tool of this Python's environment."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name) or name


def gather(ts: Path, where: tuple[str, ...] = ("**/*.py",), language: str = "ko") -> None:
    """Bring ``ts`` up to date with every text in these files of ``ui``."""
    sources = sorted({str(path) for pattern in where for path in (ROOT / "ui").glob(pattern)})
    options = ["-locations", "none", "-no-obsolete", "-source-language", "en", "-target-language", language]
    subprocess.run([tool("pyside6-lupdate"), *sources, "-ts", str(ts), *options], check=True, capture_output=True)


def compile_to(ts: Path, qm: Path) -> None:
    """Compile ``ts``."""
    subprocess.run([tool("pyside6-lrelease"), str(ts), "-qm", str(qm)], check=True, capture_output=True)


if __name__ == "__main__":
    gather(TS)
    compile_to(TS, TS.with_suffix(".qm"))
    for name, language in PREPARED.items():
        prepared = HERE / f"kiosk_{name}.ts"
        gather(prepared, VISITORS, language)
        prepared.with_suffix(".qm").unlink(missing_ok=True)
        if "unfinished" not in prepared.read_text(encoding="utf-8"):
            compile_to(prepared, prepared.with_suffix(".qm"))
