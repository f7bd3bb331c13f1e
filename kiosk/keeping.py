"""The key a desk's people are opened with, kept for a restart without the network: wrapped, never bare; knows no server and no screen.

Under the operating system's own store of secrets where there is one, in which a second key lies that opens the file, so that neither
alone is enough; else under a passphrase, from which a key pair is made (Argon2id, then X25519), so that each new lease can be sealed to
it without asking again. What the server lends until a day stays lent until then: after it nothing is opened, and what was kept is
destroyed.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import threading
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from kiosk import seal
from kiosk.errors import NamesClosed, PassphraseShort, PassphraseWrong
from kiosk.guesses import Guesses
from kiosk.store import write_whole

FORMAT = 1
SHORTEST = 12
"""Characters of a passphrase. Whoever takes the disk guesses as fast as Argon2id lets them, and no lock counts there."""
MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 4
"""RFC 9106 section 4, the second recommended choice of parameters for Argon2id."""
SERVICE = "slw-kiosk"
PATIENCE_S = 5.0
_DOMAIN = b"slw-lease-1\0"
_REAL = tuple(f"keyring.backends.{name}" for name in ("Windows", "macOS", "SecretService", "libsecret", "kwallet"))
"""Backends that are the operating system's own; others keep secrets in files, or nowhere."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lent:
    """A data key (32 bytes) and until when it may be used (corrected time, us)."""

    key: bytes = field(repr=False)
    until: int


class Kept(StrEnum):
    """How a key is kept here."""

    NOT = "not"
    VAULT = "vault"
    PASSPHRASE = "passphrase"  # noqa: S105 - a way, not a secret


class Vault(Protocol):
    """The operating system's store of secrets."""

    def get(self, name: str) -> str | None:
        """What is kept under ``name``."""

    def put(self, name: str, secret: str) -> None:
        """Keep it."""


class Keeping:
    """One station's. Used on one thread; ``vault`` None: the system has none. ``path`` holds nothing that opens anything by itself."""

    def __init__(self, path: Path, event: str, station: str, vault: Vault | None, guesses: Guesses) -> None:
        self._path, self._event, self._station = path, event, station
        self._vault, self._guesses = vault, guesses

    @property
    def way(self) -> Kept:
        """How the key would be got back now."""
        held = self._load()
        return Kept(held["by"]) if "sealed" in held else Kept.NOT

    @property
    def by_itself(self) -> bool:
        """Whether keys are kept without anybody being asked."""
        return self._vault is not None

    def keep(self, lent: Lent) -> bool:
        """Wrap a key the server has just lent; False where nobody has chosen a passphrase yet. Raises CannotRecord."""
        if self._vault is not None:
            name, wrapping = f"{self._event}/{self._station}", secrets.token_bytes(32)
            with suppress(Exception):  # whatever a system's store of secrets raises: then there is none
                self._vault.put(name, wrapping.hex())
                if self._vault.get(name) == wrapping.hex():
                    self._save({"by": Kept.VAULT.value, "sealed": _wrap(wrapping, self._said(lent)).hex()})
                    return True
            logger.warning("the system's store of secrets does not keep ours")
            self._vault = None
        held = self._load()
        if held.get("by") != Kept.PASSPHRASE:
            return False
        self._save({**held, "sealed": seal.seal(bytes.fromhex(held["public"]), self._said(lent)).hex()})
        return True

    def choose(self, passphrase: str, lent: Lent | None) -> None:
        """From now on this passphrase opens what is kept. Takes half a second. Raises PassphraseShort, CannotRecord."""
        if len(passphrase) < SHORTEST:
            raise PassphraseShort(least=SHORTEST)
        salt = os.urandom(16)
        held = {"by": Kept.PASSPHRASE.value, "salt": salt.hex(), "public": _public(_private(passphrase, salt)).hex()}
        self._save(held)
        if lent is not None:
            self.keep(lent)

    def recall(self, now: int) -> Lent:
        """What is kept in the system's store; ``now``: corrected time, us. Raises NamesClosed where there is nothing, or it is over."""
        held = self._load()
        ours = self._vault is not None and held.get("by") == Kept.VAULT
        found = self._vault.get(f"{self._event}/{self._station}") if self._vault is not None and ours else None
        try:
            return self._due(json.loads(_unwrap(bytes.fromhex(found or ""), bytes.fromhex(held["sealed"]))), now)
        except (ValueError, KeyError, TypeError):
            raise NamesClosed from None

    def unlock(self, passphrase: str, now: int) -> Lent:
        """What is kept under ``passphrase``. Takes half a second. Raises PassphraseWrong, PinLocked; NamesClosed where it is over."""
        held = self._load()
        self._guesses.check()
        if held.get("by") != Kept.PASSPHRASE or "sealed" not in held:
            raise NamesClosed
        private = _private(passphrase, bytes.fromhex(held["salt"]))
        if _public(private) != bytes.fromhex(held["public"]):
            self._guesses.wrong()
            raise PassphraseWrong(left=self._guesses.left, minutes=self._guesses.next_minutes)
        self._guesses.right()
        try:
            return self._due(json.loads(seal.open_sealed(private, bytes.fromhex(held["sealed"]))), now)
        except (ValueError, KeyError, TypeError):
            raise NamesClosed from None

    def _due(self, said: dict[str, Any], now: int) -> Lent:
        """``said`` while it holds; afterwards it is destroyed."""
        if (said["event"], said["station"]) != (self._event, self._station):
            raise ValueError("another station's")
        if now >= said["until"]:
            self._save({name: value for name, value in self._load().items() if name != "sealed"})
            raise NamesClosed
        return Lent(bytes.fromhex(said["key"]), int(said["until"]))

    def _said(self, lent: Lent) -> bytes:
        return json.dumps({"event": self._event, "station": self._station, "key": lent.key.hex(), "until": lent.until}).encode()

    def _load(self) -> dict[str, Any]:
        with suppress(OSError, ValueError):
            held = json.loads(self._path.read_text("utf-8"))
            if isinstance(held, dict) and held.get("format") == FORMAT and held.get("by") in set(Kept):
                return held
        return {}

    def _save(self, held: dict[str, Any]) -> None:
        write_whole(self._path, json.dumps({"format": FORMAT, **held}))


def system_vault() -> Vault | None:
    """The operating system's own store of secrets, None where there is none that is. May take a second: never on the GUI thread."""
    try:
        import keyring

        backend = keyring.get_keyring()
        for each in getattr(backend, "backends", [backend]):
            if type(each).__module__.startswith(_REAL):
                return _Keyring(each)
    except Exception:  # noqa: BLE001 - of what a desktop's services may raise we know no list
        logger.info("no store of secrets")
    return None


class _Keyring:
    """Asked on a thread of its own: a store that is locked may wait for a person to type a password into a window nobody sees."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def get(self, name: str) -> str | None:
        try:
            found = _in_time(lambda: self._backend.get_password(SERVICE, name))
        except Exception:  # noqa: BLE001 - it is locked, or gone
            return None
        return found if isinstance(found, str) else None

    def put(self, name: str, secret: str) -> None:
        _in_time(lambda: self._backend.set_password(SERVICE, name, secret))


def _in_time(act: Callable[[], Any]) -> Any:
    """What ``act`` gives or raises; TimeoutError where it takes longer than PATIENCE_S, and then its thread is left behind."""
    given: list[Any] = []
    raised: list[Exception] = []

    def run() -> None:
        try:
            given.append(act())
        except Exception as fault:  # noqa: BLE001 - handed to whoever asked
            raised.append(fault)

    thread = threading.Thread(target=run, name="vault", daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    if raised:
        raise raised[0]
    if not given:
        raise TimeoutError
    return given[0]


def _private(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    plain = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return Argon2id(salt=salt, length=32, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB).derive(plain)


def _public(private: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def _wrap(key: bytes, plain: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, _DOMAIN)


def _unwrap(key: bytes, sealed: bytes) -> bytes:
    """Raises ValueError for another key or changed bytes."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], _DOMAIN)
    except InvalidTag as fault:
        raise ValueError("another key") from fault
