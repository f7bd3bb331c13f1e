"""Badges to hold before a webcam: one for each kind of verdict the demo's gate can give; knows no camera."""

from __future__ import annotations

import random

from kiosk import badge
from kiosk.invented import Person, people
from kiosk.programme import Programme
from ui.badges import BadgeFace
from ui.demo_event import CROWD
from ui.parade import sort_crowd

WELCOME = 4


def samples(programme: Programme, zone: str) -> list[BadgeFace]:
    """Some who may come in, then one each of: wrong zone, void, not ready, and a code nobody has."""
    crowd = sort_crowd(list(people(CROWD)), programme, zone)
    chosen = [*crowd.welcome[:WELCOME], *crowd.wrong_zone[:1], *crowd.void[:1], *crowd.unready[:1]]
    stranger = badge.new_code(random.Random(0).randbytes)  # noqa: S311 - a code nobody has
    faces = [face(programme, person, person.code) for person in chosen]
    return [*faces, face(programme, crowd.welcome[WELCOME], stranger)]


def face(programme: Programme, person: Person, code: str) -> BadgeFace:
    """What stands on this person's badge."""
    category = programme.category(person.category)
    assert category is not None, "the crowd wears the programme's categories"
    zones = [zone for zone in programme.zones if not zone.desk and (person.category in zone.categories) and not zone.invitation]
    icons = tuple(zone.icon for zone in zones)
    days = "·".join(str(day) for day in person.days or range(1, len(programme.days) + 1))
    return BadgeFace(code, person.name, "", person.company, category, icons, f"{days}일차", programme.name.ko)
