"""Journeys of one station and its server through outages, restored backups and copied folders: nothing lost, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.badge import new_code
from kiosk.errors import StoreBroken, UpstreamAway
from kiosk.feed import FeedReader
from kiosk.journal import Why
from kiosk.model import Record
from kiosk.places import Places
from kiosk.roster import Roster
from kiosk.verify import verify_station
from sync.health import Health
from sync.server.people import Person
from tests.drafts import code_of
from tests.sync.backups import Backup
from tests.sync.serving import TestServer
from tests.sync.stationing import Desk, copied, keys, put_back, set_aside, stored

PERSON = Person(key="1", name="홍길동", phone="01012345678", email="", company="", category="visitor", code="ABCDEFGHIJKLMNOP")


@pytest.fixture
def desk(server: TestServer, tmp_path: Path) -> Iterator[Desk]:
    """A station enrolled at the server."""
    made = Desk.enrolled(server, tmp_path / "station")
    yield made
    made.close()


def whole(desk: Desk) -> bool:
    """Whether the journal verifies with every row proven by the server."""
    found = verify_station(desk.places)
    return found.ok and found.unsent == 0 and found.anchored == found.rows


def test_a_station_goes_on_without_its_server_and_catches_up(server: TestServer, desk: Desk) -> None:
    records = desk.scan(1, 2)
    desk.catch_up()
    server.stop()
    records += desk.scan(3, 4, 5)
    with pytest.raises(UpstreamAway):
        desk.catch_up()
    records += desk.scan(6)
    assert desk.unsent() == 4
    server.start()
    desk.catch_up(limit=2)
    assert stored(server, desk) == keys(records)
    assert whole(desk)


def test_a_roster_damaged_while_the_station_works_is_fetched_again_once_the_station_meets_the_damage(
    server: TestServer, desk: Desk
) -> None:
    server.admin.add_people([replace(PERSON, key=str(number), code=new_code()) for number in range(500)])
    server.store.restored()  # a roster with all of them is fetched
    desk.catch_up()
    feed, ends = desk.feed(), desk.round()
    try:
        adopted = feed.roster()
        assert adopted is not None
        path, roster = desk.places.roster(adopted.version), Roster(desk.places, feed)
        assert roster.size() >= 500
        assert not ends.exchange(Health(), 0).changed  # the roster is whole at the first round
        content = bytearray(path.read_bytes())
        content[4096:] = b"\xa5" * (len(content) - 4096)
        path.write_bytes(content)
        with pytest.raises(StoreBroken) as broken:
            roster.find(b"x" * 16)
        assert not ends.exchange(Health(store=""), 0).changed
        assert ends.exchange(Health(store=broken.value.key), 0).changed
        assert roster.find(b"x" * 16) is None
        again = feed.roster()
        ends.exchange(Health(store=broken.value.key), 0)
        assert again == feed.roster() != adopted  # once is enough
        roster.close()
    finally:
        ends.close()
        feed.close()


def test_rows_a_restored_server_lost_are_sent_again(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    records = desk.scan(1, 2, 3)
    desk.catch_up()
    server.stop()
    backup = Backup(server.database, tmp_path / "backup")
    server.start()
    records += desk.scan(4, 5, 6)
    desk.catch_up()
    server.stop()
    backup.restore()
    server.start()
    records += desk.scan(7)
    desk.catch_up()
    assert stored(server, desk) == keys(records)
    assert set_aside(server, desk) == []
    assert whole(desk)


def test_rows_of_earlier_epochs_are_sent_again_to_a_restored_server(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    desk.catch_up()
    server.stop()
    backup = Backup(server.database, tmp_path / "backup")
    server.start()
    records = desk.scan(1, 2, 3)
    desk.journal.start_epoch(Why.MOVED)
    records += desk.scan(4, 5)
    desk.journal.start_epoch(Why.MOVED)
    records += desk.scan(6)
    desk.catch_up()
    server.stop()
    backup.restore()
    server.start()
    desk.catch_up(limit=2)
    assert stored(server, desk) == keys(records)
    assert whole(desk)


def test_what_a_restored_server_no_longer_knows_is_forgotten_here_too(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    """The backup knows neither the person nor the other station's passage; the station must not go on believing in them."""
    other = Desk.enrolled(server, tmp_path / "other")
    desk.catch_up()
    server.stop()
    backup = Backup(server.database, tmp_path / "backup")
    server.start()
    server.admin.add_people([PERSON])
    other.scan(9)
    other.catch_up()
    other.close()
    desk.catch_up()
    feed = desk.feed()
    assert feed.overlay() == (2, 0)
    assert len(feed.sightings(code_of(9))) == 1
    before = feed.position()
    server.stop()
    backup.restore()
    server.start()
    desk.catch_up()
    assert feed.position() != before
    assert feed.roster() is not None
    assert feed.overlay() == (0, 0)
    if feed.position().generation != before.generation:
        assert feed.sightings(code_of(9)) == []
    feed.close()


@pytest.mark.parametrize(("again", "limit"), [(0, 500), (1, 500), (2, 1), (5, 1), (5, 3), (5, 500)])
def test_a_restored_folder_begins_a_new_epoch_and_loses_nothing(
    server: TestServer, desk: Desk, tmp_path: Path, limit: int, again: int
) -> None:
    """``again`` scans are made after the restore and before the server is heard: under numbers the server knows otherwise, and beyond."""
    records = desk.scan(1, 2, 3)
    desk.catch_up()
    copy = copied(desk, tmp_path / "copy")
    records += desk.scan(4, 5, 6)
    desk.catch_up()
    first = desk.journal.epoch
    put_back(desk, copy)
    reused = desk.scan(*range(11, 11 + again))
    desk.catch_up(limit=limit)
    assert desk.journal.epoch != first
    fresh = desk.scan(21, 22)
    desk.catch_up(limit=limit)
    assert_everything_is_there(server, desk, records + reused + fresh)
    assert set(keys(records + fresh)) <= set(stored(server, desk))
    assert desk.unsent() == 0
    assert verify_station(desk.places).ok


def test_a_journal_restored_beside_a_newer_feed_is_noticed_as_well(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    records = desk.scan(1, 2, 3)
    desk.catch_up()
    copy = copied(desk, tmp_path / "copy")
    records += desk.scan(4, 5, 6)
    desk.catch_up()
    (copy / "feed.db").unlink()
    first = desk.journal.epoch
    put_back(desk, copy)
    reused = desk.scan(11, 12, 13, 14)
    desk.catch_up(limit=2)
    assert desk.journal.epoch != first
    assert_everything_is_there(server, desk, records + reused)
    assert desk.unsent() == 0
    assert verify_station(desk.places).ok


def test_two_tablets_from_one_image_both_get_their_scans_through(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    records = desk.scan(1, 2)
    desk.catch_up()
    twin = Desk(copied(desk, tmp_path / "twin"), desk.identity)
    assert twin.journal.began is Why.MOVED
    for number in range(3):
        records += desk.scan(10 + number)
        records += twin.scan(20 + number)
        twin.catch_up()
        desk.catch_up()
    assert stored(server, desk) == keys(records)
    assert whole(desk)
    twin.close()


def test_both_restored_at_once_find_to_each_other(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    """The server's backup is older than the folder's: the server lacks rows the station has, the station rows the server once had."""
    records = desk.scan(1, 2)
    desk.catch_up()
    server.stop()
    backup = Backup(server.database, tmp_path / "backup")
    server.start()
    records += desk.scan(3)
    desk.catch_up()
    copy = copied(desk, tmp_path / "copy")
    desk.scan(4)
    desk.catch_up()
    put_back(desk, copy)
    server.stop()
    backup.restore()
    server.start()
    records += desk.scan(5)
    desk.catch_up()
    assert stored(server, desk) == keys(records)
    assert desk.unsent() == 0


def test_rows_set_aside_before_the_server_was_restored_are_sent_again(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    records = desk.scan(1, 2, 3)
    desk.catch_up()
    copy = copied(desk, tmp_path / "copy")
    records += desk.scan(4, 5, 6)
    desk.catch_up()
    server.stop()
    backup = Backup(server.database, tmp_path / "backup")
    server.start()
    put_back(desk, copy)
    records += desk.scan(11, 12, 13, 14)
    ends = desk.round()
    ends.exchange(Health(), 2)
    ends.close()
    assert len(set_aside(server, desk)) == 2
    server.stop()
    backup.restore()
    server.start()
    desk.catch_up()
    assert_everything_is_there(server, desk, records)


def assert_everything_is_there(server: TestServer, desk: Desk, records: list[Record]) -> None:
    """Every record is at the server exactly once, stored or set aside."""
    there = stored(server, desk) + set_aside(server, desk)
    assert sorted(there) == keys(records)


def test_the_marks_speak_of_the_epochs_of_this_station_alone(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    desk.scan(1)
    desk.catch_up()
    other = Desk.enrolled(server, tmp_path / "other")
    other.scan(2)
    other.catch_up()
    feed = FeedReader(Places(tmp_path / "other").feed)
    assert set(feed.marks()) == {other.journal.epoch}
    feed.close()
    other.close()
