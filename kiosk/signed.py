"""Statements under an event's Ed25519 key (RFC 8032), each for one purpose; knows not what they say."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

EVENT_KEY = 1
"""Id of the key, among an event's signers, that the server itself signs with; those of printing desks sign badges alone."""


def sign(purpose: str, statement: bytes, private_key: bytes) -> bytes:
    """The signature, 64 bytes, over ``slw-<purpose>-1``, a zero byte and ``statement``: good for no other purpose."""
    return Ed25519PrivateKey.from_private_bytes(private_key).sign(_said(purpose, statement))


def holds(purpose: str, statement: bytes, signature: bytes, public_key: bytes) -> bool:
    """Whether ``signature`` is that of ``public_key`` (32 bytes) over this statement for this purpose."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, _said(purpose, statement))
    except (InvalidSignature, ValueError):
        return False
    return True


def _said(purpose: str, statement: bytes) -> bytes:
    return f"slw-{purpose}-1\0".encode() + statement
