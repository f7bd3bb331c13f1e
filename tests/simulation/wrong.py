"""Designs that look right and are not, each a part put in the real one's place; the checker must catch every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select, text, update

from kiosk.config import Identity
from kiosk.conflicts import What
from kiosk.feed import Intake
from kiosk.journal import Why
from kiosk.outbox import Mark
from kiosk.rows import key_of
from sync.server import feed
from sync.server.database import inserting
from sync.server.schema import CONFLICT, MARK
from sync.wire import RoundAnswer, RoundRequest
from tests.simulation.central import Central
from tests.simulation.fair import NAME
from tests.simulation.tablet import Parts, Process, WatchedFeed, WatchedJournal
from tests.simulation.world import Design


class MaxRow(Central):
    """Acknowledges the highest row it was ever sent: rows that a restore took from below it are never asked for."""

    def round(self, identity: Identity, request: RoundRequest) -> RoundAnswer:
        """Take the records wherever they begin."""
        if request.records:
            key = {"event": identity.event, "station": identity.station, "epoch": bytes.fromhex(request.epoch)}
            mine = [MARK.c[name] == value for name, value in key.items()]
            with self.store.write() as connection:
                connection.execute(inserting(connection, MARK).on_conflict_do_nothing(), [key | {"row": 0, "head": b""}])
                below = [*mine, MARK.c.row < request.first_row - 1]
                connection.execute(update(MARK).where(*below).values(row=request.first_row - 1, head=b""))
        return super().round(identity, request)


class Duplicates(Central):
    """Stores what comes as it comes: what was sent twice is there twice."""

    def round(self, identity: Identity, request: RoundRequest) -> RoundAnswer:
        """Forget how far this station's rows are known."""
        with self.store.write() as connection:
            self._without_keys(connection)
            if request.records:
                key = {"event": identity.event, "station": identity.station, "epoch": bytes.fromhex(request.epoch)}
                connection.execute(
                    update(MARK).where(*(MARK.c[name] == value for name, value in key.items())).values(row=request.first_row - 1, head=b"")
                )
        return super().round(identity, request)

    def examine(self) -> int:
        """Nothing: one record twice makes no sense of conflicts."""
        return 0

    def _without_keys(self, connection: Any) -> None:
        if connection.execute(text("SELECT count(*) FROM sqlite_schema WHERE name = 'keyless'")).scalar_one():
            return
        for statement in (
            "CREATE TABLE keyless AS SELECT * FROM record",
            "DROP TABLE record",
            "CREATE TABLE record AS SELECT * FROM keyless",
        ):
            connection.execute(text(statement))


class SeesNoWalk(Central):
    """Does not notice who is at two doors at once."""

    unseen = What.IMPOSSIBLE_WALK

    def examine(self) -> int:
        """As ``Central``; what it is blind to counts as taken back."""
        found = super().examine()
        with self.store.write() as connection:
            mine = (CONFLICT.c.event == NAME, CONFLICT.c.what == self.unseen.value, ~CONFLICT.c.withdrawn)
            hidden = connection.execute(select(CONFLICT.c.id).where(*mine)).scalars().all()
            connection.execute(update(CONFLICT).where(*mine).values(withdrawn=True))
            feed.conflicts_changed(connection, NAME, hidden)
        return found


class SeesNoRevoked(SeesNoWalk):
    """Does not notice who was let in on a badge that was void already."""

    unseen = What.AFTER_REVOCATION


class ShowsFirst(WatchedJournal):
    """Shows green before the disk has it: a commit returns, and nothing was synced."""

    def __init__(self, *values: Any) -> None:
        super().__init__(*values)
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self.tidy()


class SameEpoch(WatchedJournal):
    """Goes on under the same numbers after a restore, and when the server says that it knows other rows."""

    def start_epoch(self, why: Why) -> bytes:
        """Only where there is none yet."""
        return super().start_epoch(why) if not self._epochs else self.epoch


class NeverBack(WatchedFeed):
    """Does not believe a mark that is lower than before."""

    def apply(self, intake: Intake) -> None:
        """Keep the higher one."""
        before: Mapping[bytes, Mark] = self.marks()
        higher = {epoch: max(mark, before.get(epoch, Mark()), key=lambda each: each.row) for epoch, mark in (intake.marks or {}).items()}
        super().apply(replace(intake, marks=higher))


def _delete_sent(process: Process) -> None:
    """Records the server has confirmed are deleted, to save room."""
    connection = process.journal._connection
    connection.execute("DROP TRIGGER IF EXISTS record_stays")
    for no, epoch in process.journal._epochs.items():
        mark = process.marks().get(epoch.id, Mark())
        connection.execute("DELETE FROM record WHERE key >= ? AND key < ?", (key_of(no, 1), key_of(no, mark.row)))


WRONG = {
    "acknowledges the highest row": Design(central=MaxRow),
    "shows before the commit": Design(Parts(journal=ShowsFirst)),
    "a mark never goes back": Design(Parts(feed=NeverBack)),
    "deletes what was acknowledged": Design(Parts(after_round=_delete_sent)),
    "the same epoch after a restore": Design(Parts(journal=SameEpoch)),
    "stores what comes twice twice": Design(central=Duplicates),
    "sees no impossible walk": Design(central=SeesNoWalk),
    "sees no entry after a revocation": Design(central=SeesNoRevoked),
}
