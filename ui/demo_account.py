"""What became of every record of the demo: compares the station's journal with the server's database, row by row; changes neither."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kiosk.config import Identity
from kiosk.feed import FeedReader
from kiosk.outbox import Outbox
from kiosk.places import Places

AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Account:
    """Over the whole journal. ``on_server``: records the server holds, in use or in quarantine; ``unsent``: not confirmed yet;
    ``missing``: confirmed and yet not there; ``twice``: there more than once."""

    on_server: int
    unsent: int
    missing: int
    twice: int


def account(places: Places, identity: Identity, database: str) -> Account:
    """Compare. Raises StoreError where either side cannot be read."""
    from sqlalchemy import select

    from sync.server.schema import QUARANTINE, RECORD
    from sync.server.store import Store

    store = Store(database, read_only=True)
    try:
        held: Counter[bytes] = Counter()
        with store.picture() as connection:
            for table in (RECORD, QUARANTINE):
                mine = (table.c.event == identity.event, table.c.station == identity.station)
                held.update(row.hash for row in connection.execute(select(table.c.hash).where(*mine)))
    finally:
        store.close()
    outbox, feed = Outbox(places.journal), FeedReader(places.feed)
    try:
        marks = feed.marks()
        on_server = missing = twice = 0
        for end in outbox.epochs():
            confirmed = marks[end.epoch].row if end.epoch in marks else 0
            for row, hash_ in outbox.hashes(end.epoch):
                on_server += held[hash_] > 0
                missing += held[hash_] == 0 and row <= confirmed
                twice += held[hash_] > 1
        return Account(on_server, outbox.pending(marks), missing, twice)
    finally:
        outbox.close()
        feed.close()
