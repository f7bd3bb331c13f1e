"""A roster on its way: its packed bytes are kept beside, so that a download that was cut goes on where it was; knows no HTTP.

The name of the file of packed bytes says which snapshot they are of. It is trusted with nothing: whatever comes of it must be what the
signed manifest says, and where it is not, the bytes are thrown away and the next download begins anew.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol, cast

import zstandard

from kiosk import ballast
from kiosk.errors import CannotRecord, NoRoom, UpstreamGarbled
from kiosk.store import guarded
from sync.wire import Manifest

PIECE = 64 * 1024
WINDOW_LIMIT = 128 * 1024 * 1024
"""Bytes of memory a compressed roster may ask for."""

RESERVE = 4 * ballast.SIZE
"""Bytes of the disk a roster leaves free: below this no ballast is held back for the journal either."""

_ETAG = re.compile(r'"([0-9a-f]{16,64})"')


class Source(Protocol):
    """What bytes come from."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes, none at the end."""


def begun(target: Path) -> tuple[str, int]:
    """ETag of the snapshot of which some bytes are here already, and from which byte on to ask; ("", 0) where there are none.

    One byte less than there are: of a file that is whole there would be nothing left to ask for."""
    for path in _packed(target):
        with suppress(OSError):
            if (size := path.stat().st_size) > 1:
                return f'"{path.name.removeprefix(f"{target.name}.")}"', size - 1
    return "", 0


def take(target: Path, etag: str, start: int, source: Source, manifest: Manifest) -> None:
    """Unpack the snapshot into ``target``, fsynced: the first ``start`` packed bytes are here, the others come from ``source``.

    Raises NoRoom where that would leave too little of the disk to the journal, UpstreamGarbled for anything but what ``manifest`` says,
    CannotRecord, and what ``source`` raises: then the bytes stay."""
    with guarded(target):
        if shutil.disk_usage(target.parent).free < 2 * manifest.size + RESERVE:
            target.unlink(missing_ok=True)
            discard(target)
            raise NoRoom(size=manifest.size)
    known = _ETAG.fullmatch(etag)
    packed = target.with_name(f"{target.name}.{known.group(1) if known else 0}")
    for other in set(_packed(target)) - {packed}:
        other.unlink(missing_ok=True)
    try:
        with guarded(target), packed.open("r+b" if start else "w+b") as held, target.open("wb") as file:
            held.truncate(start)
            _unpack(_Kept(held, source), file, manifest)
            file.flush()
            os.fsync(file.fileno())
    except zstandard.ZstdError as fault:
        packed.unlink()
        raise UpstreamGarbled(f"roster: {fault}") from fault
    except UpstreamGarbled:
        packed.unlink()
        raise
    except CannotRecord:  # the room is the journal's
        target.unlink(missing_ok=True)
        packed.unlink(missing_ok=True)
        raise
    packed.unlink()


def discard(target: Path) -> None:
    """Forget what has come so far."""
    for path in _packed(target):
        path.unlink(missing_ok=True)


def _packed(target: Path) -> list[Path]:
    return list(target.parent.glob(f"{target.name}.*"))


def _unpack(source: Source, file: IO[bytes], manifest: Manifest) -> None:
    digest, length = hashlib.sha256(), 0
    unpacked = zstandard.ZstdDecompressor(max_window_size=WINDOW_LIMIT).stream_reader(cast(IO[bytes], source))  # it only ever calls read
    while piece := unpacked.read(PIECE):
        length += len(piece)
        if length > manifest.size:
            raise UpstreamGarbled(f"roster longer than the {manifest.size} bytes it should be")
        digest.update(piece)
        file.write(piece)
    if digest.hexdigest() != manifest.sha256:
        raise UpstreamGarbled("the roster is not what its manifest says")


class _Kept:
    """First what ``held`` has, then what ``source`` brings, which ``held`` gets as well."""

    def __init__(self, held: IO[bytes], source: Source) -> None:
        self._held, self._source = held, source

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes, none at the end."""
        if piece := self._held.read(size):
            return piece
        piece = self._source.read(size)
        self._held.write(piece)
        return piece
