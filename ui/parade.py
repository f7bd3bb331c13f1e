"""Who walks up to the demo's camera: invented people in an order that meets every kind of verdict; knows no camera and no window."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk import badge
from kiosk.invented import Person
from kiosk.model import Flag
from kiosk.programme import Category, Programme
from kiosk.scanner.simulated import Show, ShowKind

POSTERS = (
    "https://example.com/menu",
    "WIFI:T:WPA;S:guest;P:welcome;;",
    "BEGIN:VCARD\nVERSION:3.0\nN:Sample\nEND:VCARD",
    "https://example.org/survey?id=42",
)
"""Codes people hold up that are none of ours."""

HOLD_S = 0.7


class Card(StrEnum):
    """One kind of visitor in the deck."""

    WELCOME = "welcome"
    AGAIN = "again"
    WRONG_ZONE = "wrong_zone"
    VOID = "void"
    UNREADY = "unready"
    PHONE = "phone"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


DECK = (
    (Card.WELCOME, 11), (Card.AGAIN, 2), (Card.WRONG_ZONE, 2), (Card.VOID, 1), (Card.UNREADY, 1), (Card.PHONE, 1), (Card.FOREIGN, 1),
    (Card.UNKNOWN, 1),
)  # fmt: skip
"""Twenty visitors; every twenty meet each kind."""

UNREADY = Flag.BLOCKED | Flag.NEEDS_ID
VOID = Flag.REVOKED | Flag.REPLACED


@dataclass(frozen=True, slots=True)
class Crowd:
    """The people sorted by what a gate makes of them."""

    welcome: tuple[Person, ...]
    wrong_zone: tuple[Person, ...]
    void: tuple[Person, ...]
    unready: tuple[Person, ...]


def sort_crowd(people: Sequence[Person], programme: Programme, zone_id: str) -> Crowd:
    """``people`` by what ``zone_id`` is likely to say on day 1."""
    zone = programme.zone(zone_id)
    assert zone is not None, "the demo's zone is one of its programme"
    void = [person for person in people if person.flags & VOID]
    unready = [person for person in people if not person.flags & VOID and (person.flags & UNREADY or not _ready(person))]
    sound = [person for person in people if _ready(person) and not person.flags & (VOID | UNREADY)]
    takes = [(zone.id in one.invitations) or (one.category in zone.categories and not zone.invitation) for one in sound]
    return Crowd(
        tuple(one for one, taken in zip(sound, takes, strict=True) if taken),
        tuple(one for one, taken in zip(sound, takes, strict=True) if not taken),
        tuple(void),
        tuple(unready),
    )


def _ready(person: Person) -> bool:
    return Flag.CHECKED_IN in person.flags and 1 in (person.days or (1,))


def parade(crowd: Crowd, programme: Programme, chance: random.Random, hold: float = HOLD_S) -> Iterator[Show]:
    """People without end, one after the other; a kind nobody of the crowd is of is left out."""
    last: Show | None = None
    while True:
        deck = [card for card, count in DECK for _ in range(count)]
        chance.shuffle(deck)
        if deck[0] is not Card.WELCOME:  # whoever looks first should see a green screen
            deck.remove(Card.WELCOME)
            deck.insert(0, Card.WELCOME)
        for card in deck:
            show = last if card is Card.AGAIN else _show(card, crowd, programme, chance, hold)
            if show is None:
                continue
            yield show
            if card is Card.WELCOME:
                last = show


def _show(card: Card, crowd: Crowd, programme: Programme, chance: random.Random, hold: float) -> Show | None:
    match card:
        case Card.FOREIGN:
            return Show(chance.choice(POSTERS), hold_s=hold, kind=ShowKind.FLYER)
        case Card.UNKNOWN:
            return _badge(badge.new_code(chance.randbytes), programme.categories[0], hold)
        case Card.PHONE if crowd.welcome:
            kind = chance.choice((ShowKind.PHONE, ShowKind.PHONE_DARK))
            return Show(chance.choice(crowd.welcome).confirmation, hold_s=hold, kind=kind)
        case _:
            group = {Card.WRONG_ZONE: crowd.wrong_zone, Card.VOID: crowd.void, Card.UNREADY: crowd.unready}.get(card, crowd.welcome)
    if not group:
        return None
    person = chance.choice(group)
    category = programme.category(person.category)
    return _badge(person.code, category, hold) if category else None


def _badge(code: str, category: Category, hold: float) -> Show:
    return Show(code, rgb(category.band), rgb(category.ink), category.name.en.upper(), hold)


def rgb(colour: str) -> tuple[int, int, int]:
    """#RRGGBB as three numbers from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
