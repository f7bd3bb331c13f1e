from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import pin

STORED = pin.verifier("4711")


def test_the_right_pin_holds_and_a_wrong_one_does_not() -> None:
    assert pin.holds("4711", STORED)
    assert not pin.holds("4712", STORED)
    assert not pin.holds("", STORED)


def test_a_verifier_says_its_parameters_and_not_the_pin() -> None:
    assert STORED.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert "4711" not in STORED
    assert pin.verifier("4711") != STORED


def test_full_width_digits_are_the_same_pin() -> None:
    assert pin.holds("４７１１", STORED)


def test_a_verifier_made_elsewhere_with_other_parameters_holds() -> None:
    # from the test vectors of the reference implementation (P-H-C/phc-winner-argon2, src/test.c)
    vector = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
    assert pin.holds("password", vector)
    assert not pin.holds("passwore", vector)


@pytest.mark.parametrize(
    "stored",
    [
        "", "4711", "$argon2i$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$AAAA", STORED[:-2], STORED + "\n", STORED.replace("t=2", "t=0"),
        STORED.replace("p=1", "p=0"), STORED.replace("m=19456", "m=999999999"), "\ud800",
    ],
    ids=["empty", "pin", "argon2i", "cut", "newline", "no-passes", "no-lanes", "huge", "surrogate"],
)  # fmt: skip
def test_what_is_no_verifier_holds_for_nothing(stored: str) -> None:
    assert not pin.holds("4711", stored)


@given(st.text(max_size=30))
def test_no_verifier_text_raises(stored: str) -> None:
    assert not pin.holds("4711", stored)
    assert not pin.holds("4711", "$argon2id$v=19$" + stored)
