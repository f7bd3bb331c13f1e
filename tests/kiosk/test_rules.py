"""One row a rule: what a case looks like and the one verdict it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from kiosk.model import Direction, Flag, History, Link, Outcome, Reason
from kiosk.programme import AtLimit, CutOff, Hours, Reentry, Zone
from kiosk.rules import BEYOND_STAFF, OUTCOMES, Case, good_days, judge, may_override, opens_for
from tests.kiosk import fair
from tests.kiosk.fair import BUYER, DESK, FAIR, GALA, GUEST_DESK, HALL, LOUNGE, MINUTE, NOW, SECOND, SPEAKER, VISITOR, case, moment, moved

ADMIT, ATTENTION, REFUSE, REPEAT = Outcome.ADMIT, Outcome.ATTENTION, Outcome.REFUSE, Outcome.REPEAT
ENTRY, EXIT = Direction.ENTRY, Direction.EXIT
INSIDE = moved(ENTRY, NOW - 3 * MINUTE)
LEFT = moved(EXIT, NOW - 3 * MINUTE)
READ = moved(ENTRY, NOW - 5 * SECOND, last_read=NOW - 5 * SECOND)
SILENT = Link(online=False, offline_since=NOW - 20 * MINUTE, roster_as_of=NOW - 20 * MINUTE)


def with_flag(flag: Flag) -> Case:
    return case(replace(VISITOR, flags=VISITOR.flags | flag))


def hall(**rules: object) -> Zone:
    return replace(HALL, **rules)  # type: ignore[arg-type]


TABLE = [
    # what is in the picture
    ("another QR", case(None, code=fair.FOREIGN), REFUSE, Reason.NOT_OUR_CODE),
    ("a signature that does not hold", case(None, code=fair.DAMAGED), REFUSE, Reason.DAMAGED_SIGNATURE),
    ("a confirmation at a gate", case(VISITOR, code=fair.CONFIRMATION), REFUSE, Reason.CONFIRMATION_CODE),
    ("a row that is a confirmation", with_flag(Flag.CONFIRMATION), REFUSE, Reason.CONFIRMATION_CODE),
    ("a confirmation at a desk", case(VISITOR, code=fair.CONFIRMATION, zone=DESK), ADMIT, Reason.ADMITTED),
    ("a code of ours on no list", case(None), REFUSE, Reason.UNKNOWN_CODE),
    ("a confirmation on no list, at a desk", case(None, code=fair.CONFIRMATION, zone=DESK), REFUSE, Reason.UNKNOWN_CODE),
    ("a signed badge on no list", case(None, code=fair.token()), ADMIT, Reason.SIGNED_NOT_LISTED),
    ("a signed badge of no category", case(None, code=fair.token(category=len(FAIR.categories))), REFUSE, Reason.UNKNOWN_CODE),
    ("a signed badge of another zone", case(None, code=fair.token(), zone=LOUNGE), REFUSE, Reason.WRONG_ZONE),
    ("a signed badge of another day", case(None, code=fair.token(day=2)), REFUSE, Reason.WRONG_DAY),
    ("a signed badge has checked in", case(None, code=fair.token(), zone=hall(check_in_first=True)), ADMIT, Reason.SIGNED_NOT_LISTED),
    ("a signed badge of a desk whose key was revoked", case(None, code=fair.token(withdrawn="revoked")), REFUSE, Reason.SIGNER_WITHDRAWN),
    ("a badge on the list whose signer was revoked", case(VISITOR, code=fair.token(withdrawn="revoked")), ADMIT, Reason.ADMITTED),
    ("the roster wins over the token", case(VISITOR, code=fair.token(category=1), zone=LOUNGE), REFUSE, Reason.WRONG_ZONE),
    # the badge itself
    ("a good badge", case(), ADMIT, Reason.ADMITTED),
    ("a replaced badge", with_flag(Flag.REPLACED), REFUSE, Reason.REPLACED),
    ("a replaced badge is revoked too", with_flag(Flag.REPLACED | Flag.REVOKED), REFUSE, Reason.REPLACED),
    ("a revoked badge", with_flag(Flag.REVOKED), REFUSE, Reason.REVOKED),
    ("a blocked badge", with_flag(Flag.BLOCKED), REFUSE, Reason.BLOCKED),
    ("a VIP is admitted like anyone", with_flag(Flag.VIP), ADMIT, Reason.ADMITTED),
    ("before its window", case(replace(VISITOR, valid_from=NOW + 1)), REFUSE, Reason.NOT_VALID_YET),
    ("at the start of its window", case(replace(VISITOR, valid_from=NOW)), ADMIT, Reason.ADMITTED),
    ("at the end of its window", case(replace(VISITOR, valid_until=NOW)), REFUSE, Reason.EXPIRED),
    ("just before the end of its window", case(replace(VISITOR, valid_until=NOW + 1)), ADMIT, Reason.ADMITTED),
    ("a window turned round", case(replace(VISITOR, valid_from=NOW + 1, valid_until=NOW - 1)), REFUSE, Reason.EXPIRED),
    ("another day of the badge", case(replace(VISITOR, days=(2, 3))), REFUSE, Reason.WRONG_DAY),
    ("a badge for some days, before the event", case(replace(VISITOR, days=(2, 3)), now=moment(0, 11)), REFUSE, Reason.WRONG_DAY),
    ("a badge for every day, before the event", case(now=moment(0, 11)), REFUSE, Reason.NOT_OPEN_YET),
    ("a day of the badge", case(replace(VISITOR, days=(1, 3))), ADMIT, Reason.ADMITTED),
    ("another day of the category", case(SPEAKER, zone=hall(categories=frozenset({"speaker"}))), REFUSE, Reason.WRONG_DAY),
    # the zone
    ("a category the zone does not take", case(zone=LOUNGE), REFUSE, Reason.WRONG_ZONE),
    ("an invitation opens any zone", case(replace(VISITOR, invitations=frozenset({"lounge"})), zone=LOUNGE), ADMIT, Reason.ADMITTED),
    ("not invited", case(zone=GALA, now=moment(2, 16)), REFUSE, Reason.BY_INVITATION),
    ("invited", case(replace(VISITOR, invitations=frozenset({"gala"})), zone=GALA, now=moment(2, 16)), ADMIT, Reason.ADMITTED),
    ("before the doors open", case(now=moment(1, 9, 59, 59)), REFUSE, Reason.NOT_OPEN_YET),
    ("as the doors open", case(now=moment(1, 10)), ADMIT, Reason.ADMITTED),
    ("as the doors close", case(now=moment(1, 18)), REFUSE, Reason.CLOSED),
    ("not checked in", case(replace(VISITOR, flags=Flag.NONE), zone=hall(check_in_first=True)), REFUSE, Reason.NOT_CHECKED_IN),
    ("not checked in where none is asked", case(replace(VISITOR, flags=Flag.NONE)), ADMIT, Reason.ADMITTED),
    # coming again
    ("again within the pause", case(history=READ), REPEAT, Reason.JUST_SCANNED),
    ("again as the pause ends", case(history=READ, zone=hall(pause_s=5)), ADMIT, Reason.ADMITTED_AGAIN),
    ("free: inside as far as is known", case(history=INSIDE), ADMIT, Reason.ADMITTED_AGAIN),
    ("free: after an exit", case(history=LEFT), ADMIT, Reason.ADMITTED_AGAIN),
    ("free: seen out, never in", case(history=moved(EXIT, NOW - MINUTE, entries=0)), ADMIT, Reason.ADMITTED),
    ("free: a first time today", case(history=History(None, 0, 5)), ADMIT, Reason.ADMITTED),
    ("after exit: still inside", case(history=INSIDE, zone=hall(reentry=Reentry.AFTER_EXIT)), ATTENTION, Reason.ALREADY_INSIDE),
    ("after exit: has left", case(history=LEFT, zone=hall(reentry=Reentry.AFTER_EXIT)), ADMIT, Reason.ADMITTED_AGAIN),
    (
        "after exit: went into a zone that excludes this one",
        case(history=moved(ENTRY, NOW - MINUTE, zone="lounge"), zone=hall(reentry=Reentry.AFTER_EXIT)),
        ADMIT,
        Reason.ADMITTED_AGAIN,
    ),
    ("once a day: again", case(history=LEFT, zone=hall(reentry=Reentry.ONCE_A_DAY)), REFUSE, Reason.NO_REENTRY),
    ("once a day: next day", case(history=History(None, 0, 1), zone=hall(reentry=Reentry.ONCE_A_DAY)), ADMIT, Reason.ADMITTED),
    ("once: next day", case(history=History(None, 0, 1), zone=hall(reentry=Reentry.ONCE)), REFUSE, Reason.NO_REENTRY),
    ("once: the first time", case(zone=hall(reentry=Reentry.ONCE)), ADMIT, Reason.ADMITTED),
    ("revoked within the pause", replace(with_flag(Flag.REVOKED), history=READ), REFUSE, Reason.REVOKED),
    # how full
    ("the last seat", case(zone=hall(capacity=2), inside=1), ADMIT, Reason.ADMITTED),
    ("no seat left", case(zone=hall(capacity=2), inside=2), REFUSE, Reason.ZONE_FULL),
    ("no seat left, the steward decides", case(zone=hall(capacity=2, at_limit=AtLimit.WARN), inside=3), ATTENTION, Reason.ZONE_FULL),
    ("whoever is inside needs no second seat", case(zone=hall(capacity=2), inside=2, history=INSIDE), ADMIT, Reason.ADMITTED_AGAIN),
    # the network
    ("cut off, trusted", case(link=SILENT), ADMIT, Reason.ADMITTED),
    ("cut off, ask", case(link=SILENT, zone=hall(cut_off=CutOff.ASK)), ATTENTION, Reason.OFFLINE_ASK_STAFF),
    ("cut off, refuse", case(link=SILENT, zone=hall(cut_off=CutOff.REFUSE)), REFUSE, Reason.OFFLINE_REFUSED),
    ("never heard", case(link=Link(), zone=hall(cut_off=CutOff.REFUSE)), REFUSE, Reason.OFFLINE_REFUSED),
    ("silent for less", case(link=SILENT, zone=hall(cut_off=CutOff.REFUSE, cut_off_after_s=1201)), ADMIT, Reason.ADMITTED),
    ("silent for as long", case(link=SILENT, zone=hall(cut_off=CutOff.REFUSE, cut_off_after_s=1200)), REFUSE, Reason.OFFLINE_REFUSED),
    ("online", case(link=Link(online=True), zone=hall(cut_off=CutOff.REFUSE)), ADMIT, Reason.ADMITTED),
    (
        "started anew without a link, its roster old",
        case(link=replace(SILENT, offline_since=NOW), zone=hall(cut_off=CutOff.REFUSE)),
        REFUSE,
        Reason.OFFLINE_REFUSED,
    ),
    ("must show an ID", with_flag(Flag.NEEDS_ID), ATTENTION, Reason.NEEDS_ID),
    # going out
    ("out after in", case(direction=EXIT, history=INSIDE), ADMIT, Reason.EXIT_RECORDED),
    ("out, never seen in", case(direction=EXIT), ADMIT, Reason.EXIT_RECORDED),
    ("out again within the pause", case(direction=EXIT, history=replace(LEFT, last_read=NOW - SECOND)), REPEAT, Reason.JUST_SCANNED),
    ("out with a blocked badge", replace(with_flag(Flag.BLOCKED), direction=EXIT), ADMIT, Reason.EXIT_RECORDED),
    ("out after closing", case(direction=EXIT, now=moment(1, 23)), ADMIT, Reason.EXIT_RECORDED),
    ("out where only entries count", case(direction=EXIT, zone=hall(exits=False)), REFUSE, Reason.ENTRY_ONLY),
    ("out with an unknown badge", case(None, direction=EXIT), REFUSE, Reason.UNKNOWN_CODE),
    ("out with an unknown badge staff let in", case(None, direction=EXIT, history=INSIDE), ADMIT, Reason.EXIT_RECORDED),
    ("out with a signed badge", case(None, code=fair.token(), direction=EXIT), ADMIT, Reason.EXIT_RECORDED),
    # staff
    ("let in", replace(with_flag(Flag.BLOCKED), override=True), ADMIT, Reason.LET_IN_BY_STAFF),
    ("let in though unknown", case(None, override=True), ADMIT, Reason.LET_IN_BY_STAFF),
    ("not with another QR", case(None, code=fair.FOREIGN, override=True), REFUSE, Reason.NOT_OUR_CODE),
    ("not where none is allowed", replace(with_flag(Flag.BLOCKED), override=True, zone=hall(override=False)), REFUSE, Reason.BLOCKED),
    # desks put right what gates refuse
    ("a desk on a wrong day", case(replace(VISITOR, days=(3,)), zone=DESK), ADMIT, Reason.ADMITTED),
    ("a desk before it opens", case(zone=DESK, now=moment(1, 9)), ADMIT, Reason.ADMITTED),
    ("a desk with a revoked badge", replace(with_flag(Flag.REVOKED), zone=DESK), REFUSE, Reason.REVOKED),
    ("a desk for others", case(zone=GUEST_DESK), REFUSE, Reason.WRONG_ZONE),
    ("a desk looks at IDs", replace(with_flag(Flag.NEEDS_ID), zone=DESK), ATTENTION, Reason.NEEDS_ID),
]  # fmt: skip


@pytest.mark.parametrize(("one", "outcome", "reason"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_a_case_has_its_verdict(one: Case, outcome: Outcome, reason: Reason) -> None:
    verdict = judge(one)
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_the_table_reaches_every_reason() -> None:
    assert {row[3] for row in TABLE} == set(Reason)


def test_every_reason_has_an_outcome() -> None:
    assert set(OUTCOMES) == set(Reason)


def test_only_what_staff_may_lift_is_offered_to_them() -> None:
    for _, one, _, _ in TABLE:
        verdict = judge(replace(one, override=False))
        lifted = judge(replace(one, override=True)).reason is Reason.LET_IN_BY_STAFF
        assert not may_override(one.zone, verdict) or lifted
        assert verdict.reason not in BEYOND_STAFF or not may_override(one.zone, verdict)


def test_an_override_is_offered_for_a_refusal_and_never_for_an_admission() -> None:
    assert may_override(HALL, judge(with_flag(Flag.BLOCKED)))
    assert may_override(HALL, judge(with_flag(Flag.NEEDS_ID)))
    assert not may_override(HALL, judge(case()))
    assert not may_override(HALL, judge(case(history=READ)))
    assert not may_override(hall(override=False), judge(with_flag(Flag.BLOCKED)))


def test_an_entry_after_an_exit_is_no_repeat_however_soon() -> None:
    history = replace(moved(EXIT, NOW - SECOND), last_read=NOW - 4 * SECOND)
    assert judge(case(history=history)).reason is Reason.ADMITTED_AGAIN


def test_an_entry_after_an_entry_elsewhere_that_excludes_this_zone_is_no_repeat() -> None:
    history = replace(moved(ENTRY, NOW - SECOND, zone="lounge"), last_read=NOW - 4 * SECOND)
    assert judge(case(history=history)).reason is Reason.ADMITTED_AGAIN


def test_an_entry_read_at_another_door_of_the_zone_meanwhile_is_still_a_repeat() -> None:
    history = replace(moved(ENTRY, NOW - SECOND), last_read=NOW - 4 * SECOND)
    assert judge(case(history=history)).reason is Reason.JUST_SCANNED


def test_a_clock_put_back_does_not_keep_the_pause_running() -> None:
    ahead = NOW + 3600 * SECOND
    assert judge(case(history=moved(ENTRY, ahead, last_read=ahead))).reason is Reason.ADMITTED_AGAIN


def test_already_inside_says_how_long_ago() -> None:
    assert judge(case(history=INSIDE, zone=hall(reentry=Reentry.AFTER_EXIT))).ago == timedelta(minutes=3)


def test_not_valid_yet_and_expired_say_when() -> None:
    assert judge(case(replace(VISITOR, valid_from=NOW + 7))).at == NOW + 7
    assert judge(case(replace(VISITOR, valid_until=NOW - 7))).at == NOW - 7


def test_a_wrong_day_names_the_days_badge_and_category_share() -> None:
    speakers = hall(categories=frozenset({"speaker"}))
    assert judge(case(SPEAKER, zone=speakers)).days == (2, 3)
    assert judge(case(replace(SPEAKER, days=(1, 3)), zone=speakers)).days == (3,)
    assert judge(case(replace(SPEAKER, days=(1,)), zone=speakers)).days == ()


def test_past_midnight_a_badge_of_the_day_before_is_still_good() -> None:
    night = hall(hours=(Hours(1, time(20), time(2)),))
    assert judge(case(replace(VISITOR, days=(1,)), zone=night, now=moment(2, 1))).reason is Reason.ADMITTED


BREAK = hall(hours=(Hours(1, time(10), time(12)), Hours(1, time(14), time(18)), Hours(3, time(10), time(18))))


@pytest.mark.parametrize(
    ("now", "reason", "at"),
    [
        (moment(1, 9), Reason.NOT_OPEN_YET, moment(1, 10)),
        (moment(1, 13), Reason.NOT_OPEN_YET, moment(1, 14)),
        (moment(1, 19), Reason.CLOSED, moment(1, 18)),
        (moment(2, 12), Reason.NOT_OPEN_YET, moment(3, 10)),
        (moment(3, 19), Reason.CLOSED, moment(3, 18)),
        (moment(4, 9), Reason.CLOSED, None),
        (moment(-1, 9), Reason.NOT_OPEN_YET, moment(1, 10)),
    ],
    ids=["before", "noon break", "evening", "a day it stays shut", "last evening", "after the event", "before the event"],
)
def test_a_shut_door_says_when(now: int, reason: Reason, at: int | None) -> None:
    verdict = judge(case(zone=BREAK, now=now))
    assert (verdict.reason, verdict.at) == (reason, at)


def test_a_zone_without_hours_is_closed() -> None:
    assert judge(case(zone=hall(hours=()))).reason is Reason.CLOSED


def test_a_wrong_zone_sends_to_zones_that_are_open_now() -> None:
    assert judge(case(zone=LOUNGE)).go_to == ("hall",)
    assert judge(case(SPEAKER, now=moment(2, 11))).go_to == ()


def test_a_zone_one_is_invited_to_comes_first() -> None:
    invited = replace(BUYER, invitations=frozenset({"gala"}))
    closed_to_buyers = hall(categories=frozenset({"visitor"}))
    assert judge(case(invited, zone=closed_to_buyers, now=moment(2, 16))).go_to == ("gala", "lounge")


def test_a_stranger_is_sent_to_a_desk_and_a_speaker_to_their_own() -> None:
    assert judge(case(None)).go_to == ("desk", "guest-desk")
    assert judge(case(VISITOR, code=fair.CONFIRMATION)).go_to == ("desk",)
    assert judge(case(SPEAKER, code=fair.CONFIRMATION)).go_to == ("desk", "guest-desk")


def test_a_desk_that_is_open_comes_first() -> None:
    shut = replace(DESK, hours=(Hours(2, time(10), time(18)),))
    programme = replace(FAIR, zones=(HALL, shut, GUEST_DESK))
    assert judge(replace(case(None), programme=programme)).go_to == ("guest-desk", "desk")


def test_a_desk_never_sends_to_itself() -> None:
    assert judge(replace(with_flag(Flag.REVOKED), zone=DESK)).go_to == ()


def test_a_badge_opens_what_takes_it_today() -> None:
    assert opens_for(FAIR, BUYER, NOW) == ("hall", "lounge")
    assert opens_for(FAIR, VISITOR, moment(1, 9)) == ("hall",)
    assert opens_for(FAIR, VISITOR, moment(1, 18)) == ()
    assert opens_for(FAIR, replace(VISITOR, invitations=frozenset({"gala"})), moment(2, 11)) == ("gala", "hall")
    assert opens_for(FAIR, replace(VISITOR, days=(2,)), NOW) == ()


@pytest.mark.parametrize("flag", [Flag.REVOKED, Flag.REPLACED, Flag.BLOCKED, Flag.CONFIRMATION])
def test_a_void_badge_opens_nothing(flag: Flag) -> None:
    assert opens_for(FAIR, replace(BUYER, flags=flag), NOW) == ()
    assert opens_for(FAIR, None, NOW) == ()


def test_good_days_of_an_unrestricted_badge_are_all() -> None:
    assert good_days(FAIR, VISITOR) == (1, 2, 3)
