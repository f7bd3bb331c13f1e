"""Tests of the self-service kiosk at work: found by scan or by typing, asked, checked in, and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.model import Flag, Kind, Source
from kiosk.panel import Panel, load
from sync.server.people import Person
from tests.kiosk.standing import code_of
from tests.ui.desking import HONG, LEE, Office
from tests.ui.gating import LIBRARIES
from tests.ui.selfing import AtKiosk, at_kiosk
from ui import self_service
from ui.visit import At, Visit

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)

LATER = Person("K5", "박나중", "010-0000-3333", "", "", "visitor", code_of(5), days=(2,))
BLOCKED = Person("K6", "최멈춤", "010-0000-4444", "", "", "visitor", code_of(6), flags=Flag.BLOCKED)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    made.server.admin.add_people([LATER, BLOCKED])
    yield made
    made.server.stop()


@pytest.fixture
def work(qtbot: QtBot, fonts: None, office: Office) -> Iterator[AtKiosk]:
    """The kiosk, in English, names open."""
    printer = f"pdf:{office.folder / 'papers'}"
    with at_kiosk(qtbot, office, office.enrolled("self", "self-service", "registration"), printers=(printer,)) as made:
        yield made


def test_a_confirmation_is_shown_confirmed_and_its_owner_checked_in(work: AtKiosk) -> None:
    work.press("start_en")
    work.until_at(At.SHOW)
    work.show(HONG.confirmation)
    work.until_at(At.CONFIRM)
    assert "홍*동" in work.spoken
    assert HONG.name not in work.spoken
    work.easel.clear()
    work.press("yes")
    work.until_at(At.DONE)
    (record,) = work.acts(Kind.CHECK_IN)
    assert (record.zone, record.source, record.operator) == ("registration", Source.CAMERA, "")
    work.press("finish")
    assert work.kiosk.screen.visit == Visit()
    work.show(HONG.code)
    work.until_at(At.HALT)
    assert "already" in work.spoken
    assert len(work.acts(Kind.CHECK_IN)) == 1


def test_without_a_code_the_last_digits_and_the_whole_name_find_one_person_and_never_a_list(work: AtKiosk) -> None:
    work.press("start_en")
    for digits, name, page in (("5678", "홍길", At.HALT), ("5678", "홍길동", At.CONFIRM)):
        work.press("type")
        for digit in digits:
            work.press(f"digit_{digit}")
        line = work.kiosk.screen.page.start.line  # type: ignore[union-attr]
        line.insert(name)
        work.press("find")
        work.until_at(page)
    assert "홍*동" in work.spoken
    work.press("yes")
    work.until_at(At.DONE)
    (record,) = work.acts(Kind.CHECK_IN)
    assert record.source is Source.SEARCH


def test_who_cannot_be_served_is_told_kindly_and_offered_staff(work: AtKiosk) -> None:
    told = {
        LATER.code: "another day",
        "https://example.com": "another QR code",
        BLOCKED.code: "Staff will help you",
        code_of(99): "did not find this code",
    }
    for code, words in told.items():
        work.show(code)
        work.until(lambda words=words: words in work.spoken)  # type: ignore[misc]
        assert work.kiosk.screen.visit.at is At.HALT
    work.press("call")
    assert not work.acts(Kind.CHECK_IN)


def test_while_one_is_asked_whatever_else_is_held_up_changes_nothing(work: AtKiosk) -> None:
    work.show(HONG.code)
    work.until_at(At.CONFIRM)
    for code in (LEE.code, "https://example.com"):
        before = len(work.acts(Kind.SCAN))
        work.show(code)
        work.until(lambda before=before: len(work.acts(Kind.SCAN)) > before)  # type: ignore[misc]
    work.qtbot.wait(50)
    assert "홍*동" in work.spoken


def test_no_goes_back_and_nothing_of_the_person_is_left(work: AtKiosk) -> None:
    work.show(LEE.code)
    work.until_at(At.CONFIRM)
    work.easel.clear()
    work.press("no")
    assert work.kiosk.screen.visit == Visit(at=At.SHOW)
    assert not work.acts(Kind.CHECK_IN)


def test_without_names_nobody_is_asked_whether_they_are_somebody(qtbot: QtBot, fonts: None, office: Office) -> None:
    folder = office.enrolled("self", "self-service", "registration")
    office.server.stop()
    with at_kiosk(qtbot, office, folder, names=False) as work:
        work.show(HONG.code)
        work.until_at(At.HALT)
        assert "short break" in work.spoken


def test_a_printer_in_trouble_leaves_the_check_in_and_calls_staff(qtbot: QtBot, fonts: None, office: Office, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = office.enrolled("self", "self-service", "registration")
    with at_kiosk(qtbot, office, folder, printers=(f"pdf:{tmp_path / 'file'}",)) as work:
        work.show(HONG.code)
        work.until_at(At.CONFIRM)
        work.press("yes")
        work.until_at(At.HALT)
        assert "did not come out" in work.spoken
        assert len(work.acts(Kind.CHECK_IN)) == 1
        work.press("restart")
        work.show(HONG.confirmation)
        work.until_at(At.HALT)
        assert "already" in work.spoken


def test_without_a_printer_the_desk_hands_out_the_badge(qtbot: QtBot, fonts: None, office: Office) -> None:
    with at_kiosk(qtbot, office, office.enrolled("self", "self-service", "registration")) as work:
        work.show(HONG.code)
        work.until_at(At.CONFIRM)
        work.press("yes")
        work.until_at(At.DONE)
        assert "waits for you at the desk" in work.spoken


def test_the_panel_staff_described_is_kept_and_what_is_no_panel_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--data", str(tmp_path), "--headless", "--lang", "en"]
    with pytest.raises(SystemExit) as ended:
        self_service.main([*arguments, "--panel", "wide"])
    assert ended.value.code == 2
    assert "Not the size of a panel" in capsys.readouterr().err
    assert self_service.main([*arguments, "--panel", "217x136", "--mount", "1050"]) == 1  # not enrolled
    assert load(tmp_path / "panel.json") == Panel(217, 136, 1050)
