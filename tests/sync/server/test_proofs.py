"""Requests that are taken: signed by the station, now, and not heard before."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from kiosk.errors import UpstreamDenied
from kiosk.programme import Programme
from sync.prover import Prover
from sync.server import enrol
from sync.server.admin import Admin
from sync.server.packed import Part
from sync.server.proofs import WINDOW_US, Proofs, Stale
from sync.server.rounds import Rounds
from sync.server.schema import CHANGE, MARK, QUARANTINE, RECORD
from sync.server.store import Store
from sync.wire import EnrolRequest, RoundAnswer, RoundRequest
from sync.wireproof import SIGNATURE, TIME, Asked, signature
from tests.builders import EVENT, SECOND
from tests.sync.server.tape import Tape
from tests.sync.server.test_app import EPOCH, Asker
from tests.sync.serving import TestServer

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
NOW = 1_000 * SECOND


def asked(at: int, target: str = "/rounds", body: bytes = b"{}") -> Asked:
    return Asked("POST", target, "Bearer t", signature(bytes(range(32)), "POST", target, body, at), body)


def take(proofs: Proofs, request: Asked, now: int = NOW) -> int | None:
    """None where it is taken, else the earliest time that would be."""
    try:
        proofs.check(EVENT, "gate-1", PUBLIC, request, now)
    except Stale as stale:
        return stale.earliest
    return None


@pytest.mark.parametrize(
    "changes",
    [
        {"method": "GET"}, {"target": "/rounds?x=1"}, {"target": "/lease"}, {"body": b"{} "}, {"signature": ""}, {"signature": "."},
        {"signature": asked(NOW).signature.replace(str(NOW), str(NOW + 1))},
        {"signature": f"{NOW}.{'A' * 86}=="}, {"signature": "9" * 5_000 + ".AAAA"}, {"signature": f"{NOW}.é"}, {"signature": "٣.AAAA"},
    ],
)  # fmt: skip
def test_what_the_station_did_not_sign_is_denied(changes: dict[str, object]) -> None:
    right = asked(NOW)
    wrong = replace(right, **changes)  # type: ignore[arg-type]
    with pytest.raises(UpstreamDenied):
        take(Proofs(0), wrong)
    assert take(Proofs(0), right) is None


@given(st.text())
def test_no_text_in_place_of_a_signature_is_more_than_denied(text: str) -> None:
    assert replace(asked(NOW), signature=text).signed_at(PUBLIC) is None


def test_a_request_is_taken_once_and_only_within_minutes_and_the_refusal_tells_a_time_that_is_taken() -> None:
    proofs = Proofs(NOW - 10 * SECOND)
    assert take(proofs, asked(NOW)) is None
    assert take(proofs, asked(NOW)) == NOW + 1
    assert take(proofs, asked(NOW - 1)) == NOW + 1
    assert take(proofs, asked(NOW, "/lease")) is None  # each path has its own last time
    assert take(proofs, asked(NOW + WINDOW_US + 1)) == NOW + 1
    assert take(proofs, asked(NOW + 1)) is None
    later = NOW + 10 * WINDOW_US
    assert take(proofs, asked(NOW + 2), later) == later
    assert take(proofs, asked(later), later) is None


def test_what_an_earlier_process_may_have_heard_is_not_taken_again() -> None:
    assert take(Proofs(NOW), asked(NOW - 1)) == NOW


def mark_of(answer: list[Part]) -> int:
    return RoundAnswer.model_validate_json(b"".join(part.plain for part in answer)).mark


def test_the_last_thousand_requests_sent_again_add_nothing_and_read_nothing(sqlite: str, programme: Programme) -> None:
    """Heard on the way and sent byte for byte once more, to this process, to one started meanwhile and to one that remembers nothing."""
    store = Store(sqlite)
    organiser = Admin(store)
    organiser.put_programme(programme)
    station = enrol.ask(store, EnrolRequest(code=organiser.new_enrolment("gate", "hall"), public_key=PUBLIC.hex()))
    rounds, prover, said = Rounds(store, Proofs(store.clock.wall())), Prover(station.token, bytes(range(32))), []
    tape = Tape(station.station).fill(100)
    for number in range(1_000):
        row = number // 10
        request = RoundRequest(epoch=EPOCH, first_row=row + 1, records=tape.raw[row : row + 1] if number % 10 == 0 else [])
        body = request.model_dump_json().encode()
        sent = prover.headers("POST", "/rounds", body)
        said.append((Asked("POST", "/rounds", sent["Authorization"], sent[SIGNATURE], body), request))
        assert mark_of(rounds.serve(*said[-1])) == row + 1
    before = contents(store)
    for heard in (rounds, Rounds(store, Proofs(store.clock.wall()))):
        for asked, request in said:
            with pytest.raises(Stale):
                heard.serve(asked, request)
    forgetful = Rounds(store, Proofs(0))
    assert {mark_of(forgetful.serve(*again)) for again in said[::10]} == {100}
    assert contents(store) == before
    store.close()


def contents(store: Store) -> list[int]:
    """How many rows there are of all that a request could add to."""
    with store.read() as connection:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (RECORD, QUARANTINE, CHANGE, MARK)]


def test_over_http_a_request_that_comes_again_is_told_which_time_would_be_taken(server: TestServer) -> None:
    asker = Asker(server)
    with requests.Session() as session:
        body = json.dumps({"epoch": EPOCH})
        request = session.prepare_request(requests.Request("POST", f"{server.url}/api/v1/rounds", data=body, auth=asker.auth))
        assert session.send(request).status_code == 200
        again = session.send(request)
    assert (again.status_code, again.json()["error"]) == (401, "server.stale")
    assert int(again.headers[TIME]) > int(request.headers[SIGNATURE].partition(".")[0])
    assert asker.round().mark == 0
