"""A station comes to belong to an event by a code that is good once, and by nothing else."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from kiosk.badge import grouped
from kiosk.errors import EnrolRefused, UpstreamBusy, UpstreamDenied
from kiosk.programme import Programme
from sync.server import enrol
from sync.server.admin import Admin
from sync.server.enrol import Attempts, Station
from sync.server.proofs import Proofs
from sync.server.schema import ENROLMENT, STATION
from sync.server.store import Store
from sync.wire import EnrolAnswer, EnrolRequest
from sync.wireproof import Asked, signature
from tests.builders import EVENT, FakeClock

PRIVATE = bytes(range(32))
KEY, OTHER_KEY = Ed25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw().hex(), "cd" * 32


@pytest.fixture
def admin(store: Store, programme: Programme) -> Admin:
    """The organiser of one event."""
    organiser = Admin(store)
    organiser.put_programme(programme)
    return organiser


def ask(store: Store, code: str, key: str = KEY) -> EnrolAnswer:
    return enrol.ask(store, EnrolRequest(code=code, public_key=key))


def authorised(store: Store, authorization: str, key: bytes = PRIVATE) -> Station:
    """Who the server takes a request with this header and this key's signature for."""
    now = store.clock.wall()
    asked = Asked("GET", "/lease", authorization, signature(key, "GET", "/lease", b"", now))
    with store.read() as connection:
        return enrol.authorise(connection, asked, Proofs(now), now)


def refusal(store: Store, code: str, key: str = KEY) -> str:
    with pytest.raises(EnrolRefused) as refused:
        ask(store, code, key)
    return refused.value.key


def stations(store: Store) -> int:
    with store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(STATION)).scalar_one())


def test_a_code_gives_a_station_all_it_needs(store: Store, admin: Admin, programme: Programme) -> None:
    answer = ask(store, admin.new_enrolment("gate", "hall"))
    event = admin.event()
    assert (answer.event, answer.role, answer.zone, answer.programme) == (EVENT, "gate", "hall", programme.text)
    assert (answer.hash_key, answer.seal_key) == (event.hash_key.hex(), event.seal_public.hex())
    assert (list(answer.signers), answer.desk_keys) == ([1, 2], [])
    assert authorised(store, f"Bearer {answer.token}").id == answer.station


def test_a_lost_answer_is_given_again_in_full(store: Store, admin: Admin) -> None:
    code = admin.new_enrolment("gate", "hall")
    assert ask(store, code) == ask(store, code)
    assert stations(store) == 1


def test_a_code_typed_as_people_type_is_taken(store: Store, admin: Admin) -> None:
    code = admin.new_enrolment("gate", "hall")
    assert ask(store, f" {grouped(code).lower()} ").station


def test_a_code_is_good_for_one_station_alone(store: Store, admin: Admin) -> None:
    code = admin.new_enrolment("gate", "hall")
    ask(store, code)
    assert refusal(store, code, OTHER_KEY) == "server.code_used"
    assert stations(store) == 1


def test_a_code_expires(store: Store, admin: Admin, clock: FakeClock) -> None:
    code = admin.new_enrolment("gate", "hall", ttl_s=60)
    clock.advance(59)
    ask(store, code)
    clock.advance(2)
    assert refusal(store, code) == "server.code_expired"


@pytest.mark.parametrize("code", ["A" * 26, "x", "홍길동", "' OR 1=1 --", "\0", "\ud800"])
def test_a_code_nobody_made_is_refused(store: Store, admin: Admin, code: str) -> None:
    admin.new_enrolment("gate", "hall")
    with pytest.raises((EnrolRefused, ValueError)) as refused:
        ask(store, code)
    assert not isinstance(refused.value, EnrolRefused) or refused.value.key == "server.code_unknown"


def test_with_confirmation_a_person_lets_the_station_in(store: Store, admin: Admin) -> None:
    code = admin.new_enrolment("gate", "hall", confirm=True)
    waiting = ask(store, code)
    assert waiting.waiting
    assert len(waiting.number) == 6
    assert waiting.number.isdigit()
    assert waiting == ask(store, code)
    assert waiting.token == waiting.hash_key == waiting.programme == ""
    assert refusal(store, code, OTHER_KEY) == "server.code_used"
    assert admin.confirm(waiting.number) == "gate @ hall"
    assert ask(store, code).token
    assert stations(store) == 1


@pytest.mark.parametrize("number", ["", "000000", "x"])
def test_a_number_nobody_shows_confirms_nothing(store: Store, admin: Admin, number: str) -> None:
    code = admin.new_enrolment("gate", "hall", confirm=True)
    with pytest.raises(EnrolRefused):
        admin.confirm(number)
    shown = ask(store, code).number
    if number != shown:
        with pytest.raises(EnrolRefused):
            admin.confirm(number)
    assert ask(store, code).waiting


def test_a_number_is_worthless_once_its_code_has_expired(store: Store, admin: Admin, clock: FakeClock) -> None:
    code = admin.new_enrolment("gate", "hall", confirm=True, ttl_s=60)
    number = ask(store, code).number
    clock.advance(61)
    with pytest.raises(EnrolRefused):
        admin.confirm(number)


def test_neither_code_nor_token_is_stored(store: Store, admin: Admin) -> None:
    code = admin.new_enrolment("gate", "hall")
    token = ask(store, code).token
    with store.read() as connection:
        kept = repr(connection.execute(select(ENROLMENT)).all()) + repr(connection.execute(select(STATION)).all())
    assert code not in kept
    assert token not in kept


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer x", "Basic {token}", "{token}", "Bearer {token}x", "Bearer \ud800"])
def test_nothing_but_the_token_authorises(store: Store, admin: Admin, header: str) -> None:
    token = ask(store, admin.new_enrolment("gate", "hall")).token
    with pytest.raises(UpstreamDenied):
        authorised(store, header.format(token=token))


def test_the_token_of_one_station_with_the_key_of_another_authorises_nobody(store: Store, admin: Admin) -> None:
    token = ask(store, admin.new_enrolment("gate", "hall")).token
    with pytest.raises(UpstreamDenied):
        authorised(store, f"Bearer {token}", bytes(32))


def test_a_revoked_station_is_refused(store: Store, admin: Admin) -> None:
    answer = ask(store, admin.new_enrolment("gate", "hall"))
    admin.revoke_station(answer.station)
    with pytest.raises(UpstreamDenied):
        authorised(store, f"Bearer {answer.token}")


def test_too_many_wrong_codes_from_one_address_must_wait() -> None:
    attempts = Attempts(most=3)
    for now in (0, 1, 2):
        attempts.check("a", now)
        attempts.failed("a", now)
    with pytest.raises(UpstreamBusy):
        attempts.check("a", 3)
    attempts.check("b", 3)
    attempts.check("a", enrol.PER_S * 1_000_000)
