"""The PostgreSQL primary is killed while its link to the standby stands still; the standby takes over, stations resend: nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kiosk.errors import KioskError, UpstreamAway
from kiosk.feed import FeedReader
from kiosk.programme import Programme
from kiosk.verify import verify_station
from sync.client import HttpUpstream
from sync.server.schema import RECORD
from sync.server.verify import verify
from tests.builders import wait_for
from tests.faults.replicas import Pair, pair
from tests.sync import postgresql
from tests.sync.serving import TestServer
from tests.sync.stationing import Desk, keys, stored


@pytest.fixture
def replicas(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """A primary and a standby."""
    if postgresql.programs() is None:
        if os.environ.get("KIOSK_NO_POSTGRES") == "1":
            pytest.skip("KIOSK_NO_POSTGRES=1")
        pytest.fail(postgresql.MISSING)
    with pair(synchronous=request.param) as made:
        yield made


@pytest.fixture
def server(replicas: Pair, tmp_path: Path, programme: Programme) -> Iterator[TestServer]:
    """A server over whichever of the two takes writes."""
    running = TestServer(replicas.address, tmp_path / "served").start()
    running.admin.put_programme(programme)
    yield running
    running.stop()


@pytest.fixture
def desks(server: TestServer, tmp_path: Path) -> Iterator[list[Desk]]:
    """Three stations."""
    made = [Desk.enrolled(server, tmp_path / f"station-{number}") for number in range(3)]
    yield made
    for desk in made:
        desk.close()


def catches_up(desk: Desk) -> bool:
    """Whether all of it got through just now."""
    try:
        desk.catch_up()
    except UpstreamAway:
        return False
    return True


def on_server(server: TestServer) -> int:
    with server.store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(RECORD)).scalar_one())


def everything_is_there_once(server: TestServer, desks: list[Desk]) -> None:
    for desk in desks:
        wait_for(lambda desk=desk: catches_up(desk), 30)  # type: ignore[misc]
        records = desk.journal.since(desk.journal.epoch, 0, 1_000)
        assert stored(server, desk) == keys(records)
        found = verify_station(desk.places)
        assert (found.ok, found.unsent, found.anchored) == (True, 0, found.rows)
    assert all(line.ok and not line.quarantined for line in verify(server.store))


def generation(desk: Desk) -> str:
    feed = FeedReader(desk.places.feed)
    try:
        return feed.position().generation
    finally:
        feed.close()


@pytest.mark.parametrize("replicas", [False], indirect=True, ids=["async"])
def test_an_asynchronous_standby_lacks_what_was_confirmed_and_the_stations_send_it_again(
    server: TestServer, replicas: Pair, desks: list[Desk]
) -> None:
    for desk in desks:
        desk.scan(*range(1, 11))
        desk.catch_up()
    replicas.settle()
    replicas.stall()
    for desk in desks[:2]:
        desk.scan(*range(11, 31))
        desk.catch_up()
        assert desk.unsent() == 0
    before = server.store.generation()
    desks[0].scan(31)
    replicas.fail_over()
    wait_for(lambda: server_answers(server), 30)
    assert on_server(server) == 30  # 40 confirmed records are gone
    assert server.store.generation() != before  # found out by itself
    everything_is_there_once(server, desks)
    assert on_server(server) == 71
    assert {generation(desk) for desk in desks} == {server.store.generation()}


@pytest.mark.parametrize("replicas", [True], indirect=True, ids=["sync"])
def test_a_synchronous_standby_has_all_that_was_confirmed(
    server: TestServer, replicas: Pair, desks: list[Desk], caplog: pytest.LogCaptureFixture
) -> None:
    for desk in desks:
        desk.scan(*range(1, 11))
        desk.catch_up()
    replicas.stall()
    for desk in desks[:2]:
        desk.scan(*range(11, 31))
        hasty = HttpUpstream(desk.identity.url, desk.identity.token, private_key=desk.identity.private_key, read=0.5, total=0.7)
        with pytest.raises(UpstreamAway):  # nothing is confirmed that the standby does not have
            desk.catch_up(upstream=hasty)
        assert desk.unsent() == 20
    before = server.store.generation()
    replicas.fail_over()
    wait_for(lambda: server_answers(server), 30)
    assert on_server(server) >= 30
    everything_is_there_once(server, desks)
    assert on_server(server) == 70
    assert server.store.generation() != before
    assert {record.getMessage().partition(":")[0] for record in caplog.records if record.levelname == "ERROR"} <= {"cannot serve"}


def server_answers(server: TestServer) -> bool:
    try:
        return on_server(server) >= 0
    except KioskError:
        return False
