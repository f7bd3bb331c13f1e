"""Tests of kiosk.masking: one's own is recognised, another's is not learned, and no input breaks it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import masking
from kiosk.invented import people


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("홍길동", "홍*동"), ("남궁민수", "남궁**"), ("이슬", "이*"), ("홍", "*"), ("홍 길동", "홍*동"),
        (unicodedata.normalize("NFD", "홍길동"), "홍*동"),
        ("똠방각하", "똠방**"), ("王小明", "王*明"), ("やまだ たろう", "やま****"), ("John Smith", "J*** S****"), ("Ngọc Anh", "N*** A**"),
        ("Zoe\u0308", "Z**"), ("J. Doe", "J* D**"), ("\u202eJohn", "J***"), ("", ""), ("  ", ""), ("👩\u200d🚀 Kim", "👩\u200d🚀 K**"),
        ("홍길동 (Hong)", "홍** (*****"),
    ],
)  # fmt: skip
def test_of_a_name_little_is_shown(full: str, shown: str) -> None:
    assert masking.name(full) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("010-1234-5678", "010-****-5678"), ("01012345678", "010-****-5678"), ("+82 10 1234 5678", "010-****-5678"),
        ("011-123-4567", "011-***-4567"),
        ("+44 20 7946 0958", "********0958"), ("02-123-4567", "*****4567"), ("1234567", "*******"), ("", ""), ("no number", ""),
        ("٠١٠١٢٣٤٥٦٧٨", "010-****-5678"),
    ],
)  # fmt: skip
def test_of_a_telephone_number_the_last_four_digits_are_shown(number: str, shown: str) -> None:
    assert masking.phone(number) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [("abcdef@example.com", "ab***@example.com"), ("ab@example.com", "a***@example.com"), ("a@example.com", "***@example.com"),
        ("nobody", "***"), ("", "")],
)  # fmt: skip
def test_of_a_mail_address_two_letters_and_the_domain_are_shown(address: str, shown: str) -> None:
    assert masking.email(address) == shown


def test_nobody_of_a_crowd_is_shown_whole() -> None:
    for one in people(2_000):
        assert masking.name(one.name) != one.name
        assert masking.STAR in masking.name(one.name)
        assert masking.phone(one.phone) == f"010-****-{one.phone[-4:]}"
        assert one.email.split("@")[0] not in masking.email(one.email)


@given(st.text())
def test_of_any_name_at_most_two_letters_a_word_are_shown(full: str) -> None:
    shown = masking.name(full)
    for word in shown.split():
        letters = [letter for letter in word if not unicodedata.combining(letter) and unicodedata.category(letter)[0] != "M"]
        assert sum(letter != masking.STAR for letter in letters if letter not in "\u200d\ufe0e\ufe0f") <= 2 or "\u200d" in word
    assert not any(unicodedata.category(letter) == "Cc" for letter in shown)


@given(st.text())
def test_of_any_number_at_most_seven_digits_are_shown(number: str) -> None:
    digits = [letter for letter in number if letter.isdigit()]
    shown = [letter for letter in masking.phone(number) if letter.isdigit()]
    assert len(shown) <= min(7, max(0, len(digits) - 3))


@given(st.text(), st.emails())
def test_of_any_address_at_most_two_letters_before_the_domain_are_shown(text: str, address: str) -> None:
    assert masking.email(address).split(masking.STAR * 3)[0] in (address[:2], address[:1], "")
    assert len(masking.email(text).split("@")[0]) <= 5
