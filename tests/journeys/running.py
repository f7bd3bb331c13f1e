"""The product as its users start it: `kiosk ...` in processes of their own, what they print kept in files and searched for tracebacks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import psutil

REPOSITORY = Path(__file__).parents[2]
PATIENCE_S = 90.0
"""How long anything may take on a slow machine before a test says it never came."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line it printed."""
        return self.out.rstrip("\n").rpartition("\n")[2]


class Child:
    """One `kiosk` command at work. Whatever it prints must be free of tracebacks: ``end`` looks."""

    def __init__(self, words: Sequence[str | Path], folder: Path, environ: dict[str, str] | None = None, cwd: Path | None = None) -> None:
        number = len(list(folder.glob("*.out")))
        self._out, self._err = folder / f"{number}.out", folder / f"{number}.err"
        command = [sys.executable, "-m", "kiosk", *map(str, words)]
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment() | (environ or {}), cwd=cwd or REPOSITORY
            )
        self.pid = self._process.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    @property
    def out(self) -> str:
        """What it has printed so far."""
        return self._out.read_text("utf-8")

    def wait_for(self, happened: Callable[[], bool], what: str) -> None:
        """Return as soon as ``happened()``; fails where the command ends before, or after PATIENCE_S."""
        end = monotonic() + PATIENCE_S
        while not happened():
            assert self.running, f"ended before {what}: {self._told()}"
            assert monotonic() < end, f"{what} did not come: {self._told()}"
            sleep(0.05)

    def end(self, number: signal.Signals | None = None) -> Done:
        """Wait for its end, which ``number`` asks for."""
        if number is not None and self.running:
            self._process.send_signal(number)
        try:
            code = self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"did not end: {self._told()}") from None
        done = Done(code, self.out, self._err.read_text("utf-8"))
        assert "Traceback" not in done.out + done.err, done.err
        return done

    def kill(self) -> None:
        """End it as a power cut would; nothing where it has ended."""
        self._process.kill()
        self._process.wait()

    def _told(self) -> str:
        return (self.out + self._err.read_text("utf-8"))[-2_000:]


class Shell:
    """Starts commands in one folder, and leaves none of them running."""

    def __init__(self, folder: Path, environ: dict[str, str] | None = None, cwd: Path | None = None) -> None:
        self._folder, self._environ, self._cwd = folder, environ or {}, cwd
        self._children: list[Child] = []

    def start(self, *words: str | Path) -> Child:
        """Have `kiosk` with these words at work."""
        child = Child(words, self._folder, self._environ, self._cwd)
        self._children.append(child)
        return child

    def run(self, *words: str | Path) -> Done:
        """Have it done."""
        return self.start(*words).end()

    def close(self) -> None:
        """Kill what is left."""
        for child in self._children:
            child.kill()


def environment() -> dict[str, str]:
    """This environment without a display, speaking English."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "KIOSK_DATABASE")}
    return kept | {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(REPOSITORY), "PYTHONWARNINGS": "default"}


def gone(pid: int) -> bool:
    """Whether no such process is at work."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
