"""The roster as a ready file: one moment's, checked by the station's own reader, and a place in the feed to go on from."""

from __future__ import annotations

import hashlib
import os
import threading
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import requests
import zstandard

from kiosk import badge, roster
from kiosk.feed import Adopted, FeedReader, FeedWriter
from kiosk.feed import Position as FeedPosition
from kiosk.model import Badge, Flag
from kiosk.places import Places
from kiosk.programme import Programme
from sync.server import feed
from sync.server.admin import Admin
from sync.server.database import put
from sync.server.people import Person
from sync.server.schema import BADGE
from sync.server.snapshot import Packed, Snapshots
from sync.server.store import Store
from sync.wire import SNAPSHOT_MANIFEST, SNAPSHOT_TYPE, Manifest, RoundAnswer
from tests.builders import EVENT
from tests.sync.server.test_app import Asker
from tests.sync.serving import TestServer


@pytest.fixture
def admin(store: Store, programme: Programme) -> Admin:
    """The organiser of one event."""
    organiser = Admin(store)
    organiser.put_programme(programme)
    return organiser


@pytest.fixture
def snapshots(store: Store, tmp_path: Path) -> Snapshots:
    """Snapshots of that event."""
    return Snapshots(store, tmp_path / "snapshots")


def crowd(size: int, start: int = 0) -> list[Person]:
    return [Person(f"P{number}", f"이름 {number}", "", "", "", "visitor", days=(1, 2)) for number in range(start, start + size)]


def many(store: Store, size: int) -> None:
    """``size`` badges at once, without people: for when their number alone matters."""
    hashes = [number.to_bytes(16, "big") for number in range(1, size + 1)]
    row = {"event": EVENT, "id": "p", "category": "visitor", "flags": 0, "valid_from": None, "valid_until": None, "days": "[]"}
    with store.write() as connection:
        put(connection, BADGE, [row | {"code_hash": each, "invitations": "[]", "person": "p"} for each in hashes])
        feed.badge_changed(connection, EVENT, hashes)


def unpacked(packed: Packed, folder: Path, names: Any = count()) -> Path:  # noqa: B008 - one counter for all is meant
    plain = folder / f"roster-{next(names)}.db"
    with packed.path.open("rb") as source, plain.open("wb") as target:
        zstandard.ZstdDecompressor().copy_stream(source, target)
    return plain


def test_a_snapshot_is_a_roster_a_station_takes(admin: Admin, snapshots: Snapshots, store: Store, tmp_path: Path) -> None:
    done = admin.add_people(crowd(300))
    packed = snapshots.current(EVENT)
    plain = unpacked(packed, tmp_path)
    meta = roster.check(plain, packed.sha256)
    assert (meta["event"], meta["generation"], meta["position"], meta["badges"]) == (EVENT, store.generation(), str(packed.position), 600)
    event = admin.event()
    places = Places(tmp_path / "station").make()
    plain.rename(places.roster("one"))
    writer = FeedWriter(places.feed)
    writer.adopt_roster(Adopted("one", packed.etag), FeedPosition(packed.generation, str(packed.position)))
    reader = FeedReader(places.feed)
    held = roster.Roster(places, reader)
    try:
        for person in done.people[:5]:
            code_hash = badge.code_hash(person.code, event.hash_key)
            found = held.find(code_hash)
            assert found is not None
            assert found == Badge(code_hash, found.id, "visitor", Flag.NONE, None, None, (1, 2), frozenset())
    finally:
        held.close()
        reader.close()
        writer.close()


def test_nobodys_name_is_in_a_snapshot(admin: Admin, snapshots: Snapshots, tmp_path: Path) -> None:
    done = admin.add_people([Person("K-77", "홍길동", "010-0000-4321", "hong@example.com", "가온로보틱스", "visitor")])
    content = unpacked(snapshots.current(EVENT), tmp_path).read_bytes()
    person = done.people[0]
    for personal in (person.key, person.name, person.phone, person.email, person.company, person.code, person.confirmation):
        assert personal.encode() not in content


def test_a_station_goes_on_from_the_snapshots_place(admin: Admin, snapshots: Snapshots, store: Store) -> None:
    admin.add_people(crowd(3))
    place = snapshots.current(EVENT).position
    with store.read() as connection:
        assert feed.roster_page(connection, EVENT, place.roster) == []
        assert [row.kind for row in feed.rest_page(connection, EVENT, place.rest)] == ["programme"]  # the rest comes whole
    admin.add_people(crowd(1, start=10))
    with store.read() as connection:
        assert len(feed.roster_page(connection, EVENT, place.roster)) == 2


def test_the_same_file_serves_while_little_has_changed(admin: Admin, snapshots: Snapshots, store: Store) -> None:
    admin.add_people(crowd(5))
    first = snapshots.current(EVENT)
    admin.add_people(crowd(1, start=10))
    assert snapshots.current(EVENT) == first
    many(store, feed.PAGE)
    assert snapshots.current(EVENT).position != first.position


def test_a_new_generation_gets_a_new_file(admin: Admin, snapshots: Snapshots, store: Store) -> None:
    first = snapshots.current(EVENT)
    generation = store.restored()
    second = snapshots.current(EVENT)
    assert (second.generation, second.etag != first.etag) == (generation, True)


def test_requests_at_once_wait_for_one_file(admin: Admin, snapshots: Snapshots, tmp_path: Path) -> None:
    admin.add_people(crowd(50))
    got: list[Packed] = []
    threads = [threading.Thread(target=lambda: got.append(snapshots.current(EVENT))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [got[0]] * 6
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == [got[0].path.name]


def test_a_file_that_somebody_removed_is_made_again(admin: Admin, snapshots: Snapshots) -> None:
    snapshots.current(EVENT).path.unlink()
    assert snapshots.current(EVENT).path.is_file()


def test_files_of_long_ago_are_removed_at_the_start(store: Store, tmp_path: Path) -> None:
    for name, age in (("roster-old.zst", 2 * 86_400), ("roster-new.zst", 60), ("other.txt", 2 * 86_400)):
        path = tmp_path / name
        path.write_bytes(b"x")
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    Snapshots(store, tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.*") if path.is_file() and "server" not in path.name) == [
        "other.txt",
        "roster-new.zst",
    ]


def test_a_station_fetches_it_once_and_then_hears_that_it_is_current(server: TestServer) -> None:
    server.admin.add_people(crowd(20))
    asker = Asker(server)
    url = f"{server.url}/api/v1/snapshot"
    whole = requests.get(url, auth=asker.auth, timeout=20)
    assert (whole.status_code, whole.headers["Content-Type"], "Content-Encoding" in whole.headers) == (200, SNAPSHOT_TYPE, False)
    plain = zstandard.ZstdDecompressor().stream_reader(whole.content).read()
    manifest = Manifest.opened(whole.headers[SNAPSHOT_MANIFEST], asker.signer)
    assert (manifest.event, manifest.sha256, manifest.size) == (EVENT, hashlib.sha256(plain).hexdigest(), len(plain))
    again = requests.get(url, auth=asker.auth, headers={"If-None-Match": whole.headers["ETag"]}, timeout=20)
    assert (again.status_code, again.content) == (304, b"")
    other = requests.get(url, auth=asker.auth, headers={"If-None-Match": '"another"'}, timeout=20)
    assert other.status_code == 200


def test_the_rest_of_a_file_can_be_asked_for(server: TestServer) -> None:
    server.admin.add_people(crowd(20))
    asker = Asker(server)
    url = f"{server.url}/api/v1/snapshot"
    whole = requests.get(url, auth=asker.auth, timeout=20)
    etag = whole.headers["ETag"]
    rest = requests.get(url, auth=asker.auth, headers={"Range": "bytes=100-", "If-Range": etag}, timeout=20)
    assert (rest.status_code, rest.content, rest.headers["ETag"]) == (206, whole.content[100:], etag)
    assert rest.headers["Content-Range"] == f"bytes 100-{len(whole.content) - 1}/{len(whole.content)}"
    assert rest.headers[SNAPSHOT_MANIFEST] == whole.headers[SNAPSHOT_MANIFEST]
    other = requests.get(url, auth=asker.auth, headers={"Range": "bytes=100-", "If-Range": '"another"'}, timeout=20)
    assert (other.status_code, other.content) == (200, whole.content)


def test_stations_that_ask_at_once_get_the_same_bytes_and_rounds_go_on_meanwhile(server: TestServer, tmp_path: Path) -> None:
    server.admin.add_people(crowd(3_000))
    asker = Asker(server)
    got: list[bytes] = []

    def fetch(asker: Asker) -> None:
        got.append(requests.get(f"{server.url}/api/v1/snapshot", auth=asker.auth, timeout=30).content)

    threads = [threading.Thread(target=fetch, args=(Asker(server),)) for _ in range(60)]  # more than the server has threads
    for thread in threads:
        thread.start()
    assert asker.round().mark == 0
    for thread in threads:
        thread.join()
    assert len(set(got)) == 1
    assert len(got) == 60
    assert len(list(tmp_path.rglob("roster-*.zst"))) == 1


def test_a_station_with_nothing_yet_is_sent_for_the_snapshot_where_that_is_quicker(server: TestServer) -> None:
    asker = Asker(server)
    many(server.store, feed.PAGE)
    few = asker.round()
    assert (few.refetch, few.more, len(few.changes)) == (False, True, feed.PAGE + 1)
    with server.store.write() as connection:
        feed.badge_changed(connection, EVENT, [b"one more".ljust(16)])
    many_ = asker.round()
    assert (many_.refetch, many_.changes) == (True, [])
    on_its_way: RoundAnswer = asker.round(cursor=few.cursor.model_dump())
    assert (on_its_way.refetch, on_its_way.more) == (False, False)
    assert [change.badge().id if change.kind == "badge" and not change.gone else change.kind for change in on_its_way.changes] == ["badge"]


def test_a_station_far_behind_is_sent_for_the_snapshot_too(server: TestServer) -> None:
    asker = Asker(server)
    server.admin.add_people(crowd(1))
    cursor = asker.round().cursor.model_dump()
    for _ in range(feed.FAR // feed.PAGE):
        many(server.store, feed.PAGE)
    assert not asker.round(cursor=cursor).refetch
    many(server.store, 1)
    assert asker.round(cursor=cursor).refetch
