"""The PIN desk: who a PIN belongs to, and the lock against guessing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kiosk import pin
from kiosk.errors import BadgeSignsNobodyIn, PinLocked, PinWrong, SamePerson
from kiosk.guesses import LOCK_US, TRIES, lock_us
from kiosk.journal import Draft, Journal
from kiosk.model import Kind, Outcome, Reason, Staff
from kiosk.staffing import RIGHTS, PinDesk, Task, letting_in, roles, wearer
from tests.builders import FakeClock

SENIOR_ONE = Staff("s1", "김*영", "supervisor", pin.verifier("246810"))
STEWARD = Staff("s2", "이*솔", "steward", pin.verifier("135791"))
GONE = Staff("s3", "박*", "admin", pin.verifier("999999"), blocked=True)


@pytest.fixture
def desk(clock: FakeClock) -> PinDesk:
    return PinDesk(clock)


def test_a_pin_names_its_person(desk: PinDesk) -> None:
    assert desk.person("246810", [STEWARD, SENIOR_ONE], Task.OVERRIDE) == SENIOR_ONE


def test_a_steward_cannot_lift_a_refusal_and_may_settle_an_attention(desk: PinDesk) -> None:
    with pytest.raises(PinWrong):
        desk.person("135791", [STEWARD, SENIOR_ONE], letting_in(Outcome.REFUSE))
    assert desk.person("135791", [STEWARD, SENIOR_ONE], letting_in(Outcome.ATTENTION)) == STEWARD


def test_a_blocked_person_has_no_pin(desk: PinDesk) -> None:
    with pytest.raises(PinWrong):
        desk.person("999999", [GONE], Task.MENU)


def test_five_wrong_pins_lock_the_pad_even_for_the_right_one_until_the_time_is_over(desk: PinDesk, clock: FakeClock) -> None:
    for left in range(TRIES - 1, 0, -1):
        with pytest.raises(PinWrong) as wrong:
            desk.person("000000", [SENIOR_ONE], Task.OVERRIDE)
        assert wrong.value.values["left"] == left
    with pytest.raises(PinLocked):
        desk.person("000000", [SENIOR_ONE], Task.OVERRIDE)
    with pytest.raises(PinLocked) as locked:
        desk.person("246810", [SENIOR_ONE], Task.OVERRIDE)
    assert locked.value.values["minutes"] == 5
    clock.advance(LOCK_US / 1_000_000)
    assert desk.person("246810", [SENIOR_ONE], Task.OVERRIDE) == SENIOR_ONE


def test_a_right_pin_forgives_the_wrong_ones_before_it(desk: PinDesk) -> None:
    for _ in range(2):
        for _ in range(TRIES - 1):
            with pytest.raises(PinWrong):
                desk.person("000000", [SENIOR_ONE], Task.OVERRIDE)
        assert desk.person("246810", [SENIOR_ONE], Task.OVERRIDE) == SENIOR_ONE


def test_each_role_may_do_what_the_one_before_may_and_nobody_else_anything() -> None:
    ladder = [RIGHTS[role] for role in ("steward", "registrar", "supervisor", "admin")]
    assert all(lower < higher for lower, higher in pairwise(ladder))
    assert not {Task.DESK, Task.OVERRIDE, Task.UNDO, Task.EXPORT} & RIGHTS["steward"]
    assert not {Task.OVERRIDE, Task.UNDO, Task.EXPORT} & RIGHTS["registrar"]
    assert roles(Task.WIPE) == {"admin"}
    assert all("janitor" not in roles(task) for task in Task)


def test_locks_grow_and_a_restart_forgives_neither_a_wrong_pin_nor_a_lock(clock: FakeClock, tmp_path: Path) -> None:
    def restarted() -> PinDesk:
        return PinDesk(clock, tmp_path / "pins.json")

    for minutes in (5, 10):
        for _ in range(TRIES):
            with pytest.raises((PinWrong, PinLocked)):
                restarted().person("000000", [SENIOR_ONE], Task.OVERRIDE)
        clock.advance(60 * (minutes - 1))
        desk = restarted()  # the lock begins anew: nobody knows how long the device was off
        with pytest.raises(PinLocked) as locked:
            desk.person("246810", [SENIOR_ONE], Task.OVERRIDE)
        assert locked.value.values["minutes"] == minutes
        clock.advance(60 * minutes)
        with pytest.raises(PinWrong):
            desk.person("000000", [SENIOR_ONE], Task.OVERRIDE)
    assert lock_us(99) == 60 * 60 * 1_000_000
    assert desk.person("246810", [SENIOR_ONE], Task.OVERRIDE) == SENIOR_ONE
    with pytest.raises(PinWrong) as first:
        restarted().person("000000", [SENIOR_ONE], Task.OVERRIDE)
    assert (first.value.values["left"], first.value.values["minutes"]) == (TRIES - 1, 5)  # a right PIN forgives all


def test_what_concerns_everybody_takes_two_people(desk: PinDesk) -> None:
    other = Staff("s4", "최*", "admin", pin.verifier("112233"))
    assert desk.pair(("246810", "112233"), [SENIOR_ONE, other], Task.EXPORT) == (SENIOR_ONE, other)
    with pytest.raises(SamePerson):
        desk.pair(("246810", "246810"), [SENIOR_ONE, other], Task.EXPORT)
    with pytest.raises(PinWrong):
        desk.pair(("246810", "135791"), [SENIOR_ONE, STEWARD], Task.EXPORT)


@pytest.mark.parametrize(
    ("person", "reason", "signs_in"),
    [
        (Staff("s5", "정*", "registrar", "", badge="ab"), Reason.ADMITTED, True),
        (Staff("s5", "정*", "registrar", "", badge="ab"), Reason.UNKNOWN_CODE, True),  # staff need be on no list of visitors
        (Staff("s5", "정*", "registrar", "", badge="ab"), Reason.REVOKED, False),
        (Staff("s5", "정*", "registrar", "", badge="ab", blocked=True), Reason.ADMITTED, False),
        (Staff("s5", "정*", "steward", "", badge="ab"), Reason.ADMITTED, False),
        (Staff("s5", "정*", "registrar", "", badge=""), Reason.ADMITTED, False),
        (Staff("s5", "정*", "registrar", "", badge="cd"), Reason.ADMITTED, False),
    ],
)
def test_a_staff_badge_signs_its_wearer_in(person: Staff, reason: Reason, signs_in: bool, clock: FakeClock, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db", "e", "s", clock)
    read = journal.append(Draft(Kind.SCAN, clock.wall(), clock.mono(), code_hash=b"\xab", reason=reason))
    journal.close()
    if signs_in:
        assert wearer([STEWARD, person], read) == person
    else:
        with pytest.raises(BadgeSignsNobodyIn):
            wearer([STEWARD, person], read)
