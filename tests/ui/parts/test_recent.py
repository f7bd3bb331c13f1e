"""Tests of ui.parts.recent: the newest first, five at most, told as time goes by."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from kiosk.model import Outcome, Reason
from tests.ui.conftest import MakeGate
from ui.look import Look
from ui.showcase import MINUTE, Samples


def test_the_newest_stands_on_top_and_the_sixth_falls_off(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    before = screen.recent.answers
    newest = samples.wrong_zone()
    screen.show_answer(newest)
    assert screen.recent.answers == [newest, *before[:4]]
    assert screen.recent.rows[0].label == "Other zone"


def test_what_was_just_read_is_told_as_now_and_later_by_its_time(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    assert [row.when for row in screen.recent.rows[:2]] == ["now", "10:41"]
    screen.set_clock(samples.now + MINUTE)
    assert screen.recent.rows[0].when == "10:42"


def test_a_row_without_a_category_wears_no_chip(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    screen.show_answer(samples.answer(Outcome.REFUSE, Reason.NOT_OUR_CODE, ""))
    assert screen.recent.rows[0].category == ""


def test_an_entry_that_was_taken_back_no_longer_looks_like_one(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    newest, *older = screen.recent.answers
    screen.set_recent([replace(newest, undone=True), *older])
    assert [row.label for row in screen.recent.rows[:2]] == ["Taken back", screen.recent.rows[1].label]
    assert screen.recent.rows[1].label != "Taken back"


def test_a_new_row_slides_in_unless_motion_is_reduced(gate: MakeGate, samples: Samples, qtbot: QtBot) -> None:
    still = gate()
    still.recent.add(samples.admitted())
    assert still.recent.rows[0].y() == 0
    moving = gate(look=Look())
    moving.recent.add(samples.admitted())
    assert moving.recent.rows[0].y() < 0
    qtbot.waitUntil(lambda: moving.recent.rows[0].y() == 0)


def test_fewer_than_five_leave_room_and_none_says_so(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    screen.set_recent([samples.admitted()])
    assert [row.isVisible() for row in screen.recent.rows] == [True, False, False, False, False]
    screen.set_recent([])
    assert not any(row.isVisible() for row in screen.recent.rows)


def test_all_five_rows_stay_touchable_while_the_strip_is_tall(gate: MakeGate, samples: Samples) -> None:
    from kiosk.model import Link

    screen = gate()
    screen.set_link(Link(online=False, offline_since=samples.now))
    assert all(row.isVisible() and row.height() >= 56 for row in screen.recent.rows)


def test_a_time_that_may_be_off_says_by_how_much(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    plain = samples.admitted()
    told = [
        replace(plain.record, offset=5, error=999_999),
        replace(plain.record, offset=5, error=2_000_000),
        replace(plain.record, offset=None),
    ]
    screen.set_recent([replace(plain, record=record) for record in told])
    screen.set_clock(samples.now + 2 * MINUTE)
    assert [row.when for row in screen.recent.rows[:3]] == ["10:42", "10:42 ±2.0 s", "10:42 ±?"]
