"""Tests of kiosk.search: one field finds a person by whatever part of them is typed, half-typed syllables included."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hangul import INITIALS, compose, keys_of
from kiosk.invented import people
from kiosk.search import LIMIT, Entry, Index, Match

CROWD = (
    Entry("1", "홍길동", "가온모빌리티", "010-0000-5678", "hong@example.com"),
    Entry("2", "홍길순", "(주)한강 데이터랩", "010-0000-1234", "soon@example.com"),
    Entry("3", "남궁민수", "", "+82 10-0000-5679", "guest3@example.com"),
    Entry("4", "Zoë Müller", "City of Eastmere", "+44 20 7946 0958", "zoe@example.com"),
    Entry("5", "호랑이", "", "", ""),
    Entry("6", "길 홍동", "", "", ""),
    Entry("7", unicodedata.normalize("NFD", "똠방각하"), "", "", ""),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(CROWD)


def keys(index: Index, text: str) -> list[str]:
    return [hit.entry.key for hit in index.find(text)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("홍길동", ["1"]), ("홍", ["1", "2", "6"]), ("길동", ["1"]), ("ㅎㄱㄷ", ["1", "2"]), ("ㅎㄱ", ["1", "2"]), ("홍ㄱㅅ", ["2"]),
        ("호", ["5", "1", "2", "6"]),
        ("홍기", ["1", "2"]), ("홀", ["5"]), ("5678", ["1"]), ("567", ["3", "1"]), ("010-0000-5678", ["1"]), ("0958", ["4"]),
        ("muller", ["4"]), ("MÜL", ["4"]),
        ("zoe m", ["4"]), ("zoe@", ["4"]), ("eastmere", ["4"]), ("가온", ["1"]), ("데이터", ["2"]), ("한강데이터랩", ["2"]),
        ("홍길 5678", ["1"]),
        ("5678 홍", ["1"]), ("홍 1234", ["2"]), ("홍 9999", []), ("길홍동", ["6"]), ("길 홍", ["6"]), ("똠방", ["7"]),
        (unicodedata.normalize("NFD", "똠방"), ["7"]),
        ("nobody", []), ("", []), ("   ", []), (".*", []), ("[가-힣]", []), ("\n", []),
    ],
)  # fmt: skip
def test_a_person_is_found_by_any_part_of_them(index: Index, typed: str, found: list[str]) -> None:
    assert keys(index, typed) == found


def test_the_whole_name_comes_before_its_start_and_that_before_a_part(index: Index) -> None:
    more = Index([*CROWD, Entry("8", "홍"), Entry("9", "이홍")])
    hits = more.find("홍")
    assert [(hit.entry.key, hit.matches[0]) for hit in hits[:2]] == [("8", Match.NAME), ("1", Match.NAME_START)]
    assert hits[-1].matches[0] is Match.NAME_PART


def test_each_word_says_how_it_matched(index: Index) -> None:
    assert index.find("홍길동 5678")[0].matches == (Match.NAME, Match.PHONE)


def test_equals_stand_in_korean_order_hangul_before_latin() -> None:
    index = Index([Entry("a", "Kim Min"), Entry("b", "김하늘"), Entry("c", "김가온")])
    assert keys(index, "ㄱ") == ["c", "b"]
    assert [hit.entry.key for hit in Index([Entry("a", "Kim", "한강"), Entry("b", "김", "한강")]).find("한강")] == ["b", "a"]


def test_never_more_than_twenty_however_many_there_are() -> None:
    index = Index(Entry(one.key, one.name, one.company, one.phone, one.email) for one in people(3_000))
    assert len(index.find("ㄱ")) == LIMIT
    assert len(index.find("0")) == LIMIT


def test_everybody_of_a_crowd_is_found_by_name_and_last_four_digits() -> None:
    crowd = list(people(500))
    index = Index(Entry(one.key, one.name, one.company, one.phone, one.email) for one in crowd)
    for one in crowd:
        assert one.key in {hit.entry.key for hit in index.find(f"{one.name} {one.phone[-4:]}")}


@given(st.text())
def test_no_text_breaks_the_search(text: str) -> None:
    assert len(Index(CROWD).find(text)) <= len(CROWD)


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=5))
def test_any_korean_name_is_found_by_its_initials_and_by_each_key_of_typing_it(name: str) -> None:
    index = Index([Entry("1", name)])
    assert keys(index, "".join(INITIALS[(ord(letter) - 0xAC00) // 588] for letter in name)) == ["1"]
    struck = keys_of(name)
    for count in range(1, len(struck) + 1):
        assert keys(index, compose(struck[:count])) == ["1"]


def test_an_empty_index_finds_nobody() -> None:
    assert Index([]).find("홍") == []
    assert len(Index([])) == 0
