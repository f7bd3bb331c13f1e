"""Printing desks' keys: certified when a desk enrols, told to every station, and revoked for good."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import insert

from kiosk import badge, keyfile, signing
from kiosk.model import CodeKind
from kiosk.programme import Programme
from kiosk.signing import Certificate, Signers
from sync.server import desk_keys, enrol
from sync.server.admin import Admin
from sync.server.desk_keys import NoDeskKey, NoKeyNumber, NotCertified
from sync.server.schema import DESK_KEY
from sync.server.store import Store
from sync.wire import EnrolAnswer, EnrolRequest
from tests.builders import EVENT, FakeClock
from tests.sync.serving import TestServer
from tests.sync.stationing import Desk

CODE = "SEOULSMARTLIFE26"


@pytest.fixture
def admin(store: Store, programme: Programme) -> Admin:
    """The organiser of one event."""
    organiser = Admin(store)
    organiser.put_programme(programme)
    return organiser


def enrolled(store: Store, admin: Admin, role: str, public: bytes) -> EnrolAnswer:
    return enrol.ask(store, EnrolRequest(code=admin.new_enrolment(role, "desk"), public_key=public.hex()))


def signers(answer: EnrolAnswer) -> Signers:
    """As the station that got ``answer`` knows them."""
    roots = {number: bytes.fromhex(public) for number, public in answer.signers.items()}
    return Signers(EVENT, roots, [each.desk_key() for each in answer.desk_keys])


def issued(store: Store, public: bytes) -> int:
    with store.write() as connection:
        return desk_keys.issue(connection, store.event(connection), "d", public, store.clock.wall())


def test_what_an_enrolled_desk_signs_a_gate_enrolled_later_takes(store: Store, admin: Admin, clock: FakeClock) -> None:
    private, public = keyfile.generate()
    enrolled(store, admin, "desk", public)
    gate = signers(enrolled(store, admin, "gate", b"g" * 32))
    assert dict(gate.keys)[3] == public
    code = badge.parse(badge.sign(private, 3, CODE, 1, 0, EVENT), EVENT, b"", gate.keys)
    assert (code.kind, gate.withdrawn(3, clock.wall())) == (CodeKind.TOKEN, "")
    ((certificate, name, revoked),) = admin.desk_keys()
    assert (certificate.issuer, certificate.public, revoked, name[:5]) == (1, public, False, "desk-")


def test_a_gate_gets_no_key_to_sign_with(store: Store, admin: Admin) -> None:
    enrolled(store, admin, "gate", b"g" * 32)
    assert admin.desk_keys() == []


def test_each_desk_has_a_number_of_its_own_and_keeps_it(store: Store, admin: Admin) -> None:
    publics = [keyfile.generate()[1] for _ in range(3)]
    assert [issued(store, public) for public in publics] == [3, 4, 5]
    assert [issued(store, public) for public in publics] == [3, 4, 5]


def test_without_a_number_left_a_desk_still_enrols(store: Store, admin: Admin, caplog: pytest.LogCaptureFixture) -> None:
    with store.write() as connection:
        connection.execute(insert(DESK_KEY), [{"event": EVENT, "key_id": 255, "name": "", "certificate": b"", "revoked": False}])
    with pytest.raises(NoKeyNumber):
        issued(store, keyfile.generate()[1])
    assert enrolled(store, admin, "desk", keyfile.generate()[1]).token
    assert "no signed badges" in caplog.text


def test_a_certificate_made_with_the_spare_key_elsewhere_is_taken_in(store: Store, admin: Admin) -> None:
    number, private, _ = admin.signing_key(spare=True)
    public = keyfile.generate()[1]
    raw = signing.certify(private, Certificate(number, 90, 1, 2**62, public), EVENT)
    assert (number, admin.add_desk_key(raw, "print shop")) == (2, 90)
    assert [(one.public, name) for one, name, _ in admin.desk_keys()] == [(public, "print shop")]


def test_what_is_not_certified_or_takes_anothers_number_is_refused(store: Store, admin: Admin) -> None:
    _, private, _ = admin.signing_key()
    issued(store, keyfile.generate()[1])
    theirs = keyfile.generate()
    for raw in (
        signing.certify(private, Certificate(1, 3, 1, 2, theirs[1]), EVENT),
        signing.certify(private, Certificate(1, 9, 1, 2, theirs[1]), "another"),
        signing.certify(theirs[0], Certificate(1, 9, 1, 2, theirs[1]), EVENT),
        b"",
    ):
        with pytest.raises(NotCertified):
            admin.add_desk_key(raw, "")


def test_a_revoked_key_stays_revoked(store: Store, admin: Admin, clock: FakeClock) -> None:
    _, private, _ = admin.signing_key()
    public = keyfile.generate()[1]
    raw = signing.certify(private, Certificate(1, 9, 1, 2**62, public), EVENT)
    admin.add_desk_key(raw, "")
    admin.revoke_desk_key(9)
    assert admin.add_desk_key(raw, "") == 9
    assert issued(store, public) == 9
    assert signers(enrolled(store, admin, "gate", b"g" * 32)).withdrawn(9, clock.wall()) == "revoked"
    with pytest.raises(NoDeskKey):
        admin.revoke_desk_key(10)


@pytest.fixture
def gate(server: TestServer, tmp_path: object) -> Iterator[Desk]:
    """A station enrolled before any desk."""
    made = Desk.enrolled(server, tmp_path / "gate")  # type: ignore[operator]
    yield made
    made.close()


def test_stations_hear_of_a_new_key_and_of_its_end_with_their_next_round(server: TestServer, gate: Desk) -> None:
    gate.catch_up()
    _, private, _ = server.admin.signing_key()
    raw = signing.certify(private, Certificate(1, 9, 1, 2**62, keyfile.generate()[1]), EVENT)
    feed = gate.feed()
    try:
        assert feed.desk_keys() == ()
        server.admin.add_desk_key(raw, "")
        gate.catch_up()
        assert [(each.certificate, each.revoked) for each in feed.desk_keys()] == [(raw, False)]
        server.admin.revoke_desk_key(9)
        gate.catch_up()
        assert [(each.certificate, each.revoked) for each in feed.desk_keys()] == [(raw, True)]
    finally:
        feed.close()
