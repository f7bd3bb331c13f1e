"""What the QR on a badge says: forms a code may have, its keyed hash, its signature; knows no roster, no rule and no file.

Three forms, all in QR's alphanumeric mode (byte mode is never used: decoders guess at character sets):

    badge          16 characters   10 random bytes in base32; QR version 1 at level Q holds exactly 16 (ISO/IEC 18004:2015, table 7)
    confirmation   17 characters   "C" and 16 characters as above; good at a desk only
    token         122 characters   76 bytes in base32 without padding: key id (1), id (10), rights (1: category's number in the
                                   programme in the high four bits, event day in the low four, 0 for every day), signature (64)

Base32 is RFC 4648's (A-Z, 2-7). The signature is Ed25519 (RFC 8032) over ``slw-badge-1`` and a zero byte, the event's id, and the
twelve bytes before it. A token's identity is its id: it hashes as the badge of the same id does, so a signed badge and its opaque twin
are one. Every text has one canonical form and only that one is read, else one badge could be shown as two.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Callable, Mapping

from kiosk import signed
from kiosk.model import Code, CodeKind, Token

BADGE_LENGTH = 16
CONFIRMATION_LENGTH = 17
TOKEN_LENGTH = 122
HASH_LENGTH = 16
"""Bytes of a keyed hash: 128 bits, so that among a million badges two alike are never met (birthday bound 2^64)."""

_ID_BYTES = 10
_BODY_BYTES = 12
_PURPOSE = "badge"
_PERSON = b"slw-code-1"
_LENGTHS = frozenset({BADGE_LENGTH, CONFIRMATION_LENGTH, TOKEN_LENGTH})
_BASE32 = re.compile(r"[A-Z2-7]+")
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})
_NOT_A_CHARACTER = re.compile(r"[\s\-‐-―−_.·]+")


def parse(text: str, event: str, hash_key: bytes, signers: Mapping[int, bytes]) -> Code:
    """What ``text`` is, exactly as a camera gave it; ``signers``: key id -> Ed25519 public key (32 bytes). Raises nothing for any text.

    A token's form whose signature does not hold (a byte changed, spare bits set, another event, a key we do not know) is DAMAGED and
    has no hash: what it claims to be is not known to be so."""
    if not has_form(text):
        return Code(CodeKind.FOREIGN, text)
    if len(text) < TOKEN_LENGTH:
        return Code(CodeKind.BADGE if len(text) == BADGE_LENGTH else CodeKind.CONFIRMATION, text, _hash(text, hash_key))
    token = _token_bytes(text)
    if token is None or not _holds(token, event, signers):
        return Code(CodeKind.DAMAGED, text)
    code_hash = _hash(_opaque(token), hash_key)
    rights = token[_BODY_BYTES - 1]
    return Code(CodeKind.TOKEN, text, code_hash, Token(code_hash, key_id=token[0], category_index=rights >> 4, day=rights & 0x0F))


def has_form(text: str) -> bool:
    """Whether ``text`` has the form of a badge, a confirmation or a token; whether it is one is ``parse``'s to say."""
    return len(text) in _LENGTHS and bool(_BASE32.fullmatch(text)) and (len(text) != CONFIRMATION_LENGTH or text[0] == "C")


def typed(text: str) -> str:
    """What a person typed from the letters under a code, in canonical form: upper case; spaces, hyphens and dots left out; full-width
    letters made plain; 0, 1 and 8, which no code has, taken for the letters O, I and B. Raises nothing."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return _NOT_A_CHARACTER.sub("", plain).translate(_MISREAD)


def grouped(text: str) -> str:
    """A code as it is printed for people to read: groups of four, a confirmation's C before them."""
    head = text[: len(text) % 4]
    groups = [text[at : at + 4] for at in range(len(head), len(text), 4)]
    return "-".join([head, *groups] if head else groups)


def opaque(text: str) -> str:
    """The badge code a token stands for, short enough to be printed for people and typed; any other form is itself."""
    token = _token_bytes(text) if len(text) == TOKEN_LENGTH and _BASE32.fullmatch(text) else None
    return _opaque(token) if token else text


def new_code(random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A new opaque badge code: 80 random bits, 16 characters."""
    return base64.b32encode(random_bytes(_ID_BYTES)).decode("ascii")


def new_confirmation(random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A new confirmation code: "C" and 80 random bits, 17 characters."""
    return "C" + new_code(random_bytes)


def sign(private_key: bytes, key_id: int, code: str, category_index: int, day: int, event: str) -> str:
    """The token of the badge whose opaque code is ``code``, signed with an Ed25519 private key (32 bytes).

    Raises ValueError where a field does not fit its place: ``key_id`` 0 to 255, ``category_index`` and ``day`` 0 to 15."""
    if len(code) != BADGE_LENGTH or not _BASE32.fullmatch(code):
        raise ValueError("not an opaque badge code")
    if not (0 <= key_id < 256 and 0 <= category_index < 16 and 0 <= day < 16):
        raise ValueError("key id, category or day does not fit a token")
    body = bytes((key_id,)) + base64.b32decode(code) + bytes((category_index << 4 | day,))
    signature = signed.sign(_PURPOSE, event.encode() + body, private_key)
    return base64.b32encode(body + signature).decode("ascii").rstrip("=")


def code_hash(text: str, key: bytes) -> bytes:
    """What a roster holds instead of the code: BLAKE2b keyed with the event's ``key`` (RFC 7693), 16 bytes. A token hashes as the badge
    of its id, whether or not its signature holds. Raises ValueError for a text in none of the three forms."""
    if not has_form(text):
        raise ValueError("not a code of ours")
    if len(text) < TOKEN_LENGTH:
        return _hash(text, key)
    token = _token_bytes(text)
    if token is None:
        raise ValueError("not a code of ours")
    return _hash(_opaque(token), key)


def claimed_key(text: str) -> int | None:
    """Number of the key a text in a token's form says it was signed with; None where its spare bits are not zero. Raises ValueError for
    any other form."""
    if len(text) != TOKEN_LENGTH or not _BASE32.fullmatch(text):
        raise ValueError("not a token")
    token = _token_bytes(text)
    return token[0] if token else None


def _hash(text: str, key: bytes) -> bytes:
    return hashlib.blake2b(text.encode("ascii"), digest_size=HASH_LENGTH, key=key, person=_PERSON).digest()


def _token_bytes(text: str) -> bytes | None:
    """The 76 bytes, None where the two spare bits are not zero: then another text means the same bytes and is the canonical one."""
    decoded = base64.b32decode(text + "=" * (-len(text) % 8))
    return decoded if base64.b32encode(decoded).decode("ascii").rstrip("=") == text else None


def _opaque(token: bytes) -> str:
    return base64.b32encode(token[1 : 1 + _ID_BYTES]).decode("ascii")


def _holds(token: bytes, event: str, signers: Mapping[int, bytes]) -> bool:
    public_key = signers.get(token[0])
    return public_key is not None and signed.holds(_PURPOSE, event.encode() + token[:_BODY_BYTES], token[_BODY_BYTES:], public_key)
