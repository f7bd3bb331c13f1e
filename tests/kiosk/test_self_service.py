"""Tests of kiosk.self_service: who is served by a station without staff, and what everybody else is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.feed import FeedReader, FeedWriter, Intake
from kiosk.journal import Journal
from kiosk.model import Flag, Kind, Link, Outcome, Reason, Source, Verdict
from kiosk.places import Places
from kiosk.programme import Programme
from kiosk.roster import Roster
from kiosk.rules import OUTCOMES
from kiosk.self_service import Halt, SelfServiceStation, halt_of
from tests.builders import EVENT, FakeClock
from tests.kiosk.standing import IDENTITY, badge_of, code_of

BADGES = (
    badge_of(1, flags=Flag.NONE),
    badge_of(2, flags=Flag.NONE, days=(2,)),
    badge_of(3, flags=Flag.BLOCKED),
    badge_of(4, flags=Flag.REPLACED | Flag.REVOKED),
    badge_of(5, flags=Flag.NEEDS_ID),
    badge_of(6, flags=Flag.CHECKED_IN | Flag.NEEDS_ID),
    badge_of(7, flags=Flag.REVOKED),
    badge_of(8, flags=Flag.CHECKED_IN),
)


@pytest.fixture
def station(places: Places, clock: FakeClock, programme: Programme) -> Iterator[SelfServiceStation]:
    writer = FeedWriter(places.feed)
    writer.apply(Intake(changes=BADGES))
    journal, feed = Journal(places.journal, EVENT, "self-1", clock, lambda _: "here"), FeedReader(places.feed)
    zone = programme.zone("desk")
    assert zone is not None
    identity = replace(IDENTITY, station="self-1", role="self-service", zone="desk")
    made = SelfServiceStation(journal, Roster(places, feed, "crowd"), feed, programme, zone, identity, clock)
    made.access = Journal(places.access, EVENT, "self-1", clock, lambda _: "here")
    made.set_link(Link(online=True, roster_as_of=clock.wall(), offset=0, error=1_000))
    yield made
    made.close()
    writer.close()


@pytest.mark.parametrize(
    ("number", "halt"),
    [(1, None), (2, Halt.NOT_TODAY), (3, Halt.STAFF), (4, Halt.OLD), (5, Halt.IDENTITY), (6, Halt.ALREADY), (7, Halt.STAFF)],
)
def test_whoever_needs_a_person_is_told_so_and_the_others_are_served(station: SelfServiceStation, number: int, halt: Halt | None) -> None:
    card, found = station.offer(f"B{number}", Source.CAMERA)
    assert (card.id, found) == (f"B{number}", halt)


def test_whose_card_was_opened_is_in_the_access_log(station: SelfServiceStation) -> None:
    station.offer("B1", Source.CAMERA)
    (line,) = station.access.since(station.access.epoch, 0, 10)
    assert (line.kind, line.badge, line.operator, line.source) == (Kind.LOOK_UP, "B1", "", Source.CAMERA)


def test_who_was_checked_in_here_gets_one_badge(station: SelfServiceStation) -> None:
    station.check_in("B1", "", Source.CAMERA)
    assert station.offer("B1", Source.CAMERA)[1] is None
    station.paper("B1", "pdf:badges", code_of(1))
    assert station.offer("B1", Source.CAMERA)[1] is Halt.ALREADY


def test_who_was_checked_in_elsewhere_may_have_a_badge_already(station: SelfServiceStation) -> None:
    assert station.offer("B8", Source.CAMERA)[1] is Halt.ALREADY


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_for_a_visitor_and_blocked_is_none_of_them(reason: Reason) -> None:
    halt = halt_of(Verdict(OUTCOMES[reason], reason))
    if OUTCOMES[reason] in (Outcome.REFUSE, Outcome.ATTENTION):
        assert (halt is Halt.STAFF) == (reason not in (
            Reason.UNKNOWN_CODE, Reason.NOT_OUR_CODE, Reason.REPLACED, Reason.WRONG_ZONE, Reason.NEEDS_ID, Reason.WRONG_DAY,
        ))  # fmt: skip
