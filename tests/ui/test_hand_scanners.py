"""Tests of ui.hand_scanners: a hand scanner at a whole gate, from its keys to the row on the disk, whatever is open."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.config import Identity
from kiosk.model import Kind, Reason, Record
from kiosk.places import Places
from tests.kiosk.standing import code_of
from tests.ui.gating import LIBRARIES, PIN, AtWork, at_work, crowd, enrolled, staff

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
    target = QApplication.focusWidget() or work.gate.window
    for character in text:
        shift = Qt.KeyboardModifier.ShiftModifier if character.isupper() else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(target, character, shift)  # type: ignore[call-overload]
    QTest.keyClick(target, Qt.Key.Key_Return)


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
