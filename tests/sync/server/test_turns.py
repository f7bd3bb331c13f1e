"""Threads and processes take turns, and a holder that dies lets go."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.errors import DatabaseAway
from sync.server.turns import Turns

HOLD = """
import sys
from pathlib import Path
from sync.server.turns import Turns
turns = Turns(Path(sys.argv[1])).__enter__()
print("held", flush=True)
sys.stdin.read()
"""


def test_one_thread_at_a_time_is_inside(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "lock")
    inside, most = [], []

    def enter() -> None:
        for _ in range(50):
            with turns:
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (200, 1)


def test_another_process_keeps_us_out_until_it_dies(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path / "lock"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdin is not None
    try:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(DatabaseAway):
            Turns(tmp_path / "lock", wait=0.05).__enter__()
    finally:
        holder.kill()
        holder.wait()
        holder.stdin.close()
        holder.stdout.close()
    with Turns(tmp_path / "lock", wait=10):
        pass


def test_a_lock_in_a_place_that_cannot_be_says_so() -> None:
    with pytest.raises(DatabaseAway):
        Turns(Path("/proc/nowhere/lock")).__enter__()
