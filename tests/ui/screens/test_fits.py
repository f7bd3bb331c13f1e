"""Tests that no text outgrows its place: every reason and every sample state, in both languages, at every size we draw for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.model import Direction, Outcome, Reason
from kiosk.rules import OUTCOMES
from tests.ui.conftest import SIZES, MakeGate
from ui.look import Look
from ui.showcase import MINUTE, OPENS, STATES, Samples, screen
from ui.tongue import Tongue
from ui.typeface import LEAST

LANGS = ("ko", "en")


def outgrown(widget: QWidget) -> list[str]:
    """Every text of ``widget`` and what is seen on it that did not fit when it was last painted."""
    found: list[str] = []
    for each in [widget, *widget.findChildren(QWidget)]:
        if each.isVisible():
            found += getattr(each, "overflowing", [])
    return found


@pytest.mark.parametrize("size", [*SIZES, (1024, 768), (1366, 768)])
@pytest.mark.parametrize("lang", LANGS)
def test_every_reason_fits_with_every_category(gate: MakeGate, samples: Samples, lang: str, size: tuple[int, int]) -> None:
    shown = gate(lang, size)
    categories = [category.id for category in samples.programme.categories]
    zones = [zone.id for zone in samples.programme.zones]
    for number, reason in enumerate(Reason):
        answer = samples.answer(
            OUTCOMES[reason],
            reason,
            "" if reason in (Reason.UNKNOWN_CODE, Reason.NOT_OUR_CODE) else categories[number % len(categories)],
            opens=OPENS,
            at=samples.now + (2900 if number % 2 else 90) * MINUTE,
            ago=timedelta(minutes=59),
            days=(1, 3),
            go_to=(zones[number % len(zones)],) if OUTCOMES[reason] is Outcome.REFUSE else (),
        )
        shown.show_answer(answer)
        shown.verdict.grab()
        assert not outgrown(shown), (reason, outgrown(shown))


@pytest.mark.parametrize("lang", LANGS)
def test_every_place_to_go_fits_its_card(gate: MakeGate, samples: Samples, lang: str) -> None:
    for size in SIZES:
        shown = gate(lang, size)
        for zone in samples.programme.zones:
            for category in ("visitor", ""):
                shown.show_answer(samples.answer(Outcome.REFUSE, Reason.WRONG_ZONE, category, go_to=(zone.id,)))
                shown.verdict.grab()
                assert not outgrown(shown), zone.id


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_every_sample_state_fits(
    lang: str, size: tuple[int, int], samples: Samples, tongue: Tongue, qtbot: QtBot, fonts: None, picture: object
) -> None:
    tongue.speak(lang)
    for state in (each for each in STATES if each.screen != "self"):  # those have tests of their own
        made = screen(state, samples, Look(state.theme, reduce_motion=True), lang, picture, size)  # type: ignore[arg-type]
        qtbot.addWidget(made)
        made.show()
        made.grab()
        assert not outgrown(made), (state.name, outgrown(made))
        made.hide()


def test_no_text_on_a_screen_is_smaller_than_the_least(gate: MakeGate, samples: Samples, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.ink import Ink

    seen: set[int] = set()
    real = Ink.text

    def noted(self: Ink, rect: object, text: str, size: int, *rest: object, **more: object) -> float:
        seen.add(size)
        return real(self, rect, text, size, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Ink, "text", noted)
    for lang in LANGS:
        shown = gate(lang, (800, 1280))
        shown.grab()
        shown.show_answer(samples.wrong_zone())
        shown.grab()
    assert min(seen) >= LEAST


def test_the_head_fits_the_longest_zone_in_both_directions(gate: MakeGate, samples: Samples) -> None:
    for lang in LANGS:
        shown = gate(lang)
        for way in Direction:
            shown.set_direction(way)
            shown.grab()
            assert not outgrown(shown)
