"""Parts compressed apart are one gzip member that any reader takes."""

from __future__ import annotations

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from sync.server.packed import Part, gzipped


@given(st.lists(st.binary(max_size=2_000) | st.binary(max_size=20).map(lambda some: some * 500), max_size=5))
def test_parts_are_read_as_one(contents: list[bytes]) -> None:
    packed = gzipped(*map(Part, contents))
    assert gzip.decompress(packed) == b"".join(contents)
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)  # as a station reads: one member and no more
    assert (reader.decompress(packed), reader.eof, reader.unused_data) == (b"".join(contents), True, b"")
