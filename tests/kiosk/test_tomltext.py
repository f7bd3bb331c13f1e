"""The scanner of TOML text: every value stands where it is said to stand."""

from __future__ import annotations

import tomllib
from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.tomltext import Path, dotted, line_of, spans

TRICKY = (
    r"""# a comment with = and [brackets]
title = "a \" quoted # not a comment"   # one
'odd key'.sub."more \" odd" = 1
empty = ""
literal = 'C:\path # no comment'
many = [ # comment, with ] and }
  1, 2, # two
  [3, "]"], { a = 1, b = [4, 5] },
]
long = '''
first line
x = 7 [not.a.table]
'''
quoted = '''two quotes at the end'''''
"""
    r'''basic = """one \
   two \""" three"""""
moment = 2026-10-07 10:00:00   # a space inside
day = 2026-10-07
[ table . "sub table" ]
key = true
[[zone]]
id = "a"
[[zone.hours]]
day = 1
[[zone.hours]]
day = 2
[zone.name]
ko = "가"
[[zone]]
name = { ko = "나", en = 'B' }
[[zone.hours]]
day = 3
'''
)


def flat(value: Any, path: Path = ()) -> dict[Path, Any]:
    """Every leaf and container of a parsed document by its path."""
    found: dict[Path, Any] = {path: value} if path else {}
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        found |= flat(child, (*path, name))
    return found


def agrees(text: str) -> None:
    """Every path tomllib finds has a span, and the span's text is that value."""
    known = spans(text)
    for path, value in flat(tomllib.loads(text)).items():
        span = known[path]
        assert span.line == text.count("\n", 0, span.start) + 1
        source = text[span.start : span.end]
        if not source.startswith("[") and not isinstance(value, dict):
            assert tomllib.loads(f"x = {source}")["x"] == value


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_value_of_a_tricky_text_stands_where_it_is_said_to(ends: str) -> None:
    agrees(TRICKY.replace("\n", ends))


def test_nothing_is_found_that_is_not_there() -> None:
    parsed = flat(tomllib.loads(TRICKY))
    assert set(spans(TRICKY)) == set(parsed)


def test_an_array_of_tables_is_counted_through_its_headers() -> None:
    lines = TRICKY.splitlines()
    assert lines[spans(TRICKY)["zone", 0, "hours", 1, "day"].line - 1] == "day = 2"
    assert lines[spans(TRICKY)["zone", 1, "hours", 0, "day"].line - 1] == "day = 3"
    assert lines[spans(TRICKY)["zone", 1].line - 1] == "[[zone]]"


def test_what_is_missing_has_the_line_of_what_it_is_missing_from() -> None:
    known = spans(TRICKY)
    assert line_of(known, ("zone", 1, "capacity")) == known["zone", 1].line
    assert line_of(known, ("nowhere",)) == 1


def test_a_path_is_written_with_items_counted_from_one() -> None:
    assert dotted(("zone", 1, "hours", 0, "opens")) == "zone[2].hours[1].opens"
    assert dotted(()) == ""


def quoted(text: str) -> str:
    """``text`` as a TOML basic string."""
    return '"' + "".join(f"\\U{ord(char):08X}" if char in '"\\' or not char.isprintable() else char for char in text) + '"'


def written(value: Any) -> str:
    """``value`` as TOML on one line."""
    match value:
        case dict():
            return "{ " + ", ".join(f"{quoted(key)} = {written(child)}" for key, child in value.items()) + " }"
        case list():
            return "[" + ", # more\n".join(map(written, value)) + "]"
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = TEXTS | st.integers(-(2**60), 2**60) | st.booleans() | st.dates() | st.times()
INLINE = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, SCALARS, max_size=3), max_leaves=12)


@given(st.dictionaries(TEXTS, INLINE, max_size=6))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_is_scanned_as_tomllib_reads_it(document: dict[str, Any]) -> None:
    text = "\n".join(f"{quoted(key)} = {written(value)}  # end" for key, value in document.items())
    agrees(text)
    assert set(spans(text)) == set(flat(document))
