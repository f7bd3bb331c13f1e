"""Tests of the desk's window: found as typed, opened, checked in, taken back; by keyboard, touch and scan, with names and without."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.access import entry_of
from kiosk.badge import code_hash, grouped
from kiosk.catalogue import say
from kiosk.feed import FeedReader
from kiosk.model import Kind, Source
from kiosk.places import Places
from tests.kiosk.standing import code_of
from tests.ui.desking import HONG, AtDesk, Office, at_desk
from tests.ui.gating import LIBRARIES, PIN
from ui import gate

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)
KEYS, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.server.stop()


@pytest.fixture
def work(qtbot: QtBot, fonts: None, office: Office) -> Iterator[AtDesk]:
    """The desk, in English, names open."""
    with at_desk(qtbot, office, office.enrolled("desk", "desk", "registration")) as made:
        yield made


def handed(places: Places, code_hash: bytes) -> int:
    """How much was handed out to whoever wears that, as the server told the desk of ``places``."""
    feed = FeedReader(places.feed)
    try:
        return len(feed.handed(code_hash, 0))
    finally:
        feed.close()


def test_somebody_is_found_opened_and_checked_in_with_the_keyboard_alone(work: AtDesk) -> None:
    assert work.find("ㅎㄱㄷ") == ["홍*동"]
    work.open_first()
    assert work.name == "홍*동"
    assert work.status == "Not checked in yet"
    assert work.desk.screen.query.text == ""
    work.press(KEYS.Key_Return)
    work.until(lambda: work.status.startswith("Checked in"))
    (record,) = work.acts(Kind.CHECK_IN)
    assert (record.zone, record.source, record.direction) == ("registration", Source.SEARCH, None)
    assert [(line.kind, line.badge) for line in work.looked_at()] == [(Kind.LOOK_UP, record.badge)]
    work.press(KEYS.Key_Return)  # nothing more is due
    work.press(KEYS.Key_Escape)
    work.until(lambda: not work.desk.screen.open_id)
    assert len(work.acts(Kind.CHECK_IN)) == 1


def test_the_arrows_choose_among_those_of_one_name_told_apart_by_their_numbers(work: AtDesk) -> None:
    assert work.find("5678", 2) == ["홍*동", "홍*순"]
    work.press(KEYS.Key_Down)
    work.open_first()
    face = work.desk.screen.card.face
    assert face is not None
    assert (face.name, face.details) == ("홍*순", ("010-****-5678",))


def test_somebody_is_checked_in_by_touch_alone(work: AtDesk) -> None:
    screen = work.desk.screen
    for letter in "ㅎㄱㄷ":
        QTest.mouseClick(next(key for key in screen.pad.keys if key.text() == letter), LEFT)
    work.until(lambda: len(screen.results.faces) == 1)
    QTest.mouseClick(screen.results, LEFT, pos=QPoint(200, round(100 * screen.unit)))
    work.until(lambda: bool(screen.open_id))
    QTest.mouseClick(screen.card.primary, LEFT)
    work.until(lambda: work.status.startswith("Checked in"))
    assert screen.card.primary.isHidden()


def test_a_check_in_is_taken_back_with_a_pin_and_a_reason(work: AtDesk) -> None:
    screen = work.desk.screen
    work.find("ㅎㄱㄷ")
    work.open_first()
    work.press(KEYS.Key_Return)
    work.until(lambda: not screen.card.undo.isHidden())
    QTest.mouseClick(screen.card.undo, LEFT)
    for digit in "000000":
        screen.undoing.pin.type(digit)
    screen.undoing.pin.choose("wrong_person")
    work.until(lambda: "PIN" in screen.undoing.pin.message)
    for digit in PIN:
        screen.undoing.pin.type(digit)
    work.until(lambda: work.status == "Not checked in yet")
    assert screen.undoing.pin.isHidden()
    done, undo = work.acts(Kind.CHECK_IN, Kind.UNDO)
    assert (undo.refers, json.loads(undo.detail)) == (done.row, {"why": "wrong_person"})
    assert undo.operator


def test_a_badge_before_the_camera_opens_its_card_over_another(work: AtDesk) -> None:
    work.find("ㅎㄱㄷ")
    work.open_first()
    work.easel.show(code_of(2))
    work.until(lambda: work.name == "김*늘")
    assert [scan.direction for scan in work.acts(Kind.SCAN)] == [None]


def test_a_confirmation_before_the_camera_opens_the_card_of_the_badge_it_stands_for(work: AtDesk) -> None:
    assert HONG.confirmation != HONG.code
    work.easel.show(HONG.confirmation)
    work.until(lambda: work.name == "홍*동")
    work.press(KEYS.Key_Return)
    work.until(lambda: work.status.startswith("Checked in"))
    (record,) = work.acts(Kind.CHECK_IN)
    assert record.code_hash == code_hash(HONG.code, work.desk.identity.hash_key)


def test_a_code_typed_by_hand_opens_its_card(work: AtDesk) -> None:
    work.desk.screen.query.line.insert(grouped(code_of(3)).lower())  # slower than a hand scanner
    work.until(lambda: work.desk.screen.results.title == "Nobody found")
    work.press(KEYS.Key_Return)
    work.until(lambda: work.name == "이*담")
    assert [scan.source for scan in work.acts(Kind.SCAN)] == [Source.TYPED]


def test_a_badge_nobody_has_is_told_and_closes_the_card(work: AtDesk) -> None:
    work.find("ㅎㄱㄷ")
    work.open_first()
    work.easel.show(code_of(99))
    work.until(lambda: work.desk.screen.hint[1])
    assert work.desk.screen.open_id == ""


def test_typing_while_a_card_is_open_looks_for_the_next_person(work: AtDesk) -> None:
    work.find("ㅎㄱㄷ")
    work.open_first()
    assert work.find("이도담") == ["이*담"]
    assert work.desk.screen.open_id == ""


def test_only_the_newest_search_is_shown(work: AtDesk) -> None:
    screen = work.desk.screen
    work.type("홍길동")
    work.type("ㅋ")
    work.until(lambda: screen.results.title == "Nobody found")
    screen.show_found("홍", screen.results.faces)
    assert screen.results.title == "Nobody found"


def test_enter_before_the_search_is_done_opens_whom_it_finds_and_nobody_older(work: AtDesk) -> None:
    assert work.find("이도담") == ["이*담"]
    line = work.desk.screen.query.line
    line.setText("김하늘")
    work.press(KEYS.Key_Return)
    work.until(lambda: work.name == "김*늘")
    assert len(work.looked_at()) == 1
    assert work.acts(Kind.SCAN) == []


def test_an_id_is_looked_at_before_and_the_record_says_so(work: AtDesk) -> None:
    screen = work.desk.screen
    assert work.find("김하늘") == ["김*늘"]
    work.open_first()
    face = screen.card.face
    assert face is not None
    assert face.notes == ("휠체어 이용", "Check their ID first.")
    assert screen.card.primary.text() == "I checked the ID"
    work.press(KEYS.Key_Return)
    assert screen.card.primary.text() == "Check in"
    work.press(KEYS.Key_Return)
    work.until(lambda: work.status.startswith("Checked in"))
    (record,) = work.acts(Kind.CHECK_IN)
    assert json.loads(record.detail) == {"id_checked": 1}


def test_who_comes_together_is_checked_in_together_as_far_as_they_are_here(work: AtDesk) -> None:
    screen = work.desk.screen
    work.find("ㅎㄱㄷ")
    work.open_first()
    assert screen.card.group.text() == "Group of 2"
    screen.card.group.click()
    panel = screen.group.panel
    work.until(panel.isVisible)
    assert [row.text() for row in panel.rows] == ["홍*동", "홍*순"]
    assert panel.go.text() == "Check in 2"
    panel.rows[0].click()
    assert panel.go.text() == "Check in 1"
    panel.rows[0].click()
    panel.go.click()
    work.until(lambda: len(work.acts(Kind.CHECK_IN)) == 2 and work.status.startswith("Checked in"))
    screen.card.group.click()
    work.until(lambda: panel.isVisible() and panel.rows[1].text() == "홍*순 · Checked in")
    assert not panel.go.isEnabled()
    panel.close_up()
    work.find("5678", 2)
    work.until(lambda: len(screen.results.checked_in) == 2)


def test_a_gift_is_handed_out_once_and_another_desk_knows(work: AtDesk, office: Office) -> None:
    screen = work.desk.screen
    work.find("ㅎㄱㄷ")
    work.open_first()
    assert screen.card.handouts.isHidden()
    work.press(KEYS.Key_Return)
    work.until(lambda: not screen.card.handouts.isHidden())
    screen.card.handouts.click()
    gift = screen.counters.panel.rows[0]
    assert gift.text() == "Welcome gift · 0 of 1 today"
    gift.click()
    work.until(lambda: gift.text() == "Welcome gift · 1 of 1 today" and not gift.isEnabled())
    (record,) = work.acts(Kind.HAND_OUT)
    work.until(lambda: handed(work.places, record.code_hash) == 1)  # it went up and came down
    other = office.enrolled("desk-2", "desk", "registration")
    assert handed(other, record.code_hash) == 1


def test_for_an_enquiry_a_card_offers_nothing_and_stands_in_the_access_log_as_one(work: AtDesk) -> None:
    screen = work.desk.screen
    screen.enquiry.button.click()
    work.find("ㅎㄱㄷ")
    work.open_first()
    assert screen.card.primary.isHidden()
    assert screen.card.group.isHidden()
    work.press(KEYS.Key_Return)
    screen.enquiry.button.click()
    work.until(lambda: not screen.open_id)
    work.find("ㅎㄱㄷ")
    work.open_first()
    assert screen.card.primary.text() == "Check in"
    assert work.acts(Kind.CHECK_IN) == []
    assert [json.loads(line.detail)["why"] for line in work.looked_at()] == ["enquiry", "check_in"]


def test_without_the_server_badges_are_checked_in_and_names_stay_closed(qtbot: QtBot, fonts: None, office: Office) -> None:
    places = office.enrolled("desk", "desk", "registration")
    office.server.stop()
    with at_desk(qtbot, office, places, names=False) as work:
        work.until(lambda: work.desk.screen.hint == (say("error.names_closed", "en"), True))
        work.easel.show(code_of(1))
        work.until(lambda: bool(work.desk.screen.open_id))
        assert work.name == "Name closed"
        work.press(KEYS.Key_Return)
        work.until(lambda: work.status.startswith("Checked in"))
        office.server.start()
        work.until(lambda: work.name == "홍*동")


def test_a_folder_of_another_role_says_which_command_opens_it(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    desk = office.enrolled("desk", "desk", "registration")
    door = office.enrolled("gate", "gate", "smart-life")
    assert gate.main(["--headless", "--data", str(desk.root), "--lang", "en"]) == 1
    assert "kiosk desk" in capsys.readouterr().err
    assert gate.main(["--headless", "--data", str(door.root), "--lang", "en"], role="desk") == 1
    assert "kiosk gate" in capsys.readouterr().err


def test_a_contact_is_whole_only_for_who_knew_enough_and_said_why_and_only_while_the_card_is_open(work: AtDesk) -> None:
    cards, view = work.desk.screen.contact, work.desk.screen.card

    def revealed() -> list[tuple[str, str, str]]:
        return [(line.operator, line.badge, entry_of(line).why) for line in work.looked_at() if line.kind is Kind.REVEAL]

    work.find("홍길동")
    work.open_first()
    assert view.reveal.isHidden()  # a name is one thing
    work.press(KEYS.Key_Escape)
    work.find("5678 홍", 2)
    work.open_first()
    assert view.reveal.isVisible()
    view.reveal.click()
    cards.pin.choose("contact")
    for digit in "000000":
        cards.pin.type(digit)
    work.until(lambda: "tries" in cards.pin.message)
    assert revealed() == []
    for digit in PIN:
        cards.pin.type(digit)
    work.until(lambda: not cards.pin.isVisible())
    assert view.face is not None
    assert any("010-1234-5678" in line and "hong@example.com" in line for line in view.face.details)
    assert [(operator, why) for operator, _, why in revealed()] == [("s1", "contact")]
    work.press(KEYS.Key_Escape)
    work.until(lambda: not work.desk.screen.open_id)
    work.easel.show(code_of(1))  # a badge read is as good as two things known
    work.until(lambda: bool(work.desk.screen.open_id) and bool(work.name))
    assert view.reveal.isVisible()
    assert not any("010-1234-5678" in line for line in view.face.details)
