"""What changes is pushed to all who listen: the same frames in the order of the feed, only what is committed, and to nobody who may not."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
import requests
from sqlalchemy import insert, update

from kiosk.errors import UpstreamBusy, UpstreamDenied, UpstreamError
from kiosk.programme import Programme
from sync.client import HttpUpstream
from sync.server import feed, push
from sync.server.database import put
from sync.server.doors import Doors
from sync.server.enrol import Station
from sync.server.feed import Position
from sync.server.push import Hub, cursor_of
from sync.server.schema import STAFF, STATION
from sync.server.store import Store
from sync.wire import Cursor, Frame, SightingChange, StaffChange
from tests.builders import EVENT, wait_for
from tests.sync.server.tape import Tape
from tests.sync.server.test_app import Asker, person
from tests.sync.serving import TestServer

NAMES = [f"s{number}" for number in range(80)]


class Reader:
    """A station that listens from ``cursor`` on, on a thread of its own; ``frames`` are what it got."""

    def __init__(self, asker: Asker, cursor: Cursor) -> None:
        self.frames: list[Frame] = []
        self.fault: UpstreamError | None = None
        self.upstream = HttpUpstream(asker.server.url, asker.token, private_key=asker.private_key)
        self.cursor = cursor
        self.thread = threading.Thread(target=self._run, name="reader")
        self.thread.start()

    def _run(self) -> None:
        try:
            with closing(self.upstream.frames(self.cursor)) as frames:  # type: ignore[type-var]
                self.frames.extend(frames)
        except UpstreamError as fault:
            self.fault = fault

    @property
    def said(self) -> list[str]:
        """The staff in the frames, in order."""
        return [each.id for frame in self.frames for each in frame.changes if isinstance(each, StaffChange)]

    @property
    def over(self) -> bool:
        return not self.thread.is_alive()

    def close(self) -> None:
        self.upstream.close()
        self.thread.join(5)


@pytest.fixture
def server(sqlite: str, tmp_path: Path, programme: Programme) -> Iterator[TestServer]:
    """A running server on SQLite; what the databases do differently is tested at the hub below."""
    running = TestServer(sqlite, tmp_path / "served").start()
    running.admin.put_programme(programme)
    yield running
    running.stop()


@pytest.fixture
def askers(server: TestServer) -> tuple[Asker, Asker]:
    """Two enrolled stations."""
    return Asker(server), Asker(server)


@pytest.fixture
def listening() -> Iterator[list[Reader]]:
    """To put readers in, which are closed at the end."""
    readers: list[Reader] = []
    yield readers
    for reader in readers:
        reader.close()


def whole(frames: list[Frame]) -> bool:
    """Whether every frame goes on from where the one before it ended."""
    return all(after.after == before.cursor for before, after in pairwise(frames))


def test_every_listener_gets_the_same_frames_one_going_on_from_the_other(askers: tuple[Asker, Asker], listening: list[Reader]) -> None:
    one, two = askers
    start = one.round().cursor
    listening += [Reader(one, start), Reader(two, start)]
    wait_for(lambda: all(reader.frames for reader in listening))
    assert [len(reader.frames[0].changes) for reader in listening] == [0, 0]  # heard at once, so that one sees that it works
    tape = Tape(one.id).fill(3)
    one.round(records=tape.raw, listening=True, cursor=start.model_dump())
    one.server.admin.add_people([person(1)])
    wait_for(lambda: all(sum(len(frame.changes) for frame in reader.frames) == 5 for reader in listening))
    assert [frame for frame in listening[0].frames if frame.changes] == [frame for frame in listening[1].frames if frame.changes]
    assert all(whole(reader.frames) for reader in listening)
    told = [each for frame in listening[0].frames for each in frame.changes]
    assert [each.row for each in told if isinstance(each, SightingChange)] == [1, 2, 3]
    assert [each.kind for each in told].count("badge") == 2
    assert listening[0].frames[-1].cursor == one.round(cursor=start.model_dump()).cursor


def test_a_round_of_one_that_listens_brings_no_changes_but_the_mark(askers: tuple[Asker, Asker]) -> None:
    one, two = askers
    start = two.round().cursor
    one.round(records=Tape(one.id).fill(3).raw)
    answer = two.round(cursor=start.model_dump(), listening=True)
    assert (answer.changes, answer.cursor, answer.more, answer.refetch) == ([], start, False, False)
    assert two.round(cursor={"generation": "another", "position": start.position}, listening=True).refetch


def test_one_that_comes_back_gets_what_it_missed_first(askers: tuple[Asker, Asker], listening: list[Reader]) -> None:
    one, two = askers
    start = one.round().cursor
    one.round(records=Tape(one.id).fill(2).raw)
    listening.append(Reader(two, start))
    wait_for(lambda: bool(listening[0].frames))
    missed = listening[0].frames[0]
    assert (missed.after, len(missed.changes)) == (start, 2)
    listening.append(Reader(two, missed.cursor))
    wait_for(lambda: bool(listening[1].frames))
    tape = Tape(one.id, b"\x02" * 16).fill(1)
    one.round(epoch=tape.epoch.hex(), records=tape.raw)
    wait_for(lambda: all(any(frame.changes for frame in reader.frames[1:]) for reader in listening))
    newest = [frame for frame in listening[1].frames if frame.changes]
    assert [frame for frame in listening[0].frames if frame.changes] == [missed, *newest]
    assert all(whole(reader.frames) for reader in listening)


def test_a_cursor_of_another_history_is_sent_to_a_round(askers: tuple[Asker, Asker], listening: list[Reader]) -> None:
    start = askers[0].round().cursor
    wrong = [Cursor(generation="other", position=start.position), Cursor(generation=start.generation, position="1.1-ff.ff"), cursor_of("x")]
    listening += [Reader(askers[0], cursor) for cursor in wrong]
    wait_for(lambda: all(reader.over for reader in listening))
    assert [(reader.frames, reader.fault) for reader in listening] == [([], None)] * 3


def test_a_restore_ends_every_stream(askers: tuple[Asker, Asker], listening: list[Reader]) -> None:
    listening.append(Reader(askers[0], askers[0].round().cursor))
    wait_for(lambda: bool(listening[0].frames))
    askers[0].server.store.restored()
    wait_for(lambda: listening[0].over)
    assert listening[0].fault is None


def test_only_stations_may_listen(server: TestServer, listening: list[Reader]) -> None:
    plain = requests.get(f"{server.url}/api/v1/events", timeout=10)
    assert (plain.status_code, plain.json()["error"]) == (401, UpstreamDenied.key)
    asker = Asker(server)
    server.admin.revoke_station(asker.id)
    listening.append(Reader(asker, Cursor()))
    wait_for(lambda: listening[0].over)
    assert isinstance(listening[0].fault, UpstreamDenied)


def test_a_server_that_stops_ends_its_streams_at_once(server: TestServer, listening: list[Reader]) -> None:
    asker = Asker(server)
    listening.append(Reader(asker, asker.round().cursor))
    wait_for(lambda: bool(listening[0].frames))
    server.stop()  # else it would wait for the streams until its grace is over, and then log an error
    wait_for(lambda: listening[0].over)


def _station(number: int = 1) -> Station:
    return Station(event=EVENT, id=f"gate-{number}", role="gate", zone="hall", seen=0, status="")


async def _some(hub: Hub, cursor: Cursor, count: int) -> list[bytes]:
    got: list[bytes] = []
    async for piece in hub.listen(_station(), cursor):
        got.append(piece)
        if len(got) == count:
            break
    return got


def start_of(store: Store) -> Cursor:
    with store.read() as connection:
        place = Position(feed.end(connection, EVENT, feed.ROSTER), feed.end(connection, EVENT, feed.REST))
    return Cursor(generation=store.generation(), position=str(place))


def test_a_heartbeat_is_pushed_while_nothing_changes(store: Store) -> None:
    hub = Hub(store, tick=0.01, beat=0.02)
    start = start_of(store)
    frames = asyncio.run(_some(hub, start, 3))
    hub.stop()
    assert all(piece.startswith(f"id: {start.generation}/{start.position}\nevent: frame\ndata: ".encode()) for piece in frames)


def test_a_station_that_is_revoked_hears_no_more(store: Store) -> None:
    hub = Hub(store, tick=0.01, beat=0.02)
    values = dict.fromkeys(("name", "role", "zone", "status"), "") | {"public_key": b"", "token_hash": b"t", "made": 0, "seen": 0}
    with store.write() as connection:
        connection.execute(insert(STATION), [values | {"event": EVENT, "id": _station().id, "revoked": False}])

    async def read() -> None:
        async for _ in hub.listen(_station(), start_of(store)):
            with store.write() as connection:
                connection.execute(update(STATION).values(revoked=True))

    asyncio.run(asyncio.wait_for(read(), 10))
    hub.stop()


def test_one_that_does_not_take_its_frames_is_let_go_and_the_others_go_on(store: Store) -> None:
    hub = Hub(store, tick=0.005, beat=0.005)
    start = start_of(store)

    async def both() -> tuple[int, int]:
        slow = hub.listen(_station(1), start)
        await anext(slow)
        quick = await _some(hub, start, push.WAITING + 20)  # meanwhile the slow one takes nothing
        left = 0
        async for _ in slow:
            left += 1
        return len(quick), left

    assert asyncio.run(both()) == (push.WAITING + 20, push.WAITING)
    hub.stop()


def test_while_eight_write_at_once_the_chain_of_frames_skips_nothing_and_tells_nothing_twice(store: Store) -> None:
    hub = Hub(store, tick=0.005, beat=0.01)
    start = start_of(store)
    with store.write() as connection:
        people = [StaffChange(id=name, name="", role="steward", pin="") for name in NAMES]
        put(connection, STAFF, [person.model_dump(exclude={"kind"}) | {"event": EVENT} for person in people])

    def write(writer: int) -> None:
        for name in NAMES[writer::8]:
            with store.write() as connection:
                feed.staff_changed(connection, EVENT, [name])

    async def read() -> list[Frame]:
        frames: list[Frame] = []
        async for piece in hub.listen(_station(), start):
            frames.append(Frame.model_validate_json(piece.decode().split("data: ", 1)[1]))
            if not any(thread.is_alive() for thread in threads) and frames[-1].after == frames[-1].cursor:
                break
        return frames

    threads = [threading.Thread(target=write, args=(each,)) for each in range(8)]
    for thread in threads:
        thread.start()
    frames = asyncio.run(read())
    hub.stop()
    assert whole(frames)
    with store.read() as connection:
        end = Position.of(frames[-1].cursor.position)
        assert end is not None
        assert end.rest == feed.end(connection, EVENT, feed.REST)
    assert frames[0].after == start
    assert sorted(each.id for frame in frames for each in frame.changes if isinstance(each, StaffChange)) == sorted(NAMES)


def test_too_many_at_once_are_asked_to_come_back_each_at_its_own_time() -> None:
    chances = iter([0.0, 0.5, 1.0])
    doors = Doors(most=2, chance=lambda: next(chances))
    with doors.enter(), doors.enter():
        waits = []
        for _ in range(3):
            with pytest.raises(UpstreamBusy) as busy:
                doors.check()
            waits.append(busy.value.retry_after)
    assert waits == [1.0, 1.0 + 0.5 * 2.0, 1.0 + 2.5]
    with doors.enter():
        pass


def test_more_listeners_than_a_process_serves_are_asked_to_come_back(store: Store) -> None:
    hub = Hub(store, tick=0.01, most=1)
    hub.check()

    async def one() -> None:
        stream = hub.listen(_station(), start_of(store))
        await anext(stream)
        with pytest.raises(UpstreamBusy):
            hub.check()
        await stream.aclose()  # type: ignore[attr-defined]

    asyncio.run(one())
    hub.check()
    hub.stop()
