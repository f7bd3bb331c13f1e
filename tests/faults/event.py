"""An event for the trials, today at eleven o'clock, with as many checked-in visitors as wanted; starts nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from kiosk.model import Flag
from sync.server.admin import Admin
from sync.server.people import Person
from tests.kiosk.standing import code_of
from ui.demo_event import demo_programme

ZONE = "smart-life"


def set_up(admin: Admin, people: int) -> None:
    """The shipped programme moved to today, and visitors with the badges 1 to ``people``."""
    admin.put_programme(demo_programme(datetime.now(UTC)))
    register(admin, 1, people)


def register(admin: Admin, first: int, last: int) -> None:
    """Visitors with the badges ``first`` to ``last``, checked in."""
    crowd = [
        Person(
            key=f"P{number}", name=f"관람객 {number}", phone="", email="", company="", category="visitor", code=code_of(number),
            flags=Flag.CHECKED_IN,
        )
        for number in range(first, last + 1)
    ]  # fmt: skip
    admin.add_people(crowd)
