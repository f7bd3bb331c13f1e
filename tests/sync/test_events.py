"""Events come out whole and alike, however their bytes were cut on the way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import UpstreamGarbled
from sync.events import Event, events

TOLD = b': hello\n\nid: g/1.2-3.4\nevent: frame\ndata: {"a":\ndata: 1}\n\nevent: round\ndata: {}\n\ndata:x\n\nevent: nothing\n\n'
MEANT = [Event("frame", '{"a":\n1}'), Event("round", "{}"), Event("message", "x")]


@given(st.lists(st.integers(0, len(TOLD)), max_size=12), st.booleans())
def test_events_are_the_same_wherever_the_pieces_were_cut(cuts: list[int], by_windows: bool) -> None:
    places = [0, *sorted(cuts), len(TOLD)]
    pieces = [TOLD[start:end] for start, end in pairwise(places)]
    if by_windows:
        pieces = [piece.replace(b"\n", b"\r\n") for piece in pieces]
    assert list(events(pieces, 1_000)) == MEANT


def test_what_is_no_event_yet_is_not_told() -> None:
    assert list(events([b"event: frame\ndata: {}\n"], 1_000)) == []


@pytest.mark.parametrize("bad", [[b"x" * 2_000], [b"data: \xff\xfe\n\n"]])
def test_endless_or_unreadable_ones_end_the_stream(bad: list[bytes]) -> None:
    with pytest.raises(UpstreamGarbled):
        list(events(bad, 1_000))
