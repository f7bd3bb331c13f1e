"""One record looked at: no content raises, and only an untouched one is usable."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sync.server.sift import kept, sift
from tests.sync.server.tape import Tape

TAPE = Tape("gate-1").fill(3)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def look(raw: Any) -> Any:
    return sift(raw, TAPE.event, TAPE.station, TAPE.epoch, 3, TAPE.records[1].hash)


def test_an_untouched_record_is_usable() -> None:
    assert look(TAPE.raw[2]).record == TAPE.records[2]
    assert look(json.loads(json.dumps(TAPE.raw[2]))).record == TAPE.records[2]


@given(JSON)
def test_no_value_raises_and_none_is_a_record(raw: Any) -> None:
    assert look(raw).record is None
    text, digest = kept(raw)
    assert text.isascii()
    assert kept(raw) == (text, digest)


@given(st.sampled_from(sorted(TAPE.raw[2])), JSON)
def test_no_field_can_be_changed_unnoticed(field: str, value: Any) -> None:
    sifted = look({**TAPE.raw[2], field: value})
    # what means the same once read (1.0 for 1) is the same record
    assert sifted.record is None or sifted.record == TAPE.records[2]


def test_a_value_nested_too_deeply_to_be_written_is_still_kept_as_something() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert look(deep).record is None
    assert kept(deep)[0].isascii()
    while deep:  # taken apart by hand: Python's own way down the nesting is recursive
        deep = deep[0]
