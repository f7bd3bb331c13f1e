"""What a desk hands out besides badges, counted by badge and day: coupons, gifts; knows no screen and no server."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.checked import Table, shown
from kiosk.model import Handed, Kind, Record, Text

if TYPE_CHECKING:  # a programme is read before the window stands, files are opened afterwards
    from kiosk.feed import FeedReader
    from kiosk.journal import Journal

MOST = 12
"""Counters of a programme: as many as a desk's screen shows at once."""


@dataclass(frozen=True, slots=True)
class Counter:
    """One thing handed out, ``a_day`` times to a badge of these ``categories`` (empty: to everybody)."""

    id: str
    name: Text
    a_day: int = 1
    categories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tallied:
    """How often a badge had it today, of how often it may."""

    counter: Counter
    had: int

    @property
    def due(self) -> bool:
        """Whether it may be handed out once more."""
        return self.had < self.counter.a_day


def counters_of(root: Table, categories: Collection[str]) -> tuple[Counter, ...]:
    """The programme's counters, in its order."""
    made: list[Counter] = []
    for table in root.tables("counter") if root.has("counter") else []:
        named = table.strings("categories")
        for found, path in named.items():
            if found not in categories:
                table.faults.add(path, "unknown_category", found=shown(found))
        times = table.number("a_day", 1, 100, 1)
        counter = Counter(table.ident(), table.texts("name") or Text("", ""), times or 1, frozenset(named))
        if counter.id in {each.id for each in made}:
            table.fault("id", "twice", found=counter.id)
        if len(made) == MOST:
            table.fault("id", "too_many", limit=MOST)
        table.finish()
        made.append(counter)
    return tuple(made)


def handed_by(record: Record) -> Handed | None:
    """What ``record`` says was handed out, None where it says nothing of the kind."""
    if record.kind is not Kind.HAND_OUT or not record.code_hash:
        return None
    try:
        counter = json.loads(record.detail).get("counter")
        str(counter).encode()  # half of a pair: no wire takes that
    except (ValueError, AttributeError, RecursionError):
        return None
    if not isinstance(counter, str) or not 0 < len(counter) <= 64:
        return None
    return Handed(record.station, record.epoch, record.row, record.code_hash, counter, record.at)


def had(journal: Journal, feed: FeedReader, codes: Sequence[bytes], counter: str, since: int) -> int:
    """How often the wearer of ``codes`` had that from ``since`` on (corrected time, us): here, and as others told. What was handed out here
    and told by the server too is one."""
    own = [handed_by(record) for code in codes for record in journal.concerning(code, (Kind.HAND_OUT,))]
    told = [each for code in codes for each in feed.handed(code, since)]
    return len({(each.epoch, each.row) for each in (*own, *told) if each is not None and each.counter == counter and each.at >= since})
