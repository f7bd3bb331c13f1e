"""The judgement: one case in, exactly one verdict with one reason out; pure and total. Knows no file, no clock, no screen.

The server runs the same function when it looks for conflicts, so a station judges alike with and without a network.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from kiosk.days import event_day, last_closing, next_opening, opening_at, same_date
from kiosk.model import Badge, Code, CodeKind, Direction, Flag, History, Link, Outcome, Reason, Verdict
from kiosk.programme import AtLimit, CutOff, Programme, Reentry, Zone

SECOND = 1_000_000
_LONGEST = 3650 * 86_400 * SECOND  # ten years: beyond it a clock was wrong, not a visitor long inside

OUTCOMES: dict[Reason, Outcome] = {
    Reason.ADMITTED: Outcome.ADMIT,
    Reason.ADMITTED_AGAIN: Outcome.ADMIT,
    Reason.EXIT_RECORDED: Outcome.ADMIT,
    Reason.LET_IN_BY_STAFF: Outcome.ADMIT,
    Reason.SIGNED_NOT_LISTED: Outcome.ADMIT,
    Reason.JUST_SCANNED: Outcome.REPEAT,
    Reason.ALREADY_INSIDE: Outcome.ATTENTION,
    Reason.NEEDS_ID: Outcome.ATTENTION,
    Reason.OFFLINE_ASK_STAFF: Outcome.ATTENTION,
    Reason.OFFLINE_REFUSED: Outcome.REFUSE,
    Reason.WRONG_ZONE: Outcome.REFUSE,
    Reason.BY_INVITATION: Outcome.REFUSE,
    Reason.NOT_OPEN_YET: Outcome.REFUSE,
    Reason.CLOSED: Outcome.REFUSE,
    Reason.WRONG_DAY: Outcome.REFUSE,
    Reason.ZONE_FULL: Outcome.REFUSE,
    Reason.NO_REENTRY: Outcome.REFUSE,
    Reason.NOT_CHECKED_IN: Outcome.REFUSE,
    Reason.REPLACED: Outcome.REFUSE,
    Reason.REVOKED: Outcome.REFUSE,
    Reason.BLOCKED: Outcome.REFUSE,
    Reason.NOT_VALID_YET: Outcome.REFUSE,
    Reason.EXPIRED: Outcome.REFUSE,
    Reason.UNKNOWN_CODE: Outcome.REFUSE,
    Reason.NOT_OUR_CODE: Outcome.REFUSE,
    Reason.DAMAGED_SIGNATURE: Outcome.REFUSE,
    Reason.SIGNER_WITHDRAWN: Outcome.REFUSE,
    Reason.CONFIRMATION_CODE: Outcome.REFUSE,
    Reason.ENTRY_ONLY: Outcome.REFUSE,
}
"""What each reason does at the door. One of them can be softer: ``outcome`` says when."""

BEYOND_STAFF = frozenset({Reason.NOT_OUR_CODE, Reason.DAMAGED_SIGNATURE, Reason.CONFIRMATION_CODE, Reason.ENTRY_ONLY})
"""Reasons no override lifts: there is no badge of this event in the reading that an entry could be booked on, or nobody to let in."""

BARRED = Flag.REPLACED | Flag.REVOKED | Flag.BLOCKED
"""A badge with any of these opens nothing."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that a judgement looks at. ``now`` is corrected time in us since the Unix epoch; ``badge`` the roster's row for ``code`` or
    None; ``history`` this badge's at ``zone``; ``inside`` how many are in ``zone``; ``override``: staff let this one in."""

    programme: Programme
    zone: Zone
    direction: Direction
    now: int
    code: Code
    badge: Badge | None
    history: History
    link: Link
    inside: int
    override: bool = False


def judge(case: Case) -> Verdict:
    """The one verdict on ``case``. Raises nothing, whatever the case."""
    if reason := _unreadable(case):
        return _verdict(case, reason, go_to=() if reason is Reason.NOT_OUR_CODE else _desks(case, case.badge))
    # An override comes before the roster has its say: a badge printed while this station was cut off is unknown here, and the supervisor
    # who lets its wearer in must find that on record.
    if case.override and case.zone.override:
        return _verdict(case, Reason.LET_IN_BY_STAFF)
    badge = case.badge or _badge_of_token(case)
    # Whoever staff let in with an unknown badge was counted in, so is counted out again.
    if badge is None and not (case.direction is Direction.EXIT and _last_here(case)):
        withdrawn = case.code.token is not None and case.code.token.withdrawn
        return _verdict(case, Reason.SIGNER_WITHDRAWN if withdrawn else Reason.UNKNOWN_CODE, go_to=_desks(case, None))
    if case.direction is Direction.EXIT:
        return _exit(case)
    assert badge is not None
    for rule in _DESK_RULES if case.zone.desk else _GATE_RULES:
        if verdict := rule(case, badge):
            return verdict
    if case.badge is None:
        return _verdict(case, Reason.SIGNED_NOT_LISTED)
    return _verdict(case, Reason.ADMITTED_AGAIN if case.history.entries_since_emptied > 0 else Reason.ADMITTED)


def outcome(reason: Reason, zone: Zone) -> Outcome:
    """What ``reason`` does at the door of ``zone``: the table's word, softened where a full zone only warns."""
    if reason is Reason.ZONE_FULL and zone.at_limit is AtLimit.WARN:
        return Outcome.ATTENTION
    return OUTCOMES[reason]


def may_override(zone: Zone, verdict: Verdict) -> bool:
    """Whether staff may let this person in after ``verdict``; the same case judged with ``override`` is then admitted."""
    return zone.override and verdict.outcome in (Outcome.ATTENTION, Outcome.REFUSE) and verdict.reason not in BEYOND_STAFF


def takes(zone: Zone, badge: Badge) -> bool:
    """Whether ``zone`` is one of this badge's: an invitation opens it to any category; without one the category must be listed and the
    zone not be by invitation."""
    return zone.id in badge.invitations or (badge.category in zone.categories and not zone.invitation)


def good_days(programme: Programme, badge: Badge) -> tuple[int, ...]:
    """The event days (1 is the first) this badge is good for: its own days, as far as its category has them too."""
    category = programme.category(badge.category)
    every = range(1, len(programme.days) + 1)
    return tuple(
        day for day in every if (not badge.days or day in badge.days) and (category is None or not category.days or day in category.days)
    )


def opens_for(programme: Programme, badge: Badge | None, now: int) -> tuple[str, ...]:
    """Ids of the zones (desks aside) this badge opens now or later today, those it is invited to first; for the icons beside a verdict.
    ``now`` in us since the Unix epoch. Whether a zone is full or was visited already does not count here."""
    return _open_zones(programme, badge, now, later_today=True)


def _open_zones(programme: Programme, badge: Badge | None, now: int, *, later_today: bool) -> tuple[str, ...]:
    if badge is None or badge.flags & (BARRED | Flag.CONFIRMATION) or _outside_validity(badge, now):
        return ()
    days = good_days(programme, badge)
    found = []
    for zone in programme.zones:
        opening = opening_at(programme, zone, now)
        if opening is None and later_today:
            coming = next_opening(programme, zone, now)
            opening = coming if coming and same_date(programme, coming.opens, now) else None
        if not zone.desk and opening and opening.day in days and takes(zone, badge):
            found.append(zone.id)
    return tuple(sorted(found, key=lambda zone_id: zone_id not in badge.invitations))


def _desks(case: Case, badge: Badge | None) -> tuple[str, ...]:
    """Other desks that serve this category, open ones first; any desk where none does, or the category is not known."""
    desks = [zone for zone in case.programme.zones if zone.desk]
    serving = [zone for zone in desks if badge and badge.category in zone.categories] or desks
    serving.sort(key=lambda zone: opening_at(case.programme, zone, case.now) is None)
    return tuple(zone.id for zone in serving if zone.id != case.zone.id)


def _verdict(
    case: Case,
    reason: Reason,
    *,
    at: int | None = None,
    ago: timedelta | None = None,
    days: tuple[int, ...] = (),
    go_to: tuple[str, ...] = (),
) -> Verdict:
    return Verdict(outcome(reason, case.zone), reason, at=at, ago=ago, days=days, go_to=go_to)


def _unreadable(case: Case) -> Reason | None:
    if case.code.kind is CodeKind.FOREIGN:
        return Reason.NOT_OUR_CODE
    if case.code.kind is CodeKind.DAMAGED:
        return Reason.DAMAGED_SIGNATURE
    confirmation = case.code.kind is CodeKind.CONFIRMATION or (case.badge is not None and Flag.CONFIRMATION in case.badge.flags)
    return Reason.CONFIRMATION_CODE if confirmation and not case.zone.desk else None


def _badge_of_token(case: Case) -> Badge | None:
    """A valid signed code the roster does not know, as the badge it says it is. A desk printed it, so its wearer has checked in.

    What a desk signed whose key no longer counts says nothing; a badge the roster knows never needed that signature."""
    token, categories = case.code.token, case.programme.categories
    if case.code.kind is not CodeKind.TOKEN or token is None or token.withdrawn or not 0 <= token.category_index < len(categories):
        return None
    category = categories[token.category_index]
    return Badge(token.code_hash, "", category.id, Flag.CHECKED_IN, days=(token.day,) if token.day else ())


def _exit(case: Case) -> Verdict:
    """Nobody is held inside: a known badge goes out whatever its standing, the hour or the link, seen coming in or not."""
    if not case.zone.exits:
        return _verdict(case, Reason.ENTRY_ONLY)
    return _repeat(case, None) or _verdict(case, Reason.EXIT_RECORDED)


def _standing(case: Case, badge: Badge) -> Verdict | None:
    # replaced before revoked: a reprint does both to the old badge, and "show the new one" is what helps
    if Flag.REPLACED in badge.flags:
        return _verdict(case, Reason.REPLACED)
    if Flag.REVOKED in badge.flags:
        return _verdict(case, Reason.REVOKED, go_to=_desks(case, badge))
    if Flag.BLOCKED in badge.flags:
        return _verdict(case, Reason.BLOCKED, go_to=_desks(case, badge))
    return None


def _repeat(case: Case, _badge: Badge | None) -> Verdict | None:
    """This station admitted the same badge this way within the pause, and it has not moved since. Nearness counts both ways in time,
    for a clock that was put back would else keep the pause running for as long."""
    read, last = case.history.last_read, case.history.last
    if read is None or abs(case.now - read) >= case.zone.pause_s * SECOND:
        return None
    moved = last is not None and last.at > read and (last.direction is not case.direction or last.zone != case.zone.id)
    return None if moved else _verdict(case, Reason.JUST_SCANNED, ago=_since(case, read))


def _outside_validity(badge: Badge, now: int) -> bool:
    return (badge.valid_from is not None and now < badge.valid_from) or (badge.valid_until is not None and now >= badge.valid_until)


def _validity(case: Case, badge: Badge) -> Verdict | None:
    if not _outside_validity(badge, case.now):
        return None
    # expired first: a window that ends before it begins never comes
    if badge.valid_until is not None and case.now >= badge.valid_until:
        return _verdict(case, Reason.EXPIRED, at=badge.valid_until, go_to=_desks(case, badge))
    return _verdict(case, Reason.NOT_VALID_YET, at=badge.valid_from)


def _day(case: Case, badge: Badge) -> Verdict | None:
    today = event_day(case.programme, case.zone, case.now)
    good = good_days(case.programme, badge)
    # outside the event a badge for every day is not on a wrong day: the hours say when the doors open
    if today in good or (today is None and len(good) == len(case.programme.days)):
        return None
    return _verdict(case, Reason.WRONG_DAY, days=good, go_to=_desks(case, badge))


def _category(case: Case, badge: Badge) -> Verdict | None:
    if takes(case.zone, badge):
        return None
    if case.zone.desk:
        return _verdict(case, Reason.WRONG_ZONE, go_to=_desks(case, badge))
    if badge.category in case.zone.categories:
        return _verdict(case, Reason.BY_INVITATION)
    return _verdict(case, Reason.WRONG_ZONE, go_to=_open_zones(case.programme, badge, case.now, later_today=False))


def _hours(case: Case, _badge: Badge) -> Verdict | None:
    """Shut: today's next opening, else today's last closing, else the next opening on a later day, else simply closed."""
    programme, zone, now = case.programme, case.zone, case.now
    if opening_at(programme, zone, now):
        return None
    coming, closed = next_opening(programme, zone, now), last_closing(programme, zone, now)
    if coming and same_date(programme, coming.opens, now):
        return _verdict(case, Reason.NOT_OPEN_YET, at=coming.opens)
    if closed is not None and same_date(programme, closed, now):
        return _verdict(case, Reason.CLOSED, at=closed)
    if coming:
        return _verdict(case, Reason.NOT_OPEN_YET, at=coming.opens)
    return _verdict(case, Reason.CLOSED)


def _check_in(case: Case, badge: Badge) -> Verdict | None:
    if not case.zone.check_in_first or Flag.CHECKED_IN in badge.flags:
        return None
    return _verdict(case, Reason.NOT_CHECKED_IN, go_to=_desks(case, badge))


def _last_here(case: Case) -> bool:
    return case.history.last is not None and case.history.last.zone == case.zone.id


def _is_inside(case: Case) -> bool:
    """Whether the badge is in this zone as far as is known; an entry elsewhere that excludes this zone has taken it out."""
    last = case.history.last
    return last is not None and last.zone == case.zone.id and last.direction is Direction.ENTRY


def _reentry(case: Case, _badge: Badge) -> Verdict | None:
    last = case.history.last
    reason = barred_again(case.zone, case.history)
    return _verdict(case, reason, ago=_since(case, last.at) if last else None) if reason else None


def barred_again(zone: Zone, history: History) -> Reason | None:
    """Why a badge with this history may not come into ``zone`` once more, None where it may. The server looks for conflicts by it too."""
    last = history.last
    match zone.reentry:
        case Reentry.AFTER_EXIT if last is not None and last.zone == zone.id and last.direction is Direction.ENTRY:
            return Reason.ALREADY_INSIDE
        case Reentry.ONCE_A_DAY if history.entries_since_emptied > 0:
            return Reason.NO_REENTRY
        case Reentry.ONCE if history.entries_ever > 0 or history.entries_since_emptied > 0:
            return Reason.NO_REENTRY
        case _:
            return None


def _room(case: Case, _badge: Badge) -> Verdict | None:
    # whoever is inside already takes no second place
    if case.zone.capacity is None or case.inside < case.zone.capacity or _is_inside(case):
        return None
    return _verdict(case, Reason.ZONE_FULL)


def _trust(case: Case, _badge: Badge) -> Verdict | None:
    if case.zone.cut_off is CutOff.ADMIT or not cut_off(case.zone, case.link, case.now):
        return None
    return _verdict(case, Reason.OFFLINE_ASK_STAFF if case.zone.cut_off is CutOff.ASK else Reason.OFFLINE_REFUSED)


def cut_off(zone: Zone, link: Link, now: int) -> bool:
    """Whether the server has been silent for as long as ``zone`` allows, or was never heard. Counted from when the roster was last known
    whole, so that starting the program anew buys no new trust; from the loss of the link where there is no roster yet."""
    if link.online:
        return False
    heard = link.roster_as_of if link.roster_as_of is not None else link.offline_since
    return heard is None or now - heard >= zone.cut_off_after_s * SECOND


def _identity(case: Case, badge: Badge) -> Verdict | None:
    return _verdict(case, Reason.NEEDS_ID) if Flag.NEEDS_ID in badge.flags else None


def _since(case: Case, then: int) -> timedelta:
    return timedelta(microseconds=min(max(case.now - then, 0), _LONGEST))


Rule = Callable[[Case, Badge], Verdict | None]

_GATE_RULES: tuple[Rule, ...] = (
    _standing, _repeat, _validity, _day, _category, _hours, _check_in, _reentry, _room, _trust, _identity,
)  # fmt: skip
"""In the order in which a person should hear of them: first what is wrong with the badge, then with the place, then with the moment.
What a steward can settle on the spot comes last, so nobody shows an ID at a door that stays shut."""

_DESK_RULES: tuple[Rule, ...] = (_standing, _repeat, _category, _identity)
"""A desk puts right what the gates refuse (wrong day, expired, not checked in), so it turns away only badges that are void and people
whom another desk serves."""
