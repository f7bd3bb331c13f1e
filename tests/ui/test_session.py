"""Tests of signing in at a desk: by PIN and by badge, what it covers until then, locking by hand and by standing idle, who is on record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.model import Kind
from tests.kiosk.standing import code_of
from tests.ui.desking import SUPERVISOR, AtDesk, Office, at_desk
from tests.ui.gating import LIBRARIES, PIN, STEWARD_PIN

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)
REGISTRAR_PIN = "112233"


@pytest.fixture
def work(qtbot: QtBot, fonts: None, tmp_path: Path) -> Iterator[AtDesk]:
    """The desk as it stands in the morning: nobody is signed in. A registrar has a badge for that."""
    office = Office(tmp_path)
    office.server.admin.add_staff("이도담", "registrar", REGISTRAR_PIN, "s2", badge=code_of(9))
    office.server.admin.add_staff("박새봄", "steward", STEWARD_PIN, "s3")
    try:
        with at_desk(qtbot, office, office.enrolled("desk", "desk", "registration"), signed_in=False) as made:
            yield made
    finally:
        office.server.stop()


def pin(work: AtDesk, digits: str) -> None:
    """Type it where the keyboard is."""
    QTest.keyClicks(work.desk.screen.focusWidget() or work.desk.cover, digits, delay=60)


def test_a_day_at_the_desk_stands_on_record_with_whoever_was_signed_in(work: AtDesk) -> None:
    screen, cover = work.desk.screen, work.desk.cover
    # nothing shows or works before somebody has signed in
    assert cover.isVisible()
    assert not screen.query.isEnabled()
    QTest.keyClick(cover, Qt.Key.Key_Escape)
    QTest.keyClick(cover, Qt.Key.Key_Tab)
    assert cover.isVisible()
    assert cover.hasFocus()
    work.easel.show(code_of(1))
    work.until(lambda: "badge" in cover.message)
    assert not screen.open_id
    work.easel.clear()
    # a steward scans at doors only
    pin(work, STEWARD_PIN)
    work.until(lambda: "tries" in cover.message)
    pin(work, PIN)
    work.until(lambda: not cover.isVisible())
    assert screen.head.lock.text() == "김*늘"
    work.find("홍길동")
    work.open_first()
    work.press(Qt.Key.Key_Return)
    work.until(lambda: len(work.acts(Kind.CHECK_IN)) == 1)
    # locked by hand, opened by badge: what stood open is not the next one's to see
    screen.head.lock.click()
    assert cover.isVisible()
    work.easel.show(code_of(9))
    work.until(lambda: not cover.isVisible())
    assert not screen.open_id
    work.find("홍길순")
    work.open_first()
    work.press(Qt.Key.Key_Return)
    work.until(lambda: len(work.acts(Kind.CHECK_IN)) == 2)
    assert [record.operator for record in work.acts(Kind.CHECK_IN)] == [SUPERVISOR, "s2"]
    assert [line.operator for line in work.looked_at()] == [SUPERVISOR, "s2"]
    # left alone it locks itself, and for the same person nothing is lost
    assert work.desk.session.idle.isActive()
    assert work.desk.session.idle.interval() == 10 * 60_000
    work.desk.session.idle.timeout.emit()
    assert cover.isVisible()
    pin(work, REGISTRAR_PIN)
    work.until(lambda: not cover.isVisible())
    assert work.name == "홍*순"
    # whoever is blocked meanwhile is signed out
    work.office.server.admin.block_staff("s2")
    work.until(cover.isVisible)
