"""One round as the server serves it: records in, changes out; knows no HTTP.

Records first, in a transaction of their own: once they are committed the answer may say so, and if reading the changes then fails the
station sends the same again, which changes nothing.
"""

from __future__ import annotations

import json

from sqlalchemy import update

from kiosk.personal import NAMED_ROLES
from sync.server import conflicts, ending, ingest
from sync.server.changes import disproved, page, position_of
from sync.server.enrol import Station, authorise
from sync.server.ingest import Batch, Taken
from sync.server.logs import LOGS
from sync.server.proofs import Proofs
from sync.server.schema import STATION
from sync.server.store import Store
from sync.wire import Change, Cursor, RoundAnswer, RoundRequest
from sync.wireproof import Asked

SEEN_EVERY_US = 15_000_000
"""A station's unchanged status is written down this often, not with every round: 1,000 stations ask once a second."""


def serve(store: Store, proofs: Proofs, asked: Asked, request: RoundRequest) -> RoundAnswer:
    """Answer ``request``, which came as ``asked``. Raises UpstreamDenied, Stale, or a StoreError (nothing was taken then)."""
    received = store.clock.wall()
    with store.read() as connection:
        station = authorise(connection, asked, proofs, received, revoked=True)
        generation = store.current(connection)
    generation = generation or store.generation()
    taken = _take(store, station, request, received)
    if request.records:
        store.took(len(request.records))
    if station.revoked:
        return _last(store, station, request, taken, generation, received)
    with store.read() as connection:
        if taken is None:
            taken = ingest.standing(connection, station.event, station.id, bytes.fromhex(request.epoch), LOGS[request.log])
        changes: list[Change] = []
        cursor, more = Cursor(), False
        named = station.role in NAMED_ROLES
        position = position_of(connection, station.event, request.cursor, generation, named=named)
        put_back = position is None and disproved(connection, station.event, request.cursor, generation)
        if position is not None and request.listening:
            cursor = request.cursor  # what changes is pushed to it
        elif position is not None:
            changes, position, more = page(store, connection, station.event, position, named=named)
            cursor = Cursor(generation=generation, position=str(position))
    if put_back:
        store.put_back(generation)
    return RoundAnswer(
        epoch=request.epoch, mark=taken.mark, head=taken.head.hex(), fork=taken.fork, quarantined=taken.quarantined, changes=changes,
        cursor=cursor, refetch=position is None, more=more, received=received, sent=store.clock.wall(),
    )  # fmt: skip


def _last(store: Store, station: Station, request: RoundRequest, taken: Taken | None, generation: str, received: int) -> RoundAnswer:
    """What a station that was revoked is answered: how far its records came, what it is to do, and nothing else."""
    if request.receipt:
        with store.write() as connection:
            ending.keep(connection, station.event, station.id, request.receipt, received)
    with store.read() as connection:
        if taken is None:
            taken = ingest.standing(connection, station.event, station.id, bytes.fromhex(request.epoch), LOGS[request.log])
        commands = ending.orders(connection, station.event, station.id)
    cursor = request.cursor if request.cursor.generation else Cursor(generation=generation)
    return RoundAnswer(
        epoch=request.epoch, mark=taken.mark, head=taken.head.hex(), fork=taken.fork, quarantined=taken.quarantined, cursor=cursor,
        received=received, sent=store.clock.wall(), commands=commands,
    )  # fmt: skip


def _take(store: Store, station: Station, request: RoundRequest, now: int) -> Taken | None:
    """What became of the records, None where there were none."""
    status = json.dumps(request.status.model_dump(mode="json"), sort_keys=True)
    if not request.records and status == station.status and now - station.seen < SEEN_EVERY_US:
        return None
    with store.write() as connection:
        taken = None
        conflicts.silence(connection, station.event, station.id, station.seen, now)
        if request.records:
            batch = Batch(station.event, station.id, bytes.fromhex(request.epoch), request.first_row, request.records, LOGS[request.log])
            taken = ingest.take(connection, batch, now)
        mine = (STATION.c.event == station.event, STATION.c.id == station.id)
        connection.execute(update(STATION).where(*mine).values(seen=now, status=status))
        return taken
