"""One round as the server serves it: records in, changes out; knows no HTTP.

Records first, in a transaction of their own: once they are committed the answer may say so, and if reading the changes then fails the
station sends the same again, which changes nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, and_, bindparam, literal_column, select, update

from kiosk.personal import NAMED_ROLES
from sync.server import conflicts, ending, ingest
from sync.server.changes import disproved, page, position_of
from sync.server.database import identity
from sync.server.enrol import STANDING, Station, admitted, token_hash
from sync.server.feed import Page
from sync.server.ingest import Batch, Still, Taken
from sync.server.kept import Kept
from sync.server.logs import JOURNAL, LOGS, Log
from sync.server.packed import Part
from sync.server.proofs import Proofs
from sync.server.schema import STATION, STORE
from sync.server.store import Store
from sync.wire import Cursor, RoundAnswer, RoundRequest, around_changes
from sync.wireproof import Asked

MOST = 10_000
"""Stations remembered."""
WRITTEN_EVERY_US = 10_000_000
"""When a station was heard, and how its figures stand, is written down this often, not with every round."""
FIGURES = {"unsent", "roster_as_of"}
"""What of a status changes all the time and may wait for that."""


def _meeting(log: Log) -> Select[Any]:
    mark = log.mark.c
    here = and_(mark.event == STATION.c.event, mark.station == STATION.c.id, mark.epoch == bindparam("epoch"))
    told = select(*STANDING, STORE.c.generation, STORE.c.fingerprint, mark.row, mark.head).select_from(STATION)
    return told.join(STORE, literal_column("1") == 1).outerjoin(log.mark, here).where(STATION.c.token_hash == bindparam("token"))


_MEETINGS = {name: _meeting(log) for name, log in LOGS.items()}
_HEARD = (
    update(STATION)
    .where(STATION.c.event == bindparam("of"), STATION.c.id == bindparam("who"))
    .values(seen=bindparam("at"), status=bindparam("said"))
)


@dataclass(frozen=True, slots=True)
class Met:
    """A station as its last round left it. ``heard``: when that was, us; ``standing``: of its journal ``epoch``."""

    station: Station
    generation: str
    epoch: str
    heard: int
    standing: Taken


class Rounds:
    """Serves the rounds of every station; remembers what it met with, which is believed only where the database says the same."""

    def __init__(self, store: Store, proofs: Proofs) -> None:
        self._store = store
        self._proofs = proofs
        self._met: Kept[Met] = Kept(MOST)

    def serve(self, asked: Asked, request: RoundRequest) -> list[Part]:
        """Answer ``request``, which came as ``asked``, with a RoundAnswer, JSON in parts. Raises UpstreamDenied, Stale, or a StoreError
        (nothing was taken then)."""
        received, token = self._store.clock.wall(), token_hash(asked)
        known, taken = self._met.get(token), None
        met = known or self._meet(token, request)
        self._proofs.check(met.station.event, met.station.id, met.station.public_key, asked, received)
        if known is not None and self._may_go_on(known, request, received):
            taken = self._at_once(token, known, request, received)
        if taken is None:
            met = self._meet(token, request, known.heard) if known else met
            met, taken = self._taken(met, request, received)
        self._met.put(token, replace(met, heard=received, standing=replace(taken, quarantined=[])))
        if request.records:
            self._store.took(len(request.records))
        commands = self._ending(met, request, received) if met.station.revoked else []
        told: Page | None = None
        cursor = request.cursor  # where it listens: whoever pushes to it looks at whether this place holds
        if met.station.revoked:  # it is told what it is to do, and nothing else
            cursor = cursor if cursor.generation else Cursor(generation=met.generation)
        elif not _pushed(request, met):
            told = self._told(met, cursor)
            cursor = Cursor(generation=met.generation, position=str(told.end)) if told else Cursor()
        answer = RoundAnswer(
            epoch=request.epoch, mark=taken.mark, head=taken.head.hex(), fork=taken.fork, quarantined=taken.quarantined, cursor=cursor,
            refetch=not cursor.generation, more=told is not None and told.more, received=received, sent=self._store.clock.wall(),
            commands=commands,
        )  # fmt: skip
        before, behind = around_changes(answer)
        return [Part(before), told.changes, Part(behind)] if told else [Part(before + behind)]

    def _may_go_on(self, met: Met, request: RoundRequest, now: int) -> bool:
        here = self._store.database.postgresql and met.epoch == request.epoch and LOGS[request.log] is JOURNAL
        return here and bool(request.records) and _pushed(request, met) and not _due(met, request, now)

    def _at_once(self, token: bytes, met: Met, request: RoundRequest, now: int) -> Taken | None:
        """Take the records in by one statement; None, and nothing was done, where the station is another now or they want a closer look."""
        with self._store.glance() as connection:
            still = Still(token, met.generation, identity(connection))
            return ingest.take_at_once(connection, _batch(met, request), now, met.standing, still)

    def _meet(self, token: bytes, request: RoundRequest, heard: int = 0) -> Met:
        """Who asks, and how it stands, as the database has it."""
        with self._store.glance() as connection:
            row = connection.execute(_MEETINGS[request.log], {"token": token, "epoch": bytes.fromhex(request.epoch)}).one_or_none()
            station = admitted(row)
            assert row is not None
            generation = row.generation if row.fingerprint == identity(connection) else ""
        standing = Taken(row.row, row.head) if row.row is not None else Taken()
        epoch = request.epoch if LOGS[request.log] is JOURNAL else ""
        return Met(station, generation or self._store.generation(), epoch, max(station.seen, heard), standing)

    def _taken(self, met: Met, request: RoundRequest, now: int) -> tuple[Met, Taken]:
        """What became of the records, where there were any, of the station just ``met``."""
        station, taken, status = met.station, met.standing, _due(met, request, now)
        if not request.records and not status:
            return met, taken
        with self._store.write() as connection:
            if request.records:
                taken = ingest.take(connection, _batch(met, request), now, taken)
            if status:
                conflicts.silence(connection, station.event, station.id, met.heard, now)
                connection.execute(_HEARD, {"of": station.event, "who": station.id, "at": now, "said": status})
                met = replace(met, station=replace(station, seen=now, status=status))
        return met, taken

    def _ending(self, met: Met, request: RoundRequest, now: int) -> list[str]:
        """What a station that was revoked is to do; what it says it did is taken down."""
        if request.receipt:
            with self._store.write() as connection:
                ending.keep(connection, met.station.event, met.station.id, request.receipt, now)
        with self._store.read() as connection:
            return ending.orders(connection, met.station.event, met.station.id)

    def _told(self, met: Met, cursor: Cursor) -> Page | None:
        """What changed since ``cursor``; None where the station must fetch a snapshot."""
        store, event, named = self._store, met.station.event, met.station.role in NAMED_ROLES
        with store.read() as connection:
            position = position_of(connection, event, cursor, met.generation, named=named)
            if position is not None:
                return page(store, connection, event, position, met.generation, named=named)
            put_back = disproved(connection, event, cursor, met.generation)
        if put_back:
            store.put_back(met.generation)
        return None


def _pushed(request: RoundRequest, met: Met) -> bool:
    return request.listening and request.cursor.generation == met.generation


def _batch(met: Met, request: RoundRequest) -> Batch:
    return Batch(met.station.event, met.station.id, bytes.fromhex(request.epoch), request.first_row, request.records, LOGS[request.log])


def _due(met: Met, request: RoundRequest, now: int) -> str:
    """The status to write down now, empty where what is written still does."""
    said, known = request.status.model_dump(mode="json"), json.loads(met.station.status or "{}")
    changed = any(value != known.get(name) for name, value in said.items() if name not in FIGURES)
    return json.dumps(said, sort_keys=True) if changed or not 0 <= now - met.station.seen < WRITTEN_EVERY_US else ""
