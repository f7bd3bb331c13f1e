"""Tests of kiosk.scanner.lines: the bytes of a serial scanner become codes, however they were cut on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanner.lines import Line, Lines
from kiosk.scanner.wedge import MOST


@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n", "\t"])
def test_every_terminator_ends_a_code(ending: str) -> None:
    assert Lines().feed(f"AB{ending}CD{ending}".encode()) == [Line("AB", ending), Line("CD", ending)]


@given(st.lists(st.text("AB7", min_size=1, max_size=5), max_size=6), st.sampled_from([b"\r", b"\n", b"\r\n", b"\t"]), st.data())
def test_however_the_bytes_are_cut_the_codes_are_the_same(codes: list[str], ending: bytes, data: st.DataObject) -> None:
    stream = b"".join(code.encode() + ending for code in codes)
    lines, found = Lines(), []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += lines.feed(stream[:size])
        stream = stream[size:]
    assert [line.text for line in found] == codes
    assert lines.silence() == []


def test_silence_ends_a_code_and_a_reset_forgets_half_of_one() -> None:
    lines = Lines()
    assert lines.feed(b"AB") == []
    assert lines.silence() == [Line("AB", "")]
    lines.feed(b"half")
    lines.reset()
    assert lines.feed(b"CD\r") == [Line("CD", "\r")]


def test_endless_and_odd_bytes_are_bounded_and_raise_nothing() -> None:
    lines = Lines()
    for _ in range(100):
        lines.feed(b"A" * 1000)
    assert lines.feed(b"\r") == [Line("A" * MOST, "\r")]
    assert lines.feed(b"\x02K7\x1d\xffQF\x03\r") == [Line("K7ÿQF", "\r")]
    assert lines.feed("한글\r".encode()) == [Line("한글", "\r")]
