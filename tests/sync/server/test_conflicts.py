"""Conflicts are found among what stations sent, once each, in whatever order it came; people decide, everybody hears of it."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest

from kiosk.badge import code_hash, new_code
from kiosk.conflicts import Ruling
from kiosk.model import Flag, Kind
from kiosk.programme import Reentry, load
from sync.server import conflicts, decisions, feed, ingest
from sync.server.admin import Admin
from sync.server.decisions import DecisionIncomplete, NoConflict
from sync.server.ingest import Batch
from sync.server.people import Person
from sync.server.store import Store
from sync.wire import ConflictChange
from tests.builders import SECOND, FakeClock
from tests.sync.server.tape import Tape, code

TEXT = (Path(__file__).parents[3] / "assets" / "programmes" / "slw.toml").read_text("utf-8")


@pytest.fixture
def event(store: Store) -> str:
    """The shipped programme's event in the store."""
    Admin(store).put_programme(load(TEXT))
    return load(TEXT).event


@pytest.fixture
def once(event: str) -> str:
    """A zone of it that may be entered once at a time."""
    return next(zone.id for zone in load(TEXT).zones if not zone.desk and zone.reentry is not Reentry.FREE)


def tape(event: str, station: str, clock: FakeClock, zone: str, *codes: int, kind: Kind = Kind.SCAN, epoch: bytes = b"\x01" * 16) -> Tape:
    """A journal with an entry of each of these badges, one a second from now on."""
    made = Tape(station, epoch, event)
    for number, each in enumerate(codes):
        wall = clock.wall() + number * SECOND
        made.add(zone=zone, code_hash=code(each), wall=wall, hlc=wall // 1_000 << 16, offset=0, error=1_000, kind=kind)
    return made


def send(store: Store, tape: Tape, first: int = 1) -> None:
    """All of it from row ``first`` on, as one round brings it."""
    with store.write() as connection:
        ingest.take(connection, Batch(tape.event, tape.station, tape.epoch, first, tape.raw[first - 1 :]), store.clock.wall())


def listed(store: Store, event: str, *, everything: bool = True) -> list[ConflictChange]:
    with store.read() as connection:
        return decisions.listed(connection, event, everything=everything)


def sides(found: list[ConflictChange]) -> list[tuple[str, str, str]]:
    return sorted((each.what, each.first.station, each.second.station) for each in found if not each.withdrawn)


def test_two_admissions_are_found_once_and_told_to_every_station(store: Store, event: str, once: str, clock: FakeClock) -> None:
    send(store, tape(event, "a", clock, once, 1, 2, 3))
    assert conflicts.examine(store) == 0
    clock.advance(60)
    send(store, tape(event, "b", clock, once, 3))
    assert conflicts.examine(store) == 1
    assert conflicts.examine(store) == 0
    (found,) = listed(store, event)
    assert (found.what, found.first.station, found.first.row, found.second.station, found.second.row) == (
        "double_admission",
        "a",
        3,
        "b",
        1,
    )
    assert found.first.at < found.second.at
    assert found.code == code(3).hex()
    with store.read() as connection:
        told = [row.key.decode() for row in feed.rest_page(connection, event, feed.Place()) if row.kind == "conflict"]
    assert told == [found.id]


def test_the_order_of_arrival_changes_nothing(store: Store, event: str, once: str, clock: FakeClock) -> None:
    chance = random.Random(1)
    tapes = []
    for station in "abcd":
        clock.advance(61)
        tapes.append(tape(event, station, clock, once, *(chance.randint(1, 3) for _ in range(4))))
    clock.advance(3_600)
    waiting = [(each, row) for each in tapes for row in range(1, 5)]
    sent = dict.fromkeys((each.station for each in tapes), 0)
    while waiting:
        each, row = chance.choice([(each, row) for each, row in waiting if row == sent[each.station] + 1])
        send(store, replace_tail(each, row), row)
        sent[each.station] = row
        waiting.remove((each, row))
        if chance.random() < 0.5:
            conflicts.examine(store)
    conflicts.examine(store)
    known = load(TEXT)
    with store.read() as connection:
        whole = conflicts._judged(connection, event, known, [code(number) for number in (1, 2, 3)])
    assert {each.id for each in listed(store, event) if not each.withdrawn} == {each.id for each in whole}
    assert whole


def replace_tail(tape: Tape, last: int) -> Tape:
    """The journal up to row ``last``."""
    cut = tape.copy()
    del cut.raw[last:]
    return cut


def test_an_entry_taken_back_withdraws_its_conflict(store: Store, event: str, once: str, clock: FakeClock) -> None:
    send(store, tape(event, "a", clock, once, 1))
    clock.advance(60)
    other = tape(event, "b", clock, once, 1)
    send(store, other)
    assert conflicts.examine(store) == 1
    other.add(kind=Kind.UNDO, refers=1, outcome=None, reason=None, zone=once)
    send(store, other, 2)
    conflicts.examine(store)
    assert [each.withdrawn for each in listed(store, event)] == [True]
    assert listed(store, event, everything=False) == []


def test_a_station_away_for_long_shows_when_it_was_silent(store: Store, event: str, once: str, clock: FakeClock) -> None:
    began = clock.wall() - 60 * SECOND
    send(store, tape(event, "a", clock, once, 1))
    clock.advance(30)
    other = tape(event, "b", clock, once, 1)
    clock.advance(600)
    with store.write() as connection:
        conflicts.silence(connection, event, "b", began, clock.wall())
        conflicts.silence(connection, event, "b", clock.wall() - SECOND, clock.wall())  # a moment is no silence
    send(store, other)
    conflicts.examine(store)
    (found,) = listed(store, event)
    assert found.cause == "second_offline"
    assert found.first.offline is None
    assert found.second.offline == (began, clock.wall())


def test_a_fork_is_one_conflict_with_both_records(store: Store, event: str, once: str, clock: FakeClock) -> None:
    whole = tape(event, "a", clock, once, 1, 2)
    send(store, whole)
    clone = Tape("a", whole.epoch, event)
    for number in (7, 8, 9):
        clone.add(zone=once, code_hash=code(number))
    send(store, clone)
    send(store, clone)
    assert conflicts.examine(store) == 1
    (found,) = listed(store, event)
    assert (found.what, found.cause, found.code) == ("fork", "copied_station", code(7).hex())
    assert (found.first.row, found.second.row, found.first.station) == (1, 1, "a")


def test_an_entry_after_the_revocation_names_when_that_was(store: Store, event: str, once: str, clock: FakeClock) -> None:
    text = new_code()
    admin = Admin(store)
    admin.add_people([Person(key="1", name="홍길동", phone="", email="", company="", category="visitor", code=text)])
    revoked = clock.wall()
    admin.flag([text], Flag.REVOKED)
    clock.advance(60)
    made = Tape("a", event=event)
    hashed = code_hash(text, admin.event().hash_key)
    made.add(zone=once, code_hash=hashed, wall=clock.wall(), hlc=clock.wall() // 1_000 << 16, detail='{"offline":1}')
    clock.advance(60)
    send(store, made)
    assert conflicts.examine(store) == 1
    (found,) = listed(store, event)
    assert (found.what, found.cause) == ("after_revocation", "second_offline")
    assert (found.first.kind, found.first.at, found.first.station) == ("revocation", revoked, "")


def test_what_a_tablet_set_to_next_year_did_is_ordered_by_its_arrival(store: Store, event: str, once: str, clock: FakeClock) -> None:
    honest = clock.wall()
    ahead = FakeClock(honest + 365 * 86_400 * SECOND)
    send(store, tape(event, "liar", ahead, once, 1))
    clock.advance(60)
    send(store, tape(event, "b", clock, once, 1))
    conflicts.examine(store)
    (found,) = listed(store, event)
    assert (found.first.station, found.second.station, found.cause) == ("liar", "b", "clock")
    assert (found.first.at, found.first.error) == (honest, None)


def test_a_tablet_set_right_again_is_a_witness_though_its_stamps_stay_ahead(store: Store, event: str, once: str, clock: FakeClock) -> None:
    other = next(zone.id for zone in load(TEXT).zones if not zone.desk and zone.id != once)
    made = Tape("liar", event=event)
    ahead = (clock.wall() + 365 * 86_400 * SECOND) // 1_000 << 16
    made.add(zone=once, code_hash=code(1), wall=clock.wall(), hlc=ahead, offset=0, error=1_000)
    send(store, made)
    clock.advance(2)
    send(store, tape(event, "b", clock, other, 1))
    conflicts.examine(store)
    assert ("impossible_walk", "liar", "b") in sides(listed(store, event))


def test_a_decision_is_kept_beside_those_before_it(store: Store, event: str, once: str, clock: FakeClock) -> None:
    send(store, tape(event, "a", clock, once, 1))
    clock.advance(60)
    send(store, tape(event, "b", clock, once, 1))
    conflicts.examine(store)
    (found,) = listed(store, event, everything=False)
    assert decisions.decide(store, event, found.id[:8], Ruling.FIRST, "김하늘", "badge passed on") == found.id
    clock.advance(5)
    decisions.decide(store, event, found.id, Ruling.BOTH, "김하늘", "seen on camera: came in twice, exit not read")
    assert listed(store, event, everything=False) == []
    (decided,) = listed(store, event)
    assert [(each.ruling, each.by) for each in decided.decisions] == [("first", "김하늘"), ("both", "김하늘")]
    assert decided.decisions[1].at - decided.decisions[0].at == 5 * SECOND
    with store.read() as connection:
        assert [row.kind for row in feed.rest_page(connection, event, feed.Place())].count("conflict") == 3


@pytest.mark.parametrize("words", [{"by": " "}, {"why": ""}, {"why": "x" * 401}])
def test_a_decision_without_a_name_or_a_reason_is_none(store: Store, event: str, words: dict[str, str]) -> None:
    with pytest.raises(DecisionIncomplete):
        decisions.decide(store, event, "0", Ruling.BOTH, **({"by": "a", "why": "b"} | words))


@pytest.mark.parametrize("id_", ["", "0123", "%"])
def test_only_a_conflict_there_is_can_be_decided(store: Store, event: str, id_: str) -> None:
    with pytest.raises(NoConflict):
        decisions.decide(store, event, id_, Ruling.BOTH, "a", "b")


def test_another_generation_examines_all_again_and_finds_nothing_twice(store: Store, event: str, once: str, clock: FakeClock) -> None:
    send(store, tape(event, "a", clock, once, 1))
    clock.advance(60)
    send(store, tape(event, "b", clock, once, 1))
    assert conflicts.examine(store) == 1
    store.restored()
    assert conflicts.examine(store) == 0
    assert len(listed(store, event)) == 1


def test_two_servers_over_one_database_find_each_conflict_once(store: Store, event: str, once: str, clock: FakeClock) -> None:
    send(store, tape(event, "a", clock, once, *range(1, 40)))
    clock.advance(600)
    send(store, tape(event, "b", clock, once, *range(1, 40)))
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(conflicts.examine(store))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 39
    assert len(listed(store, event)) == 39
    assert sides(listed(store, event))[0] == ("double_admission", "a", "b")
