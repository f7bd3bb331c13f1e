"""A reader of a file that comes, changes and is replaced."""

from __future__ import annotations

from kiosk.follow import Follower
from kiosk.places import Places
from kiosk.store import open_store


def test_the_version_changes_with_every_commit_of_the_writer_and_with_nothing_else(places: Places) -> None:
    follower = Follower(places.feed, "feed")
    assert follower.connection() is None
    places.feed.touch()  # made by its writer, still without a table
    assert follower.version() == (0, 0)
    writer = open_store(places.feed, "feed")
    first = follower.version()
    assert first != (0, 0)
    assert follower.version() == first
    writer.execute("INSERT INTO meta VALUES ('a', 1)")
    second = follower.version()
    assert second != first
    writer.close()
    follower.close()


def test_a_file_that_was_replaced_is_opened_anew(places: Places) -> None:
    follower = Follower(places.feed, "feed")
    writer = open_store(places.feed, "feed")
    writer.execute("INSERT INTO meta VALUES ('a', 1)")
    connection = follower.connection()
    assert connection is not None
    writer.close()
    places.feed.rename(places.root / "aside")
    assert follower.connection() is None
    other = open_store(places.feed, "feed")
    fresh = follower.connection()
    assert fresh is not None
    assert fresh.execute("SELECT count(*) FROM meta").fetchone() == (0,)
    other.close()
    follower.close()
