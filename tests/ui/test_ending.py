"""A station that is taken away shows that, and what is left to do, until nothing is left of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import config
from kiosk.catalogue import say
from kiosk.clock import SystemClock
from kiosk.places import Places
from kiosk.programme import Programme
from sync.ending import Ending
from sync.opening import open_round
from sync.server import ending, sealing
from sync.worker import Worker
from tests.sync.serving import TestServer
from tests.sync.stationing import CLOCK, Desk
from ui.ending import Eraser, end
from ui.gate import main


@pytest.fixture
def server(tmp_path: Path, programme: Programme) -> Iterator[TestServer]:
    """A running server with one event, on SQLite."""
    running = TestServer(f"sqlite:///{tmp_path / 'server.db'}", tmp_path / "served").start()
    running.admin.put_programme(programme)
    yield running
    running.stop()


@pytest.fixture
def taken(server: TestServer, tmp_path: Path) -> Places:
    """The folder of a gate that worked, was revoked and heard of it by its next round."""
    desk = Desk.enrolled(server, tmp_path / "station")
    desk.catch_up()
    desk.scan(1, 2, 3)
    server.admin.revoke_station(desk.identity.station)
    ended = threading.Event()

    worker = Worker(lambda: open_round(desk.identity, desk.places, CLOCK), CLOCK, on_ended=ended.set)
    worker.start()
    assert ended.wait(60)
    worker.stop()
    desk.close()
    return desk.places


def test_it_says_what_is_left_in_both_languages_and_ends_when_all_is_gone(
    qtbot: QtBot, server: TestServer, taken: Places, tmp_path: Path
) -> None:
    told: list[str] = []
    eraser = Eraser(Ending(config.load(taken), taken, SystemClock()), soon=0.05, later=0.05)
    eraser.told.connect(lambda key, values: told.append(key))
    eraser.start()
    qtbot.waitUntil(lambda: "ending.waiting" in told, timeout=60_000)
    server.stop()
    qtbot.waitUntil(lambda: "ending.away" in told, timeout=60_000)
    server.start()
    made = sealing.seal(server.store, server.admin.event(), tmp_path / "backup.db")
    with server.store.write() as connection:
        ending.remember(connection, made)
    qtbot.waitUntil(lambda: told[-1] == "ending.done", timeout=60_000)
    eraser.stop()
    assert eraser.done
    assert not taken.identity.exists()
    for key in {"ending.title", *told}:
        assert say(key, "ko") != say(key, "en")


def test_the_gate_opens_as_this_screen_alone_and_may_be_closed_and_started_again(
    qapp: QApplication, server: TestServer, taken: Places, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    closer = QTimer()
    closer.timeout.connect(lambda: qapp.quit() if "명단이 없고" in capsys.readouterr().err else None)
    closer.start(50)
    assert main(["--data", str(taken.root), "--headless", "--lang", "ko"]) == 1
    closer.stop()
    made = sealing.seal(server.store, server.admin.event(), tmp_path / "backup.db")
    with server.store.write() as connection:
        ending.remember(connection, made)
    assert end(taken, "en", headless=True, full_screen=False) == 0
    assert "The device can be returned" in capsys.readouterr().err
    assert not any(taken.root.iterdir())
