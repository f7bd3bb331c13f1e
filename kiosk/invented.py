"""People who do not exist, for the demo, the benches and the tests: the same seed makes the same crowd; knows no files and no rules.

Telephone numbers use the never-assigned 010-0000 block and mail addresses example.com (RFC 2606), so nobody real is ever meant.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.model import Flag

SURNAMES = (
    ("김", 215), ("이", 147), ("박", 84), ("최", 47), ("정", 43), ("강", 24), ("조", 21), ("윤", 21), ("장", 20), ("임", 17), ("한", 16),
    ("오", 15), ("서", 15), ("신", 15), ("권", 14), ("황", 14), ("안", 14), ("송", 14), ("류", 6), ("홍", 12), ("남궁", 2), ("황보", 2),
    ("제갈", 1), ("선우", 1),
)  # fmt: skip
"""Family names with their share of the population in tenths of a per cent (Statistics Korea, census of 2015), a few long ones added."""

FIRST = "서지민하도예준현수윤시은채유나다라가온한새건우태성영혜주연재진승"
SECOND = "준서윤우현민지은빈아연호원영진경희수하람봄솔찬율별결온"
ROMAN = (
    ("Adaeze", "Okonkwo"), ("Mateo", "Fernández"), ("Zoë", "Müller"), ("Ngọc Anh", "Nguyễn"), ("Siobhán", "O'Brien"),
    ("Aigerim", "Bekova"), ("Chidi", "Adeyemi"), ("Yuki", "Tanaka"), ("Meiling", "Chen"), ("Søren", "Østergård"), ("Priya", "Raghunathan"),
    ("Ahmet", "Yıldırım"), ("Léa", "Leroy"), ("Piotr", "Wiśniewski"), ("Fatima", "Al-Zahrani"), ("Elena", "Popescu"), ("Kwame", "Boateng"),
    ("Olena", "Shevchenko"), ("Rafael", "de Souza Lima"), ("Amina", "Diallo"), ("Noah", "van den Berg"), ("Ingrid", "Jónsdóttir"),
    ("Wolfeschlegel", "Hausenbergerdorff"),
)  # fmt: skip
FIRMS = ("가온", "한강", "새봄", "도담", "누리", "해솔", "미르", "다온", "한빛", "아라", "바로", "이음", "나래", "별하", "가람", "온새")
TRADES = ("모빌리티", "데이터랩", "헬스케어", "로보틱스", "에너지", "스마트홈", "시큐리티", "미디어", "물류", "반도체")
CITIES = ("Lakeside", "Port Amber", "Nova Ribeira", "Eastmere", "Sankt Linden", "Kita-Hoshi", "Villa Serena", "New Halden")

SHARES = (
    ("visitor", 62), ("exhibitor", 16), ("buyer", 6), ("delegate", 5), ("speaker", 3), ("press", 3), ("vip", 2), ("staff", 3),
)  # fmt: skip
"""Categories of the shipped programme and how many per cent of the crowd wear each."""


NOTE = "휠체어 이용. 승강기는 2번 게이트 옆."


@dataclass(frozen=True, slots=True)
class Person:
    """One invented attendee. ``key`` is the row's own id at registration; ``days`` as in ``kiosk.model.Badge``,
    ``group`` and ``note`` as in ``kiosk.personal.Personal``."""

    key: str
    name: str
    phone: str
    email: str
    company: str
    category: str
    code: str
    confirmation: str
    flags: Flag
    days: tuple[int, ...]
    invitations: tuple[str, ...]
    group: str = ""
    note: str = ""


def people(count: int, seed: int = 2026) -> Iterator[Person]:
    """``count`` attendees of all categories, Korean and foreign: most may come in, some are revoked, replaced, blocked, on another day,
    not checked in or must show an ID."""
    from kiosk import badge

    chance = random.Random(seed)  # noqa: S311 - the same crowd every time is the point
    for number in range(1, count + 1):
        category = chance.choices([name for name, _ in SHARES], [share for _, share in SHARES])[0]
        foreign = chance.random() < (0.9 if category == "delegate" else 0.12)
        name = _foreign(chance) if foreign else _korean(chance)
        person = Person(
            key=f"P{number:06}",
            name=name,
            phone=f"010-0000-{chance.randrange(10_000):04}",
            email=f"guest{number}@example.com",
            company=_company(chance, category),
            category=category,
            code=badge.new_code(chance.randbytes),
            confirmation=badge.new_confirmation(chance.randbytes),
            flags=_flags(chance),
            days=(chance.choice((2, 3)),) if category == "visitor" and chance.random() < 0.04 else (),
            invitations=("prize",) if category in ("vip", "delegate", "speaker") and chance.random() < 0.6 else (),
        )
        delegation = f"{person.company} {number // 500}" if category == "delegate" else ""
        yield replace(person, group=delegation, note=NOTE if number % 97 == 0 else "")


def _korean(chance: random.Random) -> str:
    surname = chance.choices([name for name, _ in SURNAMES], [share for _, share in SURNAMES])[0]
    given = chance.choice(FIRST) + ("" if chance.random() < 0.06 else chance.choice(SECOND))
    return surname + given


def _foreign(chance: random.Random) -> str:
    return f"{chance.choice(ROMAN)[0]} {chance.choice(ROMAN)[1]}"


def _company(chance: random.Random, category: str) -> str:
    if category == "delegate":
        return f"City of {chance.choice(CITIES)}"
    if category == "visitor" and chance.random() < 0.5:
        return ""
    return f"{chance.choice(('(주)', ''))}{chance.choice(FIRMS)}{chance.choice(TRADES)}"


def _flags(chance: random.Random) -> Flag:
    flags = Flag.CHECKED_IN if chance.random() < 0.97 else Flag.NONE
    odd = chance.random()
    if odd < 0.015:
        flags |= Flag.REVOKED | Flag.REPLACED
    elif odd < 0.02:
        flags |= Flag.REVOKED
    elif odd < 0.025:
        flags |= Flag.BLOCKED
    elif odd < 0.035:
        flags |= Flag.NEEDS_ID
    return flags
