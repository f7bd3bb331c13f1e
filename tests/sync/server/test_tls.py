"""Tests of sync.server.tls: an authority is made once, signs for every name, and hands over to the next."""

from __future__ import annotations

import os
import ssl
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from kiosk import trust
from kiosk.errors import StoreBroken
from sync.server.tls import TRUSTED, Authority, address_here, names_here


def leaf(folder: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate((folder / "own.pem").read_bytes())


def names(folder: Path) -> set[str]:
    held = leaf(folder).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in held}


def test_it_is_made_once_and_found_again(tmp_path: Path) -> None:
    made = Authority(tmp_path / "tls")
    assert Authority(tmp_path / "tls").pin == made.pin
    assert len(x509.load_pem_x509_certificates(made.bundle)) == TRUSTED
    assert (len(made.pin), made.pin) == (trust.PIN_LETTERS, trust.pin(made.bundle))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_its_keys_are_its_users_alone(tmp_path: Path) -> None:
    folder = tmp_path / "tls"
    Authority(folder).context({"localhost"})
    for path in folder.glob("*.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_certificate_stands_until_a_name_is_missing(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    authority.context({"localhost", "192.0.2.7"})
    before = leaf(tmp_path).serial_number
    authority.context({"localhost"})
    assert (leaf(tmp_path).serial_number, names(tmp_path)) == (before, {"localhost", "192.0.2.7"})
    authority.context({"localhost", "192.0.2.8", "kiosk.example"})
    assert leaf(tmp_path).serial_number != before
    assert names(tmp_path) == {"localhost", "192.0.2.8", "kiosk.example"}


def test_a_tablet_whose_clock_is_years_off_can_still_be_set_right(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    authority.context({"localhost"})
    for one in (leaf(tmp_path), *x509.load_pem_x509_certificates(authority.bundle)):
        assert one.not_valid_before_utc <= datetime(2020, 1, 1, tzinfo=UTC)
        assert one.not_valid_after_utc >= datetime(2049, 1, 1, tzinfo=UTC)


def test_only_tls_1_2_and_later_is_spoken(tmp_path: Path) -> None:
    assert Authority(tmp_path).context({"localhost"}).minimum_version is ssl.TLSVersion.TLSv1_2


def test_the_next_authority_takes_over_and_those_who_trusted_both_trust_its_certificate(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    authority.context({"localhost"})
    before, old = authority.pin, x509.load_pem_x509_certificates(authority.bundle)
    authority.rotate()
    assert authority.pin != before
    first, second = x509.load_pem_x509_certificates(authority.bundle)
    assert first == old[1]
    assert second not in old
    authority.context({"localhost"})
    leaf(tmp_path).verify_directly_issued_by(old[1])


@pytest.mark.parametrize("name", ["ca-1.pem", "ca-1.key", "own.pem", "own.key"])
def test_a_damaged_file_is_named_or_made_anew(name: str, tmp_path: Path) -> None:
    Authority(tmp_path).context({"localhost"})
    (tmp_path / name).write_bytes(os.urandom(200))
    with pytest.raises(StoreBroken) as raised:
        print(Authority(tmp_path).pin, Authority(tmp_path).context({"localhost"}))
    assert str(tmp_path) in str(raised.value.values["path"])


def test_it_knows_what_this_computer_is_called() -> None:
    here = names_here("kiosk.example", "", "two words")
    assert {"localhost", "127.0.0.1", "kiosk.example"} <= here
    assert "two words" not in here
    assert address_here() in here
