"""Records come in exactly once, in order, whole; what cannot be used is kept and holds nothing up."""

from __future__ import annotations

import json
import random
import threading
from dataclasses import replace
from typing import Any

import pytest
from pydantic import TypeAdapter
from sqlalchemy import func, select

from kiosk.model import Direction, Kind, Outcome, Sighting
from sync.server import ingest
from sync.server.changes import page
from sync.server.feed import Position
from sync.server.ingest import Batch, Taken
from sync.server.schema import CHANGE, QUARANTINE, RECORD
from sync.server.store import Store
from sync.server.verify import record_of, verify
from sync.wire import Change, Quarantined, SightingChange
from tests.builders import EVENT
from tests.sync.server.tape import Tape


def send(store: Store, tape: Tape, first: int, last: int, raws: list[Any] | None = None) -> Taken:
    """Rows ``first`` to ``last`` of ``tape`` (or ``raws`` in their place), as one round brings them."""
    records = tape.raw[first - 1 : last] if raws is None else raws
    with store.write() as connection:
        return ingest.take(connection, Batch(tape.event, tape.station, tape.epoch, first, records), store.clock.wall())


def rows(store: Store, tape: Tape) -> list[int]:
    """The numbers of the stored records, in order."""
    query = select(RECORD.c.row).where(RECORD.c.station == tape.station, RECORD.c.epoch == tape.epoch).order_by(RECORD.c.row)
    with store.read() as connection:
        return list(connection.execute(query).scalars())


def quarantine(store: Store) -> list[tuple[int, str, Any]]:
    """Row, reason and content of everything in quarantine."""
    with store.read() as connection:
        found = connection.execute(select(QUARANTINE).order_by(QUARANTINE.c.row)).all()
    return [(row.row, row.reason, json.loads(row.raw)) for row in found]


@pytest.fixture
def tape() -> Tape:
    """A journal of ten rows."""
    return Tape("gate-1").fill(10)


def test_records_are_stored_whole_and_the_mark_follows(store: Store, tape: Tape) -> None:
    taken = send(store, tape, 1, 10)
    assert taken == Taken(mark=10, head=tape.head)
    with store.read() as connection:
        stored = [record_of(row) for row in connection.execute(select(RECORD).order_by(RECORD.c.row))]
    assert stored == tape.records


def test_every_field_of_a_record_comes_back_as_it_was(store: Store) -> None:
    tape = Tape("gate-1")
    tape.add(kind=Kind.NOTE, offset=None, error=None, direction=None, source=None, outcome=None, reason=None, detail='{"왜":"열림"}')
    tape.add(payload=b"\x00sealed\xff", operator="s1", refers=1, wall=-(2**61), hlc=2**63 - 1, zone="스마트 라이프")
    send(store, tape, 1, 2)
    with store.read() as connection:
        assert [record_of(row) for row in connection.execute(select(RECORD).order_by(RECORD.c.row))] == tape.records


def test_the_same_batch_again_changes_nothing_and_answers_the_same(store: Store, tape: Tape) -> None:
    broken = [*tape.raw[:4], {"hash": tape.raw[4]["hash"]}, *tape.raw[5:]]
    first = send(store, tape, 1, 10, broken)
    with store.read() as connection:
        changes = connection.execute(select(func.count()).select_from(CHANGE)).scalar_one()
    assert send(store, tape, 1, 10, broken) == first
    assert rows(store, tape) == [1, 2, 3, 4, 6, 7, 8, 9, 10]
    assert len(quarantine(store)) == 1
    with store.read() as connection:
        assert connection.execute(select(func.count()).select_from(CHANGE)).scalar_one() == changes


def test_a_batch_that_overlaps_what_is_stored_adds_only_the_rest(store: Store, tape: Tape) -> None:
    send(store, tape, 1, 6)
    assert send(store, tape, 4, 10) == Taken(mark=10, head=tape.head)
    assert rows(store, tape) == list(range(1, 11))


def test_a_batch_beyond_the_mark_is_not_taken_and_the_answer_says_where_to_go_on(store: Store, tape: Tape) -> None:
    send(store, tape, 1, 3)
    assert send(store, tape, 7, 10) == Taken(mark=3, head=tape.records[2].hash)
    assert rows(store, tape) == [1, 2, 3]
    assert send(store, tape, 4, 10).mark == 10


def test_a_journal_never_begins_in_the_middle(store: Store, tape: Tape) -> None:
    assert send(store, tape, 2, 10) == Taken()
    assert rows(store, tape) == []
    assert list(verify(store)) == []


@pytest.mark.parametrize("seed", range(5))
def test_whatever_order_batches_come_in_the_mark_names_no_row_that_is_not_there(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    tape = Tape("gate-1").fill(40)
    for _ in range(60):
        first = chance.randint(1, 40)
        taken = send(store, tape, first, min(40, first + chance.randint(0, 15)))
        assert rows(store, tape) == list(range(1, taken.mark + 1))
    while (mark := send(store, tape, 1, 1).mark) < 40:
        send(store, tape, mark + 1, min(40, mark + 7))
    assert rows(store, tape) == list(range(1, 41))
    assert [(line.rows, line.gaps, line.broken, line.head) for line in verify(store)] == [(40, 0, 0, tape.head.hex())]


def test_a_broken_record_is_kept_as_it_came_and_holds_nothing_up(store: Store, tape: Tape) -> None:
    broken = {**tape.raw[2], "outcome": "maybe", "extra": ["\ud800", "\0", 1.5, None]}
    taken = send(store, tape, 1, 10, [*tape.raw[:2], broken, *tape.raw[3:]])
    assert taken == Taken(10, tape.head, quarantined=[Quarantined(row=3, reason="unreadable")])
    assert quarantine(store) == [(3, "unreadable", broken)]
    assert rows(store, tape) == [1, 2, *range(4, 11)]
    assert [(line.gaps, line.quarantined, line.broken) for line in verify(store)] == [(0, 1, 0)]


@pytest.mark.parametrize(
    "garbage",
    [None, 5, "text", [], {}, {"hash": 5}, {"hash": "zz" * 32}, {"hlc": 10**400}, [[[[[[]]]]]], {"kind": "scan\0"}, "\ud800", 1e308 * 10],
)
def test_no_garbage_in_place_of_a_record_fails_the_round(store: Store, tape: Tape, garbage: Any) -> None:
    taken = send(store, tape, 1, 10, [*tape.raw[:9], garbage])
    assert (taken.mark, taken.head) == (10, b"")  # its hash cannot be known
    assert taken.quarantined == [Quarantined(row=10, reason="unreadable")]
    tape.fill(2)
    assert send(store, tape, 11, 12) == Taken(12, tape.head)
    assert rows(store, tape) == [*range(1, 10), 11, 12]
    assert send(store, tape, 1, 10, [*tape.raw[:9], garbage]).quarantined == taken.quarantined


def test_text_that_no_database_takes_goes_to_quarantine(store: Store) -> None:
    tape = Tape("gate-1")
    tape.add(operator="a\0b")
    tape.add()
    assert send(store, tape, 1, 2) == Taken(2, tape.head, quarantined=[Quarantined(row=1, reason="unreadable")])


def test_a_record_of_a_newer_format_waits_in_quarantine(store: Store, tape: Tape) -> None:
    newer = {**tape.raw[9], "format": 2}
    assert send(store, tape, 1, 10, [*tape.raw[:9], newer]).quarantined == [Quarantined(row=10, reason="format")]


def test_a_payload_that_is_not_the_one_its_digest_names_goes_to_quarantine(store: Store) -> None:
    tape = Tape("gate-1")
    tape.add(payload=b"sealed")
    taken = send(store, tape, 1, 1, [{**tape.raw[0], "payload": "AAAA"}])
    assert taken.quarantined == [Quarantined(row=1, reason="payload")]


def test_a_destroyed_payload_leaves_the_record_good(store: Store) -> None:
    tape = Tape("gate-1")
    tape.add(payload=b"sealed")
    assert send(store, tape, 1, 1, [{**tape.raw[0], "payload": ""}]) == Taken(1, tape.head)


def test_a_changed_record_breaks_the_chain_and_is_set_aside(store: Store, tape: Tape) -> None:
    changed = {**tape.raw[4], "outcome": "refuse"}
    taken = send(store, tape, 1, 10, [*tape.raw[:4], changed, *tape.raw[5:]])
    assert taken == Taken(10, tape.head, quarantined=[Quarantined(row=5, reason="chain")])
    assert rows(store, tape) == [1, 2, 3, 4, 6, 7, 8, 9, 10]


def test_a_record_taken_out_of_the_middle_is_noticed(store: Store, tape: Tape) -> None:
    taken = send(store, tape, 1, 9, [*tape.raw[:4], *tape.raw[5:]])
    # every row behind the missing one goes by a number that is not its own
    assert [each.row for each in taken.quarantined] == [5, 6, 7, 8, 9]
    assert {each.reason for each in taken.quarantined} == {"chain"}


def test_another_record_under_a_stored_number_is_a_fork_and_is_kept(store: Store, tape: Tape) -> None:
    clone = tape.copy()
    tape.fill(5)
    clone.add(outcome=Outcome.REFUSE)
    clone.fill(3)
    send(store, tape, 1, 15)
    taken = send(store, clone, 11, 14)
    assert (taken.fork, taken.mark, taken.head) == (True, 15, tape.head)
    assert [(row, reason) for row, reason, _ in quarantine(store)] == [(row, "fork") for row in range(11, 15)]
    assert [raw for _, _, raw in quarantine(store)] == json.loads(json.dumps(clone.raw[10:]))
    assert send(store, clone, 11, 14) == taken
    assert len(quarantine(store)) == 4
    assert send(store, tape, 1, 15) == Taken(15, tape.head)
    assert [(line.rows, line.gaps, line.broken) for line in verify(store)] == [(15, 0, 0)]


def test_a_clone_that_is_ahead_loses_nothing_either(store: Store, tape: Tape) -> None:
    clone = tape.copy()
    tape.fill(2)
    clone.add(zone="side")
    clone.fill(5)
    send(store, tape, 1, 12)
    taken = send(store, clone, 11, 16)
    assert taken.fork
    assert (taken.mark, taken.head) == (16, clone.head)
    assert [(each.row, each.reason) for each in taken.quarantined] == [(11, "fork"), (12, "fork"), (13, "chain")]
    assert rows(store, tape) == [*range(1, 13), 14, 15, 16]


def test_journals_do_not_mix(store: Store) -> None:
    tapes = [Tape("gate-1"), Tape("gate-2"), Tape("gate-1", b"\x02" * 16), Tape("gate-1", event="other")]
    for number, tape in enumerate(tapes, start=1):
        tape.fill(number)
        assert send(store, tape, 1, number) == Taken(number, tape.head)
    assert sorted(line.rows for line in verify(store)) == [1, 2, 3, 4]


def test_a_record_of_another_station_cannot_be_passed_off(store: Store, tape: Tape) -> None:
    other = replace_station(tape, "gate-2")
    assert send(store, other, 1, 1).quarantined == [Quarantined(row=1, reason="chain")]


def replace_station(tape: Tape, station: str) -> Tape:
    other = Tape(station, tape.epoch, tape.event)
    other.records, other.raw = [replace(record, station=station) for record in tape.records], tape.raw
    return other


def test_two_requests_with_the_same_rows_at_once_store_each_once(store: Store) -> None:
    tape = Tape("gate-1").fill(60)
    answers: list[Taken] = []

    def station() -> None:
        mark = 0
        while mark < 60:
            taken = send(store, tape, mark + 1, min(60, mark + 9))
            mark = taken.mark
        answers.append(taken)

    threads = [threading.Thread(target=station) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [Taken(60, tape.head)] * 4
    assert rows(store, tape) == list(range(1, 61))
    assert quarantine(store) == []


def test_only_passages_are_told_to_other_stations(store: Store) -> None:
    tape = Tape("gate-1")
    tape.add()  # 1: told
    tape.add(outcome=Outcome.REFUSE)
    tape.add(outcome=Outcome.ATTENTION)
    tape.add(outcome=Outcome.REPEAT)
    tape.add(kind=Kind.OVERRIDE, refers=3, direction=None)  # 5: told
    tape.add(direction=Direction.EXIT)  # 6: told
    tape.add(kind=Kind.UNDO, refers=5, outcome=None, direction=None)  # told as 5 undone
    tape.add(kind=Kind.NOTE, outcome=None, direction=None, code_hash=b"")
    send(store, tape, 1, 8)
    with store.read() as connection:
        whole = page(store, connection, EVENT, Position(), "")
    told = TypeAdapter(list[SightingChange]).validate_json(b"[" + whole.changes.plain + b"]")
    assert [(change.row, change.undone) for change in told] == [(1, False), (5, False), (6, False), (5, True)]
    first = tape.records[0]
    assert told[0].sighting() == Sighting("gate-1", tape.epoch, 1, first.code_hash, "hall", Direction.ENTRY, first.at, first.hlc)
    assert told[2].direction is Direction.EXIT


def test_what_was_handed_out_and_who_was_called_is_told(store: Store) -> None:
    tape = Tape("desk-1")
    tape.add()
    tape.add(kind=Kind.HAND_OUT, outcome=None, direction=None, detail='{"counter":"lanyard"}')
    tape.add(kind=Kind.NOTE, outcome=None, direction=None, code_hash=b"", detail='{"note":"staff_called","en":"Kiosk 1","ko":"키오스크 1"}')
    send(store, tape, 1, 3)
    with store.read() as connection:
        told = TypeAdapter(list[Change]).validate_json(b"[" + page(store, connection, EVENT, Position(), "").changes.plain + b"]")
    assert sorted(change.kind for change in told) == ["call", "handed", "sighting"]
