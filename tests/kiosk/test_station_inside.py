"""The station: who is inside, by what every door saw."""

from __future__ import annotations

from dataclasses import replace

from kiosk import floor, roster
from kiosk.feed import Adopted, Intake, Position
from kiosk.model import Direction, Reason
from kiosk.places import Places
from kiosk.programme import AtLimit, Reentry
from tests import builders
from tests.builders import EVENT, FakeClock, at, zone
from tests.kiosk.standing import Standing, badge_of, standing

# --- who is inside, and the programme


def test_the_count_survives_a_restart_and_adds_what_others_saw(gate: Standing) -> None:
    gate.scan(1)
    gate.scan(2)
    gate.see(3)
    gate.see(4, zone="side")
    gate.reopen()
    assert gate.station.inside() == 3


def test_the_closing_hour_empties_the_zone(gate: Standing) -> None:
    gate.scan(1)
    gate.see(2)
    gate.station.refresh()
    assert gate.scan(3).inside == 3
    gate.clock.set_wall(at(1, 18))
    assert gate.station.inside() == 0
    gate.clock.set_wall(at(2, 10, 30))
    assert gate.scan(1).verdict.reason is Reason.ADMITTED
    assert gate.station.inside() == 1


def test_entering_a_zone_that_excludes_this_one_leaves_it(places: Places, clock: FakeClock) -> None:
    programme = builders.programme(zone("hall", reentry=Reentry.AFTER_EXIT), zone("side", excludes=frozenset({"hall"})))
    with standing(places, clock, programme) as gate:
        assert gate.scan(1).inside == 1
        gate.clock.advance(60)
        gate.see(1, zone="side")
        gate.station.refresh()
        assert gate.station.inside() == 0
        gate.clock.advance(60)
        gate.see(1, zone="side", direction=Direction.EXIT)
        gate.station.refresh()
        assert gate.station.inside() == 0
        assert gate.scan(1).verdict.reason is Reason.ADMITTED_AGAIN
        gate.reopen()
        assert gate.station.inside() == 1


def test_a_full_zone_is_full_by_what_all_doors_saw(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", capacity=3, at_limit=AtLimit.REFUSE))) as gate:
        gate.see(1)
        assert gate.scan(2).inside == 2
        gate.see(3)
        gate.station.refresh()
        assert gate.scan(4).verdict.reason is Reason.ZONE_FULL


def test_many_sightings_at_once_are_counted_as_one_by_one(gate: Standing) -> None:
    one = gate.see(1)
    assert gate.station.inside() == 1
    for first, last, inside in ((2, 300, 300), (301, 301 + floor.MANY, 301 + floor.MANY)):
        gate.feed.apply(Intake(changes=[replace(one, row=row, code_hash=row.to_bytes(16, "big")) for row in range(first, last + 1)]))
        gate.station.refresh()
        assert gate.station.inside() == inside


def test_sightings_of_a_server_that_is_no_more_are_forgotten(gate: Standing) -> None:
    gate.feed.apply(Intake(position=Position("g1", "5")))
    gate.scan(1)
    gate.see(2)
    gate.station.refresh()
    assert gate.station.inside() == 2
    roster.build(gate.places.roster("v2"), [badge_of(number) for number in range(1, 6)], {"event": EVENT})
    gate.feed.adopt_roster(Adopted("v2", ""), Position("g2", "1"))
    gate.see(3)
    gate.see(4)
    gate.station.refresh()
    assert gate.station.inside() == 3
