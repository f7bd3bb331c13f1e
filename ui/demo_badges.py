"""Badges to hold before a webcam: one for each kind of verdict the demo's gate can give; knows no camera."""

from __future__ import annotations

import random

from kiosk import badge
from kiosk.invented import Person, people
from kiosk.programme import Programme
from ui.demo_event import CROWD
from ui.parade import sort_crowd
from ui.printing.face import BadgeFace, badge_face

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
    return badge_face(programme, category, code, person.name, company=person.company, days=person.days)
