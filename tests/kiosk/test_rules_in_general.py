"""What holds for every case that can be put: it has one verdict, the same one each time, and the promises of the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.model import Badge, Code, CodeKind, Direction, Flag, History, Link, Movement, Outcome, Reason, Token, Verdict
from kiosk.programme import AtLimit, CutOff, Hours, Programme, Reentry, Zone
from kiosk.rules import OUTCOMES, Case, judge, may_override, opens_for
from kiosk.wording import tell
from tests.kiosk.fair import DESK, FAIR, GALA, GUEST_DESK, HALL, HASH, LOUNGE, MINUTE, SECOND, moment

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no fault of the rules."""

ZONE_IDS = ("hall", "lounge", "gala", "desk", "guest-desk", "nowhere")
TIMES = (
    st.integers(-(2**70), 2**70) | st.integers(moment(0, 0), moment(5, 0)) | st.sampled_from([moment(1, 10), moment(1, 18), moment(2, 15)])
)
NEAR = st.integers(-600, 600).map(lambda seconds: moment(1, 11) + seconds * SECOND)
MAYBE_TIMES = st.none() | TIMES | NEAR
COUNTS = st.integers(0, 3) | st.integers(-5, 2**40)
DIRECTIONS = st.sampled_from(Direction)
FLAGS = st.integers(0, 127).map(Flag) | st.just(Flag.CHECKED_IN)
HOURS = st.builds(Hours, st.integers(-1, 5), st.times(), st.times()) | st.builds(
    Hours, st.integers(1, 3), st.just(time(10)), st.just(time(18))
)

ZONES = st.builds(
    replace,
    st.sampled_from([HALL, LOUNGE, GALA, DESK, GUEST_DESK]),
    categories=st.frozensets(st.sampled_from(["visitor", "buyer", "speaker", "ghost"])),
    hours=st.just(HALL.hours) | st.lists(HOURS, max_size=4).map(tuple),
    capacity=st.none() | COUNTS,
    at_limit=st.sampled_from(AtLimit),
    exits=st.booleans(),
    reentry=st.sampled_from(Reentry),
    pause_s=st.integers(0, 100),
    check_in_first=st.booleans(),
    invitation=st.booleans(),
    cut_off=st.sampled_from(CutOff),
    cut_off_after_s=st.integers(0, 1000),
    override=st.booleans(),
)
BADGES = st.builds(
    Badge,
    st.just(HASH),
    st.just("id"),
    st.sampled_from(["visitor", "buyer", "speaker", "ghost"]),
    FLAGS,
    MAYBE_TIMES,
    MAYBE_TIMES,
    st.lists(st.integers(-1, 5), max_size=3).map(tuple),
    st.frozensets(st.sampled_from(ZONE_IDS)),
)
CODES = st.builds(
    Code, st.just(CodeKind.BADGE) | st.sampled_from(CodeKind), st.text(max_size=20), st.just(HASH) | st.just(b""),
    st.none() | st.builds(Token, st.just(HASH), st.integers(0, 255), st.integers(-1, 20), st.integers(-1, 15)),
)  # fmt: skip
MOVEMENTS = st.builds(Movement, st.sampled_from(ZONE_IDS), DIRECTIONS, TIMES | NEAR, st.just("other"))
HISTORIES = st.builds(History, st.none() | MOVEMENTS, COUNTS, COUNTS, MAYBE_TIMES)
LINKS = st.builds(Link, st.booleans(), MAYBE_TIMES, MAYBE_TIMES, MAYBE_TIMES, MAYBE_TIMES)


def _case(programme: Programme, zone: Zone, **rest: object) -> Case:
    zones = tuple(zone if zone.id == one.id else one for one in programme.zones)
    return Case(replace(programme, zones=zones), zone, **rest)  # type: ignore[arg-type]


CASES = st.builds(
    _case,
    st.just(FAIR),
    ZONES,
    direction=DIRECTIONS,
    now=TIMES | NEAR,
    code=CODES,
    badge=st.none() | BADGES,
    history=HISTORIES,
    link=LINKS,
    inside=COUNTS,
    override=st.booleans(),
)


@given(CASES)
@settings(UNTIMED, max_examples=800)
def test_every_case_has_a_verdict_that_can_be_said(case: Case) -> None:
    verdict = judge(case)
    assert isinstance(verdict, Verdict)
    softer = verdict.reason is Reason.ZONE_FULL and case.zone.at_limit is AtLimit.WARN
    assert verdict.outcome is (Outcome.ATTENTION if softer else OUTCOMES[verdict.reason])
    assert set(verdict.go_to) <= {zone.id for zone in case.programme.zones} - {case.zone.id}
    assert set(opens_for(case.programme, case.badge, case.now)) <= {zone.id for zone in case.programme.zones if not zone.desk}
    for lang in ("ko", "en"):
        told = tell(verdict, case.programme, lang, case.now, case.direction)
        assert told.word
        assert told.sentence
        assert "{" not in told.sentence + told.next


@given(CASES)
@settings(UNTIMED, max_examples=200)
def test_the_same_case_has_the_same_verdict(case: Case) -> None:
    assert judge(case) == judge(replace(case, zone=replace(case.zone)))


@given(CASES, BADGES)
@settings(UNTIMED, max_examples=200)
def test_staff_can_always_let_a_known_badge_in(case: Case, badge: Badge) -> None:
    badge = replace(badge, flags=badge.flags & ~Flag.CONFIRMATION)
    case = replace(case, badge=badge, code=Code(CodeKind.BADGE, "", HASH), zone=replace(case.zone, override=True), override=True)
    assert judge(case).reason is Reason.LET_IN_BY_STAFF


@given(CASES, BADGES)
@settings(UNTIMED, max_examples=200)
def test_nobody_with_a_known_badge_is_held_inside(case: Case, badge: Badge) -> None:
    badge = replace(badge, flags=badge.flags & ~Flag.CONFIRMATION)
    case = replace(
        case,
        badge=badge,
        code=Code(CodeKind.BADGE, "", HASH),
        zone=replace(case.zone, exits=True),
        direction=Direction.EXIT,
        override=False,
    )
    assert judge(case).outcome in (Outcome.ADMIT, Outcome.REPEAT)


@given(CASES)
@settings(UNTIMED, max_examples=200)
def test_a_zone_for_one_visit_never_admits_a_second_without_staff(case: Case) -> None:
    zone = replace(case.zone, reentry=Reentry.ONCE, desk=False)
    history = replace(case.history, entries_ever=max(1, case.history.entries_ever))
    verdict = judge(replace(case, zone=zone, history=history, direction=Direction.ENTRY, override=False))
    assert verdict.outcome is not Outcome.ADMIT


@given(CASES)
@settings(UNTIMED, max_examples=200)
def test_staff_is_offered_exactly_what_an_override_then_admits(case: Case) -> None:
    verdict = judge(replace(case, override=False))
    overridden = judge(replace(case, override=True))
    if may_override(case.zone, verdict):
        assert overridden.reason is Reason.LET_IN_BY_STAFF
    elif verdict.outcome in (Outcome.ATTENTION, Outcome.REFUSE) and verdict.reason is not Reason.ENTRY_ONLY:
        assert overridden.reason is not Reason.LET_IN_BY_STAFF


@given(CASES, st.integers(0, 10 * MINUTE))
@settings(UNTIMED, max_examples=200)
def test_a_silent_server_changes_nothing_where_the_station_is_trusted(case: Case, silence: int) -> None:
    case = replace(case, zone=replace(case.zone, cut_off=CutOff.ADMIT))
    offline = Link(online=False, offline_since=case.now - silence)
    assert judge(replace(case, link=offline)) == judge(replace(case, link=Link(online=True)))
