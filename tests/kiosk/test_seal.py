from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from kiosk import seal

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "seal_vectors.json").read_text("utf-8"))
PRIVATE, PUBLIC = seal.generate()


def opened_by_the_letter_of_rfc_9180(private_key: bytes, sealed: bytes) -> bytes:
    """Base mode of sections 4.1, 5.1 and 5.2, with nothing but a Diffie-Hellman, an HMAC and the cipher; for a check from outside."""

    def extract(salt: bytes, suite: bytes, label: bytes, key: bytes) -> bytes:
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + key, "sha256")

    def expand(key: bytes, suite: bytes, label: bytes, info: bytes, length: int) -> bytes:
        return hmac.digest(key, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info + b"\x01", "sha256")[:length]

    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x03"
    mine = X25519PrivateKey.from_private_bytes(private_key)
    encapsulated, cipher_text = sealed[:32], sealed[32:]
    agreed = mine.exchange(X25519PublicKey.from_public_bytes(encapsulated))
    context = encapsulated + mine.public_key().public_bytes_raw()
    secret = expand(extract(b"", kem, b"eae_prk", agreed), kem, b"shared_secret", context, 32)
    schedule = b"\x00" + extract(b"", suite, b"psk_id_hash", b"") + extract(b"", suite, b"info_hash", b"slw-seal-1")
    secret = extract(secret, suite, b"secret", b"")
    key, nonce = expand(secret, suite, b"key", schedule, 32), expand(secret, suite, b"base_nonce", schedule, 12)
    return ChaCha20Poly1305(key).decrypt(nonce, cipher_text, b"")


def test_what_was_sealed_is_opened_by_the_private_key_alone() -> None:
    sealed = seal.seal(PUBLIC, "손님의 코드".encode())
    assert seal.open_sealed(PRIVATE, sealed) == "손님의 코드".encode()
    with pytest.raises(ValueError, match="not sealed to this key"):
        seal.open_sealed(seal.generate()[0], sealed)


def test_a_sealed_text_is_what_rfc_9180_says() -> None:
    assert opened_by_the_letter_of_rfc_9180(PRIVATE, seal.seal(PUBLIC, b"plain")) == b"plain"


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_texts_sealed_by_an_earlier_version_stay_readable(vector: dict[str, str]) -> None:
    private_key, sealed = bytes.fromhex(vector["private_key"]), bytes.fromhex(vector["sealed"])
    assert seal.open_sealed(private_key, sealed) == bytes.fromhex(vector["plain"])
    assert opened_by_the_letter_of_rfc_9180(private_key, sealed) == bytes.fromhex(vector["plain"])


def test_two_seals_of_the_same_text_differ() -> None:
    assert seal.seal(PUBLIC, b"x") != seal.seal(PUBLIC, b"x")


@given(st.binary(max_size=300))
def test_a_seal_adds_its_stated_length_and_a_changed_byte_is_noticed(plain: bytes) -> None:
    sealed = seal.seal(PUBLIC, plain)
    assert len(sealed) == len(plain) + seal.OVERHEAD
    place = int.from_bytes(hashlib.sha256(plain).digest()[:2], "big") % len(sealed)
    # the top bit of the encapsulated key is ignored by X25519 but bound by the key schedule
    with pytest.raises(ValueError, match="not sealed to this key"):
        seal.open_sealed(PRIVATE, sealed[:place] + bytes((sealed[place] ^ 0x80,)) + sealed[place + 1 :])


@given(st.binary(max_size=100))
def test_garbage_is_not_opened(garbage: bytes) -> None:
    with pytest.raises(ValueError, match="not sealed to this key"):
        seal.open_sealed(PRIVATE, garbage)


ORDER_EIGHT = (
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
)
NO_KEYS = [
    (u + high).to_bytes(32, "little")
    for u in (0, 1, 2**255 - 20, *ORDER_EIGHT, 2**255 - 19, 2**255 - 18)
    for high in (0, 2**255)  # X25519 ignores the top bit
]
"""Every point of small order in every way to write it, as D. J. Bernstein lists them (cr.yp.to/ecdh.html, "validate")."""


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33), *NO_KEYS], ids=bytes.hex)
def test_a_key_that_is_none_is_refused_and_not_called_usable(key: bytes) -> None:
    assert not seal.usable(key)
    with pytest.raises(ValueError, match=r"32 bytes|shared key"):
        seal.seal(key, b"x")


@given(st.one_of(st.binary(min_size=32, max_size=32), st.sampled_from(NO_KEYS), st.integers(0, 40).map(lambda u: u.to_bytes(32, "little"))))
def test_usable_is_what_can_be_sealed_to(key: bytes) -> None:
    try:
        seal.seal(key, b"")
        possible = True
    except ValueError:
        possible = False
    assert seal.usable(key) is possible
