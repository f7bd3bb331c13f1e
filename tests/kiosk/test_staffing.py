"""The PIN desk: who a PIN belongs to, and the lock against guessing."""

from __future__ import annotations

import pytest

from kiosk import pin
from kiosk.errors import PinLocked, PinWrong
from kiosk.model import Outcome, Staff
from kiosk.staffing import EVERYONE, LOCK_US, SENIOR, TRIES, PinDesk, roles_for
from tests.builders import FakeClock

SENIOR_ONE = Staff("s1", "김*영", "supervisor", pin.verifier("246810"))
STEWARD = Staff("s2", "이*솔", "steward", pin.verifier("135791"))
GONE = Staff("s3", "박*", "admin", pin.verifier("999999"), blocked=True)


@pytest.fixture
def desk(clock: FakeClock) -> PinDesk:
    return PinDesk(clock)


def test_a_pin_names_its_person(desk: PinDesk) -> None:
    assert desk.person("246810", [STEWARD, SENIOR_ONE], SENIOR) == SENIOR_ONE


def test_a_steward_cannot_lift_a_refusal_and_may_settle_an_attention(desk: PinDesk) -> None:
    with pytest.raises(PinWrong):
        desk.person("135791", [STEWARD, SENIOR_ONE], roles_for(Outcome.REFUSE))
    assert desk.person("135791", [STEWARD, SENIOR_ONE], roles_for(Outcome.ATTENTION)) == STEWARD


def test_a_blocked_person_has_no_pin(desk: PinDesk) -> None:
    with pytest.raises(PinWrong):
        desk.person("999999", [GONE], EVERYONE)


def test_five_wrong_pins_lock_the_pad_even_for_the_right_one_until_the_time_is_over(desk: PinDesk, clock: FakeClock) -> None:
    for left in range(TRIES - 1, 0, -1):
        with pytest.raises(PinWrong) as wrong:
            desk.person("000000", [SENIOR_ONE], SENIOR)
        assert wrong.value.values["left"] == left
    with pytest.raises(PinLocked):
        desk.person("000000", [SENIOR_ONE], SENIOR)
    with pytest.raises(PinLocked) as locked:
        desk.person("246810", [SENIOR_ONE], SENIOR)
    assert locked.value.values["minutes"] == 5
    clock.advance(LOCK_US / 1_000_000)
    assert desk.person("246810", [SENIOR_ONE], SENIOR) == SENIOR_ONE


def test_a_right_pin_forgives_the_wrong_ones_before_it(desk: PinDesk) -> None:
    for _ in range(2):
        for _ in range(TRIES - 1):
            with pytest.raises(PinWrong):
                desk.person("000000", [SENIOR_ONE], SENIOR)
        assert desk.person("246810", [SENIOR_ONE], SENIOR) == SENIOR_ONE
