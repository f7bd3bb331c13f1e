"""Tests of kiosk.undumped: a process that crashes leaves nothing, and nobody of its own user reads its memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")

CRASH = """
import os, resource, signal, sys
most = resource.getrlimit(resource.RLIMIT_CORE)[1]  # 0 where an earlier test has undumped the whole run
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
if sys.argv[1] == "undumped":
    from kiosk.undumped import dumpable, undump
    undump()
    assert dumpable() is False
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
os.kill(os.getpid(), signal.SIGSEGV)
"""


def crashed(how: str, folder: Path) -> int:
    """The wait status of a process that crashed."""
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-c", CRASH, how])
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGSEGV
    return status


def test_a_crash_dumps_nothing(tmp_path: Path) -> None:
    assert not os.WCOREDUMP(crashed("undumped", tmp_path))
    assert not any("core" in path.name for path in tmp_path.iterdir())


def test_a_program_it_starts_is_an_ordinary_one() -> None:
    ask = "from kiosk.undumped import dumpable; print(dumpable())"
    code = (
        f"import subprocess, sys; from kiosk.undumped import undump; undump(); subprocess.run([sys.executable, '-c', {ask!r}], check=True)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "True\n"


WAITING = """
import ctypes, os, sys
from kiosk.undumped import PR_SET_DUMPABLE, undump
import resource
os.setuid(65534)
ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # as any program is that begins as this user
if sys.argv[1] == "undumped":
    undump()
print("up", flush=True)
sys.stdin.read()
"""
LOOKING = "import os, sys; os.setuid(65534); open(f'/proc/{sys.argv[1]}/mem', 'rb')"


def looked_into(how: str) -> bool:
    """Whether another process of its user could open such a process's memory."""
    with subprocess.Popen([sys.executable, "-c", WAITING, how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as secret:
        assert secret.stdin is not None
        assert secret.stdout is not None
        assert secret.stdout.readline() == "up\n"
        done = subprocess.run([sys.executable, "-c", LOOKING, str(secret.pid)], capture_output=True, text=True, timeout=60, check=False)
        secret.stdin.close()
    return done.returncode == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else to try it")
def test_another_process_of_the_same_user_cannot_read_its_memory() -> None:
    if not looked_into("ordinary"):
        pytest.skip("this system lets nobody look into another process anyway")
    assert not looked_into("undumped")
