"""Tests of a desk that prints: one press checks in and prints, what becomes of the paper is told, troubles stop nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.badge import TOKEN_LENGTH
from kiosk.model import Kind
from kiosk.prints import replaced_by
from tests.kiosk.printing.fakes import FakeZebra
from tests.kiosk.standing import code_of
from tests.ui.desking import AtDesk, Office, at_desk
from tests.ui.gating import LIBRARIES
from tests.ui.printing.paper import opened, seen

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)
ENTER = Qt.Key.Key_Return


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.server.stop()


def open_card(desk: AtDesk, text: str = "ㅎㄱㄷ") -> None:
    desk.find(text)
    desk.open_first()


def line(desk: AtDesk) -> str:
    """What the card says of the paper."""
    face = desk.desk.screen.card.face
    return face.printing.title if face and face.printing else ""


def detail(desk: AtDesk) -> str:
    face = desk.desk.screen.card.face
    return face.printing.detail if face and face.printing else ""


def code_on(paper: Path) -> str:
    with opened(paper) as document:
        return zxingcpp.read_barcodes(seen(document))[0].text


def reprint(desk: AtDesk) -> None:
    """Touched twice, as the button asks."""
    again = desk.desk.screen.card.again
    desk.until(lambda: not again.isHidden())
    again.click()
    assert "void" in again.text()
    again.click()


def test_one_press_checks_in_and_prints_and_the_paper_read_back_closes_it(
    qtbot: QtBot, fonts: None, office: Office, tmp_path: Path
) -> None:
    folder = office.enrolled("desk", "desk", "registration")
    papers = tmp_path / "papers"
    with at_desk(qtbot, office, folder, printers=(f"pdf:{papers}",)) as desk:
        screen = desk.desk.screen
        open_card(desk)
        assert screen.card.primary.text() == "Check in and print"
        desk.press(ENTER)
        desk.until(lambda: line(desk) == "Printed · read it back")
        assert code_on(papers / "badge-0001.pdf") == code_of(1)
        check_in, made = desk.acts(Kind.CHECK_IN, Kind.PRINT)
        assert (made.row > check_in.row, made.badge, made.code_hash) == (True, check_in.badge, check_in.code_hash)
        assert screen.printing.button.text() == "1 to read back"
        assert screen.card.primary.isHidden()

        reprint(desk)
        desk.until(lambda: "old badge is void" in detail(desk) and line(desk) == "Printed · read it back")
        second = code_on(papers / "badge-0002.pdf")
        assert len(second) == TOKEN_LENGTH
        again = desk.acts(Kind.PRINT)[-1]
        assert replaced_by(again.detail) == made.code_hash
        desk.easel.show(code_of(1))
        desk.until(lambda: screen.hint == ("This is the old badge. It is void: keep it, and read the new one.", True))
        assert line(desk) == "Printed · read it back"
        desk.easel.show(second)
        desk.until(lambda: line(desk) == "The badge was read back")
        proof = desk.acts(Kind.PRINT)[-1]
        assert (proof.refers, json.loads(proof.detail)) == (again.row, {"read_back": 1})
        desk.until(lambda: screen.printing.button.text() == "Ready")
    with at_desk(qtbot, office, folder) as desk:  # the printer is remembered, and the paper too
        open_card(desk)
        desk.until(lambda: line(desk) == "The badge was read back")
        assert desk.desk.printing.printers == (f"pdf:{papers}",)


def test_another_persons_badge_read_back_is_told_apart(qtbot: QtBot, fonts: None, office: Office, tmp_path: Path) -> None:
    folder = office.enrolled("desk", "desk", "registration")
    with at_desk(qtbot, office, folder, printers=(f"pdf:{tmp_path / 'papers'}",)) as desk:
        screen = desk.desk.screen
        for name in ("이도담", "홍길동"):
            open_card(desk, name)
            desk.press(ENTER)
            desk.until(lambda: line(desk) == "Printed · read it back")
        desk.until(lambda: screen.printing.button.text() == "2 to read back")
        desk.easel.show(code_of(3))  # 이도담's fresh badge, before 홍길동's card
        desk.until(lambda: screen.hint[0].startswith("This is another person's badge"))
        desk.until(lambda: screen.printing.button.text() == "1 to read back")
        assert (desk.name, line(desk)) == ("홍*동", "Printed · read it back")
        desk.easel.show(code_of(2))  # the next visitor
        desk.until(lambda: desk.name == "김*늘")
        assert screen.hint[0].startswith("The badge of the person before was not read back")
        screen.printing.open()
        screen.printing.panel.papers[0].click()
        desk.until(lambda: desk.name == "홍*동")


def test_a_badge_a_printer_does_not_print_is_picked_up_at_its_neighbour_with_another_code(
    qtbot: QtBot, fonts: None, office: Office, tmp_path: Path
) -> None:
    folder = office.enrolled("desk", "desk", "registration")
    with FakeZebra() as zebra:
        zebra.state["paper_out"] = 1
        printers = (f"zpl://127.0.0.1:{zebra.port}", f"pdf:{tmp_path / 'papers'}")
        with at_desk(qtbot, office, folder, printers=printers) as desk:
            office.server.stop()  # a code made here is good without it
            open_card(desk)
            desk.press(ENTER)
            desk.until(lambda: "Pick-up number 1 at Printer B." in detail(desk) and line(desk) == "Printed · read it back")
            first, second = desk.acts(Kind.PRINT)
            assert replaced_by(second.detail) == first.code_hash
            assert len(code_on(tmp_path / "papers" / "badge-0001.pdf")) == TOKEN_LENGTH
            assert desk.status.startswith("Checked in")
            assert desk.desk.screen.printing.button.text() == "Printer A: trouble"
            zebra.state["paper_out"] = 0
            desk.desk.screen.printing.open()
            desk.desk.screen.printing.panel.ready[0].click()
            desk.desk.screen.printing.panel.rolls[0][0].click()
            desk.desk.screen.printing.panel.close_up()
            reprint(desk)
            desk.until(lambda: len(zebra.labels) == 1 and desk.desk.printing.condition(printers[0]).left == 99)
    assert not (tmp_path / "papers" / "badge-0002.pdf").exists()


def test_what_cannot_be_printed_is_told_and_the_check_in_stands(qtbot: QtBot, fonts: None, office: Office, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "default.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="86mm" height="124mm" viewBox="0 0 86 124"><script>1</script></svg>'
    )
    folder = office.enrolled("desk", "desk", "registration")
    with at_desk(qtbot, office, folder, printers=(f"pdf:{tmp_path / 'papers'}",), templates=templates) as desk:
        open_card(desk)
        desk.press(ENTER)
        desk.until(lambda: line(desk) == "Not printed")
        assert "default.svg" in detail(desk)
        assert desk.status.startswith("Checked in")
        (tmp_path / "papers").rmdir() if (tmp_path / "papers").exists() else None
        (tmp_path / "papers").write_text("a file where the folder should be")
        (templates / "default.svg").unlink()
        reprint(desk)
        desk.until(lambda: len(desk.desk.printing.jobs()) == 2 and line(desk) == "Not printed")
        assert len(desk.acts(Kind.CHECK_IN)) == 1


def test_without_names_there_is_a_check_in_and_no_print(qtbot: QtBot, fonts: None, office: Office, tmp_path: Path) -> None:
    folder = office.enrolled("desk", "desk", "registration")
    office.server.stop()
    with at_desk(qtbot, office, folder, names=False, printers=(f"pdf:{tmp_path / 'papers'}",)) as desk:
        desk.easel.show(code_of(1))
        desk.until(lambda: bool(desk.desk.screen.open_id))
        assert desk.desk.screen.card.primary.text() == "Check in"
        desk.press(ENTER)
        desk.until(lambda: desk.status.startswith("Checked in"))
        assert desk.acts(Kind.PRINT) == []
