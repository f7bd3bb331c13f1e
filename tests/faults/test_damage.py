"""Files of a station damaged on its disk: set aside, begun anew, fetched again, and what is left of them found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.commands.export import salvage
from kiosk.journal import Why
from kiosk.programme import Programme
from kiosk.roster import check
from kiosk.verify import Trouble, verify_station
from sync.server.people import Person
from sync.server.verify import verify
from tests.sync.serving import TestServer
from tests.sync.stationing import Desk, keys, stored

PAGE = 4096
PERSON = Person(key="1", name="홍길동", phone="", email="", company="", category="visitor")


def flipped(content: bytes) -> bytes:
    """Some bytes in the middle are others."""
    middle = len(content) // 2
    return content[:middle] + bytes(each ^ 0xFF for each in content[middle : middle + 600]) + content[middle + 600 :]


def truncated(content: bytes) -> bytes:
    """The end is missing."""
    return content[: len(content) * 2 // 3 // PAGE * PAGE + 100]


def zeroed(content: bytes) -> bytes:
    """Nothing but zeroes."""
    return bytes(len(content))


def headless(content: bytes) -> bytes:
    """The first page is gone."""
    return bytes(PAGE) + content[PAGE:]


DAMAGES = [flipped, truncated, zeroed, headless]


@pytest.fixture
def server(tmp_path: Path, programme: Programme) -> Iterator[TestServer]:
    """A server with one person registered."""
    running = TestServer(f"sqlite:///{tmp_path / 'server.db'}", tmp_path / "served").start()
    running.admin.put_programme(programme)
    running.admin.add_people([PERSON])
    yield running
    running.stop()


@pytest.fixture
def desk(server: TestServer, tmp_path: Path) -> Iterator[Desk]:
    """A station of it."""
    made = Desk.enrolled(server, tmp_path / "station")
    yield made
    made.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_journal_is_set_aside_and_a_new_epoch_goes_up_beside_the_old(
    damage: Callable[[bytes], bytes], server: TestServer, desk: Desk, tmp_path: Path
) -> None:
    sent = desk.scan(*range(1, 151))
    desk.catch_up()
    unsent = desk.scan(*range(151, 201))
    desk.close()
    path = desk.places.journal
    content = path.read_bytes()
    path.write_bytes(damage(content))
    journal = desk.open()
    assert journal.began is Why.BROKEN
    assert (path.parent / "journal.db.broken-1").read_bytes() == damage(content)
    carried = {record.hash for record in journal.since(sent[0].epoch, 0, 1_000)}
    new = desk.scan(1, 2, 3)
    assert new[0].row == 1
    desk.catch_up()
    carried_unsent = [record for record in unsent if record.hash in carried]
    assert stored(server, desk) == keys([*sent, *carried_unsent, *new])
    assert all(line.ok and not line.quarantined for line in verify(server.store))
    assert desk.unsent() == 0
    troubles = {fault.trouble for fault in verify_station(desk.places).faults}
    assert troubles <= {Trouble.SHORT}  # the journal itself is whole; what it lacks is said

    files, found = salvage(desk.places, tmp_path / "found.csv")
    assert files == 1
    lacking = len(sent) + len(unsent) - len(carried)
    assert found <= lacking
    if damage is headless:
        assert found == lacking > 0
    if damage is flipped and lacking:
        assert found > 0


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_roster_is_fetched_again_at_the_next_start(damage: Callable[[bytes], bytes], desk: Desk) -> None:
    desk.catch_up()
    feed = desk.feed()
    before = feed.roster()
    assert before is not None
    path = desk.places.roster(before.version)
    path.write_bytes(damage(path.read_bytes()))
    desk.catch_up()
    after = feed.roster()
    feed.close()
    assert after is not None
    assert check(desk.places.roster(after.version))["badges"] == 2  # the badge and its confirmation


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_feed_is_begun_anew_and_nothing_is_sent_twice(damage: Callable[[bytes], bytes], server: TestServer, desk: Desk) -> None:
    records = desk.scan(1, 2, 3)
    desk.catch_up()
    desk.places.feed.write_bytes(damage(desk.places.feed.read_bytes()))
    records += desk.scan(4)
    desk.catch_up()
    assert stored(server, desk) == keys(records)
    found = verify_station(desk.places)
    assert (found.ok, found.unsent, found.anchored) == (True, 0, 4)
    assert [line.ok and not line.quarantined for line in verify(server.store)] == [True]
