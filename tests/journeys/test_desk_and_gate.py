"""A visitor at the desk and then at the door: whoever was refused is found, checked in and let in, whether the server was there or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kiosk import config
from kiosk.badge import code_hash
from kiosk.feed import FeedReader
from kiosk.model import Badge, Flag, Kind
from kiosk.places import Places
from kiosk.printing.job import State
from kiosk.programme import load
from sync.server.schema import BADGE, RECORD
from tests.kiosk.standing import code_of
from tests.ui.desking import AtDesk, Office, at_desk
from tests.ui.gating import LIBRARIES, PIN, ZONE, AtWork, at_work, shipped
from tests.ui.printing.paper import opened, seen

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)
ENTER = Qt.Key.Key_Return


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Here nobody comes into the hall who did not check in."""
    strict = shipped().text.replace(f'id = "{ZONE}"', f'id = "{ZONE}"\ncheck_in_first = true')
    made = Office(tmp_path, load(strict))
    yield made
    made.server.stop()


def show(gate: AtWork, number: int, word: str) -> None:
    """Hold that badge up at the door until ``word`` stands there."""
    gate.easel.clear()
    gate.wait_for_word("")
    gate.easel.show(code_of(number))
    gate.wait_for_word(word)


def check_in(desk: AtDesk) -> None:
    """Somebody of whom one knows the initial consonants."""
    desk.find("ㅎㄱㄷ")
    desk.open_first()
    desk.press(ENTER)
    desk.until(lambda: desk.status.startswith("Checked in"))


def checked_in(office: Office, number_of_records: int = 1) -> bool:
    """Whether the server has the record, and as many badges that are checked in."""
    with office.server.store.read() as connection:
        acts = connection.execute(select(RECORD.c.badge).where(RECORD.c.kind == Kind.CHECK_IN.value)).scalars().all()
        flags = connection.execute(select(BADGE.c.flags)).scalars().all()
    return len(acts) == number_of_records and sum(Flag.CHECKED_IN in Flag(each) for each in flags) == number_of_records


def knows(places: Places) -> bool:
    """Whether the feed of that gate says that badge 1 is checked in."""
    feed = FeedReader(places.feed)
    try:
        changed = feed.badge(code_hash(code_of(1), config.load(places).hash_key))
    finally:
        feed.close()
    return isinstance(changed, Badge) and Flag.CHECKED_IN in changed.flags


def gate_flags(places: Places, code: str) -> Flag | None:
    """Whether the feed of that gate says that the badge with this code was replaced; None where it says nothing of it."""
    feed = FeedReader(places.feed)
    try:
        changed = feed.badge(code_hash(code, config.load(places).hash_key))
    finally:
        feed.close()
    return changed.flags & Flag.REPLACED if isinstance(changed, Badge) else None


def test_who_was_sent_to_the_desk_is_checked_in_and_let_in(qtbot: QtBot, fonts: None, office: Office) -> None:
    folder, door = office.enrolled("desk", "desk", "registration"), office.enrolled("gate", "gate", ZONE)
    with at_work(qtbot, door, config.load(door), office.clock) as gate, at_desk(qtbot, office, folder) as desk:
        show(gate, 1, "Check in first")
        check_in(desk)
        desk.until(lambda: checked_in(office))
        gate.until(lambda: knows(door))
        show(gate, 1, "Welcome")


def test_a_check_in_made_without_the_server_counts_once_it_is_back(qtbot: QtBot, fonts: None, office: Office) -> None:
    folder, other = office.enrolled("desk", "desk", "registration"), office.enrolled("desk-2", "desk", "registration")
    with at_desk(qtbot, office, folder) as desk:
        office.server.stop()
        check_in(desk)
        office.server.start()
        desk.until(lambda: checked_in(office))
    with at_desk(qtbot, office, other) as desk:
        desk.find("ㅎㄱㄷ")
        desk.open_first()
        desk.until(lambda: desk.status.startswith("Checked in "))  # with the time, which the other desk told
        assert desk.desk.screen.card.undo.isHidden()


def test_the_printed_badge_opens_the_door_and_so_does_another_printed_without_the_server(
    qtbot: QtBot, fonts: None, office: Office, tmp_path: Path
) -> None:
    folder, door = office.enrolled("desk", "desk", "registration"), office.enrolled("gate", "gate", ZONE)
    papers = tmp_path / "papers"

    def read(number: int) -> str:
        with opened(papers / f"badge-{number:04}.pdf") as document:
            return zxingcpp.read_barcodes(seen(document))[0].text

    def printed(desk: AtDesk, number: int) -> None:
        desk.until(lambda: [job.state for job in desk.desk.printing.jobs()] == [State.PRINTED] * number)

    with (
        at_work(qtbot, door, config.load(door), office.clock) as gate,
        at_desk(qtbot, office, folder, printers=(f"pdf:{papers}",)) as desk,
    ):

        def hold_up(code: str, word: str) -> None:
            gate.easel.clear()
            gate.wait_for_word("")
            gate.easel.show(code)
            gate.wait_for_word(word)

        check_in(desk)
        printed(desk, 1)
        first = read(1)
        desk.until(lambda: checked_in(office))
        gate.until(lambda: knows(door))
        hold_up(first, "Welcome")
        office.server.stop()
        for _ in range(2):
            desk.desk.screen.card.again.click()
        printed(desk, 2)
        second = read(2)
        assert second != first
        hold_up(second, "Welcome")  # signed: no list had to know it
        desk.easel.show(second)
        desk.until(lambda: desk.desk.screen.printing.button.text() == "Ready")
        office.server.start()
        gate.until(lambda: gate_flags(door, first) == Flag.REPLACED)
        hold_up(first, "Old badge")
        assert gate_flags(door, second) == Flag.NONE


def test_a_check_in_taken_back_closes_the_door_again(qtbot: QtBot, fonts: None, office: Office) -> None:
    with at_desk(qtbot, office, office.enrolled("desk", "desk", "registration")) as desk:
        check_in(desk)
        desk.until(lambda: checked_in(office))
        screen = desk.desk.screen
        screen.card.undo.click()
        screen.undoing.pin.choose("by_mistake")
        for digit in PIN:
            screen.undoing.pin.type(digit)
        desk.until(lambda: desk.status == "Not checked in yet")
        desk.until(lambda: not checked_in(office))
