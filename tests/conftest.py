"""What holds for every test: no thread, timer or unexpected error in the log outlives it; a clock, a folder and a programme to use."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import settings

from kiosk.places import Places
from kiosk.programme import Programme
from tests import builders
from tests.builders import FakeClock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# the suite starts many processes: where nothing may be kept, each compiles every module it loads anew, for seconds
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# the store of secrets of whose desktop this is stays out of it: it may ask its owner, in a window, and nobody answers
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# how long an example takes says how busy the machine is
settings.register_profile("kiosk", deadline=None)
settings.load_profile("kiosk")

THREADS_MAY_TAKE_S = 20.0
"""A thread that was told to stop may still be on its last instructions when the test's body ends."""


@pytest.fixture(autouse=True)
def no_thread_is_left_running() -> Iterator[None]:
    """Fails a test that leaves a Python thread behind. Threads of Qt that merely called Python (dummies) are the next fixture's."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not isinstance(thread, threading._DummyThread)]
    end = monotonic() + THREADS_MAY_TAKE_S
    for thread in left:
        thread.join(max(0.0, end - monotonic()))
    alive = [thread.name for thread in left if thread.is_alive()]
    assert not alive, f"threads left running: {alive}"


@pytest.fixture(autouse=True)
def no_qt_timer_or_thread_is_left_running() -> Iterator[None]:
    """Fails a test that leaves a QTimer active or a QThread running; costs nothing where Qt is not loaded."""
    yield
    if "PySide6.QtCore" not in sys.modules:
        return
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = []
    for wrapper in shiboken6.getAllValidWrappers():
        if isinstance(wrapper, QTimer) and wrapper.isActive():
            left.append(f"QTimer {wrapper.objectName() or 'without a name'} of {wrapper.parent()!r}, every {wrapper.interval()} ms")
            wrapper.stop()  # the tests after this one are not to blame
        elif isinstance(wrapper, QThread) and wrapper.isRunning() and wrapper is not QThread.currentThread():
            left.append(f"QThread {wrapper.objectName() or 'without a name'} of {wrapper.parent()!r}")
    assert not left, f"left running: {left}"


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.split(".")[0] in ("kiosk", "sync", "ui"):
            self.records.append(record)


@pytest.fixture(autouse=True)
def no_error_is_logged_unexpectedly(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test in which our own code logged an error. A test that means to provoke one takes ``caplog`` and looks at it itself."""
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    yield
    logging.getLogger().removeHandler(errors)
    if "caplog" in request.fixturenames:
        return
    formatted = [logging.Formatter().format(record) for record in errors.records]
    assert not formatted, "errors in the log:\n" + "\n".join(formatted)


@pytest.fixture
def clock() -> FakeClock:
    """Day 1 at 11:00 in Seoul, standing still."""
    return FakeClock()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """An empty folder of a station."""
    return Places(tmp_path / "station").make()


@pytest.fixture
def programme() -> Programme:
    """Three days, three zones: hall, side and a registration desk."""
    return builders.programme()
