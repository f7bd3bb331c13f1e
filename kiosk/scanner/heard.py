"""What a hand scanner meant by a burst of keys: undoes keyboard layout, Hangul, Caps Lock, AIM identifier and prefix; knows no timing.

Layouts leave some bursts open: Y and Z change places between an American and a German keyboard, and both give a code's form. Then every
meaning is handed on, the likeliest first, and the roster tells which of them is a badge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk import badge
from kiosk.scanner.keys import FRENCH, GERMAN, US, retyped
from kiosk.scanner.wedge import Stroke


class Way(StrEnum):
    """How the keys of a burst are taken. Without a hint the first that gives a code's form is taken."""

    KEYS = "keys"  # by where they lie, as a scanner set to an American keyboard strikes them
    TYPED = "typed"  # by what the computer made of them
    GERMAN = "german"  # the computer's keyboard is German, the scanner's American
    FRENCH = "french"
    GERMAN_SCANNER = "german_scanner"  # the scanner's keyboard is German, the computer's American
    FRENCH_SCANNER = "french_scanner"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a scanner is known to type: the way that was right, and what it puts before and after each code."""

    way: Way = Way.KEYS
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A burst understood. ``text``: the likeliest; ``others``: what else it may be; ``aim``: "]Q1" or the like, or ""; ``way``: how."""

    text: str
    others: tuple[str, ...] = ()
    aim: str = ""
    way: Way = Way.TYPED


_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
"""ISO/IEC 15424: "]", the symbology's letter, a modifier."""


def understand(strokes: Sequence[Stroke], manner: Manner = Manner()) -> Heard:
    """The code these keys spell, in canonical form where it has the form of one of ours, else as it came."""
    meant = meanings(strokes)
    bare = {way: strip(meant[way], manner) for way in _order(meant, manner.way)}
    formed = {way: text for way, (_, text) in bare.items() if badge.has_form(text)}
    if not formed:
        usual = manner.way if manner.way in bare and manner.way is not Way.KEYS else Way.TYPED
        telling = [way for way in (usual, *bare) if bare[way][0]]  # an AIM identifier shows that a text was taken rightly
        way = (telling or [usual])[0]
        return Heard(bare[way][1], (), bare[way][0], way)
    first = next(iter(formed))
    others = tuple(dict.fromkeys(text for text in formed.values() if text != formed[first]))
    return Heard(formed[first], others, bare[first][0], first)


def spells_code(strokes: Sequence[Stroke]) -> bool:
    """Whether these keys can be taken for a code of ours."""
    return badge.has_form(understand(strokes).text)


def meanings(strokes: Sequence[Stroke]) -> dict[Way, str]:
    """Everything these keys may mean; ``Way.KEYS`` only where the platform told the place of each."""
    printing = [stroke for stroke in strokes if stroke.text]
    typed = "".join(stroke.text for stroke in printing)
    caps = caps_lock(printing)
    if caps:
        typed = "".join(_swapped(c) for c in typed)
    # with Caps Lock a French keyboard of Windows prints figures without Shift
    french = "".join(c if caps and c.isdigit() else retyped(c, FRENCH, US) for c in typed)
    pressed = [US.at(stroke.position, shift=stroke.shift) for stroke in printing]
    by_place = {Way.KEYS: "".join(pressed)} if pressed and all(pressed) else {}
    return by_place | {
        Way.TYPED: typed,
        Way.GERMAN: retyped(typed, GERMAN, US),
        Way.FRENCH: french,
        Way.GERMAN_SCANNER: retyped(typed, US, GERMAN),
        Way.FRENCH_SCANNER: retyped(typed, US, FRENCH),
    }


def caps_lock(strokes: Iterable[Stroke]) -> bool:
    """Whether every letter came in the case its Shift key would not give."""
    letters = [stroke for stroke in strokes if stroke.text.isalpha() and stroke.text.isascii() and not stroke.hangul]
    return bool(letters) and all(stroke.text.isupper() != stroke.shift for stroke in letters)


def strip(text: str, manner: Manner) -> tuple[str, str]:
    """``text`` without the scanner's prefix and suffix and without an AIM identifier, which is returned too: (identifier, rest). A rest
    that has a code's form but for its case is put into capitals."""
    found = _AIM.match(text)
    aim = found.group() if found else ""
    rest = text[len(aim) :]
    if manner.prefix and rest.lower().startswith(manner.prefix.lower()):
        rest = rest[len(manner.prefix) :]
    if not aim and (found := _AIM.match(rest)):  # a scanner may put its prefix before the identifier or after it
        aim, rest = found.group(), rest[found.end() :]
    if manner.suffix and rest.lower().endswith(manner.suffix.lower()):
        rest = rest[: -len(manner.suffix)]
    return aim, rest.upper() if rest.isascii() and badge.has_form(rest.upper()) else rest


def _order(meant: Iterable[Way], first: Way) -> list[Way]:
    return sorted(meant, key=lambda way: way is not first)


def _swapped(character: str) -> str:
    swapped = character.swapcase()
    return swapped if len(swapped) == 1 else character
