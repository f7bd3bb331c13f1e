"""Tests of ui.hand_scanners: a hand scanner at a whole gate, from its keys to the row on the disk, whatever is open."""

from __future__ import annotations

import json
import os
import pty
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.config import Identity
from kiosk.model import Kind, Reading, Reason, Record
from kiosk.places import Places
from kiosk.scanner import known
from kiosk.scanner.keys import FRENCH, US
from kiosk.scanner.known import KEYBOARD
from kiosk.scanner.selftest import SHEET, Case
from tests.kiosk.standing import code_of
from tests.ui.gating import LIBRARIES, PIN, AtWork, at_work, crowd, enrolled, staff
from tests.ui.keyboard import NONE, SHIFT, Keyboard

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)


@pytest.fixture
def identity(places: Places) -> Identity:
    """A folder that knows badges 1 to 5 and two people who work here; its server is away."""
    return enrolled(places, *crowd(), *staff())


@pytest.fixture
def work(qtbot: QtBot, fonts: None, places: Places, identity: Identity) -> Iterator[AtWork]:
    """The gate of that folder, in English, nothing before its camera."""
    with at_work(qtbot, places, identity) as made:
        yield made


def send(work: AtWork, text: str) -> None:
    """A hand scanner types ``text`` and Return into whatever has the focus."""
    Keyboard(work.gate.window).type(text, gap=3, ending="\r")


def scans(work: AtWork) -> list[Record]:
    return [record for record in work.records() if record.kind is Kind.SCAN]


def test_a_badge_read_by_hand_is_judged_and_recorded_as_such(work: AtWork) -> None:
    send(work, "]Q1" + code_of(1))
    work.wait_for_word("Welcome")
    (scan,) = scans(work)
    assert (scan.source, scan.reason, json.loads(scan.detail).get("aim")) == ("wedge", Reason.ADMITTED, "]Q1")


def test_it_is_heard_over_every_overlay_and_leaves_nothing_in_them(work: AtWork) -> None:
    staffing = work.gate.screen.staffing
    work.gate.screen.open_menu()
    assert staffing.pin.hasFocus()
    send(work, code_of(1))
    work.until(lambda: len(scans(work)) == 1)
    assert staffing.pin.entered == 0
    staffing.pin.close_up()
    staffing.open_code()
    send(work, code_of(2))
    work.until(lambda: len(scans(work)) == 2)
    assert staffing.code.code == ""
    assert not staffing.code.isHidden()
    assert [scan.source for scan in scans(work)] == ["wedge"] * 2


def test_a_pin_and_a_code_typed_by_a_person_still_arrive(work: AtWork) -> None:
    staffing = work.gate.screen.staffing
    work.gate.screen.open_menu()
    QTest.keyClicks(staffing.pin, PIN, delay=60)
    work.until(lambda: "menu" in vars(staffing) and not staffing.menu.isHidden())
    staffing.menu.close_up()
    staffing.open_code()
    QTest.keyClicks(staffing.code, code_of(3), delay=70)
    work.until(lambda: staffing.code.code == code_of(3))
    QTest.keyClick(staffing.code, Qt.Key.Key_Return)
    work.wait_for_word("Welcome")
    assert [scan.source for scan in scans(work)] == ["typed"]


def test_a_scanner_that_sends_without_end_is_refused_and_the_next_badge_is_read(work: AtWork) -> None:
    send(work, "A" * 10_000)
    work.wait_for_word("Other code")
    send(work, code_of(1))
    work.wait_for_word("Welcome")
    assert [scan.reason for scan in scans(work)] == [Reason.NOT_OUR_CODE, Reason.ADMITTED]


def test_a_slow_scanner_nobody_measured_is_heard_where_nobody_types(work: AtWork) -> None:
    Keyboard(work.gate.window).type(code_of(1), gap=80, ending="\r")
    work.wait_for_word("Welcome")
    assert [scan.source for scan in scans(work)] == ["wedge"]


def test_what_was_right_for_one_code_is_tried_first_with_the_next(work: AtWork) -> None:
    open_code, decisive = "ABCDEFGHIJKLAZQW", "K7QF2MZR5DAX3VNE"
    heard: list[Reading] = []
    work.gate.scanners._read = heard.append
    keyboard = Keyboard(work.gate.window)
    for code in (decisive, open_code):
        for character in code:
            keyboard.press(FRENCH.at(US.where[character][0], shift=character.isupper()), modifiers=SHIFT if character.isupper() else NONE)
        keyboard.type("", ending="\r")
    assert [reading.text for reading in heard] == [decisive, open_code]
    assert heard[1].others


def settled(work: AtWork) -> None:
    """What was learnt of the scanner before is known."""
    work.until(lambda: work.gate.scanners._known is not None)


def test_the_self_test_tells_what_it_found_keeps_it_and_judges_nobody(work: AtWork) -> None:
    settled(work)
    work.gate.screen.staffing.scanner_wished.emit()
    panel = work.gate.screen.staffing.scanner
    assert panel.findings == []
    send(work, "]Q1~" + SHEET)
    work.until(lambda: len(panel.findings) == 5)
    assert [finding.value for finding in panel.findings[2:4]] == ["]Q1 ~", "Enter"]
    work.until(lambda: known.load(work.places.scanners).results.keys() == {KEYBOARD})
    kept = known.load(work.places.scanners).results[KEYBOARD]
    assert (kept.case, kept.aim, kept.ending, kept.manner.prefix) == (Case.KEPT, "]Q1", "\r", "~")
    work.until(lambda: work.gate.scanners._manner == kept.manner)
    assert scans(work) == []
    panel.close_up()
    send(work, "~" + code_of(1))
    work.wait_for_word("Welcome")


def test_while_the_screen_is_open_badges_are_judged_and_other_codes_are_called_strange(work: AtWork) -> None:
    settled(work)
    work.gate.screen.staffing.scanner_wished.emit()
    panel = work.gate.screen.staffing.scanner
    send(work, "https://example.com")
    work.until(lambda: "not the test code" in panel.message)
    send(work, code_of(1))
    work.until(lambda: [scan.reason for scan in scans(work)] == [Reason.ADMITTED])
    assert panel.findings == []


def test_what_was_learnt_is_known_after_a_restart(qtbot: QtBot, fonts: None, places: Places, identity: Identity) -> None:
    with at_work(qtbot, places, identity) as work:
        settled(work)
        work.gate.screen.staffing.scanner_wished.emit()
        send(work, "~" + SHEET)
        work.until(lambda: known.load(places.scanners).results.keys() == {KEYBOARD})
    with at_work(qtbot, places, identity) as work:
        settled(work)
        send(work, "~" + code_of(1))
        work.wait_for_word("Welcome")
        work.gate.screen.staffing.scanner_wished.emit()
        assert len(work.gate.screen.staffing.scanner.findings) == 5


def test_staff_have_the_sheet_made(work: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("ui.hand_scanners._show", opened.append)
    work.gate.screen.staffing.scanner_wished.emit()
    panel = work.gate.screen.staffing.scanner
    panel.sheet.click()
    work.until(lambda: bool(opened))
    assert Path(opened[0]).read_bytes().startswith(b"%PDF")
    assert opened[0][-30:] in panel.message
    panel.grab()
    assert panel.overflowing == []


def test_a_serial_scanner_is_read_lost_and_told_of_and_its_self_test_kept(
    qtbot: QtBot, fonts: None, places: Places, identity: Identity, tmp_path: Path
) -> None:
    end, other = pty.openpty()
    tty.setraw(other)
    port = tmp_path / "scanner"
    port.symlink_to(os.ttyname(other))
    with at_work(qtbot, places, identity, scanner=str(port)) as work:
        settled(work)
        work.until(lambda: work.gate.scanners._serial is not None and work.gate.scanners._serial.state == "scanner.ok")
        os.write(end, f"]Q1{code_of(1)}\r\n".encode())
        work.wait_for_word("Welcome")
        assert [(scan.source, json.loads(scan.detail).get("aim")) for scan in scans(work)] == [("wedge", "]Q1")]
        work.gate.screen.staffing.scanner_wished.emit()
        os.write(end, f"{SHEET}\r\n".encode())
        panel = work.gate.screen.staffing.scanner
        work.until(lambda: [finding.value for finding in panel.findings] == ["right", "nothing", "Enter + LF"])
        work.until(lambda: known.load(places.scanners).results.keys() == {str(port)})
        port.unlink()
        os.close(end)
        os.close(other)
        work.until(lambda: any(item.icon == "scan-line" for item in work.gate.screen.strip.items()))


def test_staff_choose_a_port_and_it_is_kept(work: AtWork, tmp_path: Path) -> None:
    settled(work)
    work.gate.screen.staffing.scanner_wished.emit()
    panel = work.gate.screen.staffing.scanner
    panel.port_wished.emit(str(tmp_path / "ttyACM0"))
    work.until(lambda: known.load(work.places.scanners).port == str(tmp_path / "ttyACM0"))
    work.until(lambda: any(item.icon == "scan-line" for item in work.gate.screen.strip.items()))
    work.until(lambda: "ttyACM0" in panel.port.text())
    panel.port.click()
    work.until(lambda: known.load(work.places.scanners).port == "")
    work.until(lambda: not any(item.icon == "scan-line" for item in work.gate.screen.strip.items()))
