"""Errands: slow things in order, off the screen's thread."""

from __future__ import annotations

import logging
import threading

import pytest

from ui.errands import Errands


def test_errands_are_done_one_after_the_other_on_a_thread_of_their_own() -> None:
    done: list[tuple[int, str]] = []
    errands = Errands()
    errands.start()
    for number in range(20):
        errands.do(lambda number=number: done.append((number, threading.current_thread().name)))
    errands.stop()
    assert done == [(number, "errands") for number in range(20)]


def test_an_errand_that_fails_is_logged_and_the_next_is_done(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    errands = Errands()
    errands.start()
    with caplog.at_level(logging.ERROR):
        errands.do(lambda: 1 / 0)
        errands.do(lambda: done.append("next"))
        errands.stop()
    assert done == ["next"]
    assert "an errand failed" in caplog.text
