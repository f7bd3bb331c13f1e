"""Tests of sync.server.reprints: of all papers of a person one is valid, whatever was heard first; use of another is a conflict."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import select

import assets
from kiosk import badge, seal
from kiosk.conflicts import What
from kiosk.model import Flag, Kind
from kiosk.prints import READ_BACK, print_detail
from kiosk.programme import load
from sync.server import conflicts, decisions, feed, ingest
from sync.server.admin import Admin
from sync.server.ingest import Batch
from sync.server.people import Person
from sync.server.schema import BADGE, PERSON
from sync.server.store import Event, Store
from tests.builders import SECOND, FakeClock
from tests.kiosk.standing import code_of
from tests.sync.server.tape import Tape

TEXT = (Path(assets.__file__).parent / "programmes" / "slw.toml").read_text("utf-8")
OLD, FIRST, SECOND_ONE = code_of(1), code_of(2), code_of(3)


class Show:
    """The server's event with one person, who has ``OLD`` on paper."""

    def __init__(self, store: Store) -> None:
        programme = load(TEXT)
        self.store, self.admin = store, Admin(store)
        self.admin.put_programme(programme)
        self.admin.add_people([Person("K1", "홍길동", "", "", "", "visitor", OLD, flags=Flag.VIP)])
        with store.read() as connection:
            self.event: Event = store.event(connection, programme.event)
            self.person = connection.execute(select(PERSON.c.id)).scalar_one()

    def tape(self, station: str) -> Tape:
        return Tape(station, station.encode().ljust(16), self.event.id)

    def hash(self, code: str) -> bytes:
        return badge.code_hash(code, self.event.hash_key)

    def prints(self, tape: Tape, code: str, replaces: str = "", at: int = 0) -> None:
        """A desk prints ``code``, ``at`` seconds after eleven."""
        wall = self.store.clock.wall() + at * SECOND
        tape.add(
            kind=Kind.PRINT, code_hash=self.hash(code), badge=self.person, zone="desk", direction=None, outcome=None, reason=None,
            detail=print_detail("pdf:x", self.hash(replaces) if replaces else b""), wall=wall, hlc=wall // 1_000 << 16, offset=0,
            payload=seal.seal(self.event.seal_public, code.encode()) if replaces else b"",
        )  # fmt: skip

    def enters(self, tape: Tape, code: str, at: int) -> None:
        wall = self.store.clock.wall() + at * SECOND
        tape.add(code_hash=self.hash(code), badge=self.person, zone="smart-life", wall=wall, hlc=wall // 1_000 << 16, offset=0, error=1_000)

    def send(self, tape: Tape, first: int = 1, after: int = 60) -> None:
        with self.store.write() as connection:
            batch = Batch(tape.event, tape.station, tape.epoch, first, tape.raw[first - 1 :])
            ingest.take(connection, batch, self.store.clock.wall() + after * SECOND)

    def flags(self, code: str) -> Flag | None:
        with self.store.read() as connection:
            found = connection.execute(select(BADGE.c.flags).where(BADGE.c.code_hash == self.hash(code))).scalar_one_or_none()
        return None if found is None else Flag(found)

    def code(self) -> str:
        """What the person's badge says now, as the desks are told."""
        with self.store.read() as connection:
            return str(connection.execute(select(PERSON.c.code)).scalar_one())

    def told(self) -> int:
        with self.store.read() as connection:
            return feed.behind(connection, self.event.id, feed.ROSTER, feed.Place(), 100)


@pytest.fixture
def show(store: Store) -> Show:
    return Show(store)


def test_a_first_print_is_known_to_other_desks_and_changes_no_code(show: Show) -> None:
    tape = show.tape("desk-1")
    show.prints(tape, OLD)
    tape.add(kind=Kind.PRINT, code_hash=show.hash(OLD), badge=show.person, refers=1, detail=READ_BACK, outcome=None, reason=None)
    show.send(tape)
    assert (show.flags(OLD), show.code()) == (Flag.VIP | Flag.PRINTED, OLD)


def test_a_reprint_takes_the_place_of_the_badge_with_all_its_rights(show: Show) -> None:
    tape = show.tape("desk-1")
    tape.add(kind=Kind.CHECK_IN, code_hash=show.hash(OLD), badge=show.person, zone="desk", direction=None, outcome=None, reason=None)
    show.prints(tape, OLD)
    show.prints(tape, FIRST, OLD)
    show.send(tape)
    good = Flag.VIP | Flag.CHECKED_IN | Flag.PRINTED
    assert (show.flags(OLD), show.flags(FIRST), show.code()) == (good | Flag.REPLACED, good, FIRST)
    told = show.told()
    show.send(tape)  # the same once more changes nothing
    assert (show.told(), show.flags(FIRST)) == (told, good)
    tape.add(kind=Kind.UNDO, code_hash=show.hash(OLD), badge=show.person, refers=1, outcome=None, reason=None, direction=None)
    show.send(tape)
    assert show.flags(FIRST) == Flag.VIP | Flag.PRINTED


@pytest.mark.parametrize("early", [True, False])
def test_of_two_desks_that_printed_apart_the_later_print_counts_in_whatever_order_they_are_heard(show: Show, early: bool) -> None:
    one, two = show.tape("desk-1"), show.tape("desk-2")
    show.prints(one, FIRST, OLD, at=1)
    show.prints(two, SECOND_ONE, OLD, at=2)
    for tape in (one, two) if early else (two, one):
        show.send(tape)
    void = Flag.VIP | Flag.PRINTED | Flag.REPLACED
    assert (show.flags(FIRST), show.flags(SECOND_ONE), show.code()) == (void, Flag.VIP | Flag.PRINTED, SECOND_ONE)
    assert Flag.REPLACED in (show.flags(OLD) or Flag.NONE)


def test_of_two_desks_that_are_heard_at_once_one_paper_is_valid(show: Show) -> None:
    tapes = [show.tape("desk-1"), show.tape("desk-2")]
    show.prints(tapes[0], FIRST, OLD)
    show.prints(tapes[1], SECOND_ONE, OLD)
    together = threading.Barrier(2)

    def send(tape: Tape) -> None:
        together.wait(60)
        show.send(tape)

    threads = [threading.Thread(target=send, args=(tape,)) for tape in tapes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    valid = [code for code in (OLD, FIRST, SECOND_ONE) if Flag.REPLACED not in (show.flags(code) or Flag.NONE)]
    assert valid == [show.code()] == [SECOND_ONE]


def test_use_of_the_old_badge_after_the_reprint_is_a_conflict_though_it_was_heard_of_first(show: Show, clock: FakeClock) -> None:
    gate, desk = show.tape("gate-1"), show.tape("desk-1")
    show.enters(gate, OLD, at=-30)
    show.enters(gate, OLD, at=30)
    show.send(gate)
    assert conflicts.examine(show.store) == 0
    show.prints(desk, FIRST, OLD, at=0)
    show.send(desk)
    assert conflicts.examine(show.store) == 1
    with show.store.read() as connection:
        (found,) = decisions.listed(connection, show.event.id)
    assert (found.what, found.second.row) == (What.AFTER_REVOCATION, 2)


def test_a_blocked_badge_stays_blocked_on_new_paper_and_a_list_brings_no_old_code_back(show: Show) -> None:
    show.admin.flag([OLD], Flag.BLOCKED)
    tape = show.tape("desk-1")
    show.prints(tape, FIRST, OLD)
    show.send(tape)
    assert show.flags(FIRST) == Flag.VIP | Flag.PRINTED | Flag.BLOCKED
    show.admin.add_people([Person("K1", "홍길동", "", "", "", "visitor", flags=Flag.VIP)])
    assert show.code() == FIRST


def test_a_print_for_nobody_and_one_whose_code_is_another_hold_nothing_up(show: Show, caplog: pytest.LogCaptureFixture) -> None:
    tape = show.tape("desk-1")
    tape.add(kind=Kind.PRINT, code_hash=show.hash(FIRST), badge="nobody", detail=print_detail("x", show.hash(OLD)), outcome=None)
    wrong = print_detail("x", show.hash(OLD))
    tape.add(kind=Kind.PRINT, code_hash=show.hash(SECOND_ONE), badge=show.person, detail=wrong, outcome=None, payload=b"no seal")
    show.send(tape)
    assert show.flags(FIRST) is None
    assert show.flags(SECOND_ONE) == Flag.VIP | Flag.PRINTED  # the paper is out, and good
    assert show.code() == OLD
