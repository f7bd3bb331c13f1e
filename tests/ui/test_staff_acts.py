"""Tests of ui.staff_acts: from the verdict touched and the PIN typed to the act in the journal and what the screen says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.config import Identity
from kiosk.model import Answer, Flag, Kind, Outcome, Reason, Record
from kiosk.places import Places
from tests.kiosk.standing import badge_of, code_of
from tests.ui.gating import LIBRARIES, PIN, STEWARD_PIN, AtWork, at_work, crowd, enrolled, staff

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)

WRONG_PIN = "000000"


@pytest.fixture
def identity(places: Places) -> Identity:
    """Badges 1 to 3 are good, 4 belongs to another zone, 5 must show an ID; a supervisor and a steward work here."""
    return enrolled(places, *crowd(3), badge_of(4, category="speaker"), badge_of(5, flags=Flag.CHECKED_IN | Flag.NEEDS_ID), *staff())


@pytest.fixture
def work(qtbot: QtBot, fonts: None, places: Places, identity: Identity) -> Iterator[AtWork]:
    """The gate of that folder, in English."""
    with at_work(qtbot, places, identity) as made:
        yield made


def read(work: AtWork, number: int) -> Answer:
    """Read that badge; returns the answer the screen lists on top."""
    before = len(work.records())
    work.easel.show(code_of(number))
    work.until(lambda: len(work.records()) > before and any(shown.record.row > before for shown in work.gate.screen.recent.answers))
    return work.gate.screen.recent.answers[0]


def ask(work: AtWork, answer: Answer, pin: str, why: str) -> None:
    """Touch that line of the last badges, give a reason and type a PIN."""
    work.gate.screen.recent.row_chosen.emit(answer)
    pad = work.gate.screen.staffing.pin
    assert pad.isVisible()
    pad.choose(why)
    for digit in pin:
        pad.type(digit)


def acts(work: AtWork) -> list[Record]:
    return [record for record in work.records() if record.kind in (Kind.OVERRIDE, Kind.UNDO)]


def test_a_supervisor_lets_in_whom_the_rules_refused(work: AtWork) -> None:
    refused = read(work, 4)
    assert refused.verdict.reason is Reason.WRONG_ZONE
    ask(work, refused, PIN, "organiser")
    work.wait_for_word("Welcome")
    assert not work.gate.screen.staffing.busy
    (act,) = acts(work)
    assert (act.kind, act.refers, act.operator) == (Kind.OVERRIDE, refused.record.row, "s1")
    assert json.loads(act.detail)["why"] == "organiser"
    assert work.gate.screen.scene.inside == 1


def test_a_steward_settles_what_waits_for_a_look_and_no_refusal(work: AtWork) -> None:
    waiting, refused = read(work, 5), read(work, 4)
    assert waiting.verdict.outcome is Outcome.ATTENTION
    ask(work, refused, STEWARD_PIN, "invited")
    work.until(lambda: "PIN" in work.gate.screen.staffing.pin.message)
    assert acts(work) == []
    work.gate.screen.staffing.pin.close_up()
    ask(work, waiting, STEWARD_PIN, "id_checked")
    work.until(lambda: len(acts(work)) == 1)
    assert acts(work)[0].operator == "s2"


def test_a_wrong_pin_admits_nobody_and_five_lock_the_pad(work: AtWork) -> None:
    refused = read(work, 4)
    ask(work, refused, WRONG_PIN, "organiser")
    pad, said = work.gate.screen.staffing.pin, []
    for _ in range(4):
        work.until(lambda: pad.entered == 0 and bool(pad.message))
        said.append(pad.message)
        for digit in WRONG_PIN:
            pad.type(digit)
    work.until(lambda: "locked" in pad.message)
    assert len(set(said)) == 4, "each says how many tries are left"
    for digit in PIN:
        pad.type(digit)
    work.until(lambda: "locked" in pad.message and pad.entered == 0)
    assert acts(work) == []


def test_an_entry_is_taken_back_without_a_welcome(work: AtWork) -> None:
    entered = read(work, 1)
    work.wait_for_word("Welcome")
    work.gate.screen.hold.timeout.emit()
    assert work.word == ""
    ask(work, entered, PIN, "turned_back")
    work.until(lambda: len(acts(work)) == 1)
    work.until(lambda: work.gate.screen.scene.inside == 0)
    assert not work.gate.screen.staffing.busy
    assert work.word == "", "whoever was turned back is not welcomed once more"
    (act,) = acts(work)
    assert (act.kind, act.refers, act.operator) == (Kind.UNDO, entered.record.row, "s1")


def test_what_was_taken_back_is_not_taken_back_again(work: AtWork) -> None:
    entered = read(work, 1)
    ask(work, entered, PIN, "by_mistake")
    work.until(lambda: len(acts(work)) == 1)
    work.until(lambda: not work.gate.screen.staffing.busy)
    ask(work, entered, PIN, "by_mistake")
    work.until(lambda: bool(work.gate.screen.staffing.pin.message))
    assert len(acts(work)) == 1


def test_the_staff_menu_opens_to_anybody_who_works_here_and_to_nobody_else(work: AtWork) -> None:
    screen = work.gate.screen
    screen.open_menu()
    for digit in WRONG_PIN:
        screen.staffing.pin.type(digit)
    work.until(lambda: bool(screen.staffing.pin.message))
    assert screen.staffing.menu.isHidden()
    for digit in STEWARD_PIN:
        screen.staffing.pin.type(digit)
    work.until(screen.staffing.menu.isVisible)


def test_badges_are_read_on_while_staff_type_a_pin(work: AtWork) -> None:
    refused = read(work, 4)
    work.gate.screen.recent.row_chosen.emit(refused)
    read(work, 2)
    assert work.gate.screen.staffing.pin.isVisible()
    assert [record.outcome for record in work.records() if record.kind is Kind.SCAN] == [Outcome.REFUSE, Outcome.ADMIT]
