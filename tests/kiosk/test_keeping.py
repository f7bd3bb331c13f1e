"""Tests of kiosk.keeping: what gets the key to names back after a restart without the network, and what does not."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as Forgetful

from kiosk.errors import NamesClosed, PassphraseShort, PassphraseWrong, PinLocked
from kiosk.guesses import TRIES, Guesses
from kiosk.keeping import Keeping, Kept, Lent, Vault, system_vault
from tests.builders import FakeClock

WORDS = "정답 말 배터리 호치키스"
NOW, UNTIL = 1_000_000, 2_000_000
LENT = Lent(bytes(range(32)), UNTIL)


class Safe:
    """A system's store of secrets."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        self.secrets[name] = secret


class Jammed(Safe):
    """One that nobody has unlocked."""

    def put(self, name: str, secret: str) -> None:
        raise RuntimeError("locked")


class Keeper:
    """A station's, started anew at will."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.path, self.clock = folder / "lease.json", clock

    def start(self, vault: Vault | None = None, station: str = "desk-1") -> Keeping:
        return Keeping(self.path, "slw", station, vault, Guesses(self.clock, self.path.with_name("tries.json")))


@pytest.fixture
def keeper(tmp_path: Path, clock: FakeClock) -> Keeper:
    return Keeper(tmp_path, clock)


def test_a_passphrase_opens_it_and_nothing_in_the_file_does(keeper: Keeper) -> None:
    first = keeper.start()
    assert not first.keep(LENT)  # nobody has chosen a passphrase, so nothing is kept
    assert not keeper.path.exists()
    with pytest.raises(PassphraseShort):
        first.choose("0123456789a", LENT)
    first.choose(WORDS, LENT)
    raw = keeper.path.read_bytes()
    assert LENT.key not in raw
    assert LENT.key.hex().encode() not in raw
    assert WORDS.encode() not in raw
    assert stat.S_IMODE(keeper.path.stat().st_mode) == 0o600
    second = keeper.start()
    assert second.way is Kept.PASSPHRASE
    assert second.unlock(WORDS, NOW) == LENT
    later = Lent(LENT.key, UNTIL + 5)
    assert second.keep(later)  # the next day's lease is sealed without asking again
    assert keeper.start().unlock(WORDS, UNTIL) == later
    with pytest.raises(NamesClosed):
        keeper.start(station="desk-2").unlock(WORDS, NOW)  # a file carried to another desk
    with pytest.raises(NamesClosed):
        keeper.start().recall(NOW)


def test_what_is_lent_until_a_day_is_opened_no_later_and_is_then_destroyed(keeper: Keeper) -> None:
    keeper.start().choose(WORDS, LENT)
    with pytest.raises(NamesClosed):
        keeper.start().unlock(WORDS, UNTIL)
    assert keeper.start().way is Kept.NOT
    with pytest.raises(NamesClosed):
        keeper.start().unlock(WORDS, NOW)  # the clock was put back
    assert keeper.start().keep(LENT)  # the passphrase itself still holds for the next lease


def test_wrong_passphrases_are_counted_and_slowed_across_restarts(keeper: Keeper) -> None:
    keeper.start().choose(WORDS, LENT)
    for left in range(TRIES - 1, 0, -1):
        with pytest.raises(PassphraseWrong) as wrong:
            keeper.start().unlock("not that one at all", NOW)
        assert wrong.value.values["left"] == left
    with pytest.raises(PinLocked):
        keeper.start().unlock("not that one at all", NOW)
    again = keeper.start()
    with pytest.raises(PinLocked):
        again.unlock(WORDS, NOW)
    keeper.clock.advance(5 * 60)
    assert again.unlock(WORDS, NOW) == LENT


def test_the_systems_store_opens_it_only_together_with_the_file(keeper: Keeper) -> None:
    safe = Safe()
    assert keeper.start(safe).keep(LENT)
    assert LENT.key.hex() not in keeper.path.read_text() + "".join(safe.secrets.values())
    assert keeper.start(safe).way is Kept.VAULT
    assert keeper.start(safe).recall(NOW) == LENT
    for other in (Safe(), None):  # a copied folder
        with pytest.raises(NamesClosed):
            keeper.start(other).recall(NOW)
    keeper.path.write_text(keeper.path.read_text().replace('"sealed": "', '"sealed": "00'))
    with pytest.raises(NamesClosed):
        keeper.start(safe).recall(NOW)
    keeper.path.write_text("{")
    assert keeper.start(safe).way is Kept.NOT


def test_a_store_that_does_not_work_counts_as_none(keeper: Keeper) -> None:
    keeping = keeper.start(Jammed())
    assert not keeping.keep(LENT)
    assert not keeping.by_itself
    keeping.choose(WORDS, LENT)
    assert keeper.start().unlock(WORDS, NOW) == LENT


class InAFile(KeyringBackend):
    """As some backends are that anybody may install."""

    priority = 9

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        """Writes it down, say."""


class OfTheSystem(KeyringBackend):
    """As the one of a desktop, by its name; ``locked``: it waits for a password."""

    __module__ = "keyring.backends.SecretService"
    priority = 9

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.unlocked = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.unlocked.wait()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.unlocked.wait()
        self.kept[service, username] = password


@pytest.fixture
def chosen() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.mark.parametrize("backend", [NoKeyring, Forgetful, InAFile])
def test_only_the_operating_systems_own_store_is_trusted(backend: type[KeyringBackend], chosen: None) -> None:
    keyring.set_keyring(backend())
    assert system_vault() is None


def test_a_system_store_that_waits_for_a_person_holds_nobody_up(chosen: None, keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = OfTheSystem()
    keyring.set_keyring(backend)
    vault = system_vault()
    assert vault is not None
    monkeypatch.setattr("kiosk.keeping.PATIENCE_S", 0.05)
    assert not keeper.start(vault).keep(LENT)
    assert vault.get("anything") is None
    monkeypatch.undo()
    backend.unlocked.set()
    assert keeper.start(vault).keep(LENT)
    assert keeper.start(vault).recall(NOW) == LENT
