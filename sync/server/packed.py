"""An answer in parts, gzip-compressed part by part: a page of the feed that many stations ask for is compressed once; knows no message."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property

LEVEL = 1
HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
END = b"\x03\x00"
"""The last, empty block of a deflate stream (RFC 1951 section 3.2.6)."""


@dataclass(frozen=True)
class Part:
    """Some bytes of an answer, and as they stand in a compressed one."""

    plain: bytes

    @cached_property
    def packed(self) -> bytes:
        """Deflate blocks that end on a whole byte and refer to nothing outside, so parts can be put one behind the other."""
        made = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return made.compress(self.plain) + made.flush(zlib.Z_FULL_FLUSH)


def gzipped(*parts: Part) -> bytes:
    """All ``parts`` as one gzip member (RFC 1952)."""
    check, length = 0, sum(len(part.plain) for part in parts)
    for part in parts:
        check = zlib.crc32(part.plain, check)
    ends = check.to_bytes(4, "little") + (length & 0xFFFFFFFF).to_bytes(4, "little")
    return b"".join((HEADER, *(part.packed for part in parts), END, ends))
