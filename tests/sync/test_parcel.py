"""A roster on its way: whole, signed, gone on with where it was cut, and never more than the disk can bear."""

from __future__ import annotations

import hashlib
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.errors import CannotRecord, NoRoom, UpstreamDenied, UpstreamError, UpstreamGarbled
from sync import parcel
from sync.client import HttpUpstream
from sync.wire import SNAPSHOT_MANIFEST, Manifest
from tests.sync.canned import answer, canned

ROSTER = os.urandom(300_000)
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
ETAG = f'"{"ab" * 16}"'


def manifest(roster: bytes = ROSTER, key: Ed25519PrivateKey = KEY, **changes: Any) -> str:
    """The header that goes with ``roster``."""
    said: dict[str, Any] = {"event": "e", "generation": "g", "position": "p", "size": len(roster)}
    made = Manifest(**(said | {"sha256": hashlib.sha256(roster).hexdigest()} | changes))
    return f"{SNAPSHOT_MANIFEST}: {made.sealed(key.private_bytes_raw())}"


SIGNED = manifest()


def fetched(target: Path, *script: bytes, etag: str = "") -> str | None:
    """The outcome of fetching a snapshot."""
    with canned(*script) as server:
        upstream = HttpUpstream(server.url, "token", PUBLIC)
        try:
            return upstream.snapshot(target, etag)
        finally:
            upstream.close()


def test_a_snapshot_arrives_unpacked(tmp_path: Path) -> None:
    packed = zstandard.compress(ROSTER)
    assert fetched(tmp_path / "part", answer(200, packed, SIGNED, 'ETag: "1"')) == '"1"'
    assert (tmp_path / "part").read_bytes() == ROSTER


def test_a_snapshot_that_is_still_current_is_not_sent(tmp_path: Path) -> None:
    assert fetched(tmp_path / "part", b"HTTP/1.1 304 Not Modified\r\n\r\n", etag='"1"') is None
    assert not (tmp_path / "part").exists()


@pytest.mark.parametrize(
    "script",
    [
        answer(200, zstandard.compress(ROSTER)[:-1000], SIGNED),
        answer(200, zstandard.compress(ROSTER)[:-1000], SIGNED, length=len(zstandard.compress(ROSTER))),
        answer(200, zstandard.compress(ROSTER[1:]), SIGNED),
        answer(200, zstandard.compress(ROSTER)),
        answer(200, ROSTER, SIGNED),
        answer(200, zstandard.compress(ROSTER), manifest(key=Ed25519PrivateKey.generate())),
        answer(200, zstandard.compress(ROSTER), manifest(sha256="00" * 32)),
        answer(200, zstandard.compress(ROSTER), manifest(size=1000)),
        answer(200, zstandard.compress(ROSTER), SIGNED.replace(": ", ": A")),
        answer(206, zstandard.compress(ROSTER), SIGNED, "Content-Range: bytes 0-9/10"),  # although the whole was asked for
        answer(200, b"<html>sign in</html>", "Content-Type: text/html"),
        answer(200, b"", SIGNED),
        answer(304),  # although nothing was there to be current
    ],
)
def test_a_snapshot_that_is_not_whole_is_garbled(tmp_path: Path, script: bytes) -> None:
    with pytest.raises(UpstreamGarbled):
        fetched(tmp_path / "part", script)


def test_a_snapshot_that_unpacks_without_end_is_stopped(tmp_path: Path) -> None:
    packed = zstandard.compress(b"\0" * 500_000_000)
    tracemalloc.start()
    with pytest.raises(UpstreamGarbled):
        fetched(tmp_path / "part", answer(200, packed, manifest(size=1_000_000)))
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()
    assert (tmp_path / "part").stat().st_size < 2_000_000


def cut(target: Path) -> int:
    """A download that ends after most of the file; returns how many bytes of it came."""
    packed = zstandard.compress(ROSTER)
    with pytest.raises(UpstreamError):
        fetched(target, answer(200, packed[:-1000], SIGNED, f"ETag: {ETAG}", length=len(packed)))
    return len(packed) - 1000


def test_a_download_that_was_cut_goes_on_where_it_was(tmp_path: Path) -> None:
    came = cut(tmp_path / "part")
    packed = zstandard.compress(ROSTER)
    rest = packed[came - 1 :]
    with canned(answer(206, rest, SIGNED, f"ETag: {ETAG}", f"Content-Range: bytes {came - 1}-{len(packed) - 1}/{len(packed)}")) as server:
        upstream = HttpUpstream(server.url, "token", PUBLIC)
        assert upstream.snapshot(tmp_path / "part", "") == ETAG
        upstream.close()
        assert f"Range: bytes={came - 1}-".encode() in server.heard[0]
        assert f"If-Range: {ETAG}".encode() in server.heard[0]
    assert (tmp_path / "part").read_bytes() == ROSTER
    assert [path.name for path in tmp_path.iterdir()] == ["part"]


@pytest.mark.parametrize("length", [250_000, 400_000])
def test_another_snapshot_in_place_of_the_rest_is_taken_whole(tmp_path: Path, length: int) -> None:
    cut(tmp_path / "part")
    other = os.urandom(length)
    assert fetched(tmp_path / "part", answer(200, zstandard.compress(other), manifest(other), 'ETag: "cd"')) == '"cd"'
    assert (tmp_path / "part").read_bytes() == other
    assert [path.name for path in tmp_path.iterdir()] == ["part"]


@pytest.mark.parametrize("damage", ["bytes on the disk", "another place", "another file", "past the end"])
def test_a_rest_that_does_not_fit_is_thrown_away_and_the_next_download_is_whole(tmp_path: Path, damage: str) -> None:
    came = cut(tmp_path / "part")
    packed = zstandard.compress(ROSTER)
    held = next(tmp_path.glob("part.*"))
    place, etag, status = came - 1, ETAG, 206
    if damage == "bytes on the disk":
        held.write_bytes(b"\0" * came)
    elif damage == "another place":
        place -= 5
    elif damage == "another file":
        etag = '"cd"'
    else:
        status = 416
    headers = (SIGNED, f"ETag: {etag}", f"Content-Range: bytes {place}-{len(packed) - 1}/{len(packed)}")
    with pytest.raises(UpstreamGarbled):
        fetched(tmp_path / "part", answer(status, packed[came - 1 :], *headers))
    assert fetched(tmp_path / "part", answer(200, packed, SIGNED, f"ETag: {ETAG}")) == ETAG
    assert (tmp_path / "part").read_bytes() == ROSTER


def test_a_disk_that_does_not_take_the_snapshot_says_so(tmp_path: Path) -> None:
    with pytest.raises(CannotRecord):
        fetched(tmp_path / "missing" / "part", answer(200, zstandard.compress(ROSTER), SIGNED))


def test_a_roster_leaves_the_journal_its_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcel, "RESERVE", 1 << 60)
    target = tmp_path / "part"
    for left in (target, tmp_path / "part.0123456789abcdef"):
        left.write_bytes(b"from an earlier try")
    with pytest.raises(NoRoom):
        fetched(target, answer(200, zstandard.compress(ROSTER), SIGNED))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_roster_that_fills_the_disk_gives_the_room_back(tmp_path: Path) -> None:
    target = tmp_path / "part"
    target.symlink_to("/dev/full")
    with pytest.raises(CannotRecord):
        fetched(target, answer(200, zstandard.compress(ROSTER), SIGNED))
    assert list(tmp_path.iterdir()) == []


def test_a_snapshot_for_a_station_turned_away_is_denied(tmp_path: Path) -> None:
    with pytest.raises(UpstreamDenied):
        fetched(tmp_path / "part", answer(401, {"error": "error.upstream_denied"}))
