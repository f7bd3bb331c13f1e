"""Hostile texts in every field of a record, before the server on each engine: none raises, each is kept as it came or set aside."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from sqlalchemy import inspect, select

from kiosk import seal
from kiosk.model import Kind
from kiosk.programme import Programme
from sync.server import ingest
from sync.server.admin import Admin
from sync.server.ingest import Batch
from sync.server.schema import QUARANTINE, RECORD
from sync.server.store import Store
from sync.wire import API
from tests import hostile
from tests.sync.server.tape import Tape
from tests.sync.serving import TestServer
from tests.sync.stationing import Desk, keys, stored

FIELDS = {"operator": 64, "app": 64, "zone": 64, "badge": 64, "category": 64, "detail": 4000}
"""Texts of a record and how long the wire lets each be."""
TEXTS = [*hostile.TEXTS.values(), *hostile.texts(300, ["SEOULSMARTLIFE26"])]


def fits(text: str) -> bool:
    """Whether a database of text can hold it: no NUL, no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


@pytest.mark.parametrize("field", FIELDS)
def test_a_hostile_text_is_stored_letter_by_letter_or_set_aside(store: Store, programme: Programme, field: str) -> None:
    Admin(store).put_programme(programme)
    with store.read() as connection:
        tables = sorted(inspect(connection).get_table_names())
    texts = [text[: FIELDS[field]] for text in TEXTS if fits(text)]
    tape = Tape("gate-1")
    for text in texts:
        tape.add(**{field: text})
    for start in range(0, len(texts), 200):
        with store.write() as connection:
            ingest.take(connection, Batch(tape.event, tape.station, tape.epoch, start + 1, tape.raw[start : start + 200]), 1)
    with store.read() as connection:
        held = connection.execute(select(RECORD.c[field]).order_by(RECORD.c.row)).scalars().all()
        aside = connection.execute(select(QUARANTINE.c.raw)).all()
        assert sorted(inspect(connection).get_table_names()) == tables
    assert (list(held), aside) == (texts, [])


def test_what_no_database_can_hold_is_set_aside_and_holds_up_nothing(store: Store, programme: Programme) -> None:
    Admin(store).put_programme(programme)
    tape = Tape("gate-1").fill(1)
    wrong = [text[:64] for text in TEXTS if not fits(text[:64])][:40]
    for text in wrong:
        tape.raw.append(json.loads(json.dumps(tape.raw[-1] | {"category": text})))
    tape.raw.append(tape.raw[0])
    with store.write() as connection:
        taken = ingest.take(connection, Batch(tape.event, tape.station, tape.epoch, 1, tape.raw), 1)
    with store.read() as connection:
        aside = connection.execute(select(QUARANTINE.c.row, QUARANTINE.c.raw)).all()
    assert taken.mark == len(tape.raw)
    assert {row.row for row in aside} >= set(range(2, len(wrong) + 2))
    assert all(row.raw.isascii() for row in aside)


def test_what_a_note_or_a_sealed_act_says_wrongly_holds_up_nothing(store: Store, programme: Programme) -> None:
    Admin(store).put_programme(programme)
    event = Admin(store).event()
    tape = Tape("gate-1")
    for detail in (r'{"note":"staff_called","ko":"\ud800"}', r'{"note":"call_answered","call":"\udfff"}', '{"note":[]}'):
        tape.add(kind=Kind.NOTE, detail=detail)
    for number, said in enumerate(("[" * 5_000, r'{"id":"w1","name":"\ud800"}', "{}")):
        sealed = seal.seal(event.seal_public, said.encode())
        payload = bytes((1,)) + len(sealed).to_bytes(2, "big") + sealed
        tape.add(kind=Kind.WALK_IN, badge=f"w{number}", payload=payload)
    with store.write() as connection:
        taken = ingest.take(connection, Batch(tape.event, tape.station, tape.epoch, 1, tape.raw), 1)
    assert (taken.mark, taken.quarantined) == (len(tape.raw), [])


@pytest.fixture
def post(server: TestServer) -> Callable[[str, bytes], int]:
    """Sends bytes to the running server; answers the status."""
    return lambda path, body: requests.post(f"{server.url}{API}{path}", data=body, timeout=20).status_code


def test_hostile_enrolments_are_refused_and_the_server_goes_on(
    server: TestServer, post: Callable[[str, bytes], int], tmp_path: Path
) -> None:
    for text in random.Random(1).sample(TEXTS, 12):
        body = json.dumps({"code": text[:64], "public_key": "ab" * 32, "machine": text[:200]}).encode()
        assert post("/enrol", body) in (400, 403, 429)
    desk = Desk.enrolled(server, tmp_path / "station")
    try:
        records = desk.scan(1, 2)
        desk.catch_up()
        assert stored(server, desk) == keys(records)
    finally:
        desk.close()
