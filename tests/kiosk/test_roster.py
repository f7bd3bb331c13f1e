from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import roster
from kiosk.errors import NewerStore, StoreBroken, StoreError
from kiosk.feed import Adopted, FeedReader, FeedWriter, Gone, Intake, Position
from kiosk.model import Badge, Direction, Flag, Sighting
from kiosk.places import Places
from kiosk.roster import Roster
from tests.builders import badge

META: dict[str, str | int] = {"event": "slw-test", "generation": "g1", "position": "7"}


def code(number: int) -> bytes:
    return hashlib.blake2b(str(number).encode(), digest_size=16).digest()


@dataclass
class Station:
    places: Places
    writer: FeedWriter
    roster: Roster

    def adopt(self, version: str, badges: list[Badge], generation: str = "g1") -> None:
        roster.build(self.places.roster(version), badges, META)
        self.writer.adopt_roster(Adopted(version, ""), Position(generation, "7"))

    def change(self, *changes: Badge | Gone | Sighting) -> None:
        self.writer.apply(Intake(changes=changes))


@pytest.fixture
def station(places: Places) -> Iterator[Station]:
    writer, reader = FeedWriter(places.feed), FeedReader(places.feed)
    opened = Roster(places, reader)
    yield Station(places, writer, opened)
    opened.close()
    reader.close()
    writer.close()


def test_a_built_snapshot_proves_itself_and_keeps_its_meta(tmp_path: Path) -> None:
    path = tmp_path / "roster.db"
    roster.build(path, (badge(code(number)) for number in range(1_000)), META)
    assert roster.check(path) == META | {roster.COUNT: 1_000}
    assert roster.check(path, hashlib.sha256(path.read_bytes()).hexdigest().upper())
    assert [file.name for file in tmp_path.iterdir()] == ["roster.db"]


def test_every_field_of_a_badge_comes_back(station: Station) -> None:
    whole = Badge(
        code(1), "A-1", "buyer", Flag.NEEDS_ID | Flag.VIP, valid_from=5, valid_until=2**60, days=(1, 3), invitations=frozenset({"시상식"})
    )
    station.adopt("v1", [whole, badge(code(2))])
    assert station.roster.find(code(1)) == whole
    assert station.roster.find(code(2)) == badge(code(2))
    assert station.roster.find(code(3)) is None
    assert station.roster.find(b"") is None


def test_the_same_badges_make_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        roster.build(tmp_path / name, [badge(code(number)) for number in range(50)], META)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_hash_that_comes_twice_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two badges of one hash"):
        roster.build(tmp_path / "roster.db", [badge(code(1)), badge(code(1), "B2")], META)
    assert list(tmp_path.iterdir()) == []


def test_a_snapshot_is_never_built_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "roster.db"
    path.write_text("somebody's")
    with pytest.raises(FileExistsError):
        roster.build(path, [], META)
    assert path.read_text() == "somebody's"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    path = tmp_path / "roster.db"
    roster.build(path, [badge(code(number), days=(1,)) for number in range(500)], META)
    return path


@pytest.mark.parametrize(
    "meddling",
    [
        "CREATE TABLE more (x)",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON badge BEGIN SELECT 1; END",
        "ALTER TABLE badge ADD COLUMN name TEXT",
        "DELETE FROM badge WHERE id = 'B1' AND code_hash < x'10'",
        "DELETE FROM meta WHERE key = 'badges'",
        "UPDATE badge SET days = '[1' WHERE code_hash > x'F0'",
        "UPDATE badge SET days = '7' WHERE code_hash > x'F0'",
        "UPDATE badge SET invitations = '{}' WHERE code_hash > x'F0'",
        "PRAGMA application_id = 1",
        "PRAGMA user_version = 0",
    ],
)
def test_a_snapshot_somebody_meddled_with_is_found_out(built: Path, meddling: str) -> None:
    connection = sqlite3.connect(built, isolation_level=None)
    connection.execute(meddling)
    connection.close()
    with pytest.raises(StoreError):
        roster.check(built)


def test_damage_in_the_middle_a_cut_file_and_other_content_are_found_out(built: Path) -> None:
    whole = built.read_bytes()
    promised = hashlib.sha256(whole).hexdigest()
    for damaged in (whole[:20_000] + bytes(4_096) + whole[24_096:], whole[: len(whole) // 2], whole[:-4096], b"", b"not a database" * 99):
        built.write_bytes(damaged)
        with pytest.raises(StoreError):
            roster.check(built)
        with pytest.raises(StoreBroken, match="not what was promised"):
            roster.check(built, promised)


def test_a_snapshot_of_a_newer_version_is_named_as_such(built: Path) -> None:
    connection = sqlite3.connect(built, isolation_level=None)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerStore):
        roster.check(built)


def test_before_anything_came_nobody_is_known(places: Places) -> None:
    reader = FeedReader(places.feed)
    empty = Roster(places, reader)
    assert empty.find(code(1)) is None
    assert empty.size() == 0
    empty.close()
    reader.close()


def test_what_the_feed_brought_wins_over_the_snapshot(station: Station) -> None:
    station.adopt("v1", [badge(code(1)), badge(code(2))])
    station.change(badge(code(1), flags=Flag.REVOKED), Gone(code(2)), badge(code(3), "B3"))
    assert station.roster.find(code(1)) == badge(code(1), flags=Flag.REVOKED)
    assert station.roster.find(code(2)) is None
    assert station.roster.find(code(3)) == badge(code(3), "B3")


def test_a_new_snapshot_is_followed_from_one_question_to_the_next(station: Station) -> None:
    station.adopt("v1", [badge(code(1))])
    assert station.roster.find(code(1)) is not None
    assert station.roster.reopen_if_changed()
    assert not station.roster.reopen_if_changed()
    station.adopt("v2", [badge(code(2)), badge(code(3))])
    assert station.roster.size() == 2
    assert station.roster.find(code(1)) is None
    assert station.roster.find(code(2)) is not None


def test_a_badge_revoked_by_a_change_stays_revoked_while_the_snapshot_that_knows_it_is_adopted(station: Station) -> None:
    station.adopt("v1", [badge(code(1))])
    station.change(badge(code(1), flags=Flag.REVOKED))
    answer = station.roster._feed.look_up

    def adopt_afterwards(code_hash: bytes) -> tuple[str | None, Badge | Gone | None]:
        # the moment between asking the feed and asking the snapshot, at which the sync thread may adopt another
        told = answer(code_hash)
        station.adopt("v2", [badge(code(1), flags=Flag.REVOKED)])
        return told

    station.roster._feed.look_up = adopt_afterwards  # type: ignore[method-assign]
    found = station.roster.find(code(1))
    assert found is not None
    assert found.flags is Flag.REVOKED


def test_a_snapshot_that_cannot_be_opened_leaves_the_one_before_in_use(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    station.adopt("v1", [badge(code(1))])
    assert station.roster.size() == 1
    station.places.roster("v2").write_bytes(b"not a database" * 999)
    station.writer.adopt_roster(Adopted("v2", ""), Position("g1", "8"))
    assert station.roster.find(code(1)) is not None
    assert "roster-v2.db" in caplog.text


def test_where_the_feed_was_lost_the_newest_snapshot_in_the_folder_serves(station: Station) -> None:
    station.adopt("v1", [badge(code(1))])
    station.roster.close()
    for path in station.places.root.glob("feed.db*"):
        path.unlink()
    reader = FeedReader(station.places.feed)
    again = Roster(station.places, reader)
    assert again.find(code(1)) == badge(code(1))
    again.close()
    reader.close()


def test_the_badges_of_a_person_are_the_snapshots_as_the_feed_changed_them(station: Station) -> None:
    station.adopt("v1", [badge(code(1)), badge(code(2)), badge(code(3), "B2")])
    changed, new = badge(code(1), flags=Flag.REPLACED), badge(code(4))
    station.writer.apply(Intake(changes=[changed, new, Gone(code(2))]))
    assert station.roster.of_person("B1") == [changed, new]
    assert station.roster.of_person("nobody") == []


def test_sightings_are_those_of_the_zones_asked_for(station: Station) -> None:
    seen = [
        Sighting(f"gate-{number}", bytes(16), number, code(1), zone, Direction.ENTRY, at=number, hlc=number)
        for number, zone in enumerate(("hall", "side", "hall"), start=1)
    ]
    station.change(*seen)
    assert station.roster.sightings(code(1), ["hall"]) == [seen[0], seen[2]]
    assert station.roster.sightings(code(1), ["hall", "side"], since=2) == seen[1:]
    assert station.roster.sightings(code(2), ["hall"]) == []
    assert station.roster.sightings(b"", ["hall"]) == []


def test_the_snapshot_is_not_written_by_reading_it(station: Station) -> None:
    station.adopt("v1", [badge(code(1))])
    path = station.places.roster("v1")
    before = path.read_bytes()
    path.chmod(0o400)
    assert station.roster.find(code(1)) is not None
    station.roster.close()
    assert path.read_bytes() == before
    assert not list(station.places.root.glob("roster-v1.db-*"))
