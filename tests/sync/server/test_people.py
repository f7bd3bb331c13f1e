"""People are registered once, updated after that, and stations hear only of what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from kiosk.badge import code_hash, new_code, new_confirmation
from kiosk.errors import PeopleError, UsageError
from kiosk.model import Flag
from kiosk.programme import Programme
from sync.server.admin import Admin
from sync.server.people import Person
from sync.server.schema import BADGE, CHANGE, PERSON
from sync.server.store import Store

ANNA = Person(key="P1", name="홍길동", phone="010-0000-0001", email="a@example.com", company="누리", category="visitor")
BEN = Person(key="", name="Ben", phone="", email="", company="", category="buyer")


@pytest.fixture
def admin(store: Store, programme: Programme) -> Admin:
    """The organiser of one event."""
    organiser = Admin(store)
    organiser.put_programme(programme)
    return organiser


def badge(store: Store, admin: Admin, code: str) -> Any:
    """The badge row of ``code``, None for none."""
    with store.read() as connection:
        return connection.execute(select(BADGE).where(BADGE.c.code_hash == code_hash(code, admin.event().hash_key))).one_or_none()


def count(store: Store, table: Any) -> int:
    with store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_codes_are_made_where_there_are_none(store: Store, admin: Admin) -> None:
    done = admin.add_people([ANNA, BEN])
    assert (done.new, done.known, done.badges) == (2, 0, 4)
    for person in done.people:
        mine = badge(store, admin, person.code)
        confirmation = badge(store, admin, person.confirmation)
        assert (Flag(mine.flags), Flag(confirmation.flags), mine.id) == (Flag.NONE, Flag.CONFIRMATION, confirmation.id)
        assert mine.category == person.category


def test_the_same_list_again_changes_nothing(store: Store, admin: Admin) -> None:
    first = admin.add_people([ANNA, replace(BEN, code=new_code())])
    changes = count(store, CHANGE)
    again = admin.add_people([ANNA, first.people[1]])
    assert (again.new, again.known, again.badges) == (0, 2, 0)
    assert again.people == first.people
    assert (count(store, PERSON), count(store, BADGE), count(store, CHANGE)) == (2, 4, changes)


def test_a_changed_line_updates_that_person_and_tells_of_those_badges(store: Store, admin: Admin) -> None:
    code = admin.add_people([ANNA, BEN]).people[0].code
    changes = count(store, CHANGE)
    done = admin.add_people([replace(ANNA, category="vip", days=(2,))])
    assert (done.new, done.known, done.badges, done.people[0].code) == (0, 1, 2, code)
    assert badge(store, admin, code).category == "vip"
    assert count(store, CHANGE) == changes + 3  # two badges, one person


def test_a_new_code_replaces_the_old_badge(store: Store, admin: Admin) -> None:
    old = admin.add_people([ANNA]).people[0]
    new = admin.add_people([replace(ANNA, code=new_code(), confirmation=new_confirmation())]).people[0]
    assert Flag(badge(store, admin, old.code).flags) == Flag.REPLACED
    assert Flag(badge(store, admin, old.confirmation).flags) == Flag.REPLACED | Flag.CONFIRMATION
    assert Flag(badge(store, admin, new.code).flags) == Flag.NONE


def test_a_replaced_badge_does_not_come_back_by_an_old_list(store: Store, admin: Admin) -> None:
    old = admin.add_people([ANNA]).people[0]
    new = admin.add_people([replace(ANNA, code=new_code())]).people[0]
    with pytest.raises(PeopleError) as refused:
        admin.add_people([BEN, old])
    assert [(fault.line, fault.key, fault.sentence) for fault in refused.value.faults] == [(2, "code", "people.code_replaced")]
    assert Flag(badge(store, admin, new.code).flags) == Flag.NONE


def test_a_list_does_not_lift_what_was_revoked_since(store: Store, admin: Admin) -> None:
    code = admin.add_people([replace(ANNA, flags=Flag.VIP)]).people[0].code
    assert admin.flag([code], Flag.REVOKED) == []
    admin.add_people([ANNA])
    assert Flag(badge(store, admin, code).flags) == Flag.REVOKED  # VIP was the list's own to take away


def test_a_block_can_be_lifted_and_codes_of_nobody_are_named(store: Store, admin: Admin) -> None:
    code, nobody = admin.add_people([ANNA]).people[0].code, new_code()
    assert admin.flag([code, nobody, "?"], Flag.BLOCKED) == ["?", nobody]
    assert Flag(badge(store, admin, code).flags) == Flag.BLOCKED
    admin.flag([code], Flag.NONE, Flag.BLOCKED)
    assert Flag(badge(store, admin, code).flags) == Flag.NONE


def test_a_code_of_another_person_refuses_the_whole_list(store: Store, admin: Admin) -> None:
    taken = admin.add_people([ANNA]).people[0]
    shared = new_code()
    crowd = [
        replace(BEN, name="Fine"),
        replace(ANNA, key="P2", code=taken.code),
        replace(ANNA, key="P3", code=shared),
        replace(ANNA, key="P4", code=shared),
        replace(ANNA, key="P5", confirmation=taken.confirmation),
    ]
    with pytest.raises(PeopleError) as refused:
        admin.add_people(crowd)
    assert [(fault.line, fault.key) for fault in refused.value.faults] == [(2, "code"), (4, "code"), (5, "confirmation")]
    assert count(store, PERSON) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"category": "x" * 65},
        {"days": (-1,)},
        {"valid_from": -5},
        {"invitations": ("x" * 65,)},
        {"code": "short"},
        {"confirmation": "A" * 16 + "1"},
    ],
)
def test_what_no_station_could_take_is_refused_here(store: Store, admin: Admin, wrong: dict[str, Any]) -> None:
    with pytest.raises(PeopleError):
        admin.add_people([BEN, replace(ANNA, **wrong)])
    assert count(store, PERSON) == 0


def test_people_without_a_key_are_known_by_their_code(store: Store, admin: Admin) -> None:
    ben = admin.add_people([BEN]).people[0]
    assert admin.add_people([replace(ben, name="Benjamin")]).known == 1
    assert admin.add_people([BEN]).new == 1  # without key and code nobody can tell: a second Ben


def test_names_never_leave_the_table_of_people(store: Store, admin: Admin) -> None:
    admin.add_people([ANNA])
    with store.read() as connection:
        told = repr(connection.execute(select(BADGE)).all()) + repr(connection.execute(select(CHANGE)).all())
    for personal in (ANNA.name, ANNA.phone, ANNA.email, ANNA.company):
        assert personal not in told


def test_staff_are_kept_masked_and_without_their_pin(admin: Admin) -> None:
    staff = admin.add_staff("홍길동", "supervisor", "4711")
    assert [(one.id, one.name, one.role, "4711" in one.pin, one.blocked) for one in admin.staff()] == [
        (staff, "홍*동", "supervisor", False, False)
    ]
    assert admin.add_staff("홍길동", "admin", "0815", staff) == staff
    admin.block_staff(staff)
    assert [(one.role, one.blocked) for one in admin.staff()] == [("admin", True)]
    with pytest.raises(UsageError):
        admin.block_staff("nobody")
    with pytest.raises(UsageError):
        admin.add_staff("이름" * 40, "steward", "1234")
