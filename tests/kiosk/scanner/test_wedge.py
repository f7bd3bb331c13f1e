"""Tests of kiosk.scanner.wedge: bursts are told from typing by their times, end as scanners end them, and never run into the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanner.heard import spells_code
from kiosk.scanner.wedge import LEAST, MOST, PAUSE_MS, SILENCE_MS, Burst, Stroke, Wedge
from tests.kiosk.scanner.striking import ender, play, struck, texts

CODE, NEXT = "K7QF2MZR5DAX3VNE", "ABCDEFGH234567YZ"


@pytest.fixture
def wedge() -> Wedge:
    """One keyboard."""
    return Wedge(spells_code)


@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n", "\t", ""])
def test_every_terminator_or_silence_ends_a_burst_and_none_of_it_is_left_as_typing(wedge: Wedge, ending: str) -> None:
    strokes = struck(CODE)
    strokes += [ender(c, strokes[-1].at + 4 * (1 + number)) for number, c in enumerate(ending)]
    told = play(wedge, strokes)
    assert texts(told) == [CODE]
    assert len(told) == 1
    assert wedge.ending == ending


def test_two_scans_one_after_the_other_are_two_bursts(wedge: Wedge) -> None:
    first = [*struck(CODE), ender("\r", 1_064)]
    assert texts(play(wedge, [*first, *struck(NEXT, at=1_068), ender("\r", 1_132)])) == [CODE, NEXT]


def test_half_a_burst_does_not_spoil_the_next(wedge: Wedge) -> None:
    half = struck(CODE[:11])
    whole = struck(NEXT, at=half[-1].at + SILENCE_MS)
    assert texts(play(wedge, [*half, *whole, ender("\r", whole[-1].at + 4)])) == [CODE[:11], NEXT]


def test_half_a_burst_too_short_to_be_known_for_one_is_handed_on_and_the_next_is_whole(wedge: Wedge) -> None:
    half = struck(CODE[:5])
    told = play(wedge, [*half, *struck(NEXT, at=half[-1].at + PAUSE_MS + 1)])
    assert told[0] == CODE[:5]
    assert texts(told) == [NEXT]


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", max_size=40), st.data())
def test_typing_of_a_person_is_handed_on_whole_and_in_order(text: str, data: st.DataObject) -> None:
    at, strokes, fast = 1_000, [], 0
    for character in text:
        rolled = fast < 3 and data.draw(st.booleans())
        fast = fast + 1 if rolled else 0
        at += data.draw(st.integers(5, PAUSE_MS)) if rolled else data.draw(st.integers(SILENCE_MS, 900))
        strokes.append(Stroke(character, at))
    told = play(Wedge(spells_code), strokes)
    assert "".join(each for each in told if isinstance(each, str)) == text
    assert not texts(told)


@given(st.lists(st.tuples(st.integers(0, 250), st.sampled_from(["é", "", "7", "\r", "\t"])), max_size=80), st.booleans())
def test_whatever_comes_no_key_is_lost_or_doubled(keys: list[tuple[int, str]], accepted: bool) -> None:
    at, strokes = 1_000, []
    for gap, text in keys:
        at += gap
        ends = text if text in ("\r", "\t") else ""
        strokes.append(Stroke("" if ends else text, at, ends=ends))
    wedge = Wedge(spells_code)
    told = play(wedge, strokes, accepted=accepted)
    parts = (each if isinstance(each, str) else "".join(stroke.text for stroke in each.strokes) for each in told)
    assert "".join(parts).replace("\r", "").replace("\t", "") == "".join(stroke.text for stroke in strokes)
    assert not wedge.scanning
    assert wedge.due == 0


def test_a_pin_struck_at_any_speed_is_typing(wedge: Wedge) -> None:
    assert play(wedge, struck("246810", gap=1)) == ["246810"]


def test_a_person_s_return_is_handed_on_after_what_came_before_it(wedge: Wedge) -> None:
    assert play(wedge, [*struck("ab", gap=30), ender("\r", 1_060)]) == ["ab", "\r"]


def test_keys_too_slow_for_a_burst_are_heard_where_nobody_types_if_they_spell_a_code(wedge: Wedge) -> None:
    slow = struck(CODE, gap=80)
    assert texts(play(wedge, [*slow, ender("\r", slow[-1].at + 80)])) == [CODE]
    assert texts(play(wedge, struck(NEXT, gap=80, at=9_000))) == [NEXT]
    assert texts(play(wedge, struck(CODE.replace("7", "1"), gap=80, at=99_000))) == []


def test_keys_too_slow_for_a_burst_are_typing_where_something_takes_them(wedge: Wedge) -> None:
    slow = struck(CODE, gap=80)
    told = play(wedge, [*slow, ender("\r", slow[-1].at + 80)], accepted=True)
    assert "".join(str(each) for each in told) == CODE + "\r"


def test_a_scanner_measured_as_slow_is_held_back_whole() -> None:
    wedge = Wedge(spells_code, pause=95)
    told = play(wedge, struck("NOT-A-CODE", gap=80))
    assert texts(told) == ["NOT-A-CODE"]
    assert len(told) == 1


def test_ten_thousand_keys_are_one_burst_cut_to_its_bound(wedge: Wedge) -> None:
    (burst,) = play(wedge, [Stroke("A", 1_000 + number) for number in range(10_000)])
    assert isinstance(burst, Burst)
    assert (burst.count, len(burst.strokes)) == (10_000, MOST)
    assert texts(play(wedge, struck(CODE, at=90_000))) == [CODE]


def test_control_keys_at_a_scanner_s_speed_reach_nobody(wedge: Wedge) -> None:
    (burst,) = play(wedge, [Stroke("", 1_000 + number) for number in range(LEAST)])
    assert isinstance(burst, Burst)


def test_a_clock_that_wraps_round_separates_two_bursts(wedge: Wedge) -> None:
    assert texts(play(wedge, [*struck(CODE, at=2**32 - 61), *struck(NEXT, at=0)])) == [CODE, NEXT]
