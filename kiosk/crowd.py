"""The people of a desk while it is unlocked: opened into memory, searched, looked up; knows no screen and writes nothing.

What is shown of a person before their card is opened is a ``Face``: masked by the one rule. Who opens a card has that written down first.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk import masking
from kiosk.feed import FeedReader
from kiosk.personal import Personal, Unreadable, unseal
from kiosk.places import Places
from kiosk.roster import Roster
from kiosk.search import LIMIT, Entry, Index, Match

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Face:
    """One person as a list of results shows them: masked, told apart from others by what is left. ``matches``: how the words matched."""

    id: str
    name: str
    phone: str
    company: str
    category: str
    matches: tuple[Match, ...] = ()


class Crowd:
    """Everybody ``sealed`` (id -> bytes), opened with ``key``; whoever cannot be opened is left out and counted in ``unreadable``.

    100,000 people take some seconds to open and 60 MB, so not on the GUI thread. ``find`` and ``search`` are for any one thread."""

    def __init__(self, sealed: Mapping[str, bytes], key: bytes, event: str) -> None:
        self._people: dict[str, Personal] = {}
        self._codes: dict[str, str] = {}
        for id_, blob in sealed.items():
            try:
                person = unseal(blob, id_, key, event)
            except Unreadable:
                continue
            self._people[id_] = person
            self._codes |= {code: id_ for code in (person.code, person.confirmation) if code}
        self.unreadable = len(sealed) - len(self._people)
        self._index = Index(Entry(one.id, one.name, one.company, one.phone, one.email) for one in self._people.values())

    def __len__(self) -> int:
        return len(self._people)

    def search(self, text: str, limit: int = LIMIT) -> list[Face]:
        """Whoever matches, best first, masked; see ``kiosk.search``."""
        return [self._face(self._people[hit.entry.key], hit.matches) for hit in self._index.find(text, limit)]

    def face(self, id_: str) -> Face | None:
        """That person masked, None where nobody has this id."""
        person = self._people.get(id_)
        return self._face(person, ()) if person else None

    def owner(self, code: str) -> str | None:
        """The id of whoever has this badge or confirmation code, as read, None for nobody."""
        return self._codes.get(code)

    def person(self, id_: str) -> Personal | None:
        """That person unmasked. Whoever asks has written down why before."""
        return self._people.get(id_)

    def _face(self, person: Personal, matches: tuple[Match, ...]) -> Face:
        return Face(person.id, masking.name(person.name), masking.phone(person.phone), person.company, person.category, matches)


def opened(places: Places, key: bytes, event: str) -> Crowd:
    """The people in a desk's folder as they are now. Raises a StoreError where a file cannot be read."""
    feed = FeedReader(places.feed)
    roster = Roster(places, feed, "crowd")
    try:
        made = Crowd(roster.people(), key, event)
    finally:
        roster.close()
        feed.close()
    if made.unreadable:
        logger.warning("%d people of %d cannot be opened with this key", made.unreadable, made.unreadable + len(made))
    return made
