"""A desk and its server: people come down sealed, are opened with the lease alone, and a gate never gets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import assets
from kiosk import crowd, days
from kiosk.clock import SystemClock
from kiosk.errors import LeaseRefused
from kiosk.feed import FeedReader
from kiosk.programme import load
from kiosk.roster import Roster
from sync.opening import upstream_of
from sync.server.people import Person
from tests.sync.serving import TestServer
from tests.sync.stationing import Desk as AtServer

CODE = "ABCDEFGHIJKLMNOP"
HONG = Person("K1", "홍길동", "010-0000-5678", "hong@example.com", "가온모빌리티", "visitor", CODE)
KIM = Person("K2", "김하늘", "010-0000-1111", "sky@example.com", "", "visitor", "BCDEFGHIJKLMNOPQ")


SHIPPED = Path(assets.__file__).parent / "programmes" / "slw.toml"
EVENT, ZONE = "slw-2026", "registration"


@pytest.fixture
def server(database: str, tmp_path: Path) -> Iterator[TestServer]:
    """A running server with two people registered for an event to come, on SQLite and on PostgreSQL."""
    running = TestServer(database, tmp_path / "served").start()
    running.admin.put_programme(load(SHIPPED.read_text("utf-8").replace("2026-10-", "2099-10-")))
    running.admin.add_people([HONG, KIM])
    yield running
    running.stop()


def enrolled(server: TestServer, folder: Path, role: str) -> AtServer:
    return AtServer.enrolled(server, folder, ZONE, role)


def lease(desk: AtServer) -> bytes:
    upstream = upstream_of(desk.identity, desk.places)
    try:
        return bytes.fromhex(upstream.lease().key)
    finally:
        upstream.close()


def content(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_desk_opens_its_people_with_the_lease_and_finds_them(server: TestServer, tmp_path: Path) -> None:
    desk = enrolled(server, tmp_path / "desk", "desk")
    desk.catch_up()
    people = crowd.opened(desk.places, lease(desk), EVENT)
    assert (len(people), people.unreadable) == (2, 0)
    (face,) = people.search("ㅎㄱㄷ 5678")
    assert (face.name, face.phone, face.company) == ("홍*동", "010-****-5678", "가온모빌리티")
    whole = people.person(face.id)
    assert whole is not None
    assert (whole.name, whole.code, people.owner(CODE)) == ("홍길동", CODE, face.id)
    desk.close()


def test_what_lies_on_a_desks_disk_names_nobody(server: TestServer, tmp_path: Path) -> None:
    desk = enrolled(server, tmp_path / "desk", "desk")
    desk.scan(1)
    server.admin.add_people([replace(HONG, company="새봄데이터랩")])
    desk.catch_up()
    desk.close()
    held = content(tmp_path / "desk")
    for person in (HONG, KIM):
        for value in (person.name, person.phone, person.email, person.company, person.code, "새봄데이터랩"):
            assert not value or value.encode() not in held
    assert crowd.opened(desk.places, b"\0" * 32, EVENT).unreadable == 2


def test_changes_reach_the_desk_between_snapshots(server: TestServer, tmp_path: Path) -> None:
    desk = enrolled(server, tmp_path / "desk", "desk")
    desk.catch_up()
    server.admin.add_people([replace(HONG, name="홍길순"), Person("K3", "Zoë Müller", "", "", "City of Eastmere", "visitor")])
    desk.catch_up()
    people = crowd.opened(desk.places, lease(desk), EVENT)
    assert [face.name for face in people.search("홍길순")] == ["홍*순"]
    assert [face.name for face in people.search("muller")] == ["Z** M*****"]
    assert len(people) == 3
    desk.close()


def test_the_same_list_again_changes_nobody(server: TestServer, tmp_path: Path) -> None:
    desk = enrolled(server, tmp_path / "desk", "desk")
    desk.catch_up()
    server.admin.add_people([HONG, KIM])
    desk.catch_up()
    feed = FeedReader(desk.places.feed)
    assert feed.people() == []
    feed.close()
    desk.close()


def test_a_gate_gets_nobody_sealed_or_not_and_no_lease(server: TestServer, tmp_path: Path) -> None:
    gate = enrolled(server, tmp_path / "gate", "gate")
    gate.catch_up()
    server.admin.add_people([replace(HONG, name="홍길순")])
    gate.catch_up()
    feed = FeedReader(gate.places.feed)
    assert feed.people() == []
    roster = Roster(gate.places, feed)
    assert roster.people() == {}
    assert roster.size() == 4
    roster.close()
    feed.close()
    with pytest.raises(LeaseRefused):
        lease(gate)
    gate.close()


def test_a_desk_judges_badges_as_a_gate_does(server: TestServer, tmp_path: Path) -> None:
    desk = enrolled(server, tmp_path / "desk", "desk")
    desk.catch_up()
    feed = FeedReader(desk.places.feed)
    roster = Roster(desk.places, feed, "crowd")
    assert roster.size() == 4
    roster.close()
    feed.close()
    desk.close()


def test_a_lease_ends_with_the_next_day_of_the_event(server: TestServer, tmp_path: Path) -> None:
    desk = enrolled(server, tmp_path / "desk", "desk")
    upstream = upstream_of(desk.identity, desk.places)
    until = upstream.lease().until
    upstream.close()
    assert until > SystemClock().wall()
    assert days.local(until, ZoneInfo("Asia/Seoul")) == datetime(2099, 10, 8, tzinfo=ZoneInfo("Asia/Seoul"))
    desk.close()


def test_after_the_last_day_nobody_is_opened_any_more(server: TestServer, tmp_path: Path) -> None:
    desk = enrolled(server, tmp_path / "desk", "desk")
    server.admin.put_programme(load(SHIPPED.read_text("utf-8").replace("2026-10-", "2020-10-")))
    with pytest.raises(LeaseRefused):
        lease(desk)
    desk.close()
