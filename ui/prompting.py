"""Which texts of self-service are spoken as they stand, whoever the visitor is: what prompts are made of; makes none."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_letters, digits

from PySide6.QtGui import QImage

from kiosk.hangul import KEYS, compose
from kiosk.programme import Programme
from ui.look import Look
from ui.parts.button import Button
from ui.showcase import load_programme
from ui.showcase_self import SELF_STATES, self_in
from ui.tongue import Tongue
from ui.typeface import load_fonts
from ui.visit import VOLUMES, ZOOMS, Ease

SIZE = (1080, 1920)
LANGS = ("ko", "en")


def texts() -> set[tuple[str, str]]:
    """(language, text) of every sentence and control of every sample state, but for what holds figures or somebody's name. The language
    is English again afterwards."""
    load_fonts()
    tongue, programme = Tongue(), load_programme()
    found: set[tuple[str, str]] = set()
    for lang in LANGS:
        tongue.speak(lang)
        said = {text for state in SELF_STATES for text in _said(programme, state, lang)} | {*map(compose, KEYS), *ascii_letters, *digits}
        for choice in range(len(VOLUMES)):
            said |= set(_said(programme, "help", lang, Ease(zoom=ZOOMS[choice], volume=choice, speed=choice, low=True)))
        found |= {(lang, text) for text in said if fixed(text)}
    tongue.speak("en")
    tongue.deleteLater()
    return found


def fixed(text: str) -> bool:
    """Whether ``text`` is the same for everybody: a single figure is (a key), any other with one may change."""
    return bool(text.strip()) and "*" not in text and (len(text) == 1 or not any(map(str.isdigit, text[2:])))


def _said(programme: Programme, state: str, lang: str, ease: Ease | None = None) -> Iterator[str]:
    screen = self_in(state, programme, Look(reduce_motion=True), lang, SIZE, QImage())
    if ease is not None:
        screen.ease = ease
        screen.retranslate()
    yield from screen.page.spoken
    for control in screen.findChildren(Button):
        yield control.accessibleName()
    screen.deleteLater()
