from __future__ import annotations

import json
import os
import stat
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk import config, seal
from kiosk.config import Identity
from kiosk.errors import CannotRecord, IdentityBroken, NewerStore, NotEnrolled
from kiosk.places import Places

IDENTITY = Identity(
    event="slw-2026", station="gate-1", role="gate", zone="life", hash_key=bytes(range(32)), seal_key=seal.generate()[1],
    signers={1: bytes(32), 255: b"\x01" * 32}, url="https://서버.example", token="secret-token", private_key=b"\x07" * 32,
)  # fmt: skip


def test_what_was_saved_is_loaded(places: Places) -> None:
    config.save(IDENTITY, places)
    assert config.load(places) == IDENTITY


def test_saving_again_replaces_it_and_leaves_nothing_else_behind(places: Places) -> None:
    config.save(IDENTITY, places)
    config.save(replace(IDENTITY, zone="city"), places)
    assert config.load(places).zone == "city"
    assert [path.name for path in places.root.iterdir()] == ["station.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_only_its_user_may_read_it_whatever_the_umask(places: Places) -> None:
    umask = os.umask(0)
    try:
        config.save(IDENTITY, places)
    finally:
        os.umask(umask)
    assert stat.S_IMODE(places.identity.stat().st_mode) == 0o600


def test_a_folder_without_it_belongs_to_no_event(places: Places) -> None:
    with pytest.raises(NotEnrolled) as caught:
        config.load(places)
    assert caught.value.key == "error.not_enrolled"
    assert caught.value.values["folder"] == str(places.root)


def test_secrets_are_not_in_the_repr() -> None:
    shown = repr(IDENTITY)
    assert "secret-token" not in shown
    assert repr(IDENTITY.hash_key) not in shown
    assert repr(IDENTITY.private_key) not in shown


def written(places: Places, **changes: object) -> Places:
    config.save(IDENTITY, places)
    values = json.loads(places.identity.read_text("utf-8")) | changes
    places.identity.write_text(json.dumps({name: value for name, value in values.items() if value is not None}), "utf-8")
    return places


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"event": ""}, "event and station"),
        ({"station": 7}, "station: not a text"),
        ({"zone": None}, "no zone"),
        ({"hash_key": "00"}, "hash_key: 1 bytes instead of 32"),
        ({"private_key": "xyz"}, "private_key: not hexadecimal"),
        ({"seal_key": "00" * 32}, "seal_key"),
        ({"signers": {"256": "00" * 32}}, "'256' is no key id"),
        ({"signers": {"1": "00" * 31}}, "31 bytes"),
        ({"signers": []}, "signers: not an object"),
        ({"format": None}, "no format"),
    ],
)
def test_a_damaged_identity_names_what_is_wrong_and_no_secret(places: Places, changes: dict[str, object], detail: str) -> None:
    with pytest.raises(IdentityBroken) as caught:
        config.load(written(places, **changes))
    assert detail in str(caught.value)
    assert IDENTITY.token not in str(caught.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(st.binary(max_size=200), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda v: json.dumps(v).encode()))
)
def test_whatever_the_file_holds_the_error_is_one_that_tells_what_to_do(places: Places, content: bytes) -> None:
    places.identity.write_bytes(content)
    with pytest.raises(IdentityBroken):
        config.load(places)


def test_a_deeply_nested_file_is_damaged_not_fatal(places: Places) -> None:
    places.identity.write_text("[" * 100_000)
    with pytest.raises(IdentityBroken):
        config.load(places)


def test_an_identity_of_a_newer_version_is_left_alone(places: Places) -> None:
    with pytest.raises(NewerStore):
        config.load(written(places, format=2))


def test_an_identity_that_could_not_be_loaded_is_not_saved(places: Places) -> None:
    with pytest.raises(ValueError, match="31 bytes"):
        config.save(replace(IDENTITY, hash_key=bytes(31)), places)
    assert not places.identity.exists()


def test_a_folder_that_is_not_there_cannot_take_it(places: Places) -> None:
    with pytest.raises(CannotRecord):
        config.save(IDENTITY, Places(places.root / "missing"))
