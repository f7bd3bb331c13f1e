"""Tests of kiosk.__main__: the front door says what there is, and lets each command answer for itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.__main__ import COMMANDS, main


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kiosk", *words], capture_output=True, text=True, timeout=60, check=False)


def test_without_a_command_it_says_which_there_are_and_ends_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert all(command in err for command in COMMANDS)


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_asked_for_help_it_says_the_same_where_help_is_looked_for_and_ends_0(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([word]) == 0
    out, _ = capsys.readouterr()
    assert all(command in out for command in COMMANDS)


@pytest.mark.parametrize("words", [["nonsense"], ["nonsense", "--help"], ["--version-of-what"], ["", "gate"]])
def test_a_command_there_is_not_ends_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "gate" in capsys.readouterr().err


def ended(*words: str) -> int | str | None:
    """The exit code of a command, however it ends."""
    try:
        return main(words)
    except SystemExit as end:
        return end.code


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(command, "--help") == 0
    assert f"kiosk {command}" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_ends_2_for_an_option_it_does_not_have(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(command, "--no-such-option") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"kiosk {command}" in err


def test_as_a_program_it_ends_with_the_same_codes() -> None:
    asked = run("--help")
    assert (asked.returncode, asked.stderr) == (0, "")
    wrong = run("nonsense")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Traceback" not in wrong.stderr


def test_a_command_with_keys_in_memory_could_not_be_dumped() -> None:
    code = "from kiosk.__main__ import main; from kiosk.undumped import dumpable; main(['gate', '--help'])"
    wrapped = f"import atexit\nfrom kiosk.undumped import dumpable\natexit.register(lambda: print('dumpable', dumpable()))\n{code}"
    done = subprocess.run([sys.executable, "-c", wrapped], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines()[-1] in ("dumpable False", "dumpable None")


def test_an_interrupt_ends_a_command_without_a_traceback(tmp_path: Path) -> None:
    waiting = tmp_path / "picture.png"
    os.mkfifo(waiting)
    with subprocess.Popen([sys.executable, "-m", "kiosk", "read", waiting], stderr=subprocess.PIPE, text=True) as child:
        writing = os.open(waiting, os.O_WRONLY)  # returns once the command has opened the file to read it
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=60)
        os.close(writing)
    assert err == ""
    assert child.returncode == 130
