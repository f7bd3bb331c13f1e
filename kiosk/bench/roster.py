"""``kiosk bench roster``: what looking a badge up costs in a large roster, whether that grows faster than the logarithm of its size, and
what finding a person by what is typed costs."""

from __future__ import annotations

import hashlib
import math
import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter

from kiosk.bench.rows import Row, by_figure, by_ratio, parser, percentile, run
from kiosk.catalogue import say
from kiosk.feed import Adopted, FeedReader, FeedWriter, Position
from kiosk.invented import people
from kiosk.model import Badge
from kiosk.places import Places
from kiosk.roster import Roster, build
from kiosk.rows import BADGE_COLUMNS, listed
from kiosk.search import Entry, Index
from kiosk.store import open_store

BADGES = 1_000_000
FEWER = 100
"""The small roster holds this part of the large one's badges."""
ASKED = 20_000
"""Look-ups timed; fewer in a smaller roster."""
PEOPLE = 100_000
TYPED = (
    "김",
    "ㅎ",
    "ㅎㄱㄷ",
    "김ㅅ",
    "남궁",
    "서유",
    "5678",
    "56",
    "guest123",
    "가온",
    "모빌",
    "랩",
    "van den",
    "김서윤 5678",
    "ㅇ ㅈ",
    "힣",
)
"""Syllable, initial consonants, a name half typed, digits, mail address, company, two words, and what nobody has."""
_SELECT = f"SELECT {listed(BADGE_COLUMNS)} FROM badge WHERE code_hash = ?"  # noqa: S608 - constants
CATEGORIES = ("visitor", "exhibitor", "buyer", "delegate", "speaker", "press", "vip", "staff")


def main(arguments: Sequence[str]) -> int:
    """0 all goals met, 3 one missed, 1 it could not be measured, 2 wrong usage."""
    options = parser("roster", arguments)
    options.add_argument("--badges", type=int, default=BADGES, metavar="N", help="help.bench.badges")
    asked = options.parse_args(arguments)
    if asked.badges < 10 * FEWER:
        options.error(say("help.bench.at_least", options.lang, option="--badges", least=10 * FEWER))
    return run("roster", asked, lambda folder: measure(folder, asked.badges))


def measure(folder: Path, badges: int) -> Iterator[Row]:
    """Look-ups of badges that are there, after every page was read once. Beside the whole look-up, feed included, the bare SELECT."""
    many, few = _station(folder / "many", badges), _station(folder / "few", badges // FEWER)
    with closing(_Asked(many, badges)) as large, closing(_Asked(few, badges // FEWER)) as small:
        for asked in (large, small):
            asked.warm()
        chosen = random.Random(7)  # noqa: S311 - which badges come to the door is no secret
        for _ in range(min(ASKED, badges)):
            for asked in (large, small):
                asked.find(chosen.randrange(asked.badges))
                asked.select(chosen.randrange(asked.badges))
        yield by_figure(f"look-up among {badges:,}, p50", percentile(large.found, 50), "us", 25, percentile(large.selected, 50))
        growth = math.log(badges) / math.log(badges // FEWER)
        name = f"look-up among {badges:,} against {badges // FEWER:,}, p50"
        yield by_ratio(name, percentile(large.found, 50), percentile(small.found, 50), "us", round(growth, 2))
    yield _search(min(PEOPLE, badges))


def _search(count: int) -> Row:
    """A person searched for as typed; beside it every name, company, mail address and number looked into one by one."""
    entries = [Entry(one.key, one.name, one.company, one.phone, one.email) for one in people(count)]
    index = Index(entries)
    took: list[float] = []
    plain: list[float] = []
    for typed in TYPED:
        took.append(_median_ms(partial(index.find, typed)))
        plain.append(_median_ms(partial(_plainly, entries, typed)))
    return by_figure(f"a person found among {count:,}, slowest of {len(TYPED)} ways", max(took), "ms", 50, max(plain))


def _plainly(entries: list[Entry], typed: str) -> list[Entry]:
    return [one for one in entries if typed in one.name or typed in one.company or typed in one.phone or one.email.startswith(typed)]


def _median_ms(act: Callable[[], object]) -> float:
    took = []
    for _ in range(5):
        begun = perf_counter()
        act()
        took.append((perf_counter() - begun) * 1e3)
    return percentile(took, 50)


class _Asked:
    """One station that is asked for its badges; ``found`` and ``selected`` are what each look-up and each bare SELECT took, us."""

    def __init__(self, places: Places, badges: int) -> None:
        self.badges = badges
        self.found: list[float] = []
        self.selected: list[float] = []
        self._feed = FeedReader(places.feed)
        self._roster = Roster(places, self._feed)
        self._plain: sqlite3.Connection = open_store(places.roster("bench"), "roster", read_only=True)

    def warm(self) -> None:
        self._plain.execute("SELECT sum(flags) FROM badge").fetchone()
        assert self._roster.size() == self.badges

    def find(self, number: int) -> None:
        code_hash = _hash(number)
        begun = perf_counter()
        badge = self._roster.find(code_hash)
        self.found.append((perf_counter() - begun) * 1e6)
        assert badge is not None

    def select(self, number: int) -> None:
        code_hash = _hash(number)
        begun = perf_counter()
        row = self._plain.execute(_SELECT, (code_hash,)).fetchone()
        self.selected.append((perf_counter() - begun) * 1e6)
        assert row is not None

    def close(self) -> None:
        self._plain.close()
        self._roster.close()
        self._feed.close()


def _station(root: Path, badges: int) -> Places:
    """A station's folder with a roster of that many badges and an empty feed over it."""
    places = Places(root).make()
    numbers = sorted(range(badges), key=_hash)
    made = (Badge(_hash(number), f"A-{number:07}", CATEGORIES[number % len(CATEGORIES)]) for number in numbers)
    build(places.roster("bench"), made, {"event": "bench"})
    with closing(FeedWriter(places.feed)) as feed:
        feed.adopt_roster(Adopted("bench", ""), Position("bench", "0"))
    return places


def _hash(number: int) -> bytes:
    return hashlib.blake2b(number.to_bytes(8, "big"), digest_size=16).digest()
