"""A desk that starts without the network: its names open by the passphrase chosen before, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sync.server import persons
from tests.ui.desking import HONG, KIM, AtDesk, Office, at_desk
from tests.ui.gating import LIBRARIES, shipped
from ui.unlocking import ACTION

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)
WORDS = "correct horse battery"
NAMES = [part.encode() for person in (HONG, KIM) for part in (person.name, person.phone, person.email)]


def typed(work: AtDesk, text: str) -> None:
    """Type it on the screen's keys and press done."""
    overlay = work.desk.unlocking.overlay
    overlay.line.type(text)
    overlay.keyboard.done.click()


def test_after_a_restart_without_the_server_the_passphrase_opens_the_names(qtbot: QtBot, fonts: None, tmp_path: Path) -> None:
    office = Office(tmp_path)
    try:
        folder = office.enrolled("desk", "desk", "registration")
        with at_desk(qtbot, office, folder) as work:
            work.until(lambda: bool(work.desk.own_actions()))
            work.desk.screen.action_wished.emit(ACTION)
            overlay = work.desk.unlocking.overlay
            typed(work, WORDS)
            typed(work, WORDS + "s")
            assert "different" in overlay.message
            typed(work, WORDS)
            typed(work, WORDS)
            work.until(lambda: not overlay.isVisible())
            assert folder.lease.is_file()
        with office.server.store.read() as connection:
            key = persons.data_key(connection, shipped().event)
        lying = b"".join(path.read_bytes() for path in folder.root.rglob("*") if path.is_file())
        assert not [each for each in (*NAMES, WORDS.encode(), key, key.hex().encode()) if each in lying]  # as who copies the folder sees it
        office.server.stop()
        with at_desk(qtbot, office, folder, names=False) as work:
            work.until(lambda: "overlay" in vars(work.desk.unlocking) and work.desk.unlocking.overlay.isVisible())
            overlay = work.desk.unlocking.overlay
            typed(work, "not that one")
            work.until(lambda: "tries" in overlay.message)
            assert work.desk.screen._people[0] == "error.names_locked"
            typed(work, WORDS)
            work.until(lambda: not overlay.isVisible())
            assert work.find("ㅎㄱㄷ") == ["홍*동"]
    finally:
        office.server.stop()
