"""Tests of ui.staff_area: what staff find in the menu, from the touch to the file on the stick, the badge on paper, the state told."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.config import Identity
from kiosk.model import Kind, Link
from kiosk.places import Places
from tests.kiosk.standing import code_of
from tests.ui.gating import LIBRARIES, PIN, STEWARD_PIN, AtWork, at_work, crowd, enrolled, staff
from ui.staff_area import EXPORT, EXPORTED, STAND, sticks

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)


@pytest.fixture
def identity(places: Places) -> Identity:
    return enrolled(places, *crowd(3), *staff())


def asked(work: AtWork, pin: str) -> None:
    """Wish for the export and type a PIN."""
    work.gate.screen.action_wished.emit(EXPORT)
    for digit in pin:
        work.gate.screen.staffing.pin.type(digit)


def test_a_supervisor_takes_the_journal_away_on_a_stick_and_a_note_says_who(
    qtbot: QtBot, fonts: None, places: Places, identity: Identity, tmp_path: Path
) -> None:
    with at_work(qtbot, places, identity) as work:
        staffing = work.gate.screen.staffing
        assert {action.id for action in work.gate.own_actions()} == {EXPORT, STAND}  # a gate prints nothing
        work.easel.show(code_of(1))
        work.until(lambda: len(work.records()) == 1)
        work.gate.area.plugged = list
        asked(work, STEWARD_PIN)
        work.until(lambda: bool(staffing.pin.message))
        staffing.pin.close_up()
        asked(work, PIN)
        work.until(lambda: staffing.report.title == "No USB stick found")
        work.gate.area.plugged = lambda: [tmp_path / "away"]
        asked(work, PIN)
        work.until(lambda: staffing.report.title == "The journal could not be written")
        (tmp_path / "stick").mkdir()
        work.gate.area.plugged = lambda: [tmp_path / "stick"]
        asked(work, PIN)
        work.until(lambda: staffing.report.title == "The journal is on the stick")
        (file,) = (tmp_path / "stick").iterdir()
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened))
        assert [row["kind"] for row in rows].count(Kind.SCAN) == 1
        notes = [record for record in work.records() if record.kind is Kind.NOTE and json.loads(record.detail).get("note") == EXPORTED]
        assert len(notes) == 3
        assert all(json.loads(note.detail)["by"] for note in notes)
        work.gate.bridge.linked.emit(Link(online=True, unsent=4))
        work.gate.screen.action_wished.emit(STAND)
        assert ("Connection", "online") in staffing.report.lines
        assert ("Unsent", "4") in staffing.report.lines
        papers = f"pdf:{tmp_path / 'papers'}"
        work.gate.errands.do(lambda: work.gate.area.print_tests([papers, "zpl://127.0.0.1:9?dpi=203&width=62"]))
        work.until(lambda: staffing.report.title == "Test badge")
        (_, paper), (_, refused) = staffing.report.lines
        assert Path(paper).read_bytes().startswith(b"%PDF")
        assert refused
        staffing.report.grab()
        assert staffing.report.overflowing == []


def test_only_what_was_plugged_in_counts_as_a_stick() -> None:
    assert Path("/") not in sticks()
    assert Path.home() not in sticks()
