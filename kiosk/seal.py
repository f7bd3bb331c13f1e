"""Personal data sealed so that only the holder of a private key reads it, not the station that sealed it; knows no file and no key store.

RFC 9180 (HPKE), base mode, single shot: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305, ``info`` as below, no associated
data. A sealed text is the 32 bytes of the encapsulated key, the cipher text, and its 16-byte tag: 48 bytes longer than the plain one.

The library is imported by whoever first seals or opens: a window stands before it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

INFO = b"slw-seal-1"
OVERHEAD = 48
"""Bytes a sealed text is longer than the plain one."""

_PRIME = 2**255 - 19
_A = 486_662
"""Curve25519 is y^2 = x^3 + A x^2 + x over the integers modulo that prime (RFC 7748, section 4.1)."""


def generate() -> tuple[bytes, bytes]:
    """A new key pair: private and public key, 32 bytes each."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private_key = X25519PrivateKey.generate()
    return private_key.private_bytes_raw(), private_key.public_key().public_bytes_raw()


def usable(public_key: bytes) -> bool:
    """Whether anything can be sealed to ``public_key``: 32 bytes, and not one of the few points whose secret everybody knows.

    Those are the points that eight times themselves is nothing (RFC 7748, sections 5 and 6.1: a private key is a multiple of eight), told
    by doubling three times, with the doubling formula of the curve in projective coordinates. Whole numbers alone: this is asked at every
    start, before the library is there."""
    x, z = int.from_bytes(public_key, "little") % 2**255, 1
    for _ in range(3):
        x, z = (x * x - z * z) ** 2 % _PRIME, 4 * x * z * (x * x + _A * x * z + z * z) % _PRIME
    return len(public_key) == 32 and z != 0


def seal(public_key: bytes, plain: bytes) -> bytes:
    """``plain`` for the holder of the private key to ``public_key`` (X25519, 32 bytes); two calls never give the same.

    Raises ValueError for a key that is none (wrong length, or a point whose secret everybody knows: RFC 7748, section 6.1)."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    return _suite().encrypt(plain, X25519PublicKey.from_public_bytes(public_key), info=INFO)


def open_sealed(private_key: bytes, sealed: bytes) -> bytes:
    """What was sealed. Raises ValueError where ``sealed`` was not sealed to this key, or was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        return _suite().decrypt(sealed, X25519PrivateKey.from_private_bytes(private_key), info=INFO)
    except InvalidTag as error:
        raise ValueError("not sealed to this key, or damaged") from error


def _suite() -> Suite:
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
