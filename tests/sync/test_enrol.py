"""``kiosk enrol``: a folder becomes a station of an event, once, whatever is lost on the way."""

from __future__ import annotations

import stat
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kiosk import catalogue, config
from kiosk.catalogue.enrol import TABLE as SENTENCES
from kiosk.errors import EnrolRefused, NotEnrolled, UnsafeAddress, UpstreamAway, UpstreamGarbled
from kiosk.feed import ProgrammeText
from kiosk.instance import Hold
from kiosk.model import Flag
from kiosk.places import Places
from sync.enrol import join, main
from sync.server.people import Person
from sync.transport import Transport
from tests.builders import EVENT
from tests.sync.canned import answer, canned
from tests.sync.serving import TestServer
from tests.sync.stationing import Desk

PERSON = Person(key="1", name="홍길동", phone="01012345678", email="", company="", category="visitor", code="ABCDEFGHIJKLMNOP")
PROGRAMME = "# 스마트 라이프 위크\n"


@pytest.fixture
def server(sqlite: str, tmp_path: Path, programme: Any) -> Iterator[TestServer]:
    """A running server on SQLite with one event."""
    running = TestServer(sqlite, tmp_path / "served").start()
    running.admin.put_programme(replace(programme, text=PROGRAMME, version=sha256(PROGRAMME.encode()).hexdigest()))
    yield running
    running.stop()


class Told:
    """What was said meanwhile, and an event for the first of it."""

    def __init__(self) -> None:
        self.said: list[tuple[str, dict[str, object]]] = []
        self.spoken = threading.Event()

    def __call__(self, key: str, **values: object) -> None:
        self.said.append((key, values))
        self.spoken.set()


def test_the_command_makes_a_station_that_could_start_without_a_network(
    server: TestServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.admin.add_people([PERSON])
    folder = tmp_path / "station"
    code = server.admin.new_enrolment("gate", "hall")
    assert main([server.url, code, "--data", str(folder), "--lang", "en"]) == 0
    identity = config.load(Places(folder))
    assert (identity.event, identity.role, identity.zone, identity.url) == (EVENT, "gate", "hall", server.url)
    printed = capsys.readouterr()
    assert identity.station in printed.out
    assert printed.err == ""
    assert identity.token not in printed.out
    desk = Desk(folder, identity)
    feed = desk.feed()
    kept = feed.programme()
    assert kept == ProgrammeText(PROGRAMME, sha256(PROGRAMME.encode()).hexdigest())
    assert feed.roster() is not None
    feed.close()
    desk.close()
    assert not (folder / "enrolling.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_is_secret_is_readable_by_its_user_alone(server: TestServer, tmp_path: Path) -> None:
    places = Places(tmp_path / "station").make()
    code = server.admin.new_enrolment("gate", "hall", confirm=True)
    with pytest.raises(EnrolRefused):
        join(server.url, code, places, Told(), every=0.01, patience=0.0)
    assert stat.S_IMODE((places.root / "enrolling.json").stat().st_mode) == 0o600


def test_the_same_code_asks_again_as_the_same_station_after_a_lost_answer(
    server: TestServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places(tmp_path / "station").make()
    code = server.admin.new_enrolment("gate", "hall")
    ask = Transport.ask

    def lost(self: Transport, *values: Any, **options: Any) -> Any:
        ask(self, *values, **options)
        raise UpstreamAway("lost")

    with monkeypatch.context() as network:
        network.setattr(Transport, "ask", lost)
        with pytest.raises(UpstreamAway):
            join(server.url, code, places, Told())
    with pytest.raises(NotEnrolled):
        config.load(places)
    identity = join(server.url, code, places, Told())
    assert config.load(places) == identity


def test_a_code_is_good_for_one_station(server: TestServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = server.admin.new_enrolment("gate", "hall")
    assert main([server.url, code, "--data", str(tmp_path / "one"), "--lang", "en"]) == 0
    capsys.readouterr()
    assert main([server.url, code, "--data", str(tmp_path / "two"), "--lang", "ko"]) == 1
    assert capsys.readouterr().err.strip() == catalogue.say("server.code_used", "ko")
    with pytest.raises(NotEnrolled):
        config.load(Places(tmp_path / "two"))
    assert not (tmp_path / "two" / "enrolling.json").exists(), "nobody will ask again with that key"


def test_a_person_confirms_the_number_the_station_shows(server: TestServer, tmp_path: Path) -> None:
    places, told = Places(tmp_path / "station").make(), Told()
    code = server.admin.new_enrolment("gate", "hall", confirm=True)

    def confirm() -> None:
        assert told.spoken.wait(60)
        server.admin.confirm(str(told.said[0][1]["number"]))

    person = threading.Thread(target=confirm)
    person.start()
    identity = join(server.url, code, places, told, every=0.01)
    person.join(10)
    assert identity.zone == "hall"
    assert [key for key, _ in told.said] == ["enrol.waiting"]
    number = str(told.said[0][1]["number"])
    assert len(number) == 6
    assert number.isdigit()


def test_waiting_survives_a_server_that_is_away_for_a_while(server: TestServer, tmp_path: Path) -> None:
    places, told = Places(tmp_path / "station").make(), Told()
    code = server.admin.new_enrolment("gate", "hall", confirm=True)

    def confirm() -> None:
        assert told.spoken.wait(60)
        server.stop()
        server.start()
        server.admin.confirm(str(told.said[0][1]["number"]))

    person = threading.Thread(target=confirm)
    person.start()
    assert join(server.url, code, places, told, every=0.01).zone == "hall"
    person.join(10)


def test_a_code_nobody_confirms_ends_with_what_to_do(server: TestServer, tmp_path: Path) -> None:
    code = server.admin.new_enrolment("gate", "hall", confirm=True)
    with pytest.raises(EnrolRefused) as raised:
        join(server.url, code, Places(tmp_path / "station").make(), Told(), every=0.01, patience=0.0)
    assert raised.value.key == "enrol.nobody_confirmed"


def test_a_folder_with_unsent_records_is_not_enrolled_anew(server: TestServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk.enrolled(server, tmp_path / "station")
    desk.scan(1, 2)
    desk.close()
    again = server.admin.new_enrolment("gate", "side")
    assert main([server.url, again, "--data", str(tmp_path / "station"), "--lang", "en"]) == 1
    assert "2 records" in capsys.readouterr().err
    assert config.load(desk.places) == desk.identity


def test_a_folder_whose_records_are_all_sent_may_become_another_station(server: TestServer, tmp_path: Path) -> None:
    desk = Desk.enrolled(server, tmp_path / "station")
    desk.scan(1, 2)
    desk.catch_up()
    desk.close()
    identity = join(server.url, server.admin.new_enrolment("gate", "side"), desk.places, Told())
    assert identity.station != desk.identity.station
    moved = Desk(tmp_path / "station", identity)
    moved.scan(3)
    moved.catch_up()
    assert moved.unsent() == 0
    moved.close()


def test_a_folder_at_work_is_left_alone(server: TestServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = Places(tmp_path / "station").make()
    with Hold(places.lock):
        assert main([server.url, "CODE", "--data", str(places.root)]) == 1
    assert str(places.root) in capsys.readouterr().err


def test_a_server_that_is_away_leaves_a_sentence_and_no_station(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with canned() as gone:
        url = gone.url
    assert main([url, "CODE", "--data", str(tmp_path / "station"), "--lang", "en"]) == 1
    assert capsys.readouterr().err.strip() == catalogue.say("enrol.away", "en", url=url)
    with pytest.raises(NotEnrolled):
        config.load(Places(tmp_path / "station"))


def test_a_sign_in_page_in_the_way_leaves_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with canned(answer(200, b"<html>", "Content-Type: text/html")) as portal:
        assert main([portal.url, "CODE", "--data", str(tmp_path / "station"), "--lang", "ko"]) == 1
        assert capsys.readouterr().err.strip() == catalogue.say("enrol.garbled", "ko", url=portal.url)


@pytest.mark.parametrize("url", ["http://192.0.2.1:8000", "nonsense"])
def test_an_address_in_the_clear_is_refused_before_anything_is_sent(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([url, "CODE", "--data", str(tmp_path / "station"), "--lang", "ko"]) == 1
    assert url in capsys.readouterr().err
    with pytest.raises(UnsafeAddress):
        join(url, "CODE", Places(tmp_path / "other").make(), Told())


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"event": "e", "station": "s", "token": "t", "hash_key": "00", "seal_key": "00", "signers": {}},
        {"event": "e", "station": "s", "token": "t", "hash_key": "00" * 32, "seal_key": "00" * 32, "signers": {"999": "00" * 32}},
    ],
)
def test_an_answer_that_makes_no_station_is_garbled(said: dict[str, Any], tmp_path: Path) -> None:
    places = Places(tmp_path / "station").make()
    with canned(answer(200, said)) as server, pytest.raises(UpstreamGarbled):
        join(server.url, "CODE", places, Told())
    with pytest.raises(NotEnrolled):
        config.load(places)


@pytest.mark.parametrize("code", ["", "   "])
def test_an_empty_code_is_refused(code: str, tmp_path: Path) -> None:
    with pytest.raises(EnrolRefused):
        join("http://127.0.0.1:1", code, Places(tmp_path / "station").make(), Told())


@pytest.mark.parametrize("words", [["http://127.0.0.1"], ["a", "b", "--nonsense"], ["--camera"]])
def test_a_command_line_that_is_not_one_is_usage(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code: int | str | None = main([*words, "--data", str(tmp_path / "station")] if words != ["--camera"] else words)
    except SystemExit as ended:
        code = ended.code
    assert code == 2
    assert capsys.readouterr().err
    assert not (tmp_path / "station").exists()


def test_every_sentence_of_enrolment_can_be_said() -> None:
    values = {"number": "123456", "event": "e", "station": "s", "role": "gate", "zone": "hall", "folder": "/f", "unsent": 3, "url": "u"}
    for key in SENTENCES:
        assert catalogue.say(key, "ko", **values) != catalogue.say(key, "en", **values)


def test_no_name_number_or_code_of_a_person_reaches_a_station(server: TestServer, tmp_path: Path) -> None:
    server.admin.add_people([PERSON])
    desk = Desk.enrolled(server, tmp_path / "station")
    desk.catch_up()
    server.admin.flag([PERSON.code], add=Flag.BLOCKED, drop=Flag.NONE)
    desk.catch_up()
    desk.close()
    everything = b"".join(path.read_bytes() for path in desk.places.root.iterdir() if path.is_file())
    for secret in (PERSON.name, PERSON.phone, PERSON.code):
        assert secret.encode() not in everything
