"""A station and a server that has its own certificates: pinned by the address, proven before anything is told, renewed in time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import catalogue, config
from kiosk.errors import EnrolRefused, NotEnrolled, RogueServer, UpstreamAway, UpstreamGarbled
from kiosk.places import Places
from sync.enrol import join, main
from sync.invitation import Invitation, NoInvitation, read
from sync.opening import upstream_of
from sync.pinned import certificates
from sync.server.tls import Authority
from sync.transport import Transport
from tests.sync.canned import answer, canned
from tests.sync.serving import TestServer
from tests.sync.stationing import Desk, stored


def told(*_: object, **__: object) -> None:
    """Nobody listens."""


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """The certificates of the server."""
    return Authority(tmp_path / "tls")


@pytest.fixture
def server(sqlite: str, tmp_path: Path, programme: Any, authority: Authority) -> Iterator[TestServer]:
    """A running server with certificates of its own."""
    running = TestServer(sqlite, tmp_path / "served", authority=authority).start()
    running.admin.put_programme(programme)
    yield running
    running.stop()


def test_a_station_enrols_by_the_pin_and_trusts_that_server_from_then_on(
    server: TestServer, authority: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "station"
    code = server.admin.new_enrolment("gate", "hall")
    assert main([f"{server.url}#{authority.pin}", code, "--data", str(folder), "--lang", "en"]) == 0
    capsys.readouterr()
    identity = config.load(Places(folder))
    assert (identity.url, Places(folder).ca.read_bytes()) == (server.url, authority.bundle)
    assert not list(folder.glob("enrolling*"))
    desk = Desk(folder, identity)
    desk.scan(1, 2)
    desk.catch_up()
    assert len(stored(server, desk)) == 2
    desk.close()


def test_a_server_that_is_not_the_pinned_one_is_told_nothing(
    server: TestServer, authority: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "station"
    code = server.admin.new_enrolment("gate", "hall")
    other = Authority(tmp_path / "other").pin
    assert main([f"{server.url}#{other}", code, "--data", str(folder), "--lang", "ko"]) == 1
    assert capsys.readouterr().err.strip() == catalogue.say("error.rogue_server", "ko")
    with pytest.raises(NotEnrolled):
        config.load(Places(folder))
    assert join(f"{server.url}#{authority.pin}", code, Places(folder), told).zone == "hall", "the code was never shown to it"


def test_a_rogue_server_is_refused_even_where_the_environment_trusts_it(
    server: TestServer, authority: Authority, sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places(tmp_path / "station")
    places.make()
    identity = join(f"{server.url}#{authority.pin}", server.admin.new_enrolment("gate", "hall"), places, told)
    server.stop()
    rogue_authority = Authority(tmp_path / "rogue-tls")
    rogue = TestServer(sqlite, tmp_path / "served", authority=rogue_authority, port=server.port).start()
    bundle = tmp_path / "rogue.pem"
    bundle.write_bytes(rogue_authority.bundle)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(bundle))
    try:
        desk = Desk(places.root, identity)
        desk.scan(1)
        with pytest.raises(UpstreamGarbled):
            desk.catch_up()
        assert desk.unsent() == 1
        desk.close()
    finally:
        rogue.stop()


def test_without_a_pin_a_private_server_is_not_believed(server: TestServer, tmp_path: Path) -> None:
    code = server.admin.new_enrolment("gate", "hall")
    with pytest.raises(UpstreamGarbled):
        join(server.url, code, Places(tmp_path / "station").make(), told)


def test_a_station_takes_over_new_certificates_before_the_old_ones_are_gone(
    server: TestServer, authority: Authority, tmp_path: Path
) -> None:
    places = Places(tmp_path / "station").make()
    identity = join(f"{server.url}#{authority.pin}", server.admin.new_enrolment("gate", "hall"), places, told)
    for _ in range(3):  # more often than there are authorities to fall back on
        before = places.ca.read_bytes()
        server.stop()
        authority.rotate()
        server.start()
        desk = Desk(places.root, identity)
        desk.scan(1)
        desk.catch_up()
        assert desk.unsent() == 0
        desk.close()
        assert places.ca.read_bytes() == authority.bundle != before


def test_who_serves_no_certificates_or_nothing_at_all_is_told_apart(authority: Authority, server: TestServer) -> None:
    with canned(answer(200, b"<html>sign in</html>", "text/html")) as portal, pytest.raises(UpstreamAway):
        certificates(portal.url.replace("http:", "https:"), "A" * 16)
    with pytest.raises(RogueServer):
        certificates(server.url, "A" * 16)


PINNED = "https://10.0.0.5:8610#ABCDEFGHIJKLMNOP"


@pytest.mark.parametrize("text", [Invitation(PINNED, "CODE").text, f"{PINNED} CODE", f" {PINNED}  CO DE\r\n"])
def test_an_invitation_is_read_from_its_qr_and_from_what_is_typed(text: str) -> None:
    assert read(text) == Invitation(PINNED, "CODE")


@pytest.mark.parametrize(
    "text",
    ["", "CODE", "https://10.0.0.5", "{}", "[1]", '{"slw":2,"url":"x","code":"y"}', '{"slw":1,"url":1,"code":"y"}', "a b", "[" * 5_000],
)
def test_anything_else_is_no_invitation(text: str) -> None:
    with pytest.raises(NoInvitation):
        read(text)


def test_the_qr_of_an_invitation_is_read_by_a_camera(
    server: TestServer, authority: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import segno

    offer = Invitation(f"{server.url}#{authority.pin}", server.admin.new_enrolment("gate", "hall"))
    picture = tmp_path / "qr.png"
    segno.make(offer.text, error="m", micro=False).save(str(picture), scale=8, border=4)
    assert main(["--camera", str(picture), "--data", str(tmp_path / "station"), "--lang", "en"]) == 0
    assert config.load(Places(tmp_path / "station")).zone == "hall"
    capsys.readouterr()


def test_a_refused_code_leaves_no_trust_behind(server: TestServer, authority: Authority, tmp_path: Path) -> None:
    places = Places(tmp_path / "station").make()
    with pytest.raises(EnrolRefused):
        join(f"{server.url}#{authority.pin}", "A" * 26, places, told)
    assert not places.ca.exists()


def test_what_is_sent_before_the_pin_is_proven_is_one_question(server: TestServer, authority: Authority) -> None:
    transport = Transport(server.url)
    with pytest.raises(UpstreamGarbled):
        transport.ask("GET", "/api/v1/health", headers={}, limit=1_000)
    transport.close()
    assert certificates(server.url, authority.pin) == authority.bundle


def test_an_enrolled_station_needs_its_certificates_at_every_start(server: TestServer, authority: Authority, tmp_path: Path) -> None:
    places = Places(tmp_path / "station").make()
    identity = join(f"{server.url}#{authority.pin}", server.admin.new_enrolment("gate", "hall"), places, told)
    places.ca.unlink()
    upstream = upstream_of(identity, places)
    desk = Desk(places.root, identity)
    desk.scan(1)
    with pytest.raises(UpstreamGarbled):
        desk.catch_up()
    desk.close()
    upstream.close()
