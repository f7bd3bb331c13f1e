"""Tests of kiosk.scanner.heard: what the scanner sent comes back, whatever keyboard, Caps Lock or prefix stood between."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import badge
from kiosk.scanner.heard import Manner, Way, caps_lock, spells_code, understand
from kiosk.scanner.keys import FRENCH, GERMAN, US
from kiosk.scanner.wedge import Stroke
from tests.kiosk.scanner.striking import struck

CODE, TOKEN = "K7QF2MZR5DAX3VNY", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 3 + "MNOPQRSTUVWXYZ2345672345AQ"
LAYOUTS = {"us": US, "german": GERMAN, "french": FRENCH}
CODES = st.binary(min_size=10, max_size=10).map(lambda chosen: badge.new_code(lambda _: chosen))


def candidates(strokes: list[Stroke], manner: Manner = Manner()) -> set[str]:  # noqa: B008 - frozen
    heard = understand(strokes, manner)
    return {heard.text, *heard.others}


def test_codes_of_every_form_are_heard() -> None:
    assert len(TOKEN) == badge.TOKEN_LENGTH
    for code in (CODE, "C" + CODE, TOKEN):
        assert understand(struck(code)).text == code
        assert spells_code(struck(code))


@given(CODES, st.sampled_from(list(LAYOUTS)), st.booleans(), st.booleans())
def test_an_american_scanner_is_understood_on_any_computer(code: str, host: str, places: bool, caps: bool) -> None:
    strokes = struck(code, host=LAYOUTS[host], places=places, caps=caps)
    assert code in candidates(strokes)
    if caps and host == "french":  # Windows shifts the row of figures too
        shifted = [replace(stroke, text=c) if c.isdigit() else stroke for c, stroke in zip(code, strokes, strict=True)]
        assert code in candidates(shifted)


@given(CODES, st.sampled_from(["german", "french"]), st.booleans(), st.booleans())
def test_a_scanner_set_to_another_keyboard_is_understood_on_any_computer(code: str, scanner: str, places: bool, same: bool) -> None:
    host = LAYOUTS[scanner] if same else US
    assert code in candidates(struck(code, host=host, scanner=LAYOUTS[scanner], places=places))


def test_where_keys_lie_decides_before_what_the_computer_made_of_them() -> None:
    heard = understand(struck(CODE, host=GERMAN))
    assert (heard.text, heard.way) == (CODE, Way.KEYS)
    assert CODE.replace("Z", "*").replace("Y", "Z").replace("*", "Y") in heard.others


def test_what_is_known_of_the_scanner_decides_where_layouts_leave_it_open() -> None:
    strokes = struck(CODE, host=GERMAN, scanner=GERMAN)
    assert understand(strokes).text != CODE
    assert understand(strokes, Manner(Way.TYPED)).text == CODE


@pytest.mark.parametrize("aim", ["]Q1", "]d2", "]C0"])
def test_the_aim_identifier_is_taken_off_and_told(aim: str) -> None:
    for host in LAYOUTS.values():
        heard = understand(struck(aim + CODE, host=host))
        assert (heard.text, heard.aim) == (CODE, aim)


def test_a_foreign_text_is_taken_as_shows_its_aim_identifier() -> None:
    for host in LAYOUTS.values():
        heard = understand(struck("]Q1https://example.com", host=host))
        assert (heard.text, heard.aim) == ("https://example.com", "]Q1")


def test_a_known_prefix_and_suffix_are_taken_off_before_or_after_the_identifier() -> None:
    manner = Manner(prefix="~C", suffix="#")
    for sent in ("~C]Q1" + CODE + "#", "]Q1~C" + CODE + "#"):
        heard = understand(struck(sent), manner)
        assert (heard.text, heard.aim) == (CODE, "]Q1")
    assert understand(struck(CODE), manner).text == CODE


def test_small_letters_of_a_code_are_capitals_and_those_of_a_foreign_text_stay() -> None:
    assert understand(struck(CODE.lower())).text == CODE
    assert understand(struck("https://example.com/A")).text == "https://example.com/A"


def test_caps_lock_is_undone_for_foreign_texts_too() -> None:
    strokes = struck("https://Example.com", caps=True)
    assert caps_lock(strokes)
    assert understand(strokes).text == "https://Example.com"
    assert not caps_lock(struck("https://Example.com"))
    assert not caps_lock(struck("123-456"))


def test_hangul_already_turned_into_keys_is_a_code_whatever_its_case() -> None:
    strokes = [Stroke(c if c in "QWERTOP" else c.lower(), 1_000, hangul=c.isalpha()) for c in CODE]
    assert understand(strokes).text == CODE


@given(st.lists(st.builds(Stroke, st.text(max_size=3), st.integers(), st.integers(0, 130), st.booleans(), st.booleans()), max_size=30))
def test_nothing_struck_ever_raises(strokes: list[Stroke]) -> None:
    heard = understand(strokes)
    assert all(badge.has_form(other) for other in heard.others)
