"""Tests of sync.server.checked_in: a badge's flag follows the check-ins on record, and stations hear of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from kiosk import badge
from kiosk.model import Flag, Kind
from kiosk.programme import Programme
from sync.server import feed, ingest
from sync.server.admin import Admin
from sync.server.ingest import Batch
from sync.server.people import Person
from sync.server.schema import BADGE
from sync.server.store import Store
from tests.sync.server.tape import Tape

CODE = "ABCDEFGHIJKLMNOP"


@pytest.fixture
def code(store: Store, programme: Programme) -> bytes:
    """What the server knows the badge of somebody by who did not check in yet."""
    admin = Admin(store)
    admin.put_programme(programme)
    admin.add_people([Person("K1", "홍길동", "", "", "", "visitor", CODE, flags=Flag.VIP)])
    with store.read() as connection:
        return badge.code_hash(CODE, store.event(connection, programme.event).hash_key)


def send(store: Store, tape: Tape) -> None:
    with store.write() as connection:
        ingest.take(connection, Batch(tape.event, tape.station, tape.epoch, 1, tape.raw), store.clock.wall())


def act(tape: Tape, code: bytes, kind: Kind = Kind.CHECK_IN, refers: int | None = None) -> None:
    tape.add(kind=kind, code_hash=code, zone="desk", direction=None, outcome=None, reason=None, refers=refers)


def flags(store: Store, code: bytes) -> Flag:
    with store.read() as connection:
        return Flag(connection.execute(select(BADGE.c.flags).where(BADGE.c.code_hash == code)).scalar_one())


def told(store: Store, tape: Tape) -> int:
    """How many changes of badges stations were told."""
    with store.read() as connection:
        return feed.behind(connection, tape.event, feed.ROSTER, feed.Place(), 100)


def test_a_check_in_sets_the_flag_and_its_undo_clears_it(store: Store, code: bytes) -> None:
    tape = Tape("desk-1")
    before = told(store, tape)
    act(tape, code)
    send(store, tape)
    assert (flags(store, code), told(store, tape)) == (Flag.VIP | Flag.CHECKED_IN, before + 1)
    act(tape, code, Kind.UNDO, refers=1)
    send(store, tape)
    assert (flags(store, code), told(store, tape)) == (Flag.VIP, before + 2)
    act(tape, code)
    send(store, tape)
    send(store, tape)
    assert (flags(store, code), told(store, tape)) == (Flag.VIP | Flag.CHECKED_IN, before + 3)


def test_one_desks_undo_leaves_another_desks_check_in_standing(store: Store, code: bytes) -> None:
    first, second = Tape("desk-1"), Tape("desk-2", b"\x02" * 16)
    act(first, code)
    act(second, code)
    act(first, code, Kind.UNDO, refers=1)
    send(store, second)
    send(store, first)
    assert Flag.CHECKED_IN in flags(store, code)


def test_an_undo_of_an_entry_says_nothing_of_checking_in(store: Store, code: bytes) -> None:
    desk, gate = Tape("desk-1"), Tape("gate-1", b"\x02" * 16)
    act(desk, code)
    send(store, desk)
    gate.add(code_hash=code)
    gate.add(kind=Kind.UNDO, code_hash=code, refers=1, outcome=None)
    send(store, gate)
    assert Flag.CHECKED_IN in flags(store, code)


def test_a_check_in_of_a_badge_nobody_knows_is_kept(store: Store, code: bytes) -> None:
    tape = Tape("desk-1")
    act(tape, b"\x09" * 16)
    send(store, tape)
    assert Flag.CHECKED_IN not in flags(store, code)
