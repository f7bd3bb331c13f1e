"""Somebody nobody registered: at the desk without the server, through the door with the paper from its printer, found at another desk once
the server is back; and a name put right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kiosk import config
from kiosk.access import entry_of
from kiosk.badge import TOKEN_LENGTH
from kiosk.feed import FeedReader
from kiosk.model import Kind, Reason, Source
from kiosk.places import Places
from kiosk.printing.job import State
from kiosk.walk_in import Field
from sync.server.schema import PERSON
from tests.kiosk.standing import code_of
from tests.ui.desking import AtDesk, Office, at_desk
from tests.ui.gating import LIBRARIES, ZONE, at_work, no_room
from tests.ui.printing.paper import opened, seen
from ui.parts.button import Button

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.server.stop()


def touch(*buttons: Button) -> None:
    """One after the other."""
    for button in buttons:
        QTest.mouseClick(button, LEFT)


def type_on_screen(desk: AtDesk, letters: str) -> None:
    """With the keys of the screen."""
    keyboard = desk.desk.screen.registering.walk_in.keyboard
    for letter in letters:
        touch(keyboard.key(letter))


def fill(desk: AtDesk) -> None:
    """By touch alone: 한별, a telephone number, agreeing to what is needed."""
    screen = desk.desk.screen
    touch(screen.registering.button)
    form = screen.registering.walk_in
    form.keyboard.speak("ko")
    type_on_screen(desk, "ㅎㅏㄴㅂㅕㄹ")
    touch(form.keyboard.done)
    type_on_screen(desk, "01000002345")
    touch(form.next_)
    for (yes, no), agreed in zip(form.consents.buttons, (True, False, False), strict=False):
        touch(yes if agreed else no)


def people(office: Office) -> dict[str, str]:
    """Name and telephone number of everybody the server knows."""
    with office.server.store.read() as connection:
        return {row.name: row.phone for row in connection.execute(select(PERSON.c.name, PERSON.c.phone))}


def test_registered_without_the_server_let_in_by_the_paper_and_found_elsewhere_once_it_is_back(
    qtbot: QtBot, fonts: None, office: Office, tmp_path: Path
) -> None:
    folder, other = office.enrolled("desk", "desk", "registration"), office.enrolled("desk-2", "desk", "registration")
    door, papers = office.enrolled("gate", "gate", ZONE), tmp_path / "papers"
    with at_work(qtbot, door, config.load(door), office.clock) as gate, at_desk(qtbot, office, folder, printers=(f"pdf:{papers}",)) as desk:
        screen = desk.desk.screen
        office.server.stop()
        fill(desk)
        touch(screen.registering.walk_in.next_)
        desk.until(lambda: desk.name == "한*")
        desk.until(lambda: [job.state for job in desk.desk.printing.jobs()] == [State.PRINTED])
        assert desk.status.startswith("Checked in")
        with opened(papers / "badge-0001.pdf") as document:
            code = zxingcpp.read_barcodes(seen(document))[0].text
        assert len(code) == TOKEN_LENGTH
        gate.easel.show(code)
        gate.wait_for_word("Welcome")
        assert gate.records()[-1].reason is Reason.SIGNED_NOT_LISTED
        (record,) = desk.acts(Kind.WALK_IN)
        assert record.operator
        assert "한별".encode() not in b"".join(path.read_bytes() for path in folder.root.rglob("*") if path.is_file())
        screen.close_card()
        assert desk.find("ㅎㅂ") == ["한*"]  # found here before the server has heard of them
        desk.open_first()
        touch(screen.card.correct)
        desk.until(lambda: screen.registering.filling is not None)
        screen.registering.correction.company.fill("가온모빌리티")
        touch(screen.registering.correction.next_)
        desk.until(lambda: screen.hint[0].startswith("Corrected."))
        touch(screen.card.again, screen.card.again)
        desk.until(lambda: [job.state for job in desk.desk.printing.jobs()] == [State.PRINTED] * 2)
        with opened(papers / "badge-0002.pdf") as document:
            assert "가온모빌리티" in document.getAllText(0).text()
        office.server.start()
        desk.until(lambda: people(office).get("한별") == "01000002345")
        gate.until(lambda: listed(door, record.code_hash))
    with at_desk(qtbot, office, other) as desk:
        assert desk.find("2345") == ["한*"]
        desk.open_first()
        desk.until(lambda: desk.status.startswith("Checked in "))  # with the time, which the other desk told


def listed(door: Places, code_hash: bytes) -> bool:
    """Whether the server told that gate of the badge."""
    feed = FeedReader(door.feed)
    try:
        return feed.badge(code_hash) is not None
    finally:
        feed.close()


def test_a_name_is_put_right_with_the_badge_beside_it_and_other_desks_find_it(qtbot: QtBot, fonts: None, office: Office) -> None:
    other = office.enrolled("desk-2", "desk", "registration")
    with at_desk(qtbot, office, office.enrolled("desk", "desk", "registration")) as desk:
        screen = desk.desk.screen
        desk.find("ㅎㄱㄷ")
        desk.open_first()
        touch(screen.card.correct)
        desk.until(lambda: screen.registering.filling is not None)
        form = screen.registering.correction
        assert (form.name.text, form.company.text) == ("홍길동", "가온모빌리티")
        touch(form.next_)
        assert form.message == "Nothing was changed."
        form.name.fill("홍길똥")
        assert form.view.face is not None
        assert form.view.face.name == "홍길똥"
        touch(form.next_)
        desk.until(lambda: screen.registering.filling is None)
        assert [entry_of(line).kind for line in desk.looked_at()] == ["look_up", "reveal", "correction"]
        desk.until(lambda: "홍길똥" in people(office))
        screen.close_card()
        assert desk.find("홍길똥") == ["홍*똥"]
        touch(screen.registering.button)
        walk_in = screen.registering.walk_in
        walk_in.fill(Field.NAME, "홍길똥")
        walk_in.fill(Field.PHONE, "010-0000-5678")
        touch(walk_in.next_)
        desk.until(lambda: walk_in.hint.startswith("Somebody of this name and number is registered already."))
    with at_desk(qtbot, office, other) as desk:
        assert desk.find("홍길똥") == ["홍*똥"]


def test_what_is_entered_outlives_a_scan_a_full_disk_and_a_touch_on_cancel(qtbot: QtBot, fonts: None, office: Office) -> None:
    with at_desk(qtbot, office, office.enrolled("desk", "desk", "registration")) as desk:
        screen = desk.desk.screen
        fill(desk)
        form = screen.registering.walk_in
        desk.easel.show(code_of(1))
        desk.until(lambda: form.message.startswith("A badge was read."))
        assert [record.source for record in desk.acts(Kind.SCAN)] == [Source.CAMERA]
        assert screen.open_id == ""
        touch(form.cancel)
        assert form.cancel.text() == "Touch again: nothing is kept"
        office.server.stop()
        with no_room():
            touch(form.next_)
            desk.until(lambda: form.message.startswith("Nothing can be recorded"))
            assert form.isVisible()
        desk.until(lambda: desk.desk.recorder.opened.is_set() and not form.busy)
        touch(form.next_)
        desk.until(lambda: desk.name == "한*")
        assert len(desk.acts(Kind.WALK_IN)) == 1
        assert form.form.value(Field.NAME) == ""  # nothing of it stays on the screen


def test_a_desk_that_has_not_reached_the_server_since_it_was_started_registers_and_prints_too(
    qtbot: QtBot, fonts: None, office: Office, tmp_path: Path
) -> None:
    folder = office.enrolled("desk", "desk", "registration")
    office.server.stop()
    with at_desk(qtbot, office, folder, names=False, printers=(f"pdf:{tmp_path / 'papers'}",)) as desk:
        fill(desk)
        touch(desk.desk.screen.registering.walk_in.next_)
        desk.until(lambda: [job.state for job in desk.desk.printing.jobs()] == [State.PRINTED])
        desk.until(lambda: desk.name == "한*")
        office.server.start()
        desk.until(lambda: "한별" in people(office))
