"""Every reason has its words, and both languages say the same values."""

from __future__ import annotations

import string

import pytest

from kiosk.catalogue.faults import TABLE as FAULTS
from kiosk.catalogue.reasons import TABLE
from kiosk.model import Reason, Text

SILENT = {Reason.ADMITTED, Reason.ADMITTED_AGAIN, Reason.SIGNED_NOT_LISTED}


def named(text: str) -> set[str]:
    """The values ``text`` needs."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_has_a_word_a_sentence_and_says_what_to_do_next(reason: Reason) -> None:
    for lang in ("ko", "en"):
        word, sentence, step = (TABLE[f"reason.{reason}.{part}"].of(lang) for part in ("word", "sentence", "next"))
        assert word
        assert sentence
        assert bool(step) is (reason not in SILENT)


@pytest.mark.parametrize(("key", "text"), [*TABLE.items(), *FAULTS.items()], ids=[*TABLE, *FAULTS])
def test_both_languages_need_the_same_values(key: str, text: Text) -> None:
    assert named(text.ko) == named(text.en)
    if key.startswith("reason."):
        assert named(text.ko) <= {"ago", "at", "days"}


def test_a_sentence_with_a_value_that_can_be_missing_has_one_without() -> None:
    for reason in Reason:
        if named(TABLE[f"reason.{reason}.sentence"].en):
            assert not named(TABLE[f"reason.{reason}.sentence_unfilled"].en)
