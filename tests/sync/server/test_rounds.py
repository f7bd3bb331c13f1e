"""A station that listens is served from what the server remembers of it, and never against what the database says now."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete, func, select, update

from kiosk.errors import UpstreamDenied
from kiosk.model import Kind
from kiosk.programme import Programme
from sync.prover import Prover
from sync.server import enrol
from sync.server.admin import Admin
from sync.server.changes import page
from sync.server.feed import Position
from sync.server.proofs import Proofs
from sync.server.rounds import Rounds
from sync.server.schema import CHANGE, MARK, QUARANTINE, RECORD, STATION
from sync.server.store import Store
from sync.wire import Cursor, EnrolRequest, RoundAnswer, RoundRequest, Status
from sync.wireproof import SIGNATURE, Asked
from tests.builders import EVENT, FakeClock
from tests.sync.server.tape import Tape


class Door:
    """A station enrolled at ``store``, which listens, and what it has written."""

    def __init__(self, store: Store, clock: FakeClock) -> None:
        key = Ed25519PrivateKey.generate()
        code = Admin(store).new_enrolment("gate", "hall")
        enrolled = enrol.ask(store, EnrolRequest(code=code, public_key=key.public_key().public_bytes_raw().hex()))
        self.tape = Tape(enrolled.station).fill(30)
        self._rounds = Rounds(store, Proofs(0))
        self._cursor = Cursor(generation=store.generation(), position="0.0-0.0")
        self._prover = Prover(enrolled.token, key.private_bytes_raw(), clock)

    def send(self, first: int, last: int, **more: Any) -> RoundAnswer:
        """Rows of the tape in one round."""
        request = RoundRequest(
            epoch=self.tape.epoch.hex(),
            first_row=first,
            records=self.tape.raw[first - 1 : last],
            cursor=self._cursor,
            listening=True,
            **more,
        )
        sent = self._prover.headers("POST", "/rounds", body := request.model_dump_json().encode())
        asked = Asked("POST", "/rounds", sent["Authorization"], sent[SIGNATURE], body)
        return RoundAnswer.model_validate_json(b"".join(part.plain for part in self._rounds.serve(asked, request)))


@pytest.fixture
def door(store: Store, clock: FakeClock, programme: Programme) -> Door:
    """One that the server has met with rows 1 and 2."""
    Admin(store).put_programme(programme)
    made = Door(store, clock)
    assert made.send(1, 2).mark == 2
    return made


def count(store: Store, table: Any) -> int:
    with store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_rows_are_taken_in_one_by_one_and_told(store: Store, door: Door) -> None:
    for row in range(3, 9):
        answer = door.send(row, row)
        assert (answer.mark, answer.head, answer.refetch) == (row, door.tape.records[row - 1].hash.hex(), False)
        assert answer.changes == []
    with store.read() as connection:
        told = page(store, connection, EVENT, Position(), "")
        hashes = connection.execute(select(RECORD.c.hash).order_by(RECORD.c.row)).scalars().all()
    assert told.changes.plain.count(b'"row":') == 8
    assert hashes == [record.hash for record in door.tape.records[:8]]


def test_what_comes_again_is_stored_once_and_what_leaves_a_gap_not_at_all(store: Store, door: Door) -> None:
    assert [door.send(3, 4).mark, door.send(3, 4).mark, door.send(2, 5).mark, door.send(7, 8).mark, door.send(6, 6).mark] == [4, 4, 5, 5, 6]
    assert (count(store, RECORD), count(store, QUARANTINE)) == (6, 0)


def test_a_station_that_was_revoked_is_told_so_at_once_and_what_it_sends_is_kept(store: Store, door: Door) -> None:
    assert door.send(3, 3).commands == []
    Admin(store).revoke_station(door.tape.station)
    answer = door.send(4, 4)
    assert (answer.mark, len(answer.commands), count(store, RECORD)) == (4, 1, 4)


def test_who_has_the_token_alone_is_denied(door: Door) -> None:
    door.send(3, 3)
    door._prover = Prover(door._prover._token, bytes(range(32)))
    with pytest.raises(UpstreamDenied):
        door.send(4, 4)


def test_the_database_is_believed_where_it_is_not_as_remembered(store: Store, door: Door) -> None:
    door.send(3, 4)
    with store.write() as connection:  # another server process took rows back: it was restored
        connection.execute(update(MARK).values(row=2, head=door.tape.records[1].hash))
        connection.execute(delete(RECORD).where(RECORD.c.row > 2))
    assert door.send(5, 5).mark == 2
    assert door.send(3, 5).mark == 5
    store.restored()
    answer = door.send(6, 6)
    assert (answer.mark, answer.refetch) == (6, True)


def test_a_record_that_cannot_be_used_and_a_passage_taken_back_are_looked_at_closely(store: Store, door: Door) -> None:
    door.send(3, 3)
    door.tape.raw[3] = {**door.tape.raw[3], "zone": "other"}
    assert [bad.row for bad in door.send(4, 4).quarantined] == [4]
    door.tape.add(kind=Kind.UNDO, refers=3, outcome=None, direction=None)
    assert door.send(5, 30).mark == 30
    assert door.send(31, 31).mark == 31
    with store.read() as connection:
        assert connection.execute(select(CHANGE.c.row).where(CHANGE.c.undone)).scalars().all() == [3]


def test_when_it_was_heard_is_written_down_now_and_then_and_what_changed_at_once(store: Store, clock: FakeClock, door: Door) -> None:
    def written() -> tuple[int, bool]:
        with store.read() as connection:
            row = connection.execute(select(STATION.c.seen, STATION.c.status)).one()
        return row.seen, "bent" in row.status

    begun, _ = written()
    clock.advance(3)
    door.send(3, 3, status=Status(unsent=5))
    assert written() == (begun, False)
    door.send(4, 4, status=Status(camera="bent"))
    assert written() == (begun + 3_000_000, True)
    clock.advance(11)
    door.send(5, 5, status=Status(camera="bent"))
    assert written() == (begun + 14_000_000, True)
