"""Files that hold a key badges are signed with: a secret half for its owner alone, a public half to hand on; knows no badge."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk import signing
from kiosk.errors import FileTrouble

FORMAT = 1
PUBLIC = ".pub"
"""Ending of the public half, beside the secret one."""
_LONGEST = 64 * 1024


class KeyFileBroken(FileTrouble):
    """The file at ``path`` is no key file, or not the kind that is needed."""

    key = "error.key_file"


@dataclass(frozen=True, slots=True)
class Key:
    """One Ed25519 key of ``event``. ``number`` as badges name it; ``private`` is empty in a public half, ``certificate`` where the key is
    one of the event's own."""

    kind: Literal["event", "desk"]
    event: str
    number: int
    public: bytes
    private: bytes = field(default=b"", repr=False)
    certificate: bytes = b""


def generate() -> tuple[bytes, bytes]:
    """A new Ed25519 pair: private, public (32 bytes each)."""
    private = Ed25519PrivateKey.generate().private_bytes_raw()
    return private, public_of(private)


def public_of(private: bytes) -> bytes:
    """The public half of a private Ed25519 key; both 32 bytes. Raises ValueError for another length."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def save(key: Key, path: Path) -> Path:
    """Write the secret half to ``path``, readable by its user alone, and the public half beside it, whose path is returned. Neither may be
    there yet: a key written over is a key lost. Raises FileExistsError, OSError."""
    beside = path.with_name(path.name + PUBLIC)
    if beside.exists():
        raise FileExistsError(17, os.strerror(17), str(beside))
    _write(key, path, 0o600)
    _write(replace(key, private=b""), beside, 0o644)
    return beside


def load(path: Path, *, secret: bool = False) -> Key:
    """The key in that file; with ``secret`` its private half must be there. Raises KeyFileBroken, OSError."""
    with path.open("rb") as file:
        content = file.read(_LONGEST)
    try:
        values = json.loads(content)
        if values["format"] != FORMAT or values["kind"] not in ("event", "desk"):
            raise ValueError("format or kind")
        private, certificate = (bytes.fromhex(values.get(name, "")) for name in ("private", "certificate"))
        key = Key(values["kind"], str(values["event"]), int(values["number"]), bytes.fromhex(values["public"]), private, certificate)
        whole = len(key.public) == 32 and bool(certificate) == (key.kind == "desk") and _numbered(key)
        if not whole or (private and public_of(private) != key.public):
            raise ValueError("fields that do not fit")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KeyFileBroken(path=str(path)) from None
    if secret and not key.private:
        raise KeyFileBroken("a public half", path=str(path))
    return key


def _numbered(key: Key) -> bool:
    return key.number in (signing.EVENT_KEYS if key.kind == "event" else signing.DESK_KEYS)


def _write(key: Key, path: Path, mode: int) -> None:
    values: dict[str, object] = {"format": FORMAT, "kind": key.kind, "event": key.event, "number": key.number, "public": key.public.hex()}
    values |= {name: half.hex() for name, half in (("certificate", key.certificate), ("private", key.private)) if half}
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "w", encoding="utf-8") as file:
        json.dump(values, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
