"""One badge held in view is one reading: remembers which codes are in view; knows no threads, no rules and no journal."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.scanner.found import Found

GAP_US = 700_000
"""How long a code may be missed and still count as held, us: longer than a hand's blur or a thumb, shorter than the next person's turn."""


class Presence:
    """The codes in view by text and when each was last seen; owned by the lane thread."""

    def __init__(self, gap: int = GAP_US) -> None:
        self._gap = gap
        self._seen: dict[str, int] = {}

    def see(self, found: Iterable[Found], mono: int) -> list[Found]:
        """The codes that newly came into view in a frame taken at ``mono`` (us), left to right, each text once.

        Every frame must be told, an empty one too. A code that was away for longer than the gap is new again; another code is new at
        once, whatever else is held."""
        self._seen = {text: last for text, last in self._seen.items() if mono - last <= self._gap}
        arrived = []
        for one in sorted(found, key=lambda f: (f.left, f.text)):
            if one.text not in self._seen:
                arrived.append(one)
            self._seen[one.text] = mono
        return arrived
