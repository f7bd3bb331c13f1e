"""The sync thread: when it asks, what it tells, and that nothing ends it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.errors import BatchRefused, UpstreamAway, UpstreamDenied, UpstreamError
from kiosk.journal import Why
from kiosk.model import Link
from sync.client import HttpUpstream
from sync.health import Health
from sync.opening import open_round
from sync.round import Round
from sync.server.people import Person
from sync.server.schema import STATION
from sync.wire import MAX_BATCH, RoundAnswer, RoundRequest
from sync.worker import MAX_BATCH as WORKERS_MAX_BATCH
from sync.worker import Pace, Worker, backoff
from tests.builders import wait_for
from tests.sync.canned import STALL, answer, canned
from tests.sync.serving import TestServer
from tests.sync.stationing import CLOCK, Desk, copied, keys, put_back, stored

QUICK = Pace(idle=0.02, first=0.01, most=0.05, slow=0.05)
PERSON = Person(key="1", name="홍길동", phone="01012345678", email="", company="", category="visitor", code="ABCDEFGHIJKLMNOP")


@pytest.fixture
def server(sqlite: str, tmp_path: Path, programme: Any) -> Iterator[TestServer]:
    """A running server on SQLite: which database it has makes no difference to a station's thread."""
    running = TestServer(sqlite, tmp_path / "served").start()
    running.admin.put_programme(programme)
    yield running
    running.stop()


@pytest.fixture
def desk(server: TestServer, tmp_path: Path) -> Iterator[Desk]:
    """A station enrolled at the server."""
    made = Desk.enrolled(server, tmp_path / "station")
    yield made
    made.close()


class Listener:
    """A worker of ``desk`` and all it said."""

    def __init__(self, desk: Desk, open_here: Callable[[], Round] | None = None, **options: Any) -> None:
        self.links: list[Link] = []
        self.feeds = 0
        self.forks: list[bytes] = []
        self.worker = Worker(
            open_here or (lambda: open_round(desk.identity, desk.places, CLOCK)), CLOCK, on_link=self.links.append,
            on_feed_changed=self._fed, on_fork=self.forks.append, **({"pace": QUICK} | options),
        )  # fmt: skip

    def _fed(self) -> None:
        self.feeds += 1

    @property
    def link(self) -> Link:
        """How things stand as last told."""
        return self.links[-1] if self.links else Link()

    def __enter__(self) -> Listener:
        self.worker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.worker.stop()


def test_what_was_recorded_before_and_after_the_start_goes_up(server: TestServer, desk: Desk) -> None:
    records = desk.scan(1, 2)
    with Listener(desk, pace=Pace(idle=60)) as heard:
        wait_for(lambda: heard.link.online and heard.link.unsent == 0)
        records += desk.scan(3)
        heard.worker.wake()
        wait_for(lambda: len(stored(server, desk)) == 3)
    assert stored(server, desk) == keys(records)


def test_the_first_thing_told_is_how_things_stand_without_the_server(desk: Desk) -> None:
    desk.scan(1, 2)
    with Listener(desk) as heard:
        wait_for(lambda: heard.link.online)
    first = heard.links[0]
    assert (first.online, first.unsent, first.fault) == (False, 2, "")
    assert first.offline_since is not None


def test_once_its_files_are_open_the_station_looks_at_its_feed_though_no_server_answers(server: TestServer, desk: Desk) -> None:
    server.stop()
    with Listener(desk) as heard:  # what was taken in just before a fault was told to nobody
        wait_for(lambda: heard.feeds == 1)


def test_an_idle_station_hears_of_changes_by_asking(server: TestServer, desk: Desk) -> None:
    with Listener(desk) as heard:
        wait_for(lambda: heard.link.online)
        before = heard.feeds
        server.admin.add_people([PERSON])
        wait_for(lambda: heard.feeds > before)
    feed = desk.feed()
    assert feed.overlay()[0] == 2
    feed.close()


def test_an_outage_is_told_with_its_beginning_and_what_waits_and_ends_by_itself(server: TestServer, desk: Desk) -> None:
    with Listener(desk) as heard:
        wait_for(lambda: heard.link.online)
        last_whole = heard.link.roster_as_of
        server.stop()
        wait_for(lambda: not heard.link.online)
        since = heard.link.offline_since
        assert heard.link.fault == UpstreamAway.key
        records = desk.scan(1, 2, 3)
        heard.worker.wake()
        wait_for(lambda: heard.link.unsent == 3)
        assert heard.link.offline_since == since
        assert heard.link.roster_as_of is not None
        assert last_whole is not None
        server.start()
        wait_for(lambda: heard.link.online and heard.link.unsent == 0)
        assert heard.link.offline_since is None
        assert heard.link.fault == ""
    assert stored(server, desk) == keys(records)


def test_a_station_turned_away_says_so_and_keeps_asking(desk: Desk) -> None:
    desk.scan(1)
    stranger = replace(desk.identity, token="of nobody")
    with Listener(desk, lambda: open_round(stranger, desk.places, CLOCK)) as heard:
        wait_for(lambda: heard.link.fault == UpstreamDenied.key)
        assert heard.link.unsent == 1


def test_a_fork_is_named_until_another_epoch_has_begun(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    desk.catch_up()
    copy = copied(desk, tmp_path / "copy")
    desk.scan(1, 2)
    desk.catch_up()
    put_back(desk, copy)
    forked = desk.journal.epoch
    with Listener(desk) as heard:
        wait_for(lambda: len(heard.forks) >= 2)
        assert set(heard.forks) == {forked}
        desk.journal.start_epoch(Why.FORK)
        fresh = desk.scan(3)
        heard.worker.wake()
        wait_for(lambda: heard.link.unsent == 0 and keys(fresh)[0] in stored(server, desk))
        told = len(heard.forks)
        heard.worker.wake()
        wait_for(lambda: heard.link.online)
        assert len(heard.forks) == told


class Narrow(HttpUpstream):
    """The real way to the server through something that lets no more than ``most`` records pass at once; ``tried`` is what came."""

    most = 2
    fault: UpstreamError = UpstreamAway("narrow")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.identity.url, desk.identity.token, private_key=desk.identity.private_key)
        self.tried: list[int] = []

    def round(self, request: RoundRequest) -> RoundAnswer:
        self.tried.append(len(request.records))
        if len(request.records) > self.most:
            raise self.fault
        return super().round(request)


def through(desk: Desk, upstream: HttpUpstream) -> Callable[[], Round]:
    """Opens rounds that go through ``upstream``."""
    return lambda: desk.round(upstream)


def test_batches_halve_until_they_pass_and_grow_again(server: TestServer, desk: Desk) -> None:
    records = desk.scan(*range(1, 21))
    way = Narrow(desk)
    with Listener(desk, through(desk, way), chance=lambda: 0.0) as heard:
        wait_for(lambda: heard.link.online and heard.link.unsent == 0)
    assert way.tried[:5] == [20, 10, 5, 2, 4]
    assert stored(server, desk) == keys(records)


def test_a_record_that_does_not_pass_alone_is_kept_and_named_while_changes_still_come_down(server: TestServer, desk: Desk) -> None:
    records = desk.scan(1, 2)
    way = Narrow(desk)
    way.most, way.fault = 0, BatchRefused("413")
    with Listener(desk, through(desk, way)) as heard:
        wait_for(lambda: heard.link.online and heard.link.fault == BatchRefused.key)
        before = heard.feeds
        server.admin.add_people([PERSON])
        wait_for(lambda: heard.feeds > before)
        assert heard.link.unsent == 2
        wait_for(lambda: way.tried.count(1) >= 3)
        way.most = 500
        wait_for(lambda: heard.link.unsent == 0 and heard.link.fault == "")
    assert stored(server, desk) == keys(records)


def test_a_busy_server_is_left_alone_as_long_as_it_asked(desk: Desk) -> None:
    desk.scan(1)
    with canned(answer(429, b"", "Retry-After: 300")) as server, Listener(desk, through(desk, HttpUpstream(server.url, "t"))) as heard:
        wait_for(lambda: heard.link.fault == "error.upstream_busy")
        heard.worker.wake()
        desk.scan(2)
        heard.worker.wake()
        wait_for(lambda: heard.link.unsent == 2)
        assert len(server.heard) == 1


def test_stop_ends_a_hanging_exchange(desk: Desk) -> None:
    with canned(STALL) as server:
        heard = Listener(desk, through(desk, HttpUpstream(server.url, "t", read=60.0)))
        heard.worker.start()
        assert server.stalling.wait(60)
        heard.worker.stop()
        heard.worker.stop()
        assert heard.link.fault == ""  # to be stopped is no outage
        assert not any(thread.name == "sync" for thread in threading.enumerate())


def test_stop_ends_a_long_back_off_and_may_come_before_the_start(desk: Desk) -> None:
    with canned(answer(500)) as server:
        heard = Listener(desk, through(desk, HttpUpstream(server.url, "t")), pace=Pace(first=3_600, most=3_600), chance=lambda: 1.0)
        heard.worker.start()
        wait_for(lambda: heard.link.fault == UpstreamAway.key)
        heard.worker.stop()
    Listener(desk).worker.stop()


def test_a_feed_damaged_while_the_station_runs_begins_anew(server: TestServer, desk: Desk) -> None:
    desk.scan(1, 2)
    with Listener(desk) as heard:
        wait_for(lambda: heard.link.online and heard.link.unsent == 0)
    desk.places.feed.write_bytes(b"x" * 8_192)
    for leftover in desk.places.root.glob("feed.db-*"):
        leftover.unlink()
    with Listener(desk) as heard:
        wait_for(lambda: heard.link.online and heard.link.unsent == 0)
    assert len(stored(server, desk)) == 2
    assert any(path.name != "feed.db" and path.name.startswith("feed") for path in desk.places.root.iterdir())


def test_nothing_unexpected_ends_the_thread(server: TestServer, desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    records = desk.scan(1)
    failures = iter([RuntimeError("first"), RuntimeError("second")])

    def faltering() -> Round:
        failure = next(failures, None)
        if failure is not None:
            raise failure
        return desk.round()

    def listener(link: Link) -> None:
        raise RuntimeError("a listener")

    worker = Worker(faltering, CLOCK, on_link=listener, pace=QUICK)
    worker.start()
    wait_for(lambda: stored(server, desk) == keys(records))
    worker.stop()
    assert [record.exc_info[1].args[0] for record in caplog.records if record.exc_info and record.exc_info[1]][:1] == ["first"]
    assert "a listener of sync failed" in caplog.text


def test_a_station_whose_address_is_unsafe_says_so(desk: Desk, tmp_path: Path) -> None:
    identity = replace(desk.identity, url="http://192.0.2.1")
    with Listener(desk, lambda: open_round(identity, desk.places, CLOCK)) as heard:
        wait_for(lambda: heard.link.fault == "error.unsafe_address")


def test_how_the_station_is_reaches_the_server(server: TestServer, desk: Desk) -> None:
    with Listener(desk, health=lambda: Health(app="1.2.3", zone="z" * 100, camera="camera.lost", battery=55)):
        wait_for(lambda: "camera.lost" in _status(server, desk))
    assert '"app": "1.2.3"' in _status(server, desk)
    assert '"battery": 55' in _status(server, desk)


def _status(server: TestServer, desk: Desk) -> str:
    with server.store.read() as connection:
        return str(connection.execute(select(STATION.c.status).where(STATION.c.id == desk.identity.station)).scalar())


def test_the_back_off_window_doubles_up_to_its_widest() -> None:
    pace = Pace(first=1.0, most=60.0)
    assert [backoff(failures, pace, 1.0) for failures in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert backoff(5, pace, 0.25) == 4
    assert backoff(10_000, pace, 1.0) == 60


def test_the_largest_batch_is_the_one_the_wire_allows() -> None:
    assert WORKERS_MAX_BATCH == MAX_BATCH


def test_nothing_heavy_is_imported_before_the_thread_runs() -> None:
    program = "import sys, sync.worker; print([name for name in ('requests', 'pydantic', 'cryptography') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_step_by_step_without_a_thread_it_does_what_its_thread_does(server: TestServer, desk: Desk) -> None:
    records = desk.scan(1, 2)
    heard = Listener(desk, pace=Pace(idle=7))
    while heard.worker.step() != 7:
        pass
    heard.worker.close()
    assert stored(server, desk) == keys(records)
    assert (heard.link.online, heard.link.unsent) == (True, 0)
