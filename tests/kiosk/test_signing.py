"""Whose signature counts: what an event's key certified, for its time, until it is revoked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import keyfile, signing
from kiosk.model import DeskKey
from kiosk.signing import Certificate, Signers
from tests.builders import EVENT

PRIVATE, PUBLIC = keyfile.generate()
DESK = bytes(range(32))
ROOTS = {1: PUBLIC}
SAID = Certificate(1, 17, 1_000, 2_000, DESK)
RAW = signing.certify(PRIVATE, SAID, EVENT)


def test_a_certificate_says_what_was_certified() -> None:
    assert len(RAW) == signing.LENGTH == 114
    assert signing.certificate_of(RAW, EVENT, ROOTS) == SAID


@given(st.integers(0, 113), st.integers(1, 255))
def test_no_byte_of_a_certificate_can_be_changed(place: int, change: int) -> None:
    changed = RAW[:place] + bytes([RAW[place] ^ change]) + RAW[place + 1 :]
    assert signing.certificate_of(changed, EVENT, ROOTS) is None


def test_a_certificate_of_another_event_or_key_counts_for_nothing() -> None:
    assert signing.certificate_of(RAW, "another", ROOTS) is None
    assert signing.certificate_of(RAW, EVENT, {2: PUBLIC}) is None
    assert signing.certificate_of(RAW, EVENT, {1: keyfile.generate()[1]}) is None


@given(st.binary(max_size=300))
def test_no_bytes_raise(raw: bytes) -> None:
    assert signing.certificate_of(raw, EVENT, ROOTS) is None


@pytest.mark.parametrize(
    "said",
    [
        Certificate(3, 17, 1, 2, DESK),
        Certificate(1, 2, 1, 2, DESK),
        Certificate(1, 256, 1, 2, DESK),
        Certificate(1, 17, 2, 2, DESK),
        Certificate(1, 17, -1, 2, DESK),
        Certificate(1, 17, 1, 2**63, DESK),
        Certificate(1, 17, 1, 2, DESK[1:]),
    ],
)
def test_what_is_no_desks_key_or_never_valid_is_not_certified(said: Certificate) -> None:
    with pytest.raises(ValueError, match=r"key|time"):
        signing.certify(PRIVATE, said, EVENT)


def test_a_desks_key_counts_within_its_time_and_until_it_is_revoked() -> None:
    signers = Signers(EVENT, ROOTS, [DeskKey(RAW)])
    assert dict(signers.keys) == {1: PUBLIC, 17: DESK}
    assert [signers.withdrawn(17, now) for now in (999, 1_000, 1_999, 2_000)] == ["expired", "", "", "expired"]
    assert Signers(EVENT, ROOTS, [DeskKey(RAW, revoked=True)]).withdrawn(17, 1_500) == "revoked"
    assert signers.withdrawn(1, 10**15) == ""


def test_what_no_key_of_the_event_certified_is_no_signer() -> None:
    forged = signing.certify(keyfile.generate()[0], SAID, EVENT)
    assert dict(Signers(EVENT, ROOTS, [DeskKey(forged), DeskKey(b""), DeskKey(b"x" * 114)]).keys) == ROOTS
