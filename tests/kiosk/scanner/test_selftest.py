"""Tests of kiosk.scanner.selftest: one scan of the sheet tells how the scanner types, and is enough to understand it from then on."""

from __future__ import annotations

import pytest

from kiosk import badge
from kiosk.scanner.heard import Way, understand
from kiosk.scanner.keys import FRENCH, GERMAN, US, Layout
from kiosk.scanner.selftest import SHEET, Case, Result, advice, examine, look_for_sheet
from kiosk.scanner.wedge import PAUSE_MS, SILENCE_MS, Burst, Stroke
from tests.kiosk.scanner.striking import struck

CODE = "K7QF2MZR5DAX3VNY"


def scanned(text: str = SHEET, ending: str = "\r", **how: object) -> Result:
    strokes = tuple(struck(text, **how))  # type: ignore[arg-type]
    result = examine(Burst(strokes, ending, len(strokes)), ending)
    assert result is not None
    return result


def test_the_sheet_is_no_badge_and_has_every_character_a_code_may_have() -> None:
    assert not badge.has_form(SHEET)
    assert set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567-") <= set(SHEET)


def test_a_scanner_set_up_well_needs_no_advice() -> None:
    result = scanned("]Q1" + SHEET)
    assert (result.layout, result.case, result.aim, result.ending, result.gap) == (Way.TYPED, Case.KEPT, "]Q1", "\r", 4)
    assert advice(result) == []


@pytest.mark.parametrize("places", [True, False])
@pytest.mark.parametrize(
    ("host", "scanner", "layout"),
    [
        (GERMAN, US, Way.GERMAN),
        (FRENCH, US, Way.FRENCH),
        (US, GERMAN, Way.GERMAN_SCANNER),
        (US, FRENCH, Way.FRENCH_SCANNER),
        (GERMAN, GERMAN, Way.TYPED),
        (FRENCH, FRENCH, Way.TYPED),
    ],
)
def test_what_is_told_is_enough_to_understand_every_code_from_then_on(host: Layout, scanner: Layout, layout: Way, places: bool) -> None:
    result = scanned(host=host, scanner=scanner, places=places)
    assert result.layout is layout
    assert ("layout" in advice(result)) == (host is not scanner)
    assert understand(struck(CODE, host=host, scanner=scanner, places=places), result.manner).text == CODE


def test_caps_lock_and_scanners_that_change_case_are_told_apart() -> None:
    assert scanned(caps=True).case is Case.CAPS_LOCK
    assert scanned(SHEET.upper()).case is Case.UPPER
    assert scanned(SHEET.lower()).case is Case.LOWER
    assert all(advice(each) == ["case"] for each in (scanned(caps=True), scanned(SHEET.lower())))


def test_hangul_is_told_and_only_that() -> None:
    strokes = tuple(Stroke(c.lower(), 4 * number, hangul=c.isalpha()) for number, c in enumerate(SHEET))
    result = examine(Burst(strokes, "\r", len(strokes)), "\r")
    assert result is not None
    assert result.case is Case.HANGUL
    assert advice(result) == ["case"]


def test_what_stands_before_and_after_each_code_is_told_and_taken_off_later() -> None:
    result = scanned("]Q1~A" + SHEET + "#")
    assert (result.aim, result.manner.prefix, result.manner.suffix) == ("]Q1", "~A", "#")
    assert understand(struck("]Q1~A" + CODE + "#"), result.manner).text == CODE


def test_a_slow_scanner_and_a_missing_terminator_are_told_and_allowed_for() -> None:
    slow = scanned(ending="", gap=60)
    assert (slow.gap, slow.worst, slow.pause) == (60, 60, 90)
    assert advice(slow) == ["ending", "speed"]
    assert scanned().pause == PAUSE_MS
    assert scanned(gap=90).pause == SILENCE_MS - 1


def test_anything_else_is_not_the_sheet() -> None:
    strokes = tuple(struck(CODE))
    assert examine(Burst(strokes, "\r", 16), "\r") is None
    assert examine(Burst((), "", 9), "") is None
    assert look_for_sheet("", Way.TYPED, "") is None
