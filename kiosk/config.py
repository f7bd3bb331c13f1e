"""Who this station is: the outcome of enrolment, kept in station.json; knows the file's form, not how a station is enrolled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk import seal
from kiosk.errors import IdentityBroken, NewerStore, NotEnrolled
from kiosk.places import Places
from kiosk.store import write_whole

FORMAT = 1
_LONGEST = 1024 * 1024
_KEY_BYTES = 32
_TEXTS = ("event", "station", "role", "zone", "url", "token")
_KEYS = ("hash_key", "seal_key", "private_key")


@dataclass(frozen=True, slots=True)
class Identity:
    """One enrolled station. ``role`` and ``zone`` are what it was enrolled for; ``hash_key`` the event's key for hashes of codes (32
    bytes); ``seal_key`` the server's X25519 public key; ``signers`` key id -> Ed25519 public key of signed badges; ``url`` and ``token``
    the server and what it knows this station by; ``private_key`` the station's own Ed25519 key. Secrets stay out of its ``repr``."""

    event: str
    station: str
    role: str
    zone: str
    hash_key: bytes = field(repr=False)
    seal_key: bytes
    signers: Mapping[int, bytes]
    url: str
    token: str = field(repr=False)
    private_key: bytes = field(repr=False)


def load(places: Places) -> Identity:
    """The identity of the station in that folder. Raises NotEnrolled where it has none, IdentityBroken where it cannot be used,
    NewerStore."""
    path = places.identity
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST + 1)
    except FileNotFoundError:
        raise NotEnrolled(folder=str(path.parent)) from None
    except OSError as error:
        raise _broken(path, error.strerror or str(error)) from error
    try:
        values = json.loads(content)
        if not isinstance(values, dict):
            raise ValueError("not an object")
        written = values["format"]
        if isinstance(written, int) and written > FORMAT:
            raise NewerStore(f"format {written}, this program knows {FORMAT}", path=str(path), version=written, known=FORMAT)
        return _identity(values)
    except KeyError as error:
        raise _broken(path, f"no {error.args[0]}") from None
    except (ValueError, RecursionError) as error:
        raise _broken(path, str(error)) from error


def save(identity: Identity, places: Places) -> None:
    """Write ``identity`` to the folder's station.json, readable by its user alone, whole or not at all, on disk before this returns.

    Raises CannotRecord; ValueError for an identity ``load`` would refuse."""
    values: dict[str, Any] = {"format": FORMAT} | {name: getattr(identity, name) for name in _TEXTS}
    values |= {name: getattr(identity, name).hex() for name in _KEYS}
    values["signers"] = {str(key_id): key.hex() for key_id, key in identity.signers.items()}
    _identity(values)
    write_whole(places.identity, json.dumps(values, ensure_ascii=False, indent=1))


def _broken(path: Path, detail: str) -> IdentityBroken:
    return IdentityBroken(detail, file=str(path), folder=str(path.parent))


def _identity(values: Mapping[str, Any]) -> Identity:
    """Raises KeyError for what is missing and ValueError for what is wrong, with no secret in its text."""
    identity = Identity(
        event=_text(values, "event"), station=_text(values, "station"), role=_text(values, "role"), zone=_text(values, "zone"),
        hash_key=_key(values, "hash_key"), seal_key=_key(values, "seal_key"), signers=_signers(values["signers"]),
        url=_text(values, "url"), token=_text(values, "token"), private_key=_key(values, "private_key"),
    )  # fmt: skip
    if not identity.event or not identity.station:
        raise ValueError("event and station: must not be empty")
    if not seal.usable(identity.seal_key):  # would be met at the first unknown badge, at the door
        raise ValueError("seal_key: nothing can be sealed to it")
    return identity


def _text(values: Mapping[str, Any], name: str) -> str:
    if not isinstance(values[name], str):
        raise ValueError(f"{name}: not a text")
    return str(values[name])


def _key(values: Mapping[str, Any], name: str) -> bytes:
    try:
        key = bytes.fromhex(_text(values, name))
    except ValueError:
        raise ValueError(f"{name}: not hexadecimal") from None
    if len(key) != _KEY_BYTES:
        raise ValueError(f"{name}: {len(key)} bytes instead of {_KEY_BYTES}")
    return key


def _signers(values: object) -> dict[int, bytes]:
    if not isinstance(values, dict):
        raise ValueError("signers: not an object")
    for key_id in values:
        if not (key_id.isascii() and key_id.isdigit() and len(key_id) <= 3 and int(key_id) < 256):
            raise ValueError(f"signers: {key_id[:20]!r} is no key id")
    return {int(key_id): _key(values, key_id) for key_id in values}
