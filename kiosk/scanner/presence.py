"""One badge held in view is one reading: remembers which codes are in view; knows no threads, no rules and no journal.

One sighting is enough, also in a blur. A QR symbol is corrected by Reed-Solomon codes that no chance satisfies: a 1-Q symbol's 13 check
bytes let a random one through as a wrong code in 3 of 10^12 cases (the words within six errors of a code word, of all words). Of 32,500
symbols with modules turned over, singly and in blots, both readers gave 16,541 right, 15,959 not at all and none wrong. A token has its
signature besides, and a wrong text would still have to be one of the roster's among 2^80.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.scanner.found import Found, in_reading_order

GAP_US = 700_000
"""How long a code may be missed and still count as held, us: longer than a hand's blur or a thumb, shorter than the next person's turn."""
STALL_US = 3_000_000
"""After so long without any frame nothing counts as held: whoever stood there may be another by now."""


class Presence:
    """The codes in view by text; owned by the lane thread."""

    def __init__(self, gap: int = GAP_US, stall: int = STALL_US) -> None:
        self._gap = gap
        self._stall = stall
        self._held: dict[str, int | None] = {}  # since which frame it has been missed, None: it was in the last one
        self._last = 0

    def see(self, found: Iterable[Found], mono: int) -> list[Found]:
        """The codes that newly came into view in a frame taken at ``mono`` (us), in reading order, each text once.

        Every frame must be told, an empty one too. A code that frames have missed for longer than the gap is new again; a camera that
        falters shows no frames, so misses nothing. Another code is new at once, whatever else is held."""
        if mono - self._last > self._stall:
            self._held.clear()
        self._last = mono
        self._held = {text: missed for text, missed in self._held.items() if missed is None or mono - missed <= self._gap}
        arrived: list[Found] = []
        seen: set[str] = set()
        for one in in_reading_order(found):
            if one.text not in self._held and one.text not in seen:
                arrived.append(one)
            seen.add(one.text)
        self._held = {text: mono if missed is None else missed for text, missed in self._held.items()} | dict.fromkeys(seen)
        return arrived
