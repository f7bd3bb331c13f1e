"""A roster file taken into use: checked, named by its content, and only then counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import roster
from kiosk.errors import NewerStore, UpstreamAway, UpstreamGarbled
from kiosk.feed import FeedWriter, Intake, Position
from kiosk.places import Places
from kiosk.store import open_store
from sync.snapshot import adopt, usable
from sync.wire import RoundAnswer, RoundRequest
from tests.builders import EVENT, badge
from tests.drafts import code_of


class Shelf:
    """A server that hands out the file put on it; ``asked`` are the ETags it was asked with."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.asked: list[str] = []

    def round(self, request: RoundRequest) -> RoundAnswer:
        raise UpstreamAway

    def snapshot(self, target: Path, etag: str) -> str | None:
        self.asked.append(etag)
        if etag == f'"{self.file.name}"':
            return None
        target.write_bytes(self.file.read_bytes())
        return f'"{self.file.name}"'

    def close(self) -> None:
        pass


def built(path: Path, badges: int, position: str, event: str = EVENT, generation: str = "g1") -> Path:
    """A roster with that many badges."""
    roster.build(
        path, (badge(code_of(number)) for number in range(badges)), {"event": event, "generation": generation, "position": position}
    )
    return path


@pytest.fixture
def feed(places: Places) -> Iterator[FeedWriter]:
    """The feed of an empty station."""
    made = FeedWriter(places.feed)
    yield made
    made.close()


def rosters(places: Places) -> set[str]:
    """The snapshot files in the folder."""
    return {path.name for path in places.root.glob("roster*")}


def test_a_roster_is_adopted_with_its_place_in_the_feed(places: Places, feed: FeedWriter, tmp_path: Path) -> None:
    assert usable(feed, places, EVENT)
    adopt(Shelf(built(tmp_path / "a", 3, "p1")), feed, places, EVENT)
    adopted = feed.roster()
    assert adopted is not None
    assert feed.position() == Position("g1", "p1")
    assert rosters(places) == {places.roster(adopted.version).name}
    assert usable(feed, places, EVENT)


def test_the_one_before_stays_for_whoever_is_about_to_open_it_and_no_other(places: Places, feed: FeedWriter, tmp_path: Path) -> None:
    names = []
    for number in range(1, 4):
        adopt(Shelf(built(tmp_path / str(number), number, f"p{number}")), feed, places, EVENT)
        adopted = feed.roster()
        assert adopted is not None
        names.append(places.roster(adopted.version).name)
    assert rosters(places) == set(names[1:])


def test_where_the_feed_went_astray_but_the_roster_is_current_it_goes_on_from_there(
    places: Places, feed: FeedWriter, tmp_path: Path
) -> None:
    shelf = Shelf(built(tmp_path / "a", 3, "p1"))
    adopt(shelf, feed, places, EVENT)
    feed.apply(Intake(changes=[badge(code_of(9))], position=Position("g1", "p7")))
    adopt(shelf, feed, places, EVENT)
    assert shelf.asked == ["", '"a"']
    assert (feed.position(), feed.overlay()) == (Position("g1", "p1"), (0, 0))


def test_the_same_file_is_not_offered_again_where_it_did_not_help(places: Places, feed: FeedWriter, tmp_path: Path) -> None:
    shelf = Shelf(built(tmp_path / "a", 3, "p1"))
    adopt(shelf, feed, places, EVENT)
    adopt(shelf, feed, places, EVENT)
    assert shelf.asked == ["", ""]
    assert usable(feed, places, EVENT)


@pytest.mark.parametrize("kind", ["another event", "no database", "cut", "no generation", "other schema"])
def test_what_is_no_roster_of_this_event_changes_nothing(places: Places, feed: FeedWriter, tmp_path: Path, kind: str) -> None:
    adopt(Shelf(built(tmp_path / "good", 3, "p1")), feed, places, EVENT)
    before = (feed.roster(), feed.position(), rosters(places))
    bad = tmp_path / "bad"
    if kind == "no database":
        bad.write_bytes(b"<html>" * 1_000)
    else:
        built(bad, 500, "p2", event="other" if kind == "another event" else EVENT, generation="" if kind == "no generation" else "g1")
    if kind == "cut":
        bad.write_bytes(bad.read_bytes()[:-4_096])
    if kind == "other schema":
        connection = open_store(bad, "roster")
        connection.execute("CREATE TABLE more (x)")
        connection.close()
    with pytest.raises(UpstreamGarbled):
        adopt(Shelf(bad), feed, places, EVENT)
    assert (feed.roster(), feed.position(), rosters(places) - {"roster.part"}) == before


def test_a_roster_of_a_newer_version_says_so(places: Places, feed: FeedWriter, tmp_path: Path) -> None:
    newer = built(tmp_path / "newer", 1, "p1")
    connection = open_store(newer, "roster")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerStore):
        adopt(Shelf(newer), feed, places, EVENT)


def test_a_damaged_file_of_the_same_content_is_left_alone_and_another_taken(places: Places, feed: FeedWriter, tmp_path: Path) -> None:
    shelf = Shelf(built(tmp_path / "a", 300, "p1"))
    adopt(shelf, feed, places, EVENT)
    first = feed.roster()
    assert first is not None
    damaged = places.roster(first.version)
    damaged.write_bytes(damaged.read_bytes()[:-4_096])
    assert not usable(feed, places, EVENT)
    adopt(shelf, feed, places, EVENT)
    second = feed.roster()
    assert second is not None
    assert second.version != first.version
    assert damaged.exists()
    assert usable(feed, places, EVENT)
