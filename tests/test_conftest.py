"""The fixtures that watch over every test do catch what they watch for."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

WATCHED = """
import logging, threading
release = threading.Event()

def test_leaves_a_thread():
    threading.Thread(target=release.wait, name="forgotten", daemon=True).start()

def test_starts_clean_again():
    release.set()

def test_logs_an_error():
    logging.getLogger("kiosk.somewhere").error("it went wrong")

def test_expects_an_error(caplog):
    logging.getLogger("kiosk.somewhere").error("it went wrong")

def test_leaves_a_timer(qapp):
    from PySide6.QtCore import QTimer
    global timer
    timer = QTimer()
    timer.start(60_000)

def test_leaves_no_timer(qapp):
    from PySide6.QtCore import QTimer
    global other
    other = QTimer()
    other.start(60_000)
    other.stop()
"""


def test_a_test_that_leaves_a_thread_a_timer_or_an_error_behind_fails(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("from tests.conftest import *")
    pytester.makepyfile(WATCHED)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:xdist")
    result.assert_outcomes(passed=6, errors=3)
    output = result.stdout.str()
    assert "threads left running: ['forgotten']" in output
    assert "it went wrong" in output
    assert "QTimer without a name" in output
