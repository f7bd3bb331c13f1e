"""The server's HTTP face, asked as any program could ask it."""

from __future__ import annotations

import gzip
import json
import zlib
from itertools import product
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from kiosk.badge import code_hash, new_code
from kiosk.catalogue import say
from kiosk.model import Flag, Kind
from kiosk.programme import Programme
from kiosk.signed import EVENT_KEY
from sync.server.feed import PAGE
from sync.server.people import Person
from sync.server.store import FIRST_LOOK
from sync.wire import MAX_BATCH, MAX_BODY, BadgeChange, RoundAnswer, SightingChange
from tests.builders import EVENT
from tests.sync.server.tape import Tape, code
from tests.sync.serving import TestServer
from tests.sync.signing import Signed

EPOCH = "01" * 16


class Asker:
    """An enrolled station without a station: sends what it is told."""

    def __init__(self, server: TestServer) -> None:
        self.server = server
        private = Ed25519PrivateKey.generate()
        self.private_key, key = private.private_bytes_raw(), private.public_key().public_bytes_raw().hex()
        code = server.admin.new_enrolment("gate", "hall")
        enrolled = requests.post(f"{server.url}/api/v1/enrol", json={"code": code, "public_key": key}, timeout=10)
        assert enrolled.status_code == 200
        self.id, self.token = enrolled.json()["station"], enrolled.json()["token"]
        self.signer = bytes.fromhex(enrolled.json()["signers"][str(EVENT_KEY)])
        self.auth = Signed(self.token, self.private_key)

    def post(self, body: bytes, **headers: str) -> requests.Response:
        return requests.post(f"{self.server.url}/api/v1/rounds", data=body, headers=headers, auth=self.auth, timeout=20)

    def round(self, **request: Any) -> RoundAnswer:
        response = self.post(json.dumps({"epoch": EPOCH} | request).encode())
        assert response.status_code == 200, response.text
        return RoundAnswer.model_validate(response.json())


@pytest.fixture
def asker(server: TestServer) -> Asker:
    """One enrolled station."""
    return Asker(server)


def person(number: int, **changes: Any) -> Person:
    """An invented attendee."""
    plain: dict[str, Any] = {"key": f"P{number}", "name": "홍길동", "phone": "", "email": "", "company": "", "category": "visitor"}
    return Person(**(plain | changes))


def error_of(response: requests.Response) -> str:
    """The error's key, known to the catalogue."""
    key = str(response.json()["error"])
    assert say(key, "ko", **response.json()["values"])
    return key


def test_records_go_up_and_the_answer_says_how_far(asker: Asker) -> None:
    tape = Tape(asker.id).fill(7)
    answer = asker.round(records=tape.raw)
    assert (answer.mark, answer.head, answer.fork, answer.quarantined) == (7, tape.head.hex(), False, [])
    assert answer.received <= answer.sent
    again = asker.round(records=tape.raw, cursor=answer.cursor.model_dump())
    assert (again.mark, again.head, again.changes) == (7, tape.head.hex(), [])


def test_the_planner_knows_of_an_event_that_has_just_begun(server: TestServer, asker: Asker) -> None:
    tape = Tape(asker.id).fill(FIRST_LOOK)
    asker.round(records=tape.raw)
    if server.store.database.postgresql:
        with server.store.read() as connection:
            known = connection.execute(text("SELECT tablename FROM pg_stats WHERE attname = 'event'")).scalars().all()
        assert {f"record@{EVENT}", f"change@{EVENT}"} <= set(known)
    assert asker.round(first_row=FIRST_LOOK + 1).mark == FIRST_LOOK


def test_a_round_without_records_tells_the_mark_of_its_epoch(asker: Asker) -> None:
    tape = Tape(asker.id).fill(3)
    asker.round(records=tape.raw)
    assert asker.round(first_row=4).mark == 3
    other = asker.round(epoch="02" * 16)
    assert (other.mark, other.head) == (0, "")


def test_what_one_station_admits_all_hear(server: TestServer, asker: Asker) -> None:
    other = Asker(server)
    cursor = other.round().cursor.model_dump()
    tape = Tape(asker.id)
    entry = tape.add(code_hash=code(7))
    tape.add(kind=Kind.UNDO, refers=1, outcome=None)
    own = asker.round(records=tape.raw)
    assert [change.kind for change in own.changes] == ["programme", "sighting", "sighting"]  # it may have lost its journal one day
    heard = other.round(cursor=cursor)
    sightings = [change.sighting() for change in heard.changes if change.kind == "sighting"]
    assert [(seen.station, seen.row, seen.code_hash, seen.at, seen.undone) for seen in sightings] == [
        (asker.id, 1, code(7), entry.at, False),
        (asker.id, 1, code(7), entry.at, True),
    ]
    assert other.round(cursor=heard.cursor.model_dump()).changes == []
    assert asker.round(cursor=own.cursor.model_dump()).changes == []


def test_badges_staff_and_programme_come_down_as_they_are_now(server: TestServer, asker: Asker) -> None:
    badge = new_code()
    server.admin.add_people([person(1, code=badge, days=(1, 3), invitations=("hall",), valid_from=5)])
    staff = server.admin.add_staff("홍길동", "supervisor", "1234")
    server.admin.flag([badge], Flag.REVOKED)
    answer = asker.round()
    digest = code_hash(badge, server.admin.event().hash_key)
    badges = {change.badge().code_hash: change.badge() for change in answer.changes if change.kind == "badge"}
    assert len(badges) == 2
    assert (badges[digest].flags, badges[digest].days, badges[digest].invitations, badges[digest].valid_from) == (
        Flag.REVOKED, (1, 3), frozenset({"hall"}), 5,
    )  # fmt: skip
    people = [change.staff() for change in answer.changes if change.kind == "staff"]
    assert [(one.id, one.name, one.role, one.blocked) for one in people] == [(staff, "홍*동", "supervisor", False)]
    assert "1234" not in people[0].pin
    server.admin.block_staff(staff)
    assert [change.staff().blocked for change in asker.round(cursor=answer.cursor.model_dump()).changes if change.kind == "staff"] == [True]


def test_a_cursor_that_is_not_of_this_history_is_told_to_fetch_again(asker: Asker) -> None:
    now = asker.round().cursor.generation
    tape = Tape(asker.id)
    for generation, position in (("another", "0.0-0.0"), ("", "0.0-0.0"), (now, "zzz"), (now, "0.0-ffff.1"), (now, "")):
        tape.add()
        answer = asker.round(records=tape.raw, cursor={"generation": generation, "position": position})
        assert (answer.refetch, answer.changes, answer.cursor.position) == (True, [], ""), (generation, position)
        assert answer.mark == len(tape.raw)  # the records are stored all the same


def test_a_station_that_was_told_more_than_the_store_holds_shows_that_it_was_put_back(server: TestServer, asker: Asker) -> None:
    """No fingerprint tells a backup copied over the same file; what the stations know does, and holds for all of them."""
    other = Asker(server)
    cursor = other.round().cursor
    before = server.store.generation()
    assert asker.round(cursor={"generation": before, "position": "zzz"}).refetch
    assert server.store.generation() == before  # garbage proves nothing
    assert asker.round(cursor={"generation": before, "position": "0.0-ffff.1"}).refetch
    after = server.store.generation()
    assert after != before
    assert other.round(cursor=cursor.model_dump()).refetch
    assert asker.round(cursor={"generation": before, "position": "0.0-ffff.1"}).refetch
    assert server.store.generation() == after


def test_after_a_new_generation_every_old_cursor_is_told_to_fetch_again(server: TestServer, asker: Asker) -> None:
    cursor = asker.round().cursor.model_dump()
    assert not asker.round(cursor=cursor).refetch
    server.store.restored()
    assert asker.round(cursor=cursor).refetch


def test_without_a_good_token_nothing_is_served(server: TestServer) -> None:
    tokens = ("", "Bearer wrong", "Bearer")
    for (path, method), token in product((("rounds", "POST"), ("snapshot", "GET")), tokens):
        response = requests.request(
            method, f"{server.url}/api/v1/{path}", json={"epoch": EPOCH}, headers={"Authorization": token}, timeout=10
        )
        assert (response.status_code, error_of(response)) == (401, "error.upstream_denied")


def test_a_body_that_is_no_message_is_refused_with_a_reason(asker: Asker) -> None:
    bodies = (
        b"", b"x", b"null", b"[]", b"5", b'"', b"{}", b"\xff\xfe", b'{"epoch": 5}', b'{"epoch": "zz"}', b'{"epoch": "' + b"0" * 31 + b'"}',
        b"[" * 100_000, b'{"epoch": "' + b"0" * 32 + b'", "records": {}}', b"1" * 5000,
        json.dumps({"epoch": EPOCH, "records": [0] * (MAX_BATCH + 1)}).encode(), b'{"epoch": "' + b"0" * 32 + b'", "first_row": 0}',
    )  # fmt: skip
    for body in bodies:
        response = asker.post(body)
        assert (response.status_code, error_of(response)) == (400, "server.malformed"), body[:60]


def test_one_bad_record_never_refuses_the_batch(asker: Asker) -> None:
    tape = Tape(asker.id).fill(3)
    records = json.dumps(tape.raw)[1:-1]
    body = f'{{"epoch": "{EPOCH}", "records": [{records}, {{"operator": "\\ud800"}}, NaN, {"9" * 4000}]}}'
    answer = RoundAnswer.model_validate(asker.post(body.encode()).json())
    assert answer.mark == 6
    assert [(each.row, each.reason) for each in answer.quarantined] == [(row, "unreadable") for row in (4, 5, 6)]


def test_a_compressed_body_is_unpacked(asker: Asker) -> None:
    tape = Tape(asker.id).fill(50)
    body = gzip.compress(json.dumps({"epoch": EPOCH, "records": tape.raw}).encode())
    assert asker.post(body, **{"Content-Encoding": "gzip"}).json()["mark"] == 50


def test_a_compressed_body_that_is_damaged_is_refused(asker: Asker) -> None:
    whole = gzip.compress(json.dumps({"epoch": EPOCH}).encode())
    for body in (whole[:-1], whole[:5], whole[1:], whole + b"more", whole + whole, b""):
        assert asker.post(body, **{"Content-Encoding": "gzip"}).status_code == 400
    assert asker.post(b"{}", **{"Content-Encoding": "br"}).status_code == 400


def test_a_body_that_unpacks_to_more_than_agreed_is_refused_early(asker: Asker) -> None:
    bomb = zlib.compressobj(wbits=31)
    packed = b"".join(bomb.compress(bytes(MAX_BODY)) for _ in range(20)) + bomb.flush()
    assert len(packed) < MAX_BODY // 20
    response = asker.post(packed, **{"Content-Encoding": "gzip"})
    assert (response.status_code, error_of(response)) == (413, "server.too_large")
    assert asker.round().mark == 0


def test_answers_are_compressed_where_that_is_asked_for(server: TestServer, asker: Asker) -> None:
    server.admin.add_people([person(number) for number in range(40)])
    body = json.dumps({"epoch": EPOCH}).encode()
    packed = asker.post(body, **{"Accept-Encoding": "gzip"})
    plain = asker.post(body, **{"Accept-Encoding": "identity"})
    assert (packed.headers["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert packed.json()["changes"] == plain.json()["changes"]


def test_any_other_path_gets_an_error_of_ours(server: TestServer) -> None:
    for method, path, status in (("GET", "/", 404), ("GET", "/api/v1/rounds", 405), ("POST", "/api/v2/rounds", 404)):
        response = requests.request(method, server.url + path, timeout=10)
        assert (response.status_code, error_of(response)) == (status, "server.no_such_path")


def test_health_says_which_history_is_served(server: TestServer) -> None:
    health = requests.get(f"{server.url}/api/v1/health", timeout=10).json()
    assert (health["ok"], health["generation"]) == (True, server.store.generation())


def test_wrong_enrolment_codes_are_refused_and_then_made_to_wait(server: TestServer) -> None:
    statuses = []
    for _ in range(21):
        response = requests.post(f"{server.url}/api/v1/enrol", json={"code": "WRONG", "public_key": "ab" * 32}, timeout=10)
        statuses.append(response.status_code)
    assert statuses == [403] * 20 + [429]
    assert (response.headers["Retry-After"], error_of(response)) == ("60", "error.upstream_busy")


def test_a_server_started_again_knows_everything_it_answered(server: TestServer, asker: Asker) -> None:
    tape = Tape(asker.id).fill(5)
    before = asker.round(records=tape.raw)
    server.stop()
    server.start()
    after = asker.round(cursor=before.cursor.model_dump())
    assert (after.mark, after.head, after.refetch) == (5, tape.head.hex(), False)


def test_a_database_that_is_away_is_said_and_comes_back(
    cluster: str, postgresql: str, caplog: pytest.LogCaptureFixture, tmp_path: Path, programme: Programme
) -> None:
    server = TestServer(postgresql, tmp_path).start()
    try:
        server.admin.put_programme(programme)
        asker = Asker(server)
        tape = Tape(asker.id).fill(4)
        name = postgresql.partition("?")[0].rpartition("/")[2]
        with psycopg.connect(cluster.format(name="postgres"), autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            response = asker.post(json.dumps({"epoch": EPOCH, "records": tape.raw}).encode())
            assert (response.status_code, error_of(response)) == (503, "server.unavailable")
            assert int(response.headers["Retry-After"]) > 0
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        assert asker.round(records=tape.raw).mark == 4
        assert "slw-test" not in "".join(record.getMessage() for record in caplog.records)
    finally:
        server.stop()


def test_stations_that_missed_much_get_the_same_pages_and_nothing_is_skipped_in_them(server: TestServer, asker: Asker) -> None:
    other = Asker(server)
    start = other.round().cursor
    tape = Tape(asker.id).fill(2 * PAGE + 10)
    for first in range(0, len(tape.raw), MAX_BATCH):
        asker.round(first_row=first + 1, records=tape.raw[first : first + MAX_BATCH], listening=True, cursor=start.model_dump())
    for late in (False, True):
        if late:  # what comes after a page was made is in one that follows
            server.admin.add_people([person(1)])
        rows, badges, cursor, more = [], 0, start, True
        while more:
            answer = other.round(cursor=cursor.model_dump())
            rows += [each.row for each in answer.changes if isinstance(each, SightingChange)]
            badges += sum(isinstance(each, BadgeChange) for each in answer.changes)
            cursor, more = answer.cursor, answer.more
        assert rows == list(range(1, 2 * PAGE + 11))
        assert badges == (2 if late else 0)
