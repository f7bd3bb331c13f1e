"""The station: what staff do at it."""

from __future__ import annotations

import json

import pytest

from kiosk.errors import ActRefused
from kiosk.model import Direction, Flag, Kind, Outcome, Reason, Staff
from kiosk.places import Places
from kiosk.programme import Reentry
from tests import builders
from tests.builders import FakeClock, zone
from tests.kiosk.standing import Standing, badge_of, hash_of, standing

# --- staff


def test_staff_lets_in_whom_the_scan_refused(gate: Standing) -> None:
    gate.receive(badge_of(1, flags=Flag.BLOCKED))
    refused = gate.scan(1)
    assert refused.inside == 0
    answer = gate.station.override(refused.record.row, "S7", "organiser", refused.record.epoch)
    record = answer.record
    assert (answer.verdict.outcome, answer.verdict.reason, answer.inside) == (Outcome.ADMIT, Reason.LET_IN_BY_STAFF, 1)
    assert (record.kind, record.refers, record.operator, record.direction) == (Kind.OVERRIDE, 1, "S7", Direction.ENTRY)
    assert (record.code_hash, record.badge, record.category, json.loads(record.detail)) == (
        hash_of(1),
        "B1",
        "visitor",
        {"why": "organiser"},
    )
    gate.reopen()
    assert gate.station.inside() == 1


def test_staff_lets_in_an_unknown_badge_and_it_goes_out_again(gate: Standing) -> None:
    refused = gate.scan(99)
    assert gate.station.override(refused.record.row, "S7", "list_behind").inside == 1
    gate.station.set_direction(Direction.EXIT)
    assert gate.scan(99, after=60).verdict.reason is Reason.EXIT_RECORDED
    assert gate.station.inside() == 0


def test_no_scan_is_overridden_twice_or_without_need(gate: Standing) -> None:
    gate.receive(badge_of(2, flags=Flag.BLOCKED))
    admitted, refused, foreign = gate.scan(1).record, gate.scan(2).record, gate.scan("foreign").record
    override = gate.station.override(refused.row, "S7", "organiser").record
    for row, key in (
        (admitted.row, "error.act_not_overridable"),
        (foreign.row, "error.act_not_overridable"),
        (override.row, "error.act_not_overridable"),
        (refused.row, "error.act_done_before"),
        (99, "error.act_no_such_record"),
        (-1, "error.act_no_such_record"),
    ):
        with pytest.raises(ActRefused) as caught:
            gate.station.override(row, "S7", "organiser")
        assert caught.value.key == key
    assert len(gate.station.recent(100)) == 4


def test_a_refused_exit_is_not_turned_into_an_entry(gate: Standing) -> None:
    gate.station.set_direction(Direction.EXIT)
    refused = gate.scan(99)
    with pytest.raises(ActRefused, match="act_not_overridable"):
        gate.station.override(refused.record.row, "S7", "organiser")


def test_a_zone_without_overrides_has_none(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", override=False)), flags=Flag.BLOCKED) as gate:
        refused = gate.scan(1)
        with pytest.raises(ActRefused, match="act_not_overridable"):
            gate.station.override(refused.record.row, "S7", "organiser")


def test_a_reason_nobody_listed_is_a_bug_not_a_record(gate: Standing) -> None:
    refused = gate.scan(99)
    with pytest.raises(ValueError, match="because"):
        gate.station.override(refused.record.row, "S7", "because")
    with pytest.raises(ValueError, match="because"):
        gate.station.undo(refused.record.row, "S7", "because")
    assert len(gate.station.recent(100)) == 1


def test_an_entry_taken_back_is_as_if_it_had_not_been(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", reentry=Reentry.ONCE))) as gate:
        entry = gate.scan(1).record
        answer = gate.station.undo(entry.row, "S7", "turned_back")
        assert (answer.record.kind, answer.record.refers, answer.inside) == (Kind.UNDO, entry.row, 0)
        assert (answer.record.operator, json.loads(answer.record.detail)) == ("S7", {"why": "turned_back"})
        assert (answer.verdict.reason, answer.record.outcome, answer.record.reason) == (Reason.ADMITTED, None, None)
        assert [one.undone for one in gate.station.view().recent] == [True]
        assert gate.scan(1).verdict.reason is Reason.ADMITTED
        assert [one.undone for one in gate.station.view().recent] == [False, True]
        gate.reopen()
        assert gate.station.inside() == 1


def test_an_exit_taken_back_leaves_the_badge_inside(gate: Standing) -> None:
    gate.scan(1)
    gate.station.set_direction(Direction.EXIT)
    left = gate.scan(1, after=60)
    assert left.inside == 0
    assert gate.station.undo(left.record.row, "S7", "wrong_direction").inside == 1


def test_an_override_taken_back_leaves_nobody_inside(gate: Standing) -> None:
    refused = gate.scan(99)
    override = gate.station.override(refused.record.row, "S7", "list_behind").record
    assert gate.station.undo(override.row, "S7", "by_mistake").inside == 0


def test_nothing_is_taken_back_twice_nor_what_moved_nobody(gate: Standing) -> None:
    entry, refused = gate.scan(1).record, gate.scan(99).record
    undone = gate.station.undo(entry.row, "S7", "by_mistake").record
    for row, key in (
        (entry.row, "error.act_done_before"),
        (refused.row, "error.act_not_undoable"),
        (undone.row, "error.act_not_undoable"),
        (99, "error.act_no_such_record"),
    ):
        with pytest.raises(ActRefused) as caught:
            gate.station.undo(row, "S7", "by_mistake")
        assert caught.value.key == key


def test_a_row_of_an_epoch_before_is_not_mistaken_for_one_of_this(gate: Standing) -> None:
    before = gate.scan(99).record
    gate.station.fork(before.epoch)
    gate.scan(98)
    with pytest.raises(ActRefused, match="act_no_such_record"):
        gate.station.override(before.row, "S7", "organiser", before.epoch)


def test_staff_and_outcomes_can_be_asked_for(gate: Standing) -> None:
    person = Staff("S1", "김*", "supervisor", "x")
    gate.receive(person)
    row = gate.scan(99).record.row
    assert gate.station.staff() == [person]
    assert gate.station.outcome_of(row) is Outcome.REFUSE
    assert gate.station.outcome_of(row + 1) is None
