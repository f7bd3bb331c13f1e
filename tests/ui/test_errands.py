"""Errands: slow things in order, off the screen's thread."""

from __future__ import annotations

import logging
import threading
from functools import partial

import pytest

from ui.errands import Errands


def _note(done: list[tuple[int, str]], number: int) -> None:
    done.append((number, threading.current_thread().name))


def _fail() -> None:
    raise ValueError


def test_errands_are_done_one_after_the_other_on_a_thread_of_their_own() -> None:
    done: list[tuple[int, str]] = []
    errands = Errands()
    errands.start()
    for number in range(20):
        errands.do(partial(_note, done, number))
    errands.stop()
    assert done == [(number, "errands") for number in range(20)]


def test_an_errand_that_fails_is_logged_and_the_next_is_done(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    errands = Errands()
    errands.start()
    with caplog.at_level(logging.ERROR):
        errands.do(_fail)
        errands.do(lambda: done.append("next"))
        errands.stop()
    assert done == ["next"]
    assert "an errand failed" in caplog.text
