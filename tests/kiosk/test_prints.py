"""Tests of kiosk.prints and of printing in kiosk.desk: what is on record before it is printed, which code counts, which paper is proven."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk import seal, signing
from kiosk.badge import BADGE_LENGTH, TOKEN_LENGTH, code_hash, opaque, parse
from kiosk.desk import Due, Paper
from kiosk.errors import ActRefused, CannotRecord
from kiosk.feed import FeedWriter, Intake, ProgrammeText
from kiosk.keyfile import public_of
from kiosk.model import Badge, CodeKind, DeskKey, Flag, Kind, Outcome, Reason, Source
from kiosk.places import Places
from kiosk.prints import replaced_by, signed_day
from kiosk.programme import Programme
from kiosk.signing import Certificate
from tests.builders import EVENT, HASH_KEY, FakeClock, at
from tests.kiosk.standing import IDENTITY, SERVER_KEY, SIGNING_KEY, badge_of, code_of, hash_of
from tests.kiosk.test_desk import NEW, Desk, opened

PRINTER = "zpl://192.0.2.10"
CERTIFIED = DeskKey(signing.certify(SIGNING_KEY, Certificate(1, 3, 0, at(3, 23), public_of(IDENTITY.private_key)), EVENT))


@pytest.fixture
def desk(places: Places, clock: FakeClock, programme: Programme) -> Iterator[Desk]:
    """A desk whose key the event certified."""
    feed = FeedWriter(places.feed)
    feed.apply(Intake(changes=[ProgrammeText("", "", (CERTIFIED,)), *(badge_of(number, **NEW) for number in range(1, 4))]))
    made = Desk(places, clock, feed, opened(places, clock, programme), programme)
    yield made
    made.station.close()
    feed.close()


def printed(desk: Desk, number: int = 1, **options: bool) -> Paper:
    return desk.station.paper(f"B{number}", PRINTER, code_of(number), **options)


def test_the_first_paper_carries_the_code_the_badge_has_and_is_on_record(desk: Desk) -> None:
    with pytest.raises(ActRefused):
        printed(desk)  # not checked in
    desk.station.check_in("B1", "s1")
    paper = printed(desk)
    assert (paper.code, paper.replaced) == (code_of(1), False)
    record = desk.records()[-1]
    assert (record.kind, record.code_hash, record.badge, json.loads(record.detail)) == (Kind.PRINT, hash_of(1), "B1", {"printer": PRINTER})
    card = desk.station.card("B1")
    assert card.due is Due.NOTHING
    assert card.printed is not None
    assert (card.printed.printer, card.printed.at, card.printed.proven) == (PRINTER, record.at, False)


def test_a_second_paper_has_a_new_signed_code_and_the_old_one_is_void_here_at_once(desk: Desk) -> None:
    desk.station.check_in("B1", "s1")
    first, second = printed(desk), printed(desk)
    assert (len(first.code), len(second.code), second.replaced) == (BADGE_LENGTH, TOKEN_LENGTH, True)
    read = parse(second.code, EVENT, HASH_KEY, {3: public_of(IDENTITY.private_key)})
    assert read.kind is CodeKind.TOKEN
    assert read.token is not None
    assert (read.token.category_index, read.token.day, read.code_hash) == (0, 0, second.badge.code_hash)
    record = desk.records()[-1]
    assert (record.code_hash, replaced_by(record.detail)) == (read.code_hash, hash_of(1))
    assert code_hash(seal.open_sealed(SERVER_KEY, record.payload).decode(), HASH_KEY) == read.code_hash
    for _ in range(2):  # and when the program is started anew
        assert desk.scan(code_of(1)).verdict.reason is Reason.REPLACED
        answer = desk.scan(second.code, after=60)
        assert (answer.verdict.outcome, answer.record.badge) == (Outcome.ADMIT, "B1")
        assert desk.scan(opaque(second.code), Source.TYPED, after=60).record.badge == "B1"
        card = desk.station.card("B1")
        assert (card.badge.code_hash, card.due, card.done is not None) == (read.code_hash, Due.NOTHING, True)
        desk.reopen()


def test_a_third_paper_replaces_the_second_and_what_the_server_says_of_each_counts(desk: Desk) -> None:
    desk.station.check_in("B1", "s1")
    printed(desk)
    second, third = printed(desk), printed(desk)
    assert desk.station.card("B1").badge == third.badge
    assert desk.scan(second.code).verdict.reason is Reason.REPLACED
    taken = replace(third.badge, flags=third.badge.flags | Flag.REPLACED)  # another desk's paper is the one that counts
    theirs = Badge(hash_of(77), "B1", "visitor", Flag.CHECKED_IN | Flag.PRINTED)
    desk.receive(replace(second.badge, flags=second.badge.flags | Flag.REPLACED), taken, theirs)
    assert desk.station.card("B1").badge == theirs
    assert desk.scan(third.code).verdict.reason is Reason.REPLACED


def test_a_desk_without_a_certified_key_prints_a_code_that_gates_hear_of(desk: Desk) -> None:
    desk.receive(ProgrammeText("", "", (DeskKey(CERTIFIED.certificate, revoked=True),)))
    desk.reopen()
    desk.station.check_in("B1", "s1")
    paper = printed(desk, anew=True)
    assert (len(paper.code), paper.replaced) == (BADGE_LENGTH, True)
    assert desk.scan(paper.code).verdict.outcome is Outcome.ADMIT


def test_a_code_that_is_not_the_one_that_counts_is_never_printed(desk: Desk) -> None:
    desk.station.check_in("B1", "s1")
    paper = desk.station.paper("B1", PRINTER, code_of(9))  # whoever holds the names has not heard of a reprint yet
    assert paper.replaced
    desk.receive(badge_of(2, flags=Flag.CHECKED_IN | Flag.PRINTED))
    assert desk.station.card("B2").due is Due.NOTHING
    assert printed(desk, 2).replaced  # another desk printed it


def test_nothing_is_printed_for_a_void_badge(desk: Desk) -> None:
    desk.station.check_in("B1", "s1")
    desk.receive(badge_of(1, flags=Flag.BLOCKED))
    with pytest.raises(ActRefused):
        printed(desk)


def test_a_paper_that_was_read_back_is_proven_and_one_that_was_replaced_proves_nothing(desk: Desk) -> None:
    for number in (1, 2):
        desk.station.check_in(f"B{number}", "s1")
    first, other = printed(desk), printed(desk, 2)
    second = printed(desk)
    assert desk.station.prove(first.badge.code_hash) is None
    assert [each.person for each in desk.station.unproven()] == ["B2", "B1"]
    proof = desk.station.prove(second.badge.code_hash)
    assert proof is not None
    assert proof.proven
    assert desk.station.prove(second.badge.code_hash) is None
    desk.reopen()
    assert [each.code_hash for each in desk.station.unproven()] == [other.badge.code_hash]
    card = desk.station.card("B1")
    assert card.printed is not None
    assert card.printed.proven
    record = desk.records()[-1]
    assert (record.kind, record.refers, record.code_hash) == (Kind.PRINT, 5, second.badge.code_hash)


def test_a_badge_for_some_days_is_signed_for_today_or_the_next_of_them(desk: Desk) -> None:
    zone = desk.station.zone

    def day(*days: int, now: int) -> int:
        return signed_day(desk.programme, zone, badge_of(1, days=days), now)

    assert [day(now=at(1, 11)), day(1, 2, 3, now=at(1, 11))] == [0, 0]
    assert [day(1, 3, now=at(1, 11)), day(1, 3, now=at(2, 11)), day(1, 3, now=at(3, 11)), day(1, now=at(3, 11))] == [1, 3, 3, 1]


def test_on_a_full_disk_nothing_more_is_printed_and_the_last_paper_stays_good(desk: Desk) -> None:
    desk.station.check_in("B1", "s1")
    papers = [printed(desk)]
    connection = desk.station._journal._connection
    connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(CannotRecord):
        papers.extend(printed(desk) for _ in range(100))
    desk.reopen()
    assert desk.station.card("B1").badge == papers[-1].badge
    assert desk.scan(papers[-1].code).verdict.outcome is Outcome.ADMIT
