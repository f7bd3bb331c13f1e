"""Badges, sightings and staff survive their table rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from kiosk.model import Badge, Direction, Flag, Sighting, Staff
from kiosk.rows import badge_of, badge_row, sighting_of, sighting_row, staff_of, staff_row

times = some.none() | some.integers(0, 2**62)
names = some.text(some.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    some.builds(
        Badge, some.binary(min_size=16, max_size=16), names, names, some.integers(0, 127).map(Flag), times, times,
        some.lists(some.integers(1, 99), max_size=5).map(tuple), some.frozensets(names, max_size=4),
    )
)  # fmt: skip
def test_a_badge_comes_back_as_it_was(badge: Badge) -> None:
    assert badge_of(badge_row(badge)) == badge


def test_a_sighting_and_a_person_come_back_as_they_were() -> None:
    seen = Sighting("gate-2", bytes(16), 7, bytes(range(16)), "hall", Direction.EXIT, 5, 6, undone=True)
    assert sighting_of(sighting_row(seen)) == seen
    person = Staff("S1", "김*", "supervisor", "argon2id$...", blocked=True)
    assert staff_of(staff_row(person)) == person
