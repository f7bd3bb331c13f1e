"""The shipped programme: whole, open when the demo looks in, and using every rule there is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import assets
from kiosk.days import opening_at, openings
from kiosk.programme import AtLimit, CutOff, Programme, Reentry, load, load_file, shifted
from kiosk.rules import opens_for, takes
from tests.kiosk import fair

SLW = Path(assets.__file__).parent / "programmes" / "slw.toml"


def slw() -> Programme:
    return load_file(SLW)


def test_at_eleven_on_day_one_every_zone_but_the_ceremony_is_open() -> None:
    programme = slw()
    assert {zone.id for zone in programme.zones if not opening_at(programme, zone, fair.NOW)} == {"prize"}


def test_it_can_be_moved_to_any_day() -> None:
    moved = load(shifted(slw().text, date(2028, 2, 28)))
    assert moved.days == (date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1))
    assert moved.zones == slw().zones


def test_it_uses_every_rule() -> None:
    zones = slw().zones
    assert {zone.reentry for zone in zones} == set(Reentry)
    assert {zone.at_limit for zone in zones if zone.capacity} == set(AtLimit)
    assert {zone.cut_off for zone in zones} == set(CutOff)
    for flag in ("exits", "check_in_first", "invitation", "override", "desk"):
        assert {getattr(zone, flag) for zone in zones} == {True, False}
    assert any(zone.excludes for zone in zones)
    assert any(hours.closes <= hours.opens for zone in zones for hours in zone.hours)
    assert any(len({opening.day for opening in openings(slw(), zone)}) < len(openings(slw(), zone)) for zone in zones)


def test_every_category_has_a_desk_and_a_hall() -> None:
    programme = slw()
    for category in programme.categories:
        assert any(zone.desk and category.id in zone.categories for zone in programme.zones)
        assert any(not zone.desk and category.id in zone.categories for zone in programme.zones)


def test_no_category_opens_everything_and_smart_life_has_someone_to_turn_away() -> None:
    programme = slw()
    hall = programme.zone("smart-life")
    assert hall is not None
    assert hall.categories < {category.id for category in programme.categories}


def test_a_visitor_sees_the_halls_and_the_forum() -> None:
    assert opens_for(slw(), fair.VISITOR, fair.NOW) == ("smart-city", "smart-life", "global", "forum", "robot-show")
    lounge = slw().zone("lounge")
    assert lounge is not None
    assert not takes(lounge, fair.VISITOR)
