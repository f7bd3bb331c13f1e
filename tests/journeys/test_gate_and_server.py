"""A gate and its server through good and bad days: nobody waits for the server, nothing is lost, everything is told."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kiosk import config
from kiosk.clock import SystemClock
from kiosk.errors import NoProgramme
from kiosk.model import Flag, Kind, Link, Reason
from kiosk.places import Places
from kiosk.programme import load
from kiosk.scanner.camera import open_source
from kiosk.verify import verify_station
from sync.worker import Pace
from tests.journeys.venue import Venue
from tests.kiosk.scanner.pictures import coloured, qr, scene
from tests.kiosk.scanner.streams import NetworkCamera
from tests.kiosk.standing import code_of
from tests.sync.canned import STALL, answer, canned
from tests.ui.gating import LIBRARIES, PIN, AtWork, at_work, recorded, shipped
from ui import gate

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)

PORTAL = answer(200, b"<html><title>Welcome to the hotel's Wi-Fi</title></html>", "Content-Type: text/html")


def link(work: AtWork) -> Link:
    """What the strip says of the server."""
    return work.gate.screen.strip.status.link or Link()


def scan(work: AtWork, number: int, word: str = "Welcome") -> None:
    """Hold that badge before the camera until ``word`` stands on the screen for it."""
    before = len(scans(work.places))
    work.easel.show(code_of(number))
    work.until(lambda: len(scans(work.places)) > before and work.word == word)


def wait_until_sent(work: AtWork, hall: Venue) -> None:
    """Let Qt run until the server has every record and has confirmed it, and the strip says so."""
    work.until(lambda: hashes(work.places) <= hall.hashes(work.gate.identity) and verify_station(work.places).unsent == 0)
    work.until(lambda: link(work).online and link(work).unsent == 0)


def scans(places: Places) -> list[Reason | None]:
    return [record.reason for record in recorded(places) if record.kind is Kind.SCAN]


def hashes(places: Places) -> set[bytes]:
    return {record.hash for record in recorded(places)}


def test_a_scan_is_on_the_server_soon_after_it_is_on_the_screen(qtbot: QtBot, fonts: None, hall: Venue) -> None:
    places, identity = hall.enrol("gate")
    with at_work(qtbot, places, identity, hall.clock) as work:
        scan(work, 1)
        wait_until_sent(work, hall)
        assert hall.whole()
    assert verify_station(places).unsent == 0


def test_an_act_of_staff_wakes_the_round_as_a_scan_does(qtbot: QtBot, fonts: None, hall: Venue) -> None:
    places, identity = hall.enrol("gate")
    with at_work(qtbot, places, identity, hall.clock, pace=Pace(idle=3_600)) as work:
        scan(work, 1)
        wait_until_sent(work, hall)
        work.gate.screen.undo_wished.emit(scanned_row(work), PIN, "by_mistake")
        work.until(lambda: Kind.UNDO in [record.kind for record in recorded(places)])
        wait_until_sent(work, hall)


def scanned_row(work: AtWork) -> int:
    return work.gate.screen.recent.answers[0].record.row


def test_a_server_that_stops_is_missed_by_nobody_and_gets_everything_when_it_is_back(qtbot: QtBot, fonts: None, hall: Venue) -> None:
    places, identity = hall.enrol("gate")
    with at_work(qtbot, places, identity, hall.clock) as work:
        scan(work, 1)
        wait_until_sent(work, hall)
        hall.server.stop()
        work.until(lambda: not link(work).online)
        scan(work, 2)
        scan(work, 3)
        work.until(lambda: link(work).unsent == 2)
        assert "server" in work.gate.screen.strip.status.fault
        hall.server.start()
        wait_until_sent(work, hall)
        assert not work.gate.screen.strip.status.fault
        assert hall.hashes(identity) == hashes(places)
        assert hall.whole()


def test_what_the_organiser_changes_reaches_the_gate_while_it_works(qtbot: QtBot, fonts: None, hall: Venue) -> None:
    places, identity = hall.enrol("gate")
    with at_work(qtbot, places, identity, hall.clock) as work:
        scan(work, 1)
        hall.server.admin.flag([code_of(2)], Flag.REVOKED)
        hall.server.admin.put_programme(load(shipped().text.replace('en = "Smart Life"', 'en = "Smart Living"')))
        work.until(lambda: work.gate.screen.scene.zone.name.en == "Smart Living")
        scan(work, 2, "Cancelled")


def test_an_entry_at_one_gate_is_known_at_the_other(qtbot: QtBot, fonts: None, hall: Venue) -> None:
    first, second = hall.enrol("first"), hall.enrol("second")
    with at_work(qtbot, *first, hall.clock) as here, at_work(qtbot, *second, hall.clock) as there:
        scan(here, 1)
        there.until(lambda: there.gate.screen.scene.inside == 1)


def test_a_station_that_was_revoked_sends_what_it_has_and_learns_that_it_is_at_an_end(qtbot: QtBot, fonts: None, hall: Venue) -> None:
    places, identity = hall.enrol("gate")
    with at_work(qtbot, places, identity, hall.clock) as work:
        scan(work, 1)
        wait_until_sent(work, hall)
        ended: list[bool] = []
        work.gate.ended.connect(lambda: ended.append(True))
        hall.server.admin.revoke_station(identity.station)
        work.until(lambda: bool(ended))
        scan(work, 2)
        wait_until_sent(work, hall)
    assert places.ending.exists()
    found = verify_station(places)
    assert (found.ok, found.unsent) == (True, 0)


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ((PORTAL,), "error.upstream_garbled"),
        ((answer(500, b"<h1>Oops</h1>"),), "error.upstream_away"),
        ((answer(200, b'{"mark": -1, "head": 5}', "Content-Type: application/json"),), "error.upstream_garbled"),
        ((answer(200, b"cut off", length=1_000),), "error.upstream_garbled"),
        ((STALL,), ""),
    ],
)
def test_whatever_answers_in_the_servers_place_the_gate_goes_on(
    script: tuple[bytes, ...], fault: str, qtbot: QtBot, fonts: None, hall: Venue
) -> None:
    places, identity = hall.enrol("gate")
    with canned(*script) as other, at_work(qtbot, places, replace(identity, url=other.url), hall.clock) as work:
        scan(work, 1)
        if fault:
            work.until(lambda: link(work).fault == fault)
            assert ("sign-in page" in work.gate.screen.strip.status.fault) == (fault == "error.upstream_garbled")
        else:
            assert other.stalling.wait(20)
        scan(work, 2)
        assert not link(work).online
    found = verify_station(places)
    assert (found.ok, found.unsent) == (True, len(recorded(places)))
    with at_work(qtbot, places, identity, hall.clock) as work:
        wait_until_sent(work, hall)


def test_a_copied_folder_begins_an_epoch_of_its_own_and_the_server_keeps_both_sides(qtbot: QtBot, fonts: None, hall: Venue) -> None:
    places, identity = hall.enrol("gate")
    copy = Places(hall.folder / "copy")
    with at_work(qtbot, places, identity, hall.clock) as work:
        scan(work, 1)
        wait_until_sent(work, hall)
    shutil.copytree(places.root, copy.root)
    with at_work(qtbot, copy, config.load(copy), hall.clock) as work:
        scan(work, 2)
        wait_until_sent(work, hall)
    with at_work(qtbot, places, identity, hall.clock) as work:
        scan(work, 3)
        wait_until_sent(work, hall)
    epochs = {record.epoch for record in recorded(places)}
    assert len(epochs) == 1
    assert {record.epoch for record in recorded(copy)} > epochs
    assert hall.hashes(identity) == hashes(places) | hashes(copy)
    assert hall.whole()


def test_a_gate_whose_feed_is_lost_or_damaged_fetches_what_it_needs(qtbot: QtBot, fonts: None, hall: Venue) -> None:
    places, identity = hall.enrol("gate")
    with at_work(qtbot, places, identity, hall.clock) as work:
        scan(work, 1)
        wait_until_sent(work, hall)
    for content in (b"", b"no database " * 1_000):
        for file in places.root.glob("feed.db*"):
            file.unlink()
        places.feed.write_bytes(content)
        hall.server.stop()
        with pytest.raises(NoProgramme):
            gate.programme_of(identity, places, SystemClock())
        hall.server.start()
        assert gate.programme_of(identity, places, SystemClock()).version == shipped().version
    with at_work(qtbot, places, identity, hall.clock) as work:
        scan(work, 2)
        wait_until_sent(work, hall)
    assert hall.hashes(identity) == hashes(places)


def test_a_network_camera_that_stops_is_told_and_taken_up_again(qtbot: QtBot, fonts: None, hall: Venue) -> None:
    places, identity = hall.enrol("gate")
    camera = NetworkCamera(coloured(scene((qr(code_of(1), scale=8), 500, 200))))
    url, port = camera.url, camera.port
    try:
        with at_work(qtbot, places, identity, hall.clock, camera=lambda: open_source(url)) as work:
            work.until(lambda: len(scans(places)) == 1)
            camera.stop()
            work.until(lambda: bool(work.gate.screen.strip.status.camera))
            camera = NetworkCamera(coloured(scene((qr(code_of(2), scale=8), 500, 200))), port)
            work.until(lambda: not work.gate.screen.strip.status.camera)
            work.until(lambda: len(scans(places)) == 2)
    finally:
        camera.stop()
