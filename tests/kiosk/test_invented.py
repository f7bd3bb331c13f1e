"""The invented crowd: the same every time, of every kind, and nobody real."""

from __future__ import annotations

from kiosk.badge import BADGE_LENGTH, CONFIRMATION_LENGTH
from kiosk.invented import SHARES, people
from kiosk.model import Flag


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    assert list(people(50, seed=1)) == list(people(50, seed=1))
    assert list(people(50, seed=1)) != list(people(50, seed=2))


def test_a_crowd_has_every_category_and_every_kind_of_trouble() -> None:
    crowd = list(people(5000))
    assert {one.category for one in crowd} == {name for name, _ in SHARES}
    for flag in (Flag.REVOKED, Flag.REPLACED, Flag.BLOCKED, Flag.NEEDS_ID):
        assert any(flag in one.flags for one in crowd)
    assert any(Flag.CHECKED_IN not in one.flags for one in crowd)
    assert any(one.days for one in crowd)
    assert any(one.name.isascii() for one in crowd)
    assert any("가" <= one.name[0] <= "힣" for one in crowd)


def test_every_code_is_one_persons_own_and_none_can_be_a_real_person() -> None:
    crowd = list(people(5000))
    codes = [one.code for one in crowd] + [one.confirmation for one in crowd]
    assert len(set(codes)) == len(codes)
    assert {len(one.code) for one in crowd} == {BADGE_LENGTH}
    assert {len(one.confirmation) for one in crowd} == {CONFIRMATION_LENGTH}
    assert all(one.phone.startswith("010-0000-") and one.email.endswith("@example.com") for one in crowd)
