"""A station that is pushed to: it hears at once, takes nothing out of order, and asks by rounds whenever the stream does not do."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import Clock
from kiosk.errors import UpstreamBusy
from kiosk.feed import FeedReader, Intake, Position
from kiosk.model import Link
from kiosk.programme import Programme
from sync.client import HttpUpstream
from sync.listener import Listener
from sync.opening import open_pushes
from sync.pushes import Pushes
from sync.round import Round
from sync.wire import BadgeChange, Cursor, Frame, RoundAnswer, RoundRequest
from sync.worker import Pace, Worker
from tests.builders import FakeClock, wait_for
from tests.drafts import code_of
from tests.sync.canned import STALL, canned
from tests.sync.serving import TestServer
from tests.sync.stationing import CLOCK, Desk, keys, stored

SELDOM = Pace(idle=0.1, listening=60.0, first=0.05, most=0.1, slow=0.1)
"""Rounds bring nothing for a minute once something is pushed."""


@pytest.fixture
def server(sqlite: str, tmp_path: Path, programme: Programme) -> Iterator[TestServer]:
    """A running server on SQLite: which database it has makes no difference to a station."""
    running = TestServer(sqlite, tmp_path / "served").start()
    running.admin.put_programme(programme)
    yield running
    running.stop()


@pytest.fixture
def desks(server: TestServer, tmp_path: Path) -> Iterator[list[Desk]]:
    """Two stations of the event."""
    made = [Desk.enrolled(server, tmp_path / name) for name in ("a", "b")]
    yield made
    for desk in made:
        desk.close()


class Station:
    """A worker at ``desk`` and what it tells; ``connect`` opens its streams where that is not to be the server."""

    def __init__(self, desk: Desk, connect: Any = None, *, push: bool = True, pace: Pace = SELDOM) -> None:
        self.desk = desk
        self.link = Link()
        self.faults: set[str] = set()
        self.requests: list[RoundRequest] = []
        self._connect = connect
        self.worker = Worker(
            self._open, CLOCK, on_link=self._linked, open_pushes=self._pushes if push else None, pace=pace, chance=lambda: 0.1
        )

    def _open(self) -> Round:
        return self.desk.round(Noting(self.desk, self.requests))

    def _pushes(self, heard: Any) -> Pushes:
        if self._connect is None:
            return open_pushes(self.desk.identity, self.desk.places, CLOCK, heard, lambda: 0.1)
        return Pushes(Listener(self._connect, heard), CLOCK, lambda: 0.1)

    def _linked(self, link: Link) -> None:
        self.link = link
        self.faults.add(link.fault)

    @property
    def listens(self) -> bool:
        pushes = self.worker._pushes
        return pushes is not None and pushes.on

    def knows(self, code: int) -> bool:
        feed = FeedReader(self.desk.places.feed)
        try:
            return bool(feed.sightings(code_of(code)))
        finally:
            feed.close()

    def __enter__(self) -> Station:
        self.worker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.worker.stop()


class Noting(HttpUpstream):
    """The server, and what it was asked."""

    def __init__(self, desk: Desk, requests: list[RoundRequest]) -> None:
        super().__init__(desk.identity.url, desk.identity.token, private_key=desk.identity.private_key)
        self._requests = requests

    def round(self, request: RoundRequest) -> RoundAnswer:
        self._requests.append(request)
        return super().round(request)


def test_what_one_station_admits_the_other_hears_without_asking(desks: list[Desk]) -> None:
    one, two = (Station(desk) for desk in desks)
    with one, two:
        wait_for(lambda: one.listens and two.listens)
        asked = len(two.requests)
        records = desks[0].scan(1, 2)
        one.worker.wake()
        wait_for(lambda: two.knows(1) and two.knows(2))
        assert all(request.listening for request in two.requests[asked:])
        assert two.link.online
    assert [request.listening for request in one.requests][-1]
    assert len(records) == 2


def test_records_go_up_while_it_listens_and_nothing_is_applied_twice_or_out_of_order(server: TestServer, desks: list[Desk]) -> None:
    chance = random.Random(7)
    stations = [Station(desk) for desk in desks]
    records: dict[int, list[Any]] = {0: [], 1: []}
    with stations[0], stations[1]:
        for _ in range(40):
            which = chance.randrange(2)
            records[which] += desks[which].scan(chance.randrange(1_000))
            stations[which].worker.wake()
        for which in (0, 1):
            wait_for(lambda which=which: stored(server, desks[which]) == keys(records[which]))  # type: ignore[misc]
        places = [desk.feed() for desk in desks]
        for feed in places:
            wait_for(lambda feed=feed: feed.arrivals() == 40)  # type: ignore[misc]
            for made in records.values():  # its own come back to it too
                mine = [each.row for each in feed.arrived(0) if each.epoch == made[0].epoch]
                assert mine == [each.row for each in made]
            feed.close()


def test_with_pushing_off_the_same_comes_by_rounds(desks: list[Desk]) -> None:
    desks[0].scan(1)
    with Station(desks[0], push=False) as one, Station(desks[1], push=False) as two:
        wait_for(lambda: two.knows(1))
        assert not any(request.listening for request in (*one.requests, *two.requests))


def test_after_an_outage_it_listens_again_and_has_missed_nothing(server: TestServer, desks: list[Desk]) -> None:
    with Station(desks[0]) as one, Station(desks[1]) as two:
        wait_for(lambda: one.listens and two.listens)
        server.stop()
        wait_for(lambda: not two.link.online)
        desks[0].scan(1)
        server.start()
        one.worker.wake()
        wait_for(lambda: two.knows(1))
        wait_for(lambda: one.listens and two.listens)


def test_a_proxy_that_holds_the_stream_back_only_makes_it_ask(server: TestServer, desks: list[Desk]) -> None:
    """Head and no frame for ever: rounds bring changes again as soon as the patience is over, and go on doing so."""
    with (
        canned(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", STALL) as proxy,
        Station(desks[0], push=False) as one,
        Station(desks[1], connect=lambda: HttpUpstream(proxy.url, "t")) as two,
    ):
        assert proxy.stalling.wait(60)
        desks[0].scan(1)
        one.worker.wake()
        wait_for(lambda: two.knows(1))
        assert not two.listens


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>sign in</html>",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\nevent: frame\ndata: {}\n\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\nevent: frame\nda",
    ],
)
def test_nonsense_in_place_of_a_stream_leaves_the_rounds_as_they_were(desks: list[Desk], said: bytes) -> None:
    with (
        canned(said) as proxy,
        Station(desks[0], push=False) as one,
        Station(desks[1], connect=lambda: HttpUpstream(proxy.url, "t")) as two,
    ):
        wait_for(lambda: len(proxy.heard) >= 2)  # tried again
        desks[0].scan(1)
        one.worker.wake()
        wait_for(lambda: two.knows(1))
        assert two.link.online
        assert two.link.fault == ""


class Script:
    """A stream that gives these frames and ends."""

    def __init__(self, frames: list[Frame]) -> None:
        self._frames = frames

    def frames(self, cursor: Cursor) -> Iterator[Frame]:
        """As ``Stream``."""
        yield from self._frames

    def close(self) -> None:
        """As ``Stream``."""


def frame(after: str, cursor: str, code: int) -> Frame:
    """One that puts a badge."""
    change = BadgeChange(code=code_of(code).hex(), id=f"b{code}", category="visitor")
    return Frame(after=Cursor(generation="g", position=after), cursor=Cursor(generation="g", position=cursor), changes=[change], sent=1)


def at(ends: Round, position: str) -> None:
    ends._feed.apply(Intake(position=Position("g", position)))


def heard(desk: Desk, clock: Clock, frames: list[Frame]) -> tuple[Pushes, Round, list[str], Any]:
    """What became of a stream of ``frames`` for a station that stands at "1"."""
    ends = desk.round()
    at(ends, "1")
    listener = Listener(lambda: Script(frames), lambda: None)
    pushes = Pushes(listener, clock, lambda: 1.0)
    pushes.begin(ends)
    wait_for(lambda: not listener._busy)
    got = pushes.hear(ends)
    feed = desk.feed()
    known = [str(number) for number in (1, 2, 3) if feed.badge(code_of(number)) is not None]
    feed.close()
    return pushes, ends, known, got


def test_a_frame_that_does_not_go_on_from_here_is_not_taken_nor_any_after_it(desks: list[Desk], clock: FakeClock) -> None:
    pushes, ends, known, got = heard(desks[0], clock, [frame("1", "2", 1), frame("3", "4", 2), frame("2", "3", 3)])
    assert (known, got.changed, got.lost) == (["1"], True, True)
    assert ends.position() == Position("g", "2")
    assert not pushes.on
    assert not pushes.covers
    pushes.stop(5)
    ends.close()


def test_streams_that_do_not_last_are_begun_later_and_later(desks: list[Desk], clock: FakeClock) -> None:
    pushes, ends, _, got = heard(desks[0], clock, [])
    assert got.lost
    waits = []
    for _ in range(4):
        waited = 0
        while not pushes.covers:
            clock.advance(1)
            waited += 1
            pushes.begin(ends)
        wait_for(lambda: not pushes._listener._busy)
        assert pushes.hear(ends).lost
        waits.append(waited)
    assert waits == [1, 2, 4, 8]
    pushes.stop(5)
    ends.close()


def test_many_stations_that_come_back_at_once_all_converge(server: TestServer, tmp_path: Path) -> None:
    desks = [Desk.enrolled(server, tmp_path / f"many-{number}") for number in range(12)]
    records = [desk.scan(number, number + 100) for number, desk in enumerate(desks)]
    server.doors = 2  # as a thousand at the usual number
    server.stop()
    server.start()
    stations = [Station(desk, pace=Pace(idle=0.2, listening=60, first=0.2, most=0.5, slow=0.2)) for desk in desks]
    for station in stations:
        station.worker.start()
    for station, desk, made in zip(stations, desks, records, strict=True):
        wait_for(lambda station=station: station.listens and station.link.unsent == 0, 60)  # type: ignore[misc]
        assert stored(server, desk) == keys(made)
    for desk in desks:
        feed = desk.feed()
        wait_for(lambda feed=feed: feed.arrivals() == 24, 30)  # type: ignore[misc]
        feed.close()
    for station in stations:
        station.worker.stop()
        station.desk.close()
    assert not {fault for station in stations for fault in station.faults} - {"", UpstreamBusy.key}  # a 5xx would read as away
    assert any(UpstreamBusy.key in station.faults for station in stations)
