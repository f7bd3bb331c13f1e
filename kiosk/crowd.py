"""The people of a desk while it is unlocked: opened into memory, searched, looked up; knows no screen and writes nothing.

What is shown of a person before their card is opened is a ``Face``: masked by the one rule. Who opens a card has that written down first.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from kiosk import masking
from kiosk.act_payload import Unopened, for_desks
from kiosk.feed import FeedReader
from kiosk.model import Kind
from kiosk.outbox import Outbox
from kiosk.personal import Personal, Unreadable, unseal
from kiosk.places import Places
from kiosk.roster import Roster
from kiosk.search import LIMIT, Entry, Hit, Index, Match, folded

logger = logging.getLogger(__name__)

_KNOWN = frozenset(each.name for each in fields(Personal)) - {"id"}


@dataclass(frozen=True, slots=True)
class Face:
    """One person as a list of results shows them: masked, told apart from others by what is left. ``matches``: how the words matched.
    ``note``: what staff must mind, ``companions``: how many others come with them."""

    id: str
    name: str
    phone: str
    company: str
    category: str
    matches: tuple[Match, ...] = ()
    note: str = ""
    companions: int = 0


class Crowd:
    """Everybody ``sealed`` (id -> bytes), opened with ``key``; whoever cannot be opened is left out and counted in ``unreadable``.

    100,000 people take some seconds to open and 60 MB, so not on the GUI thread. ``find`` and ``search`` are for any one thread."""

    def __init__(self, sealed: Mapping[str, bytes], key: bytes, event: str) -> None:
        self._people: dict[str, Personal] = {}
        self._codes: dict[str, str] = {}
        self._groups: dict[str, list[str]] = {}
        for id_, blob in sealed.items():
            try:
                person = unseal(blob, id_, key, event)
            except Unreadable:
                continue
            self._people[id_] = person
            self._codes |= {code: id_ for code in (person.code, person.confirmation) if code}
            if person.group:
                self._groups.setdefault(person.group, []).append(id_)
        self.unreadable = len(sealed) - len(self._people)
        self._index = _index_of(self._people.values())
        self._amended: dict[str, Personal] = {}
        self._newest: Index | None = None

    def __len__(self) -> int:
        return len(self._people)

    def search(self, text: str, limit: int = LIMIT) -> list[Face]:
        """Whoever matches, best first, masked; see ``kiosk.search``. Whoever was amended comes first among equals."""
        return [self._face(self._people[hit.entry.key], hit.matches) for hit in self._hits(text, limit)]

    def amend(self, id_: str, values: Mapping[str, str]) -> None:
        """What is known of this person, new or not, is another now: ``values`` by the names of Personal, others passed over."""
        known = {name: value for name, value in values.items() if name in _KNOWN}
        person = replace(self._people.get(id_) or Personal(id_, ""), **known)
        self._people[id_] = self._amended[id_] = person
        self._codes |= {code: id_ for code in (person.code, person.confirmation) if code}
        self._newest = None  # made when somebody is looked for

    def named(self, digits: str, name: str) -> list[str]:
        """The ids of those whose whole name is ``name``, spaces and capitals aside, and whose telephone number ends in ``digits``: what
        somebody must know to be found without staff."""
        wanted = _compared(name)
        if not wanted or not digits.isdecimal():
            return []
        hits = self._hits(digits, len(self._people))
        return [hit.entry.key for hit in hits if _compared(hit.entry.name) == wanted]

    def face(self, id_: str) -> Face | None:
        """That person masked, None where nobody has this id."""
        person = self._people.get(id_)
        return self._face(person, ()) if person else None

    def companions(self, id_: str) -> list[Face]:
        """Who comes with that person, masked, by name; whoever comes alone has none."""
        return sorted((self._face(self._people[each], ()) for each in self._with(id_)), key=lambda face: (face.name, face.id))

    def _with(self, id_: str) -> list[str]:
        person = self._people.get(id_)
        return [each for each in self._groups.get(person.group, ()) if each != id_] if person else []

    def owner(self, code: str) -> str | None:
        """The id of whoever has this badge or confirmation code, as read, None for nobody."""
        return self._codes.get(code)

    def person(self, id_: str) -> Personal | None:
        """That person unmasked. Whoever asks has written down why before."""
        return self._people.get(id_)

    def _hits(self, text: str, limit: int) -> list[Hit]:
        if not self._amended:
            return self._index.find(text, limit)
        if self._newest is None:
            self._newest = _index_of(self._amended.values())
        hits = self._newest.find(text, limit)
        hits += [hit for hit in self._index.find(text, limit + len(self._amended)) if hit.entry.key not in self._amended]
        return sorted(hits, key=lambda hit: hit.matches)[:limit]

    def _face(self, person: Personal, matches: tuple[Match, ...]) -> Face:
        name, phone = masking.name(person.name), masking.phone(person.phone)
        return Face(person.id, name, phone, person.company, person.category, matches, person.note, len(self._with(person.id)))


def _compared(name: str) -> str:
    return folded(name).replace(" ", "")


def opened(places: Places, key: bytes, event: str) -> Crowd:
    """The people in a desk's folder as they are now, with what this desk did and the server does not know yet. Raises a StoreError where a
    file cannot be read."""
    feed, own = FeedReader(places.feed), Outbox(places.journal)
    roster = Roster(places, feed, "crowd")
    try:
        acts = own.unsent_of((Kind.WALK_IN, Kind.CORRECTION), feed.marks())  # before the people: what is sent meanwhile is in neither else
        made = Crowd(roster.people(), key, event)
    finally:
        roster.close()
        feed.close()
        own.close()
    for act in acts:
        try:
            values = for_desks(act.payload, act.badge, event, key)
        except Unopened:
            continue  # sealed for the server alone: this desk had no key then
        made.amend(act.badge, values | ({"category": act.category} if act.kind is Kind.WALK_IN else {}))
    if made.unreadable:
        logger.warning("%d people of %d cannot be opened with this key", made.unreadable, made.unreadable + len(made))
    return made


def _index_of(people: Iterable[Personal]) -> Index:
    return Index(Entry(one.id, one.name, one.company, one.phone, one.email) for one in people)
