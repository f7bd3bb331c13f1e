"""A staff member's PIN as a verifier that can be stored: made and checked here; knows no staff and no file."""

from __future__ import annotations

import os
import re
import unicodedata

MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1
"""Argon2id (RFC 9106) as OWASP's password storage cheat sheet asks at the least: 19 MiB, two passes, one lane."""

MOST_MEMORY_KIB = 256 * 1024
"""A verifier that asks for more is not worked out: it came over the network, and a tablet has little memory."""

_PHC = re.compile(r"\$argon2id\$v=19\$m=(\d{1,9}),t=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+", re.ASCII)


def verifier(pin: str) -> str:
    """What to store instead of ``pin``: algorithm, parameters, salt and hash as a PHC string, under 110 characters."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # when somebody types a PIN, not at every start

    return Argon2id(salt=os.urandom(16), length=32, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB).derive_phc_encoded(_bytes(pin))


def holds(pin: str, stored: str) -> bool:
    """Whether ``stored`` was made from ``pin``, compared in constant time; False for anything that is no verifier. Takes some 50 ms of
    one core, so never on the GUI thread."""
    form = _PHC.fullmatch(stored)
    if form is None or int(form[1]) > MOST_MEMORY_KIB:
        return False
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id.verify_phc_encoded(_bytes(pin), stored)
    except (InvalidKey, ValueError):
        return False
    return True


def _bytes(pin: str) -> bytes:
    # full-width digits of a Korean or Japanese keyboard are the same PIN
    return unicodedata.normalize("NFKC", pin).encode("utf-8", "surrogatepass")
