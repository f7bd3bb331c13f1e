"""What a text is as a badge code, and if it is not good, why: for people who print and check badges; knows no roster and no file."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk import badge
from kiosk.model import CodeKind
from kiosk.signing import Signers


@dataclass(frozen=True, slots=True)
class Finding:
    """``valid``: the form is whole and, of a token, the signature counts; whether the badge is anybody's only the roster knows. ``why``
    not: "foreign", "not_canonical" (means a code of ours, written otherwise), "unknown_key", "damaged", "revoked", "expired"; "" if valid.
    ``key``: number of the key a token names, ``category`` and ``day`` what a valid one says; None elsewhere."""

    code: str
    kind: CodeKind
    valid: bool
    why: str
    key: int | None = None
    category: int | None = None
    day: int | None = None


def inspect(text: str, event: str, signers: Signers, now: int) -> Finding:
    """Look at ``text`` as a station of ``event`` would at ``now`` (us since the Unix epoch). Raises nothing."""
    code = badge.parse(text, event, b"", signers.keys)
    if code.kind is CodeKind.FOREIGN:
        written = badge.parse(badge.typed(text), event, b"", signers.keys).kind is not CodeKind.FOREIGN
        return Finding(text, code.kind, False, "not_canonical" if written else "foreign")
    if code.kind is CodeKind.DAMAGED:
        key = badge.claimed_key(text)
        why = "not_canonical" if key is None else "damaged" if key in signers.keys else "unknown_key"
        return Finding(text, code.kind, False, why, key)
    if code.token is None:
        return Finding(text, code.kind, True, "")
    token, withdrawn = code.token, signers.withdrawn(code.token.key_id, now)
    return Finding(text, code.kind, not withdrawn, withdrawn, token.key_id, token.category_index, token.day)
