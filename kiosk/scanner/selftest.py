"""What a scan of the printed self-test sheet tells of a hand scanner: layout, case, prefix, terminator, speed; keeps and shows nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from kiosk.scanner.heard import Manner, Way, caps_lock, meanings, strip
from kiosk.scanner.wedge import PAUSE_MS, SILENCE_MS, Burst

SHEET = "SLWTEST-ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcdefghijklmnopqrstuvwxyz-0123456789"
"""What the sheet's code says: every letter in both cases and every figure, so that each way of typing it looks different."""

SLOW_MS = 30
"""A median gap above this is worth changing on the scanner: a signed badge's 122 keys then take 4 s and more."""


class Case(StrEnum):
    """What became of the case of letters."""

    KEPT = "kept"
    CAPS_LOCK = "caps_lock"
    UPPER = "upper"  # the scanner sends capitals alone
    LOWER = "lower"
    HANGUL = "hangul"  # Hangul was composed of them, which has no case


@dataclass(frozen=True, slots=True)
class Result:
    """What the scan told. ``manner``: how to take this scanner from now on; ``layout``: ``Way.TYPED`` where the computer made of the keys
    what the sheet says, but for case; else which keyboards do not go together, ``Way.KEYS`` where that is not known; ``gap`` and
    ``worst``: median and longest ms between two keys, 0 on a serial port."""

    manner: Manner
    layout: Way
    case: Case
    aim: str
    ending: str
    gap: int = 0
    worst: int = 0

    @property
    def pause(self) -> int:
        """Ms to allow between two keys of this scanner's bursts: half as much again as the longest seen, within reason."""
        return min(max(PAUSE_MS, self.worst * 3 // 2), SILENCE_MS - 1)


def examine(burst: Burst, ending: str) -> Result | None:
    """What ``burst`` tells, if it is the sheet; ``ending`` is its whole terminator."""
    meant = meanings(burst.strokes)
    hangul = any(stroke.hangul for stroke in burst.strokes)
    caps = caps_lock([stroke for stroke in burst.strokes if stroke.text])
    found: dict[Way, Result] = {}
    for way, text in meant.items():
        result = look_for_sheet(text, way, ending)
        if result is not None:
            found[way] = result
    if not found:
        return None
    named = next((way for way in found if way is not Way.KEYS and not hangul), Way.KEYS)
    result = found[Way.KEYS] if Way.KEYS in found else next(iter(found.values()))
    case = Case.HANGUL if hangul else Case.CAPS_LOCK if caps else found.get(Way.TYPED, result).case
    gaps = burst.gaps or [0]
    return Result(result.manner, named, case, result.aim, ending, round(median(gaps)), max(gaps))


def look_for_sheet(text: str, way: Way, ending: str) -> Result | None:
    """The sheet in ``text``, whatever stands before and after it and whatever its case."""
    at = text.casefold().find(SHEET.casefold())
    if at < 0:
        return None
    body, before, after = text[at : at + len(SHEET)], text[:at], text[at + len(SHEET) :]
    aim, prefix = strip(before, Manner())
    case = _CASES.get(body, Case.HANGUL)
    return Result(Manner(way, prefix, after), way, case, aim, ending)


_CASES = {SHEET: Case.KEPT, SHEET.swapcase(): Case.CAPS_LOCK, SHEET.upper(): Case.UPPER, SHEET.lower(): Case.LOWER}


def advice(result: Result) -> Sequence[str]:
    """Which of the sheet's findings are worth changing on the scanner or computer: "layout", "case", "ending", "speed"."""
    found = {
        "layout": result.layout is not Way.TYPED and result.case is not Case.HANGUL,
        "case": result.case is not Case.KEPT,
        "ending": not result.ending,
        "speed": result.gap > SLOW_MS,
    }
    return [name for name, wrong in found.items() if wrong]
