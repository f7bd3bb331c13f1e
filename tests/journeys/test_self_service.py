"""A visitor alone, from the first page to the badge on paper, with and without the server; what the paper says opens the door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from pytestqt.qtbot import QtBot

from kiosk import config
from kiosk.model import Kind, Text
from tests.ui.desking import HONG, LEE, Office, at_desk
from tests.ui.gating import LIBRARIES, ZONE, at_work
from tests.ui.printing.paper import opened, seen
from tests.ui.selfing import AtKiosk, at_kiosk
from ui.demo_self import papers
from ui.visit import At

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.server.stop()


def served(work: AtKiosk, code: str, name: str) -> None:
    """From the first page to the last, by this code."""
    work.press("start_en")
    work.show(code)
    work.until_at(At.CONFIRM)
    assert name in work.spoken
    work.easel.clear()
    work.press("yes")
    work.until_at(At.DONE)
    assert "Take your badge" in work.spoken
    work.press("finish")
    work.until_at(At.ATTRACT)


def test_a_visitor_alone_gets_a_badge_that_opens_the_door_with_and_without_the_server(
    qtbot: QtBot, fonts: None, office: Office, tmp_path: Path
) -> None:
    folder, door = office.enrolled("self", "self-service", "registration"), office.enrolled("gate", "gate", ZONE)
    folder_of_papers = tmp_path / "papers"

    def read(number: int) -> str:
        with opened(folder_of_papers / f"badge-{number:04}.pdf") as document:
            return str(zxingcpp.read_barcodes(seen(document))[0].text)

    with at_kiosk(qtbot, office, folder, printers=(f"pdf:{folder_of_papers}",)) as work:
        served(work, HONG.confirmation, "홍*동")
        office.server.stop()
        served(work, LEE.code, "이*담")
        assert [read(1), read(2)] == [HONG.code, LEE.code]
        jobs = work.kiosk.printing.jobs()
        assert papers(jobs) == {"printed": 2, "read_back": 2}
        swapped = [replace(one, file=other.file) for one, other in zip(jobs, reversed(jobs), strict=True)]
        assert papers(swapped) == {"printed": 2, "read_back": 0}
        assert [record.badge for record in work.acts(Kind.CHECK_IN)] == [record.badge for record in work.acts(Kind.PRINT)]
        work.show(read(1))  # held up to the kiosk: the print is proven, and nobody gets a second badge
        work.until(lambda: len(work.acts(Kind.PRINT)) == 3)
        work.until_at(At.HALT)
        assert len(list(folder_of_papers.iterdir())) == 2
    office.server.start()
    with at_work(qtbot, door, config.load(door), office.clock) as gate:
        gate.easel.show(read(2))
        gate.wait_for_word("Welcome")


def test_a_call_for_staff_rings_at_the_desk_beside_and_is_answered_with_its_time_kept(qtbot: QtBot, fonts: None, office: Office) -> None:
    folder, desks = office.enrolled("self", "self-service", "registration"), office.enrolled("desk", "desk", "registration")
    name = Text("셀프 3번", "Self-service 3")
    with at_kiosk(qtbot, office, folder, gate=name) as work, at_desk(qtbot, office, desks) as desk:
        bell = desk.desk.calls.bell
        work.press("call")
        work.until(bell.isVisible)
        assert bell.text == "Self-service 3 needs help"
        work.until(lambda: "Staff know" in work.spoken)
        bell.button.click()
        work.until(lambda: "on the way" in work.spoken)
        work.until(bell.isHidden)
        (answer,) = [each for each in desk.acts(Kind.NOTE) if "call_answered" in each.detail]
        assert answer.operator  # who is signed in there
        office.server.stop()
        work.until(lambda: not work.kiosk._link.online)
        work.press("close")
        work.press("restart")
        work.press("call")
        work.until(lambda: "desk over there" in work.spoken)
