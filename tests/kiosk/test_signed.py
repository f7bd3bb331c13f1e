"""A signature holds for one statement, one purpose and one key."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.signed import holds, sign

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
SIGNATURE = sign("seal", b"rows: 7", b"k" * 32)


def test_what_was_signed_holds() -> None:
    assert holds("seal", b"rows: 7", SIGNATURE, PUBLIC)
    KEY.public_key().verify(SIGNATURE, b"slw-seal-1\0rows: 7")  # as anybody can check it


@pytest.mark.parametrize(
    ("purpose", "statement", "signature", "key"),
    [
        ("snapshot", b"rows: 7", SIGNATURE, PUBLIC),
        ("seal", b"rows: 8", SIGNATURE, PUBLIC),
        ("seal", b"rows: 7", SIGNATURE[:-1] + b"\0", PUBLIC),
        ("seal", b"rows: 7", b"", PUBLIC),
        ("seal", b"rows: 7", SIGNATURE, Ed25519PrivateKey.from_private_bytes(b"o" * 32).public_key().public_bytes_raw()),
        ("seal", b"rows: 7", SIGNATURE, b""),
    ],
)
def test_nothing_else_does(purpose: str, statement: bytes, signature: bytes, key: bytes) -> None:
    assert not holds(purpose, statement, signature, key)
