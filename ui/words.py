"""What a verdict says on a screen: word, sentence, next step, in the language switched on; knows no colours and paints nothing.

English is written here, Korean comes from Qt Linguist (``assets/lang``). Each reason is a context of its own, so that one English phrase
may be two Korean ones. The commands say the same out of ``kiosk.catalogue.reasons``; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kiosk.model import Direction, Reason, Verdict
from kiosk.programme import Programme, Zone
from ui import phrases
from ui.marks import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Told:
    """A verdict in words; ``place`` is the zone to go to, if any."""

    word: str
    sentence: str
    next: str
    place: Zone | None = None


_TEXTS: dict[Reason, tuple[str, str, str]] = {
    Reason.ADMITTED: (
        QT_TRANSLATE_NOOP("Verdict.admitted", "Welcome"),
        QT_TRANSLATE_NOOP("Verdict.admitted", "Please go in."),
        "",
    ),
    Reason.ADMITTED_AGAIN: (
        QT_TRANSLATE_NOOP("Verdict.admitted_again", "Welcome back"),
        QT_TRANSLATE_NOOP("Verdict.admitted_again", "Please go in."),
        "",
    ),
    Reason.EXIT_RECORDED: (
        QT_TRANSLATE_NOOP("Verdict.exit_recorded", "Goodbye"),
        QT_TRANSLATE_NOOP("Verdict.exit_recorded", "Your exit is recorded."),
        QT_TRANSLATE_NOOP("Verdict.exit_recorded", "See you again."),
    ),
    Reason.LET_IN_BY_STAFF: (
        QT_TRANSLATE_NOOP("Verdict.let_in_by_staff", "Welcome"),
        QT_TRANSLATE_NOOP("Verdict.let_in_by_staff", "Our staff checked your badge."),
        QT_TRANSLATE_NOOP("Verdict.let_in_by_staff", "Please go in."),
    ),
    Reason.SIGNED_NOT_LISTED: (
        QT_TRANSLATE_NOOP("Verdict.signed_not_listed", "Welcome"),
        QT_TRANSLATE_NOOP("Verdict.signed_not_listed", "Please go in."),
        "",
    ),
    Reason.JUST_SCANNED: (
        QT_TRANSLATE_NOOP("Verdict.just_scanned", "All set"),
        QT_TRANSLATE_NOOP("Verdict.just_scanned", "We have just read this badge."),
        QT_TRANSLATE_NOOP("Verdict.just_scanned", "Please go on in."),
    ),
    Reason.ALREADY_INSIDE: (
        QT_TRANSLATE_NOOP("Verdict.already_inside", "Already in"),
        QT_TRANSLATE_NOOP("Verdict.already_inside", "This badge came in {ago} ago."),
        QT_TRANSLATE_NOOP("Verdict.already_inside", "Please see the steward here."),
    ),
    Reason.NEEDS_ID: (
        QT_TRANSLATE_NOOP("Verdict.needs_id", "ID, please"),
        QT_TRANSLATE_NOOP("Verdict.needs_id", "We need to see your ID."),
        QT_TRANSLATE_NOOP("Verdict.needs_id", "Please show it to the steward."),
    ),
    Reason.OFFLINE_ASK_STAFF: (
        QT_TRANSLATE_NOOP("Verdict.offline_ask_staff", "One moment"),
        QT_TRANSLATE_NOOP("Verdict.offline_ask_staff", "We cannot check this offline."),
        QT_TRANSLATE_NOOP("Verdict.offline_ask_staff", "The steward will help you."),
    ),
    Reason.OFFLINE_REFUSED: (
        QT_TRANSLATE_NOOP("Verdict.offline_refused", "Cannot check"),
        QT_TRANSLATE_NOOP("Verdict.offline_refused", "We cannot check this offline."),
        QT_TRANSLATE_NOOP("Verdict.offline_refused", "Please ask the steward."),
    ),
    Reason.WRONG_ZONE: (
        QT_TRANSLATE_NOOP("Verdict.wrong_zone", "Not this zone"),
        QT_TRANSLATE_NOOP("Verdict.wrong_zone", "Your badge is for another zone."),
        QT_TRANSLATE_NOOP("Verdict.wrong_zone", "Please go here:"),
    ),
    Reason.BY_INVITATION: (
        QT_TRANSLATE_NOOP("Verdict.by_invitation", "By invitation"),
        QT_TRANSLATE_NOOP("Verdict.by_invitation", "This zone is for invited guests."),
        QT_TRANSLATE_NOOP("Verdict.by_invitation", "Please ask the steward."),
    ),
    Reason.NOT_OPEN_YET: (
        QT_TRANSLATE_NOOP("Verdict.not_open_yet", "Not open yet"),
        QT_TRANSLATE_NOOP("Verdict.not_open_yet", "Entry starts at {at}."),
        QT_TRANSLATE_NOOP("Verdict.not_open_yet", "Please come back then."),
    ),
    Reason.CLOSED: (
        QT_TRANSLATE_NOOP("Verdict.closed", "Closed"),
        QT_TRANSLATE_NOOP("Verdict.closed", "Entry ended at {at} today."),
        QT_TRANSLATE_NOOP("Verdict.closed", "Please ask the information desk."),
    ),
    Reason.WRONG_DAY: (
        QT_TRANSLATE_NOOP("Verdict.wrong_day", "Not today"),
        QT_TRANSLATE_NOOP("Verdict.wrong_day", "This badge is for {days}."),
        QT_TRANSLATE_NOOP("Verdict.wrong_day", "Please ask the registration desk."),
    ),
    Reason.ZONE_FULL: (
        QT_TRANSLATE_NOOP("Verdict.zone_full", "Full for now"),
        QT_TRANSLATE_NOOP("Verdict.zone_full", "There is no room at the moment."),
        QT_TRANSLATE_NOOP("Verdict.zone_full", "Please wait for the steward's call."),
    ),
    Reason.NO_REENTRY: (
        QT_TRANSLATE_NOOP("Verdict.no_reentry", "Once only"),
        QT_TRANSLATE_NOOP("Verdict.no_reentry", "This zone can be entered once."),
        QT_TRANSLATE_NOOP("Verdict.no_reentry", "Please ask the steward."),
    ),
    Reason.NOT_CHECKED_IN: (
        QT_TRANSLATE_NOOP("Verdict.not_checked_in", "Check in first"),
        QT_TRANSLATE_NOOP("Verdict.not_checked_in", "You have not checked in yet."),
        QT_TRANSLATE_NOOP("Verdict.not_checked_in", "Please go to the registration desk."),
    ),
    Reason.REPLACED: (
        QT_TRANSLATE_NOOP("Verdict.replaced", "Old badge"),
        QT_TRANSLATE_NOOP("Verdict.replaced", "A newer badge replaced this one."),
        QT_TRANSLATE_NOOP("Verdict.replaced", "Please show your new badge."),
    ),
    Reason.REVOKED: (
        QT_TRANSLATE_NOOP("Verdict.revoked", "Cancelled"),
        QT_TRANSLATE_NOOP("Verdict.revoked", "This badge has been cancelled."),
        QT_TRANSLATE_NOOP("Verdict.revoked", "Please ask the registration desk."),
    ),
    Reason.BLOCKED: (
        QT_TRANSLATE_NOOP("Verdict.blocked", "Please ask us"),
        QT_TRANSLATE_NOOP("Verdict.blocked", "This badge cannot be used now."),
        QT_TRANSLATE_NOOP("Verdict.blocked", "The registration desk will help you."),
    ),
    Reason.NOT_VALID_YET: (
        QT_TRANSLATE_NOOP("Verdict.not_valid_yet", "Not valid yet"),
        QT_TRANSLATE_NOOP("Verdict.not_valid_yet", "This badge is valid from {at}."),
        QT_TRANSLATE_NOOP("Verdict.not_valid_yet", "Please come back then."),
    ),
    Reason.EXPIRED: (
        QT_TRANSLATE_NOOP("Verdict.expired", "Expired"),
        QT_TRANSLATE_NOOP("Verdict.expired", "This badge is no longer valid."),
        QT_TRANSLATE_NOOP("Verdict.expired", "Please ask the registration desk."),
    ),
    Reason.UNKNOWN_CODE: (
        QT_TRANSLATE_NOOP("Verdict.unknown_code", "Not found"),
        QT_TRANSLATE_NOOP("Verdict.unknown_code", "This badge is not on our list."),
        QT_TRANSLATE_NOOP("Verdict.unknown_code", "The registration desk will help you."),
    ),
    Reason.NOT_OUR_CODE: (
        QT_TRANSLATE_NOOP("Verdict.not_our_code", "Other code"),
        QT_TRANSLATE_NOOP("Verdict.not_our_code", "This is not an event badge."),
        QT_TRANSLATE_NOOP("Verdict.not_our_code", "Please show the badge you wear."),
    ),
    Reason.DAMAGED_SIGNATURE: (
        QT_TRANSLATE_NOOP("Verdict.damaged_signature", "Can't verify"),
        QT_TRANSLATE_NOOP("Verdict.damaged_signature", "We cannot verify this badge."),
        QT_TRANSLATE_NOOP("Verdict.damaged_signature", "The registration desk can reprint it."),
    ),
    Reason.SIGNER_WITHDRAWN: (
        QT_TRANSLATE_NOOP("Verdict.signer_withdrawn", "Print again"),
        QT_TRANSLATE_NOOP("Verdict.signer_withdrawn", "This badge's code is no longer valid."),
        QT_TRANSLATE_NOOP("Verdict.signer_withdrawn", "The registration desk can reprint it."),
    ),
    Reason.CONFIRMATION_CODE: (
        QT_TRANSLATE_NOOP("Verdict.confirmation_code", "Badge first"),
        QT_TRANSLATE_NOOP("Verdict.confirmation_code", "This QR is your confirmation."),
        QT_TRANSLATE_NOOP("Verdict.confirmation_code", "Please get your badge at the desk."),
    ),
    Reason.ENTRY_ONLY: (
        QT_TRANSLATE_NOOP("Verdict.entry_only", "Entry only"),
        QT_TRANSLATE_NOOP("Verdict.entry_only", "Exits are not recorded here."),
        QT_TRANSLATE_NOOP("Verdict.entry_only", "You may simply walk out."),
    ),
}

_UNFILLED: dict[Reason, tuple[str, str]] = {
    Reason.ALREADY_INSIDE: ("ago", QT_TRANSLATE_NOOP("Verdict.already_inside", "This badge is already inside.")),
    Reason.NOT_OPEN_YET: ("at", QT_TRANSLATE_NOOP("Verdict.not_open_yet", "Entry has not started yet.")),
    Reason.NOT_VALID_YET: ("at", QT_TRANSLATE_NOOP("Verdict.not_valid_yet", "This badge is not valid yet.")),
    Reason.CLOSED: ("at", QT_TRANSLATE_NOOP("Verdict.closed", "Entry has ended.")),
    Reason.WRONG_DAY: ("days", QT_TRANSLATE_NOOP("Verdict.wrong_day", "This badge is for another day.")),
}
"""The sentence where the value it would name is not known."""

_NOWHERE: dict[Reason, str] = {
    Reason.WRONG_ZONE: QT_TRANSLATE_NOOP("Verdict.wrong_zone", "Please ask the information desk."),
}
"""The next step where there is no place to send the person to."""

_OUTWARD: dict[Reason, str] = {
    Reason.JUST_SCANNED: QT_TRANSLATE_NOOP("Verdict.just_scanned", "Please go on out."),
}
"""The next step for a person on the way out, where it differs."""


def tell(verdict: Verdict, programme: Programme, now: int, direction: Direction = Direction.ENTRY) -> Told:
    """``verdict`` in words, in the language switched on, for a person going this way. ``now`` in us since the Unix epoch: a time on
    another day gets its date."""
    reason = verdict.reason
    word, sentence, step = _TEXTS[reason]
    values = {
        "ago": phrases.duration(verdict.ago) if verdict.ago is not None else "",
        "at": phrases.moment(verdict.at, programme.timezone, now) if verdict.at is not None else "",
        "days": phrases.days(verdict.days),
    }
    if reason in _UNFILLED and not values[_UNFILLED[reason][0]]:
        sentence = _UNFILLED[reason][1]
    places = [zone for zone in map(programme.zone, verdict.go_to) if zone is not None]
    if not places:
        step = _NOWHERE.get(reason, step)
    if direction is Direction.EXIT:
        step = _OUTWARD.get(reason, step)
    return Told(
        word=_say(reason, word),
        sentence=_say(reason, sentence).format_map(values),
        next=_say(reason, step),
        place=places[0] if places else None,
    )


def template(reason: Reason) -> tuple[str, str, str]:
    """Word, sentence and next step of ``reason`` with their values unfilled, in the language switched on."""
    word, sentence, step = _TEXTS[reason]
    return _say(reason, word), _say(reason, sentence), _say(reason, step)


def _say(reason: Reason, text: str) -> str:
    return QCoreApplication.translate(f"Verdict.{reason}", text) if text else ""
