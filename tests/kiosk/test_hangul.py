"""Tests of kiosk.hangul: Hangul becomes keys and keys become Hangul, in every order they can be struck."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hangul import KEYS, compose, has_hangul, keys_of
from tests.kiosk.scanner import composing

SYLLABLES = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=20)
STRUCK = st.text(st.sampled_from(sorted(KEYS)), max_size=40)


@pytest.mark.parametrize(
    ("hangul", "keys"),
    [("ㅁ-ㅠ12", "a-b12"), ("뮤", "ab"), ("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP"),
     ("값", "rkqt"), ("괘씸", "rhoTla"), ("ㄳㅀㅄ", "rtfgqt"), ("ㅢㅝㅙ", "mlnjho"),
     ("K7가", "K7rk")],
)  # fmt: skip
def test_hangul_becomes_the_keys_that_make_it(hangul: str, keys: str) -> None:
    assert keys_of(hangul) == keys
    assert has_hangul(hangul)


def test_a_syllable_and_its_parts_are_the_same_keys() -> None:
    for number in range(0xAC00, 0xD7A4, 7):
        syllable = chr(number)
        assert keys_of(syllable) == keys_of(unicodedata.normalize("NFD", syllable))


def test_what_is_no_hangul_stays() -> None:
    assert keys_of("]Q1-AB é漢") == "]Q1-AB é漢"
    assert not has_hangul("]Q1-AB é漢")


def test_every_key_is_one_of_the_layout() -> None:
    assert frozenset(composing.KEYS) == KEYS


@pytest.mark.parametrize(
    ("keys", "steps"),
    [
        ("ghdrlfehd", "ㅎ 호 홍 홍ㄱ 홍기 홍길 홍길ㄷ 홍길도 홍길동"),
        ("rkqtk", "ㄱ 가 갑 값 갑사"),
        ("EhR", "ㄸ 또 똒"),
        ("dnjf", "ㅇ 우 워 월"),
        ("gre", "ㅎ ㅎㄱ ㅎㄱㄷ"),
        ("rrk", "ㄱ ㄱㄱ ㄱ가"),
        ("kr", "ㅏ ㅏㄱ"),
        ("hk", "ㅗ ㅘ"),
        ("rkrkr", "ㄱ 가 각 가가 가각"),
        ("QnpfR", "ㅃ 뿌 쀄 쀌 쀌ㄲ"),
    ],
)
def test_keys_are_composed_step_by_step(keys: str, steps: str) -> None:
    assert [compose(keys[:end]) for end in range(1, len(keys) + 1)] == steps.split()


def test_a_key_that_makes_no_letter_is_refused() -> None:
    with pytest.raises(KeyError):
        compose("rk1")


@given(SYLLABLES)
def test_typing_any_syllables_by_their_keys_gives_them(text: str) -> None:
    assert compose(keys_of(text)) == text


@given(STRUCK)
def test_whatever_is_struck_is_composed_as_an_input_method_composes_it(keys: str) -> None:
    method = composing.InputMethod()
    committed = "".join(method.key(key)[0] for key in keys)
    assert compose(keys) == committed + method.flush()[0]


@given(STRUCK)
def test_what_is_composed_is_whole_and_only_its_end_may_change(keys: str) -> None:
    text = compose(keys)
    assert unicodedata.is_normalized("NFC", text)
    assert keys_of(text) == keys
    for key in KEYS:
        assert compose(keys + key).startswith(text[:-1])
