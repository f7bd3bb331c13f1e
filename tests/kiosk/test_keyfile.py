"""Key files: the secret half is its owner's alone, what is not whole is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import keyfile, signing
from kiosk.keyfile import Key, KeyFileBroken
from kiosk.signing import Certificate
from tests.builders import EVENT

PRIVATE, PUBLIC = keyfile.generate()
ROOT = Key("event", EVENT, 1, PUBLIC, PRIVATE)
DESK = Key("desk", EVENT, 9, PUBLIC, PRIVATE, signing.certify(PRIVATE, Certificate(1, 9, 1, 2, PUBLIC), EVENT))


@pytest.mark.parametrize("key", [ROOT, DESK], ids=["event", "desk"])
def test_the_secret_half_is_for_its_owner_alone_and_the_public_one_without_it(key: Key, tmp_path: Path) -> None:
    path = tmp_path / "made.key"
    beside = keyfile.save(key, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert keyfile.load(path, secret=True) == key
    assert keyfile.load(beside) == replace(key, private=b"")
    assert PRIVATE.hex() not in beside.read_text()
    assert PRIVATE.hex() not in repr(key)


def test_a_public_half_is_refused_where_the_secret_is_needed(tmp_path: Path) -> None:
    with pytest.raises(KeyFileBroken):
        keyfile.load(keyfile.save(ROOT, tmp_path / "made.key"), secret=True)


def test_no_key_is_ever_written_over(tmp_path: Path) -> None:
    keyfile.save(ROOT, tmp_path / "made.key")
    held = (tmp_path / "made.key").read_bytes()
    with pytest.raises(FileExistsError):
        keyfile.save(DESK, tmp_path / "made.key")
    (tmp_path / "made.key.pub").unlink()
    with pytest.raises(FileExistsError):
        keyfile.save(DESK, tmp_path / "made.key")
    assert (tmp_path / "made.key").read_bytes() == held
    assert not (tmp_path / "made.key.pub").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2}, {"kind": "lock"}, {"number": 9}, {"number": "one"}, {"public": "00"}, {"public": "00" * 32}, {"public": "zz"},
        {"private": "00"}, {"certificate": "00"}, {"private": 7},
    ],
)  # fmt: skip
def test_a_file_that_is_not_whole_is_refused(change: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "made.key"
    keyfile.save(ROOT, path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(KeyFileBroken):
        keyfile.load(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null", b"\xff\xfe", b"[" * 60_000, b'"text"'])
def test_a_file_of_something_else_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(KeyFileBroken):
        keyfile.load(path)
