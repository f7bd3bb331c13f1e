"""The station: what others saw counts here too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.model import Direction, Reason
from kiosk.places import Places
from kiosk.programme import Reentry
from tests import builders
from tests.builders import SECOND, FakeClock, zone
from tests.kiosk.standing import Standing, standing


def test_an_entry_seen_by_another_station_counts_here(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", reentry=Reentry.AFTER_EXIT))) as gate:
        gate.see(1)
        answer = gate.scan(1, after=120)
        assert (answer.verdict.reason, answer.verdict.ago) == (Reason.ALREADY_INSIDE, timedelta(seconds=120))
        gate.see(1, direction=Direction.EXIT)
        assert gate.scan(1, after=60).verdict.reason is Reason.ADMITTED_AGAIN


def test_a_sighting_taken_back_does_not_count(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", reentry=Reentry.ONCE))) as gate:
        seen = gate.see(1)
        gate.station.inside()
        gate.station.refresh()
        assert gate.station.inside() == 1
        gate.receive(replace(seen, undone=True))
        gate.station.refresh()
        assert gate.station.inside() == 0
        assert gate.scan(1).verdict.reason is Reason.ADMITTED


def test_our_records_come_after_what_we_had_seen_even_with_a_slower_clock(gate: Standing) -> None:
    seen = gate.see(1, at=gate.clock.wall() + 30 * SECOND)
    record = gate.scan(1).record
    assert record.hlc > seen.hlc
    gate.station.set_direction(Direction.EXIT)
    gate.scan(1, after=15)
    assert gate.station.inside() == 0


def test_a_tablet_set_to_next_year_does_not_decide_who_is_inside(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", reentry=Reentry.AFTER_EXIT))) as gate:
        gate.see(1, at=clock.wall() + 365 * 86_400 * SECOND)
        gate.station.set_direction(Direction.EXIT)
        gate.scan(1)
        gate.station.set_direction(Direction.ENTRY)
        answer = gate.scan(1, after=60)
        assert (answer.verdict.reason, answer.inside) == (Reason.ADMITTED_AGAIN, 1)
        assert answer.record.hlc >> 16 < clock.wall() // 1_000 + 60_000


def test_what_comes_back_of_our_own_station_is_not_counted_twice(gate: Standing) -> None:
    record = gate.scan(1).record
    gate.receive(replace(gate.see(2), station=record.station, epoch=record.epoch, row=record.row, code_hash=record.code_hash))
    gate.station.undo(record.row, "S1", "by_mistake")
    gate.station.refresh()
    assert gate.station.inside() == 1  # badge 2, sighted elsewhere
    assert gate.scan(1, after=30).verdict.reason is Reason.ADMITTED


def test_an_entry_of_ours_that_only_the_server_still_has_counts(places: Places, clock: FakeClock) -> None:
    """The folder was restored from an older copy, or a copy of it is at work elsewhere: same station, rows this journal lacks."""
    with standing(places, clock, builders.programme(zone("hall", reentry=Reentry.ONCE))) as gate:
        record = gate.scan(1).record
        lost = replace(gate.see(2), station=record.station, epoch=record.epoch, row=record.row + 7)
        reused = replace(gate.see(3), station=record.station, epoch=record.epoch, row=record.row)
        gate.receive(lost, reused)
        gate.station.refresh()
        assert gate.station.inside() == 3
        assert [gate.scan(number, after=30).verdict.reason for number in (1, 2, 3)] == [Reason.NO_REENTRY] * 3
