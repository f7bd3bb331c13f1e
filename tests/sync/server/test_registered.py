"""Tests of sync.server.registered: whom desks registered and corrected becomes people and badges, once, whatever order records come in."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from kiosk import badge
from kiosk.act_payload import sealed_twice
from kiosk.model import Flag, Kind
from kiosk.programme import Programme
from sync.server import feed, ingest
from sync.server.admin import Admin
from sync.server.ingest import Batch
from sync.server.people import Person
from sync.server.schema import BADGE, PERSON
from sync.server.store import Event, Store
from tests.sync.server.tape import Tape

CODE, NEW = "ABCDEFGHIJKLMNOP", "BCDEFGHIJKLMNOPQ"
HAN = {"name": "한서윤", "phone": "010-0000-2345", "company": "가온", "code": NEW}


@dataclass
class Served:
    """A store that knows Hong, and what desks send it."""

    store: Store
    event: Event

    def act(self, tape: Tape, kind: Kind, person: str, values: dict[str, str], code: str = NEW, **more: Any) -> None:
        payload = sealed_twice(values, person, self.event.id, self.event.seal_public, None)
        plain = {"direction": None, "outcome": None, "reason": None, "zone": "desk", "badge": person}
        tape.add(kind=kind, code_hash=self.hash(code), payload=payload, **plain | more)

    def hash(self, code: str) -> bytes:
        return badge.code_hash(code, self.event.hash_key)

    def send(self, tape: Tape, first: int = 1) -> None:
        with self.store.write() as connection:
            batch = Batch(tape.event, tape.station, tape.epoch, first, tape.raw[first - 1 :])
            ingest.take(connection, batch, self.store.clock.wall())

    def person(self, id_: str) -> tuple[str, str, str, str] | None:
        query = select(PERSON.c.name, PERSON.c.phone, PERSON.c.company, PERSON.c.code).where(PERSON.c.id == id_)
        with self.store.read() as connection:
            row = connection.execute(query).one_or_none()
        return tuple(row) if row else None

    def hong(self) -> str:
        with self.store.read() as connection:
            return str(connection.execute(select(PERSON.c.id).where(PERSON.c.code == CODE)).scalar_one())

    def badges(self, id_: str) -> dict[bytes, Flag]:
        with self.store.read() as connection:
            rows = connection.execute(select(BADGE.c.code_hash, BADGE.c.flags).where(BADGE.c.person == id_)).all()
        return {row.code_hash: Flag(row.flags) for row in rows}

    def told(self) -> int:
        """How many changes of people desks were told."""
        with self.store.read() as connection:
            return feed.behind(connection, self.event.id, feed.PEOPLE, feed.Place(), 100)


@pytest.fixture
def served(store: Store, programme: Programme) -> Served:
    """On SQLite and on PostgreSQL."""
    admin = Admin(store)
    admin.put_programme(programme)
    admin.add_people([Person("K1", "홍길동", "010-0000-5678", "", "가온모빌리티", "visitor", CODE)])
    with store.read() as connection:
        return Served(store, store.event(connection, programme.event))


def test_a_walk_in_becomes_a_person_with_a_badge_that_is_checked_in_and_desks_are_told(served: Served) -> None:
    tape, before = Tape("desk-1"), served.told()
    served.act(tape, Kind.WALK_IN, "w1", HAN)
    served.send(tape)
    assert served.person("w1") == ("한서윤", "010-0000-2345", "가온", NEW)
    flags = served.badges("w1")
    assert flags.pop(served.hash(NEW)) == Flag.CHECKED_IN
    assert list(flags.values()) == [Flag.CONFIRMATION]
    assert served.told() == before + 1


def test_the_same_walk_in_again_by_whatever_journal_changes_nothing(served: Served) -> None:
    tape, restored = Tape("desk-1"), Tape("desk-1", b"\2" * 16)
    served.act(tape, Kind.WALK_IN, "w1", HAN)
    served.send(tape)
    before, badges = served.told(), served.badges("w1")
    served.send(tape)
    served.act(restored, Kind.WALK_IN, "w1", HAN | {"name": "남의이름"})
    served.act(restored, Kind.WALK_IN, "w2", HAN)  # the code is another's
    served.send(restored)
    assert (served.told(), served.badges("w1")) == (before, badges)
    assert served.person("w1") == ("한서윤", "010-0000-2345", "가온", NEW)
    assert served.person("w2") is None


def test_a_walk_in_that_cannot_be_used_is_kept_as_a_record_and_makes_nobody(served: Served) -> None:
    tape = Tape("desk-1")
    hong = served.hong()
    served.act(tape, Kind.WALK_IN, "w1", HAN, code=CODE)  # another code than the record's
    served.act(tape, Kind.WALK_IN, "", HAN)
    served.act(tape, Kind.WALK_IN, hong, HAN)  # somebody who is there
    tape.add(kind=Kind.WALK_IN, code_hash=served.hash(NEW), badge="w2", payload=b"garbage", direction=None, outcome=None, reason=None)
    tape.add(kind=Kind.WALK_IN, code_hash=served.hash(NEW), badge="w3", direction=None, outcome=None, reason=None)
    served.send(tape)
    assert [served.person(id_) for id_ in ("w1", "", "w2", "w3")] == [None] * 4
    assert served.person(hong) == ("홍길동", "010-0000-5678", "가온모빌리티", CODE)


def test_of_two_corrections_the_later_counts_field_by_field_in_whatever_order_they_come(served: Served) -> None:
    hong, first, second = served.hong(), Tape("desk-1"), Tape("desk-2")
    served.act(first, Kind.CORRECTION, hong, {"name": "홍길순", "company": "새봄"}, CODE, hlc=1 << 20)
    served.act(second, Kind.CORRECTION, hong, {"name": "홍길돌"}, CODE, hlc=2 << 20)
    served.send(second)
    served.send(first)
    assert served.person(hong) == ("홍길돌", "010-0000-5678", "새봄", CODE)


def test_of_two_corrections_heard_at_once_the_later_counts(served: Served) -> None:
    hong, tapes, together = served.hong(), [Tape("desk-1"), Tape("desk-2")], threading.Barrier(2)
    for number, tape in enumerate(tapes, start=1):
        served.act(tape, Kind.CORRECTION, hong, {"name": f"홍길{'순돌'[number - 1]}"}, CODE, hlc=number << 20)

    def send(tape: Tape) -> None:
        together.wait(60)
        served.send(tape)

    threads = [threading.Thread(target=send, args=(tape,)) for tape in tapes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = served.person(hong)
    assert found is not None
    assert found[0] == "홍길돌"


def test_a_correction_changes_name_and_company_alone_and_never_to_nothing(served: Served) -> None:
    hong, tape = served.hong(), Tape("desk-1")
    served.act(tape, Kind.CORRECTION, hong, {"name": " ", "company": "", "phone": "1", "code": NEW}, CODE)
    served.act(tape, Kind.CORRECTION, "nobody", {"name": "누구"}, "C" * 16)
    served.send(tape)
    assert served.person(hong) == ("홍길동", "010-0000-5678", "", CODE)


def test_who_was_registered_and_corrected_offline_arrives_whole(served: Served) -> None:
    tape, before = Tape("desk-1"), served.told()
    served.act(tape, Kind.WALK_IN, "w1", HAN)
    served.act(tape, Kind.CORRECTION, "w1", {"name": "한서연"})
    served.send(tape)
    assert served.person("w1") == ("한서연", "010-0000-2345", "가온", NEW)
    assert served.told() == before + 2
