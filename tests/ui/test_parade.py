"""The demo's parade meets every kind of verdict."""

from __future__ import annotations

import random
from itertools import islice

from kiosk.badge import BADGE_LENGTH, CONFIRMATION_LENGTH
from kiosk.invented import people
from kiosk.scanner.simulated import ShowKind
from tests.builders import programme, zone
from ui.parade import Crowd, parade, sort_crowd

PROGRAMME = programme(zone("hall", categories=frozenset({"visitor", "exhibitor"})), zone("desk", desk=True))
CROWD = list(people(2000))


def test_the_crowd_is_sorted_by_what_the_gate_makes_of_it() -> None:
    sorted_crowd = sort_crowd(CROWD, PROGRAMME, "hall")
    assert {one.category for one in sorted_crowd.welcome} == {"visitor", "exhibitor"}
    assert not {one.category for one in sorted_crowd.wrong_zone} & {"visitor", "exhibitor"}
    assert sorted_crowd.void
    assert sorted_crowd.unready
    groups = (sorted_crowd.welcome, sorted_crowd.wrong_zone, sorted_crowd.void, sorted_crowd.unready)
    assert sum(map(len, groups)) == len(CROWD)


def test_twenty_visitors_bring_every_kind_and_the_first_is_welcome() -> None:
    crowd = sort_crowd(CROWD, PROGRAMME, "hall")
    shows = list(islice(parade(crowd, PROGRAMME, random.Random(1)), 20))
    welcome, void = {one.code for one in crowd.welcome}, {one.code for one in crowd.void}
    assert shows[0].code in welcome
    assert any(show.code in void for show in shows)
    assert any(show.kind is ShowKind.FLYER for show in shows)
    assert any(len(show.code) == CONFIRMATION_LENGTH and show.kind is not ShowKind.BADGE for show in shows)
    codes = {one.code for one in CROWD}
    assert any(len(show.code) == BADGE_LENGTH and show.code not in codes for show in shows)
    assert len({show.code for show in shows}) < len(shows)  # somebody comes again


def test_a_kind_nobody_is_of_is_left_out() -> None:
    crowd = sort_crowd(CROWD, PROGRAMME, "hall")
    without = Crowd(crowd.welcome, (), (), ())
    assert len(list(islice(parade(without, PROGRAMME, random.Random(1)), 40))) == 40
