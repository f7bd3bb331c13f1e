"""Keys as hand scanners and people strike them, for tests: on any layout, at any speed."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.scanner.keys import US, Layout
from kiosk.scanner.wedge import Burst, Stroke, Wedge

Heard = list[Burst | str]


def struck(
    text: str, *, host: Layout = US, scanner: Layout = US, at: int = 1_000, gap: int = 4, places: bool = True, caps: bool = False
) -> list[Stroke]:
    """``text`` sent by a scanner set to one layout into a computer set to another; ``places``: the platform tells which key it was."""
    strokes = []
    for number, character in enumerate(text):
        position, shift = scanner.where[character]
        given = host.at(position, shift=shift)
        given = given.swapcase() if caps else given
        strokes.append(Stroke(given, at + number * gap, position if places else 0, shift))
    return strokes


def ender(ends: str, at: int) -> Stroke:
    """A terminator's key."""
    return Stroke("", at, ends=ends)


def play(wedge: Wedge, strokes: Iterable[Stroke], *, accepted: bool = False) -> Heard:
    """What comes of the keys, and of silence after them: bursts, and the texts handed on as typing, in their order."""
    told: Heard = []
    held: list[str] = []

    def follow(step_release: bool, burst: Burst | None) -> None:
        if step_release:
            told.append("".join(held))
            if accepted:
                wedge.typing()
        if burst is not None:
            told.append(burst)
        if step_release or burst is not None:
            held.clear()

    last = None
    for stroke in strokes:
        while last is not None and 0 < wedge.due <= stroke.at - last:
            step = wedge.silence()
            follow(step.release, step.burst)
        step = wedge.key(stroke)
        follow(step.release, step.burst)
        if step.hold:
            held.append(stroke.text)
        elif not step.drop:
            told.append(stroke.ends)
        last = stroke.at
    while wedge.due:
        step = wedge.silence()
        follow(step.release, step.burst)
    return told


def texts(told: Heard) -> list[str]:
    """The bursts alone, as the computer took them."""
    return ["".join(stroke.text for stroke in burst.strokes) for burst in told if isinstance(burst, Burst)]
