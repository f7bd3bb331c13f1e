"""Tests of kiosk.personal: sealed people are read with the right key, for the right person and event, and not otherwise."""

from __future__ import annotations

import os
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.personal import NAMED_ROLES, Personal, Unreadable, roster_kind, seal, unseal

KEY = bytes(range(32))
ANNA = Personal("p1", "홍길동", "가온", "010-0000-5678", "hong@example.com", "visitor", "ABCDEFGHIJKLMNOP", "CABCDEFGHIJKLMNOP")


def test_what_was_sealed_is_read_again() -> None:
    assert unseal(seal(ANNA, KEY, "slw"), "p1", KEY, "slw") == ANNA


def test_nothing_of_a_person_is_readable_in_the_sealed_bytes() -> None:
    sealed = seal(ANNA, KEY, "slw")
    assert not any(value.encode() in sealed for value in asdict(ANNA).values() if value)
    assert seal(ANNA, KEY, "slw") != sealed, "the same person twice is two texts"


@pytest.mark.parametrize(("id_", "key", "event"), [("p2", KEY, "slw"), ("p1", KEY, "other"), ("p1", b"\1" * 32, "slw")])
def test_another_person_key_or_event_opens_nothing(id_: str, key: bytes, event: str) -> None:
    with pytest.raises(Unreadable):
        unseal(seal(ANNA, KEY, "slw"), id_, key, event)


@given(st.binary(max_size=200))
def test_no_bytes_break_it(garbage: bytes) -> None:
    with pytest.raises(Unreadable):
        unseal(garbage, "p1", KEY, "slw")


def test_a_changed_byte_is_noticed() -> None:
    sealed = bytearray(seal(ANNA, KEY, "slw"))
    for at in (0, 12, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(Unreadable):
            unseal(bytes(changed), "p1", KEY, "slw")


def test_a_gate_gets_no_people() -> None:
    assert [roster_kind(role) for role in ("gate", *NAMED_ROLES)] == ["roster", "crowd", "crowd"]
    assert len(os.urandom(32)) == len(KEY)
