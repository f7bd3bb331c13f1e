"""Personal data sealed so that only the holder of a private key reads it, not the station that sealed it; knows no file and no key store.

RFC 9180 (HPKE), base mode, single shot: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305, ``info`` as below, no associated
data. A sealed text is the 32 bytes of the encapsulated key, the cipher text, and its 16-byte tag: 48 bytes longer than the plain one.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

INFO = b"slw-seal-1"
OVERHEAD = 48
"""Bytes a sealed text is longer than the plain one."""


def generate() -> tuple[bytes, bytes]:
    """A new key pair: private and public key, 32 bytes each."""
    private_key = X25519PrivateKey.generate()
    return private_key.private_bytes_raw(), private_key.public_key().public_bytes_raw()


def seal(public_key: bytes, plain: bytes) -> bytes:
    """``plain`` for the holder of the private key to ``public_key`` (X25519, 32 bytes); two calls never give the same.

    Raises ValueError for a key that is none (wrong length, or a point whose secret everybody knows: RFC 7748, section 6.1)."""
    return _suite().encrypt(plain, X25519PublicKey.from_public_bytes(public_key), info=INFO)


def open_sealed(private_key: bytes, sealed: bytes) -> bytes:
    """What was sealed. Raises ValueError where ``sealed`` was not sealed to this key, or was changed."""
    try:
        return _suite().decrypt(sealed, X25519PrivateKey.from_private_bytes(private_key), info=INFO)
    except InvalidTag as error:
        raise ValueError("not sealed to this key, or damaged") from error


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
