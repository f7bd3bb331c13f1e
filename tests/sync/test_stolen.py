"""A desk at work is copied, files, logs of the databases and log files: nobody is in it."""

from __future__ import annotations

import base64
import logging
import shutil
import unicodedata
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

import assets
from kiosk.access import RevealWhy
from kiosk.desk import DeskStation
from kiosk.journal import Journal
from kiosk.log import Log
from kiosk.model import Reading, Source
from kiosk.programme import load
from kiosk.walk_in import Field, Form, new_person
from sync.opening import upstream_of
from sync.server.people import Person
from sync.server.schema import PERSON
from tests.sync.serving import TestServer
from tests.sync.stationing import CLOCK, Desk

HONG = Person("K-4711", "홍길동", "010-0000-5678", "hong.gildong@example.com", "가온모빌리티", "visitor", "ABCDEFGHIJKLMNOP")
HAN = Form("visitor", "한서윤", "010-0000-2345", "누리데이터", "han@example.com")
CORRECTED = "홍길순"


def test_a_copy_of_a_desks_whole_folder_taken_while_it_works_names_nobody(
    sqlite: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server = TestServer(sqlite, tmp_path / "served").start()
    desk = None
    try:
        programme = load((Path(assets.__file__).parent / "programmes" / "slw.toml").read_text("utf-8").replace("2026-10-", "2099-10-"))
        server.admin.put_programme(programme)
        server.admin.add_people([HONG])
        with server.store.read() as connection:
            hong = str(connection.execute(select(PERSON.c.id)).scalar_one())
        desk = Desk.enrolled(server, tmp_path / "home" / "station", "registration", "desk")
        desk.catch_up()
        desk.close()
        with closing(Log(desk.places.log)):
            journal = Journal(desk.places.journal, desk.identity.event, desk.identity.station, CLOCK)
            with closing(DeskStation.open(desk.places, desk.identity, journal, CLOCK)) as station:
                worked(station, hong, replace(HAN, consents=tuple((each.id, True) for each in programme.consents)), lease(desk))
                stolen = shutil.copytree(tmp_path / "home", tmp_path / "stolen")
                found = {path: path.read_bytes() for path in stolen.rglob("*") if path.is_file()}
    finally:
        server.stop()
    assert {"journal.db-wal", "access.db-wal"} <= {path.name for path in found}
    assert any(path.suffix == ".log" and content for path, content in found.items())
    told = [HONG.name, HONG.phone, HONG.email, HONG.company, CORRECTED, HAN.name, HAN.phone, HAN.company, HAN.email]
    readable = {(path.name, text) for path, content in found.items() for text in told for way in spelt(text) if way in content}
    assert readable == set()
    assert caplog.records  # one of them an error with a telephone number in it
    served = (tmp_path / "server" / "server.db").read_bytes()
    assert all(any(way in served for way in spelt(text)) for text in (HONG.name, HONG.phone))  # so they would have been found


def worked(station: DeskStation, hong: str, form: Form, key: bytes) -> None:
    """What a desk does in an hour, and what goes wrong there."""
    station.open_card(hong, "s1")
    station.reveal(hong, "s1", RevealWhy.CONTACT)
    station.walk_in(new_person(), form, "s1", key)
    station.correct(hong, {Field.NAME: CORRECTED}, "s1", key)
    for text in (HONG.name, HONG.phone, f"https://example.com/{HONG.email}"):  # somebody scans a card of their own
        station.scan(Reading(text, Source.WEDGE, CLOCK.wall(), CLOCK.mono()))
    try:
        raise ValueError(f"no such person: {HONG.phone}, {HONG.email}")
    except ValueError:
        logging.getLogger("kiosk.desk").exception("searching for %s", HONG.phone)


def lease(desk: Desk) -> bytes:
    with closing(upstream_of(desk.identity, desk.places)) as upstream:
        return bytes.fromhex(upstream.lease().key)


def spelt(text: str) -> set[bytes]:
    """The ways these letters could stand in a file."""
    plain = {text.encode(), unicodedata.normalize("NFD", text).encode(), text.encode("utf-16-le"), text.encode("cp949")}
    escaped = {text.encode("unicode_escape"), text.encode().hex().encode(), base64.b64encode(text.encode()).rstrip(b"=")[:-1]}
    return plain | escaped
