"""Tests of kiosk.crowd: who is found by a whole name and the end of a telephone number, and who is not."""

from __future__ import annotations

import pytest

from kiosk.crowd import Crowd
from kiosk.personal import Personal, seal

KEY, EVENT = b"k" * 32, "slw-2026"
PEOPLE = (
    Personal("a", "홍길동", phone="010-1234-5678"),
    Personal("b", "홍길동", phone="010-9999-5678"),
    Personal("c", "홍길도", phone="010-1234-1111"),
    Personal("d", "Zoë van den Berg", phone="+31 6 1234 2222"),
    Personal("e", "선우 하늘", phone="010-0000-3333"),
)


@pytest.fixture(scope="module")
def crowd() -> Crowd:
    return Crowd({one.id: seal(one, KEY, EVENT) for one in PEOPLE}, KEY, EVENT)


@pytest.mark.parametrize(
    ("digits", "name", "found"),
    [
        ("1111", "홍길도", ["c"]),
        ("1111", "\u1112\u1169\u11bc\u1100\u1175\u11af\u1103\u1169", ["c"]),  # the same in jamo
        ("2222", "zoe VAN den berg", ["d"]),
        ("3333", "선우하늘", ["e"]),
        ("5678", "홍길동", ["a", "b"]),
        ("1111", "홍길동", []),  # not whose number this is
        ("1111", "홍길", []),  # not the whole name
        ("1111", "홍", []),
        ("1111", "ㅎㄱㄷ", []),
        ("1111", "", []),
        ("1111", "  ", []),
        ("", "홍길도", []),
        ("....", "홍길도", []),
    ],
)
def test_a_visitor_is_found_by_the_whole_name_and_the_last_digits_alone(crowd: Crowd, digits: str, name: str, found: list[str]) -> None:
    assert sorted(crowd.named(digits, name)) == found
