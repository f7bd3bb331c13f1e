"""The change feed skips nothing, whoever writes at the same moment, and notices when its history was taken back."""

from __future__ import annotations

import random
import shutil
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from sync.server import feed, partitions
from sync.server.feed import REST, ROSTER, Place, Position
from sync.server.schema import CHANGE
from sync.server.store import Store
from tests.builders import EVENT

WRITERS = 8
TRANSACTIONS = 60


def add(store: Store, *names: str) -> None:
    """One transaction that tells of these."""
    with store.write() as connection:
        feed.staff_changed(connection, EVENT, names)


def read(store: Store, place: Place, limit: int = feed.PAGE) -> tuple[list[str], Place]:
    """What comes after ``place``, and where the reader stands then."""
    with store.read() as connection:
        rows = feed.rest_page(connection, EVENT, place, limit)
    return [row.key.decode() for row in rows], Place(rows[-1].serial, rows[-1].nonce) if rows else place


def test_changes_come_in_order_and_each_once(store: Store) -> None:
    add(store, "a", "b")
    add(store, "c")
    names, place = read(store, Place())
    assert names == ["a", "b", "c"]
    assert read(store, place) == ([], place)
    add(store, "d")
    assert read(store, place)[0] == ["d"]


def test_pages_join_without_a_seam(store: Store) -> None:
    add(store, *(str(number) for number in range(25)))
    got, place = [], Place()
    for _ in range(4):
        names, place = read(store, place, limit=7)
        got += names
    assert got == [str(number) for number in range(25)]


def test_the_roster_and_the_rest_are_read_apart(store: Store) -> None:
    with store.write() as connection:
        feed.badge_changed(connection, EVENT, [b"k" * 16])
        feed.staff_changed(connection, EVENT, ["s1"])
        feed.badge_changed(connection, "other", [b"o" * 16])
    with store.read() as connection:
        assert [row.key for row in feed.roster_page(connection, EVENT, Place())] == [b"k" * 16]
        assert [row.key for row in feed.rest_page(connection, EVENT, Place())] == [b"s1"]
        assert feed.behind(connection, EVENT, ROSTER, Place(), 10) == 1
        assert feed.end(connection, EVENT, REST) == read(store, Place())[1]


def test_a_transaction_that_fails_tells_nothing(store: Store) -> None:
    def fail() -> None:
        with store.write() as connection:
            feed.staff_changed(connection, EVENT, ["never"])
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    add(store, "after")
    assert read(store, Place())[0] == ["after"]


def test_a_row_with_a_lower_number_that_is_committed_later_is_not_skipped(postgresql: str) -> None:
    store = Store(postgresql)
    with store.write() as connection:
        partitions.make(connection, EVENT)
    try:
        with store.write() as slow:
            feed.staff_changed(slow, EVENT, ["slow"])
            add(store, "fast")  # numbered after, committed before
            names, place = read(store, Place())
            assert names == []  # what lies behind the open transaction waits: else a reader would pass over it
        assert read(store, place)[0] == ["slow", "fast"]
    finally:
        store.close()


def _by_number_alone(store: Store, serial: int) -> tuple[list[str], int]:
    """What a reader would get that takes the number for the order."""
    query = select(CHANGE.c.serial, CHANGE.c.key).where(CHANGE.c.serial > serial).order_by(CHANGE.c.serial)
    with store.read() as connection:
        rows = connection.execute(query).all()
    return [row.key.decode() for row in rows], rows[-1].serial if rows else serial


def test_nothing_is_skipped_while_eight_write_at_once(store: Store) -> None:
    done = threading.Event()

    def write(number: int) -> None:
        chance = random.Random(number)
        for each in range(TRANSACTIONS):
            with store.write() as connection:
                feed.staff_changed(connection, EVENT, [f"{number}.{each}.{part}" for part in range(3)])
                done.wait(chance.random() * 0.004)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    got: list[str] = []
    plain: list[str] = []
    place, serial, last = Place(), 0, False
    while True:
        names, place = read(store, place)
        also, serial = _by_number_alone(store, serial)
        got += names
        plain += also
        if last and not names:
            break
        last = not any(writer.is_alive() for writer in writers)
    for writer in writers:
        writer.join()
    expected = [f"{number}.{each}.{part}" for number in range(WRITERS) for each in range(TRANSACTIONS) for part in range(3)]
    assert sorted(got) == sorted(expected)
    # the same run read by number alone: whole where one writes at a time, full of holes where eight do
    assert len(plain) == len(expected) if not store.database.postgresql else len(plain) < len(expected)


def test_a_position_travels_as_text() -> None:
    position = Position(Place(2**62, 2**31 - 1), Place(255, 1))
    assert Position.of(str(position)) == position
    assert len(str(position)) <= 64
    assert Position.of(str(Position())) == Position()


@pytest.mark.parametrize("text", ["", "1", "1.1", "1.1-1", "g.1-1.1", "-1.1-1.1", "1.1-1.1 ", "f" * 16 + ".1-1.1", "1.1-1.1\n"])
def test_any_other_text_is_no_position(text: str) -> None:
    assert Position.of(text) is None


def test_a_place_past_the_end_or_with_another_nonce_does_not_hold(store: Store) -> None:
    add(store, "a")
    _, place = read(store, Place())
    with store.read() as connection:
        assert feed.holds(connection, EVENT, Position(rest=place))
        assert feed.holds(connection, EVENT, Position())
        assert not feed.holds(connection, EVENT, Position(rest=Place(place.serial + 1, place.nonce)))
        assert not feed.holds(connection, EVENT, Position(rest=Place(place.serial, place.nonce ^ 2)))
        assert not feed.holds(connection, EVENT, Position(roster=place))
        assert not feed.holds(connection, "other", Position(rest=place))


def test_numbers_given_out_again_after_a_restore_are_noticed(sqlite: str, tmp_path: Path) -> None:
    """The old file is written over the new one in place: no inode, no machine tells that, only what the feed itself holds."""
    store = Store(sqlite)
    add(store, "a")
    store.close()
    file = Path(sqlite.removeprefix("sqlite:///"))
    shutil.copyfile(file, tmp_path / "old")
    store = Store(sqlite)
    add(store, "lost", "also lost")
    _, place = read(store, Place())
    store.close()
    shutil.copyfile(tmp_path / "old", file)
    store = Store(sqlite)
    add(store, "b", "c", "d")
    try:
        assert read(store, Place())[0] == ["a", "b", "c", "d"]
        with store.read() as connection:
            assert not feed.holds(connection, EVENT, Position(rest=place))
    finally:
        store.close()
