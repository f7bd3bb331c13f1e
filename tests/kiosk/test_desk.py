"""Tests of kiosk.desk: what is due, checking in, taking it back, and what counts of other desks' check-ins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.access import entry_of
from kiosk.counters import Counter, Tallied, handed_by
from kiosk.desk import Card, DeskStation, Due
from kiosk.errors import ActRefused
from kiosk.feed import FeedReader, FeedWriter, Intake
from kiosk.journal import Journal
from kiosk.model import Badge, Flag, Kind, Link, Outcome, Reason, Record, Source
from kiosk.places import Places
from kiosk.programme import Programme
from kiosk.roster import Roster
from kiosk.verify import verify
from tests.builders import EVENT, FakeClock, reading, text
from tests.kiosk.standing import IDENTITY, OTHER_EPOCH, Standing, badge_of, code_of, hash_of

MINUTE = 60.0
NEW = {"flags": Flag.NONE}


def opened(places: Places, clock: FakeClock, programme: Programme) -> DeskStation:
    journal, feed = Journal(places.journal, EVENT, "desk-1", clock, lambda _: "here"), FeedReader(places.feed)
    zone = programme.zone("desk")
    assert zone is not None
    identity = replace(IDENTITY, station="desk-1", role="desk", zone="desk")
    made = DeskStation(journal, Roster(places, feed, "crowd"), feed, programme, zone, identity, clock, app="test")
    made.access = Journal(places.access, EVENT, "desk-1", clock, lambda _: "here")
    made.set_link(Link(online=True, roster_as_of=clock.wall(), offset=0, error=1_000))
    return made


class Desk(Standing):
    """A desk whose feed knows badges 1 to 5, of which nobody is checked in."""

    station: DeskStation

    def reopen(self) -> None:
        self.station.close()
        self.station = opened(self.places, self.clock, self.programme)

    def records(self) -> list[Record]:
        return self.station._journal.since(self.station._journal.epoch, 0, 100)


@pytest.fixture
def desk(places: Places, clock: FakeClock, programme: Programme) -> Iterator[Desk]:
    feed = FeedWriter(places.feed)
    feed.apply(Intake(changes=[badge_of(number, **NEW) for number in range(1, 6)]))
    made = Desk(places, clock, feed, opened(places, clock, programme), programme)
    yield made
    made.station.close()
    feed.close()


def check_in(desk: Desk, number: int = 1) -> Card:
    return desk.station.check_in(f"B{number}", "s1")


def test_a_check_in_is_on_record_and_counts_here_at_once(desk: Desk) -> None:
    assert desk.station.open_card("B1").due is Due.CHECK_IN
    card = check_in(desk)
    assert card.due is Due.PRINT
    (record,) = desk.records()
    assert (record.kind, record.badge, record.code_hash, record.zone) == (Kind.CHECK_IN, "B1", hash_of(1), "desk")
    assert (record.operator, record.direction, record.outcome) == ("s1", None, None)
    done = desk.station.card("B1").done
    assert done is not None
    assert (done.at, done.station, done.row) == (record.at, "desk-1", record.row)


def test_whose_card_is_opened_stands_in_the_access_log_with_who_when_where_and_why_and_not_in_the_journal(desk: Desk) -> None:
    desk.station.open_card("B1", "s1", Source.CAMERA)
    check_in(desk)
    desk.station.open_card("B1", "s2")
    desk.reopen()
    with pytest.raises(ActRefused):
        desk.station.open_card("nobody", "s1")  # there was nothing to look at
    log = desk.station.access
    found = log.since(log.epoch, 0, 100)
    assert [(one.kind, one.operator, one.badge, one.station, one.wall) for one in found] == [
        (Kind.LOOK_UP, "s1", "B1", "desk-1", desk.clock.wall()),
        (Kind.LOOK_UP, "s2", "B1", "desk-1", desk.clock.wall()),
    ]
    assert [entry_of(one).why for one in found] == ["check_in", "enquiry"]
    assert [one.source for one in found] == [Source.CAMERA, Source.SEARCH]
    assert [one.kind for one in desk.records()] == [Kind.CHECK_IN]
    assert verify(desk.places.access, {}).ok


def test_a_fork_of_the_access_log_begins_a_new_epoch_there_alone(desk: Desk) -> None:
    before = desk.station._journal.epoch
    desk.station.fork(desk.station.access.epoch)
    desk.station.open_card("B1", "s1")
    assert desk.station.access.row == 1
    assert desk.station._journal.epoch == before


def test_nobody_is_checked_in_twice(desk: Desk) -> None:
    check_in(desk)
    desk.reopen()
    with pytest.raises(ActRefused) as refused:
        check_in(desk)
    assert refused.value.key == "error.act_done_before"
    assert [record.kind for record in desk.records()] == [Kind.CHECK_IN]


def test_a_check_in_is_taken_back_within_fifteen_minutes_and_no_later(desk: Desk) -> None:
    first, second = check_in(desk, 1), check_in(desk, 2)
    assert first.done is not None
    assert second.done is not None
    assert first.done.row is not None
    assert second.done.row is not None
    desk.clock.advance(15 * MINUTE - 1)
    assert desk.station.take_back(first.done.row, "s1", "wrong_person").due is Due.CHECK_IN
    assert desk.records()[-1].refers == first.done.row
    assert json.loads(desk.records()[-1].detail) == {"why": "wrong_person"}
    desk.clock.advance(1)
    with pytest.raises(ActRefused) as late:
        desk.station.take_back(second.done.row, "s1", "by_mistake")
    assert late.value.key == "error.act_too_late"
    card = desk.station.card("B2")
    assert card.done is not None
    assert card.done.until is None


def test_what_was_taken_back_counts_no_more_though_the_server_still_says_so(desk: Desk) -> None:
    done = check_in(desk).done
    assert done is not None
    assert done.row is not None
    desk.receive(badge_of(1))
    desk.station.take_back(done.row, "s1", "by_mistake")
    assert desk.station.card("B1").due is Due.CHECK_IN
    check_in(desk)
    assert desk.station.card("B1").due is Due.PRINT


def test_another_desks_check_in_says_when_and_where(desk: Desk) -> None:
    desk.receive(badge_of(1))
    card = desk.station.card("B1")
    assert (card.due, card.done and card.done.at) == (Due.PRINT, None)
    seen = desk.see(1, zone="desk")
    done = desk.station.card("B1").done
    assert done is not None
    assert (done.at, done.station, done.row, done.until) == (seen.at, "gate-2", None, None)
    assert seen.epoch == OTHER_EPOCH


def test_a_scan_at_a_desk_is_recorded_and_moves_nobody(desk: Desk) -> None:
    answer = desk.scan(1)
    assert answer.verdict.outcome is Outcome.ADMIT
    assert (answer.record.direction, answer.record.badge, answer.inside) == (None, "B1", 0)
    desk.reopen()
    assert desk.station.inside() == 0
    assert desk.station.scan(reading(code_of(1), desk.clock)).verdict.outcome is Outcome.ADMIT


@pytest.mark.parametrize(
    ("flags", "reason"), [(Flag.REVOKED, Reason.REVOKED), (Flag.BLOCKED, Reason.BLOCKED), (Flag.REPLACED, Reason.REPLACED)]
)
def test_a_void_badge_is_not_checked_in(desk: Desk, flags: Flag, reason: Reason) -> None:
    desk.receive(badge_of(1, flags=flags))
    card = desk.station.card("B1")
    assert (card.due, card.verdict.reason) == (Due.NOT_HERE, reason)
    with pytest.raises(ActRefused) as refused:
        check_in(desk)
    assert refused.value.key == "error.act_not_due"
    assert desk.records() == []


def test_of_several_badges_the_one_that_is_good_counts(desk: Desk) -> None:
    desk.receive(
        badge_of(1, flags=Flag.REPLACED),
        Badge(hash_of(11), "B1", "visitor", Flag.CONFIRMATION),
        Badge(hash_of(12), "B1", "visitor", Flag.NONE),
    )
    assert desk.station.card("B1").badge.code_hash == hash_of(12)


def test_whoever_the_roster_does_not_know_has_no_card(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refused:
        desk.station.open_card("nobody")
    assert refused.value.key == "error.no_such_person"


def test_where_an_id_is_asked_for_nobody_is_checked_in_unseen(desk: Desk) -> None:
    desk.receive(badge_of(1, flags=Flag.NEEDS_ID))
    assert desk.station.card("B1").id_check
    with pytest.raises(ActRefused) as refused:
        check_in(desk)
    assert refused.value.key == "error.act_needs_id"
    assert desk.station.check_in("B1", "s1", id_checked=True).due is Due.PRINT
    assert json.loads(desk.records()[-1].detail) == {"id_checked": 1}
    asks = tuple(replace(one, id_check=one.id == "visitor") for one in desk.programme.categories)
    desk.station.programme = replace(desk.programme, categories=asks)
    assert desk.station.card("B2").id_check


def test_the_cards_of_several_people_are_those_of_each(desk: Desk) -> None:
    check_in(desk, 2)
    cards = desk.station.cards(["B1", "nobody", "B2"])
    assert cards == [desk.station.card("B1"), desk.station.card("B2")]
    assert [card.due for card in cards] == [Due.CHECK_IN, Due.PRINT]


def test_a_gift_is_handed_out_as_often_as_a_day_allows_here_and_at_other_desks(desk: Desk) -> None:
    gift = Counter("gift", text("gift"), 2, frozenset({"visitor"}))
    desk.station.programme = replace(desk.programme, counters=(gift, Counter("lunch", text("lunch"), 1, frozenset({"staff"}))))
    with pytest.raises(ActRefused):
        desk.station.hand_out("B1", "gift")  # not checked in
    check_in(desk)
    for code in ("lunch", "nothing"):
        with pytest.raises(ActRefused):
            desk.station.hand_out("B1", code)
    card = desk.station.hand_out("B1", "gift")
    assert card.counters == (Tallied(gift, 1),)
    record = desk.records()[-1]
    assert (record.kind, record.badge, json.loads(record.detail)) == (Kind.HAND_OUT, "B1", {"counter": "gift"})
    told = handed_by(record)
    assert told is not None
    desk.receive(told)  # what comes back from the server counts once
    assert desk.station.card("B1").counters == (Tallied(gift, 1),)
    desk.receive(replace(told, station="desk-2", epoch=OTHER_EPOCH))
    with pytest.raises(ActRefused) as refused:
        desk.station.hand_out("B1", "gift")
    assert refused.value.key == "error.act_had_today"
    desk.clock.advance(24 * 60 * MINUTE)
    assert desk.station.hand_out("B1", "gift").counters == (Tallied(gift, 1),)
