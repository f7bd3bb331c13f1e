"""Tests of kiosk.scanner.hangul: whatever an input method made of the keys, the keys come back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.hangul import keys_of
from kiosk.scanner.hangul import Composition
from tests.kiosk.scanner.composing import KEYS, InputMethod


def test_what_is_half_composed_counts_once() -> None:
    composing = Composition()
    events = [("", "ㅎ"), ("", "하"), ("", "한"), ("하", "나"), ("나", "ㄱ"), ("ㄱ", ""), ("7", "")]
    assert [composing.typed(*event) for event in events] == ["g", "k", "s", "k", "r", "", "7"]


def test_an_input_method_that_orders_or_folds_letters_does_not_hide_the_order_of_keys() -> None:
    ordering = Composition()
    assert [ordering.typed(*event) for event in [("", "ㅏ"), ("", "가"), ("가", "")]] == ["k", "r", ""]
    folding = Composition()
    assert [folding.typed(*event) for event in [("", "ㄱ"), ("", "ㄲ"), ("", "까")]] == ["r", "r", "k"]


def test_a_letter_taken_back_adds_no_key_and_a_reset_forgets() -> None:
    composing = Composition()
    assert [composing.typed("", "하"), composing.typed("", "ㅎ"), composing.typed("", "호")] == ["gk", "", "h"]
    composing.reset()
    assert composing.typed("", "호") == "gh"


@given(st.text(KEYS, max_size=40))
def test_whatever_keys_an_input_method_composes_come_back_in_their_order(keys: str) -> None:
    method, composition = InputMethod(), Composition()
    events = [*(method.key(key) for key in keys), method.flush()]
    assert "".join(composition.typed(*event) for event in events) == keys
    assert keys_of("".join(commit for commit, _ in events)) == keys
