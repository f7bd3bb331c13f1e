"""One exchange against the real server, and what an answer may make a station believe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.badge import code_hash
from kiosk.errors import UpstreamAway, UpstreamDenied, UpstreamGarbled
from kiosk.feed import FeedReader, FeedWriter, Intake
from kiosk.journal import Journal
from kiosk.model import Direction, Flag
from kiosk.outbox import Batch, Mark, Outbox
from kiosk.places import Places
from sync.client import HttpUpstream
from sync.health import Health
from sync.round import Round, believed, kept, settled
from sync.server.people import Person
from sync.wire import Quarantined, RoundAnswer, RoundRequest
from tests.builders import SECOND, FakeClock
from tests.drafts import code_of, filled, scan
from tests.sync.serving import TestServer
from tests.sync.stationing import CLOCK, Desk, keys, set_aside, stored

PERSON = Person(key="1", name="홍길동", phone="01012345678", email="", company="", category="visitor", code="ABCDEFGHIJKLMNOP")


@pytest.fixture
def desk(server: TestServer, tmp_path: Path) -> Iterator[Desk]:
    """A station enrolled at the server."""
    made = Desk.enrolled(server, tmp_path / "station")
    yield made
    made.close()


def test_records_reach_the_server_once_and_in_order(server: TestServer, desk: Desk) -> None:
    records = desk.scan(*range(1, 8))
    results = desk.catch_up(limit=3)
    assert [result.sent for result in results] == [3, 3, 1]
    assert stored(server, desk) == keys(records)
    assert desk.unsent() == 0


def test_a_record_that_breaks_a_limit_of_the_wire_holds_nothing_up(server: TestServer, desk: Desk) -> None:
    records = [*desk.scan(1), desk.journal.append(scan(FakeClock(), 2, badge="B" * 100)), *desk.scan(3)]
    desk.catch_up()
    assert stored(server, desk) == keys([records[0], records[2]])
    assert set_aside(server, desk) == keys([records[1]])
    feed = desk.feed()
    assert [row for row, _ in feed.quarantined(desk.journal.epoch)] == [2]
    assert feed.marks()[desk.journal.epoch] == Mark(3, records[2].hash, 1)
    feed.close()


def test_what_changes_at_the_server_comes_down(server: TestServer, desk: Desk) -> None:
    person = server.admin.add_people([PERSON]).people[0]
    server.admin.add_staff("김관리", "supervisor", "123456")
    desk.catch_up()
    feed = desk.feed()
    assert feed.overlay() == (2, 0)  # the badge and the confirmation
    assert [(staff.name, staff.role) for staff in feed.staff()] == [("김*리", "supervisor")]
    assert feed.programme() is not None
    version = feed.version()
    server.admin.flag([person.code], add=Flag.REVOKED, drop=Flag.NONE)
    desk.catch_up()
    assert feed.version() != version
    badge = feed.badge(code_hash(person.code, desk.identity.hash_key))
    assert getattr(badge, "flags", Flag.NONE) & Flag.REVOKED
    feed.close()


def test_a_passage_at_one_station_is_a_sighting_at_every_one(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    other = Desk.enrolled(server, tmp_path / "other")
    record = desk.scan(7)[0]
    desk.catch_up()
    other.catch_up()
    feed, own = other.feed(), desk.feed()
    seen = feed.sightings(code_of(7))
    assert own.sightings(code_of(7)) == seen
    assert [(each.station, each.row, each.zone, each.direction) for each in seen] == [(desk.identity.station, 1, "hall", Direction.ENTRY)]
    assert seen[0].hlc == record.hlc
    feed.close()
    own.close()
    other.close()


def test_many_badges_come_as_one_snapshot_and_later_ones_as_changes(server: TestServer, desk: Desk) -> None:
    server.admin.add_people([replace(PERSON, key=str(number), code="") for number in range(1_100)])
    results = desk.catch_up()
    assert len(results) <= 3
    feed = desk.feed()
    adopted = feed.roster()
    assert adopted is not None
    assert desk.places.roster(adopted.version).is_file()
    assert feed.overlay() == (0, 0)
    assert feed.as_of() is not None
    server.admin.add_people([replace(PERSON, key="late", code="")])
    desk.catch_up()
    assert feed.overlay() == (2, 0)  # the badge and the confirmation
    assert feed.roster() == adopted
    feed.close()


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_a_roster_file_that_is_no_longer_good_is_fetched_again(server: TestServer, desk: Desk, harm: str) -> None:
    server.admin.add_people([replace(PERSON, key=str(number), code="") for number in range(1_100)])
    desk.catch_up()
    feed = desk.feed()
    before = feed.roster()
    assert before is not None
    path = desk.places.roster(before.version)
    if harm == "lost":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:5_000])
    desk.catch_up()
    after = feed.roster()
    assert after is not None
    assert desk.places.roster(after.version).stat().st_size > 5_000
    feed.close()


def test_the_clock_offset_is_measured_and_kept(server: TestServer, desk: Desk) -> None:
    desk.scan(1)
    desk.catch_up()
    feed = desk.feed()
    measured = feed.clock()
    assert measured is not None
    assert abs(measured[0]) <= measured[1]  # one machine: one clock
    ends = desk.round()
    assert (ends.standing().offset, ends.standing().unsent) == (measured[0], 0)
    ends.close()
    feed.close()


def test_a_station_without_a_journal_yet_asks_nothing(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    empty = Desk(tmp_path / "empty", desk.identity)
    empty.close()
    empty.places.journal.unlink()
    ends = empty.round()
    assert ends.exchange(Health(), 500).sent == 0
    assert ends.asked == 0
    ends.close()


def test_a_wrong_token_is_denied_and_nothing_is_lost(server: TestServer, desk: Desk) -> None:
    desk.scan(1, 2)
    with pytest.raises(UpstreamDenied):
        desk.catch_up(upstream=HttpUpstream(server.url, "wrong"))
    assert desk.unsent() == 2
    desk.catch_up()
    assert len(stored(server, desk)) == 2


class LostAnswers(HttpUpstream):
    """The real way to the server, on which the answers of the first rounds are lost after the server has acted."""

    def __init__(self, desk: Desk, lost: int) -> None:
        super().__init__(desk.identity.url, desk.identity.token, private_key=desk.identity.private_key)
        self._lost = lost

    def round(self, request: RoundRequest) -> RoundAnswer:
        answer = super().round(request)
        if self._lost:
            self._lost -= 1
            raise UpstreamAway("lost")
        return answer


@pytest.mark.parametrize("limit", [1, 2, 500])
def test_an_answer_lost_after_the_commit_doubles_nothing(server: TestServer, desk: Desk, limit: int) -> None:
    records = desk.scan(1, 2, 3)
    upstream = LostAnswers(desk, lost=1)
    with pytest.raises(UpstreamAway):
        desk.catch_up(upstream=upstream)
    assert len(stored(server, desk)) == 3
    assert desk.unsent() == 3
    records += desk.scan(4)
    desk.catch_up(limit=limit)
    assert stored(server, desk) == keys(records)
    assert set_aside(server, desk) == []
    assert desk.unsent() == 0


def test_a_damaged_feed_is_fetched_again_and_the_rows_are_told_again(server: TestServer, desk: Desk) -> None:
    server.admin.add_people([PERSON])
    desk.scan(1, 2, 3)
    desk.catch_up()
    desk.places.feed.write_bytes(b"not a database" * 100)
    for leftover in desk.places.root.glob("feed.db-*"):
        leftover.unlink()
    assert [result.sent for result in desk.catch_up(limit=1)] == [1, 1, 1]  # they change nothing there
    assert desk.unsent() == 0
    feed = desk.feed()
    assert feed.overlay() == (2, 0)  # the badge and the confirmation
    feed.close()


# what an answer may make a station believe


@pytest.fixture
def ten(places: Places, clock: FakeClock) -> Iterator[Journal]:
    """A journal of ten rows."""
    made = filled(places.journal, clock, 10)
    yield made
    made.close()


@pytest.fixture
def outbox(ten: Journal) -> Iterator[Outbox]:
    """Its outbox."""
    made = Outbox(ten.path)
    yield made
    made.close()


def said(journal: Journal, mark: int, head: bytes, **more: Any) -> RoundAnswer:
    """An answer of the server about the current epoch."""
    return RoundAnswer(epoch=journal.epoch.hex(), mark=mark, head=head.hex(), received=1, sent=2, **more)


def rows(journal: Journal, first: int, last: int) -> Batch:
    """A batch of these rows."""
    return Batch(journal.epoch, first, tuple(journal.since(journal.epoch, first - 1, last - first + 1)))


def hash_of(journal: Journal, row: int) -> bytes:
    """The hash of that row."""
    found = journal.find(row)
    assert found is not None
    return found.hash


@pytest.mark.parametrize("mark", [0, 1, 4, 6])
def test_a_mark_that_is_true_of_the_journal_is_taken_whichever_way_it_moves(ten: Journal, outbox: Outbox, mark: int) -> None:
    head = hash_of(ten, mark) if mark else b""
    assert settled(said(ten, mark, head), rows(ten, 5, 6), Mark(4, hash_of(ten, 4)), outbox) == (Mark(mark, head), False)


def test_a_mark_beyond_what_was_sent_is_taken_as_far_as_that_though_the_hashes_agree(ten: Journal, outbox: Outbox) -> None:
    """A journal that forked may have rows set aside below it, and the server may have lost them when it was restored."""
    assert settled(said(ten, 10, ten.head), rows(ten, 5, 6), Mark(4, hash_of(ten, 4)), outbox) == (Mark(6), False)


def test_a_mark_on_another_row_than_ours_is_a_fork_and_confirms_only_what_was_sent(ten: Journal, outbox: Outbox) -> None:
    before = Mark(4, hash_of(ten, 4))
    assert settled(said(ten, 8, b"x" * 32), rows(ten, 5, 6), before, outbox) == (Mark(6), True)
    assert settled(said(ten, 5, b"x" * 32), rows(ten, 5, 6), before, outbox) == (Mark(5), True)


def test_a_mark_beyond_the_journal_is_a_fork(ten: Journal, outbox: Outbox) -> None:
    assert settled(said(ten, 12, b"x" * 32), rows(ten, 5, 6), Mark(4), outbox) == (Mark(6), True)


def test_a_fork_met_with_nothing_to_send_keeps_what_was_proven(ten: Journal, outbox: Outbox) -> None:
    before = Mark(10, ten.head)
    assert settled(said(ten, 12, b"x" * 32), Batch(ten.epoch, 11), before, outbox) == (before, True)


def test_a_fork_the_server_reports_is_one_even_where_the_heads_agree(ten: Journal, outbox: Outbox) -> None:
    assert settled(said(ten, 10, ten.head, fork=True), rows(ten, 5, 10), Mark(4), outbox) == (Mark(10, ten.head), True)


def test_a_mark_on_a_row_without_a_hash_confirms_without_proving(ten: Journal, outbox: Outbox) -> None:
    assert settled(said(ten, 6, b""), rows(ten, 5, 6), Mark(4), outbox) == (Mark(6), False)


@pytest.mark.parametrize(("mark", "head"), [(12, b""), (0, b"x" * 32), (6, b"x" * 31), (6, b"x")])
def test_a_mark_that_cannot_be_is_garbled(ten: Journal, outbox: Outbox, mark: int, head: bytes) -> None:
    with pytest.raises(UpstreamGarbled):
        settled(said(ten, mark, head), rows(ten, 5, 6), Mark(4), outbox)


def test_a_confirmed_row_the_journal_lacks_unsettles_its_whole_epoch(ten: Journal, outbox: Outbox) -> None:
    good, other = Mark(4, hash_of(ten, 4)), b"o" * 16
    assert believed({ten.epoch: good, other: Mark(3, b"h" * 32)}, outbox) == {ten.epoch: good, other: Mark(3, b"h" * 32)}
    assert believed({ten.epoch: Mark(12, b"h" * 32)}, outbox) == {ten.epoch: Mark()}
    assert believed({ten.epoch: Mark(4, b"h" * 32)}, outbox) == {ten.epoch: Mark()}
    assert believed({ten.epoch: Mark(6)}, outbox) == {ten.epoch: Mark(6)}


class Says:
    """A server that answers whatever it is told to."""

    def __init__(self, **answer: Any) -> None:
        self.answer = answer

    def round(self, request: RoundRequest) -> RoundAnswer:
        return RoundAnswer.model_validate({"epoch": request.epoch, "mark": 0, "received": 1, "sent": 2} | self.answer)

    def snapshot(self, target: Path, etag: str) -> str | None:
        raise UpstreamAway

    def close(self) -> None:
        pass


CURSOR = {"generation": "g", "position": "p"}


@pytest.mark.parametrize(
    "answer",
    [
        {"epoch": "ff" * 16, "cursor": CURSOR},
        {"mark": 99, "cursor": CURSOR},
        {"head": "ff" * 32, "cursor": CURSOR},
        {"mark": 1, "head": "ff", "cursor": CURSOR},
        {},
        {"changes": [{"kind": "badge", "code": "00"}]},
    ],
)
def test_an_answer_that_does_not_fit_the_request_changes_nothing(places: Places, ten: Journal, answer: dict[str, Any]) -> None:
    ends = Round(Says(**answer), Outbox(ten.path), FeedWriter(places.feed), places, CLOCK, ten.event)
    before = _state(places)
    with pytest.raises(UpstreamGarbled):
        ends.exchange(Health(), 500)
    ends.close()
    assert _state(places) == before


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mark=st.integers(0, 15),
    head=st.sampled_from(["", "ff" * 32, "5", "true"]),
    fork=st.booleans(),
    more=st.booleans(),
    aside=st.lists(st.builds(Quarantined, row=st.integers(1, 15), reason=st.text(max_size=9))),
)
def test_no_answer_at_all_moves_a_record_out_of_reach(
    places: Places, ten: Journal, mark: int, head: str, fork: bool, more: bool, aside: list[Quarantined]
) -> None:
    """Whatever a server says, each row is either proven there by our own hash, or was carried by a request it answered."""
    feed = FeedWriter(places.feed)
    feed.apply(Intake(marks={ten.epoch: Mark()}))
    ours = hash_of(ten, mark).hex() if head == "true" and 0 < mark <= 10 else "" if head in ("5", "true") else head
    says = Says(mark=mark, head=ours, fork=fork, more=more, quarantined=aside, cursor=CURSOR)
    ends = Round(says, Outbox(ten.path), feed, places, CLOCK, ten.event)
    with suppress(UpstreamGarbled):
        ends.exchange(Health(), 3)
    ends.close()
    reader = FeedReader(places.feed)
    kept = reader.marks().get(ten.epoch, Mark())
    reader.close()
    assert kept.head == (hash_of(ten, kept.row) if kept.head else b"")
    assert kept.head or kept.row <= 3


def _state(places: Places) -> tuple[object, ...]:
    reader = FeedReader(places.feed)
    try:
        return (reader.marks(), reader.position(), reader.overlay(), reader.clock(), reader.as_of())
    finally:
        reader.close()


@pytest.mark.parametrize(
    ("left", "wall", "as_of", "meant"),
    [
        (None, 1_000 * SECOND, None, (None, None)),
        ((5, 100), 1_000 * SECOND, None, (5, 100)),
        ((0, 100), 1_000 * SECOND, 990 * SECOND, (0, 100 + 1_000)),  # ten seconds at 100 ppm
        ((0, 100), 1_000 * SECOND, 2_000 * SECOND, (1_000 * SECOND, None)),  # put back: it is at least as late as then
    ],
)
def test_the_offset_of_an_earlier_run_grows_unsure_and_a_clock_put_back_is_noticed(
    left: tuple[int, int] | None, wall: int, as_of: int | None, meant: tuple[int | None, int | None]
) -> None:
    assert kept(left, wall, as_of) == meant
