"""Tests of the access log at the server: its own lines, those of desks, and everything read back as one chained whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from kiosk.access import detail_of
from kiosk.feed import FeedReader
from kiosk.journal import Draft, Journal
from kiosk.model import Kind
from kiosk.outbox import Outbox
from kiosk.programme import load
from sync.opening import upstream_of
from sync.server import access
from sync.server.logs import ACCESS_LOG
from sync.server.schema import ACCESS
from sync.server.verify import verify
from sync.wire import RoundRequest, WireRecord
from tests.sync.serving import TestServer
from tests.sync.stationing import CLOCK, Desk
from tests.sync.test_people_of_a_desk import HONG, KIM, SHIPPED, ZONE, lease

FAR = 2**62


@pytest.fixture
def server(sqlite: str, tmp_path: Path) -> Iterator[TestServer]:
    running = TestServer(sqlite, tmp_path / "served").start()
    running.admin.put_programme(load(SHIPPED.read_text("utf-8").replace("2026-10-", "2099-10-")))
    running.admin.add_people([HONG, KIM])
    yield running
    running.stop()


def said(server: TestServer) -> list[tuple[str, str, str, int]]:
    event = server.admin.event().id
    return [(one.station, one.kind, one.why, one.count) for one in access.entries(server.store, event, 0, FAR)]


def looks_up(desk: Desk, *people: str) -> Journal:
    log = Journal(desk.places.access, desk.identity.event, desk.identity.station, CLOCK)
    for person in people:
        log.append(Draft(Kind.LOOK_UP, CLOCK.wall(), CLOCK.mono(), operator="s1", badge=person, detail=detail_of("check_in")))
    return log


def test_what_the_server_hands_on_or_takes_in_of_people_is_on_record_before_anybody_has_it(server: TestServer, tmp_path: Path) -> None:
    desk = Desk.enrolled(server, tmp_path / "desk", ZONE, "desk")
    desk.catch_up()
    lease(desk)
    assert said(server) == [("server", "import", "people", 2), ("server", "export", "roster", 2), ("server", "export", "lease", 2)]
    desk.catch_up()  # the roster is still current: nothing more went out
    gate = Desk.enrolled(server, tmp_path / "gate", ZONE, "gate")
    gate.catch_up()  # nobody's data is in a gate's roster
    assert len(said(server)) == 3
    (line,) = verify(server.store, ACCESS_LOG)
    assert (line.station, line.rows, line.ok) == ("server", 3, True)
    desk.close()
    gate.close()


def test_the_lines_of_a_desk_go_up_beside_its_records_and_are_stored_once(server: TestServer, tmp_path: Path) -> None:
    desk = Desk.enrolled(server, tmp_path / "desk", ZONE, "desk")
    desk.scan(1, 2)
    log = looks_up(desk, "p1", "p2", "p1")
    ends, outbox, feed = desk.round(access=True), Outbox(desk.places.access), FeedReader(desk.places.feed)
    try:
        assert ends.standing().unsent == 5
        desk.drain(ends)
        assert ends.standing().unsent == 0
        assert outbox.pending(feed.marks()) == 0
        lines = [line for line in verify(server.store, ACCESS_LOG) if line.station == desk.identity.station]
        assert [(line.rows, line.head, line.ok) for line in lines] == [(3, log.head.hex(), True)]
        assert [line.rows for line in verify(server.store)] == [2]  # kept apart from scans
        upstream, again = upstream_of(desk.identity, desk.places), outbox.batch({}, 10)
        assert again is not None
        raw = [WireRecord.raw(record) for record in again.records]
        for name in ("access", "journal"):  # a line sent again adds nothing; one sent as a scan is set aside
            answer = upstream.round(RoundRequest(epoch=log.epoch.hex(), first_row=1, records=raw, listening=True, log=name))
            assert (answer.mark, len(answer.quarantined)) == (3, 0 if name == "access" else 3)
        upstream.close()
        found = [(one.operator, one.person, one.why) for one in access.entries(server.store, desk.identity.event, 0, FAR) if one.operator]
        assert found == [("s1", "p1", "check_in"), ("s1", "p2", "check_in"), ("s1", "p1", "check_in")]
    finally:
        for part in (ends, outbox, feed, log, desk):
            part.close()


def test_a_line_that_was_changed_in_the_database_shows(server: TestServer) -> None:
    server.admin.note_access(Kind.EXPORT, "for the printer", operator="s1")
    with server.store.write() as connection:
        connection.execute(update(ACCESS).where(ACCESS.c.row == 1).values(operator="somebody else"))
    (line,) = verify(server.store, ACCESS_LOG)
    assert (line.rows, line.broken, line.ok) == (2, 1, False)


def test_what_is_older_than_two_years_is_destroyed_and_nothing_younger(server: TestServer) -> None:
    event = server.admin.event().id
    before = said(server)
    assert access.drop_old(server.store, event) == (0, 0)
    assert said(server) == before
    with server.store.write() as connection:
        connection.execute(update(ACCESS).values(received=CLOCK.wall() - 3 * access.YEAR_US))
    assert access.drop_old(server.store, event) == (1, len(before))
    assert list(verify(server.store, ACCESS_LOG)) == []
    server.admin.note_access(Kind.EXPORT, "again")  # a new chain begins
    assert [line.ok for line in verify(server.store, ACCESS_LOG)] == [True]
