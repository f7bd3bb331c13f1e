"""Tests of ui.demo and its parts in this process: the event moved to now, the crowd, what the staff menu offers, the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from kiosk import config
from kiosk.clock import SystemClock
from kiosk.days import openings
from kiosk.model import Kind
from kiosk.places import Places
from sync.server.admin import Admin
from sync.server.schema import PERSON
from sync.server.store import Store
from tests.builders import wait_for
from tests.kiosk.scanner.pictures import coloured, qr, save, scene
from tests.kiosk.standing import code_of
from tests.ui.gating import LIBRARIES, SOON_MS, recorded
from ui.demo_account import account
from ui.demo_event import CROWD, demo_programme, set_up
from ui.demo_gate import DemoGate
from ui.demo_server import DemoServer

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)


@pytest.mark.parametrize("hour", range(24))
def test_the_demos_first_day_is_always_now_at_eleven(hour: int) -> None:
    now = datetime(2026, 12, 31, hour, 25, tzinfo=UTC)
    programme = demo_programme(now)
    local = now.astimezone(programme.timezone)
    assert (local.date(), local.hour) == (programme.days[0], 11)
    zone = programme.zone("smart-life")
    assert zone is not None
    at = int(now.timestamp()) * 1_000_000
    assert openings(programme, zone)[0].opens < at < openings(programme, zone)[0].closes
    assert programme.days[1] - programme.days[0] == timedelta(days=1)


class Opener(QObject):
    """Stands in for the computer's PDF viewer."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """As a viewer is asked."""
        self.opened.append(url.toLocalFile())


@pytest.fixture
def opener() -> Iterator[Opener]:
    """Opens files for the length of a test."""
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]  # the stubs say bytes, Qt takes text
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A camera that sees one badge nobody knows."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    save(folder / "badge.png", coloured(scene((qr(code_of(1), scale=8), 500, 200))))
    return folder


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DemoServer]:
    """The demo's server, not started."""
    made = DemoServer(tmp_path / "demo")
    yield made
    made.stop()


def test_a_demo_from_its_first_start_to_its_end(
    qtbot: QtBot, fonts: None, tmp_path: Path, server: DemoServer, pictures: Path, opener: Opener
) -> None:
    places = Places(tmp_path / "demo" / "station").make()
    identity, programme = set_up(server, places, "smart-life")
    assert config.load(places) == identity

    store = Store(server.database)
    assert [person.role for person in Admin(store).staff()] == ["steward", "supervisor"]
    with store.read() as connection:
        assert connection.execute(select(func.count()).select_from(PERSON)).scalar_one() == CROWD
    store.close()
    again, _ = set_up(server, places, "forum")
    assert again == replace(identity, zone="forum")
    identity, programme = set_up(server, places, "smart-life")

    demo = DemoGate(places, identity, programme, server, SystemClock(), "en", str(pictures), None, full_screen=False, patience=60)
    gate = demo.gate
    menu = gate.screen.staffing.menu
    try:
        demo.show()
        qtbot.waitUntil(lambda: demo.tally.scans == 1, timeout=SOON_MS)
        texts = [button.text() for button in menu.extra]
        assert texts[-3:] == ["Use the webcam", "Sample badges (PDF)", "Stop the server"]

        gate.screen.action_wished.emit("server")
        qtbot.waitUntil(lambda: not server.answers(), timeout=SOON_MS)
        gate.screen.code_typed.emit(code_of(2))
        qtbot.waitUntil(lambda: (gate.screen.strip.status.link or gate._link).unsent > 0, timeout=SOON_MS)
        assert menu.extra[-1].text() == "Start the server"
        gate.screen.action_wished.emit("server")
        qtbot.waitUntil(server.answers, timeout=SOON_MS)

        gate.screen.action_wished.emit("badges")
        qtbot.waitUntil(lambda: bool(opener.opened), timeout=SOON_MS)
        assert Path(opener.opened[0]).read_bytes().startswith(b"%PDF")

        before = gate.camera
        gate.screen.action_wished.emit("camera")
        assert menu.extra[-3].text() == "Simulated camera"
        states = ("camera.missing", "camera.busy", "camera.denied", "camera.ok")  # as this computer has one
        qtbot.waitUntil(lambda: gate.camera is not before and gate.camera.state in states, timeout=SOON_MS)
        gate.screen.language_wished.emit("ko")
        assert "서버" in menu.extra[-1].text()

        with qtbot.waitSignal(demo.ended, timeout=60_000):
            gate.screen.leave_wished.emit()
    finally:
        demo.stop()
        gate.tongue.speak("en")
        gate.window.deleteLater()
        demo.deleteLater()
    held = account(places, identity, server.database)
    assert (held.on_server, held.unsent, held.missing, held.twice) == (len(recorded(places)), 0, 0, 0)
    assert sum(record.kind is Kind.SCAN for record in recorded(places)) == demo.tally.scans == 2


def test_an_end_without_a_server_comes_after_its_patience(
    qtbot: QtBot, fonts: None, tmp_path: Path, server: DemoServer, pictures: Path
) -> None:
    places = Places(tmp_path / "demo" / "station").make()
    identity, programme = set_up(server, places, "smart-life")
    server.stop()
    wait_for(lambda: not server.answers())
    url = replace(identity, url="http://127.0.0.1:9")
    demo = DemoGate(places, url, programme, server, SystemClock(), "en", str(pictures), 1, full_screen=False, patience=0.5)
    try:
        with qtbot.waitSignal(demo.ended, timeout=60_000):
            demo.show()
    finally:
        demo.stop()
        demo.gate.window.deleteLater()
        demo.deleteLater()
    held = account(places, identity, server.database)
    assert (held.on_server, held.unsent, held.missing) == (0, len(recorded(places)), 0)
