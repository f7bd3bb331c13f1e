"""The shim between a process and its disk, from Python: builds it, starts children under it, steers it from inside one; reads no trace."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
REPOSITORY = Path(__file__).parents[2]
FOR_EVER = -1


def missing() -> str:
    """Why the shim cannot be built here, "" where it can."""
    if sys.platform != "linux":
        return "LD_PRELOAD is Linux's"
    return "" if shutil.which("gcc") else "there is no compiler: apt-get install gcc libc6-dev"


def build(folder: Path) -> Path:
    """Compile the shim into ``folder``; returns the library. Raises CalledProcessError with what the compiler said."""
    library = folder / "shim.so"
    subprocess.run(
        ["gcc", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", library, SOURCE, "-ldl", "-lpthread"],
        check=True,
        capture_output=True,
        text=True,
    )
    return library


def under(library: Path, folder: Path, log: Path | None = None) -> dict[str, str]:
    """The environment of a child whose doings in ``folder`` go through the shim, and into ``log``."""
    environ = os.environ | {"LD_PRELOAD": str(library), "SHIM_FOLDER": str(folder.resolve()), "PYTHONPATH": str(REPOSITORY)}
    return environ | ({"SHIM_LOG": str(log)} if log else {})


def run(module: str, *words: str | Path, environ: Mapping[str, str], seconds: float = 120.0) -> str:
    """Have the program ``module`` run to its end; returns what it printed. Raises AssertionError with its stderr where it failed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)], env=environ, capture_output=True, text=True, timeout=seconds, cwd=REPOSITORY
    )
    assert done.returncode == 0, done.stderr[-4_000:]
    return done.stdout


def fail(what: str, name: str, error: int, *, skip: int = 0, times: int = 1) -> None:
    """In a child under the shim: of the coming writes ("w") or syncs ("s") to files whose name ends with ``name``, let ``skip`` go well
    and ``times`` (FOR_EVER) fail with errno ``error``."""
    ctypes.CDLL(None).shim_fail(ord(what), name.encode(), ctypes.c_long(skip), ctypes.c_long(times), error)


def heal() -> None:
    """Let everything go well again."""
    fail("w", "", 0, times=0)


def failed() -> int:
    """How many calls were made to fail so far."""
    counted = ctypes.CDLL(None).shim_failed
    counted.restype = ctypes.c_long
    return int(counted())
