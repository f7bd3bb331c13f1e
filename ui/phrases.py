"""Times, durations, counts and short labels as the screens say them, in the language switched on; knows no layout."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from kiosk.days import local
from kiosk.model import Direction, Reason
from ui.marks import QT_TRANSLATE_NOOP

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_LABELS: dict[Reason, str] = {
    Reason.ADMITTED: QT_TRANSLATE_NOOP("Label", "In"),
    Reason.ADMITTED_AGAIN: QT_TRANSLATE_NOOP("Label", "In again"),
    Reason.EXIT_RECORDED: QT_TRANSLATE_NOOP("Label", "Out"),
    Reason.LET_IN_BY_STAFF: QT_TRANSLATE_NOOP("Label", "Let in"),
    Reason.SIGNED_NOT_LISTED: QT_TRANSLATE_NOOP("Label", "In, not listed"),
    Reason.JUST_SCANNED: QT_TRANSLATE_NOOP("Label", "Same again"),
    Reason.ALREADY_INSIDE: QT_TRANSLATE_NOOP("Label", "Already in"),
    Reason.NEEDS_ID: QT_TRANSLATE_NOOP("Label", "Needs ID"),
    Reason.OFFLINE_ASK_STAFF: QT_TRANSLATE_NOOP("Label", "Ask staff"),
    Reason.OFFLINE_REFUSED: QT_TRANSLATE_NOOP("Label", "Offline"),
    Reason.WRONG_ZONE: QT_TRANSLATE_NOOP("Label", "Other zone"),
    Reason.BY_INVITATION: QT_TRANSLATE_NOOP("Label", "Invited only"),
    Reason.NOT_OPEN_YET: QT_TRANSLATE_NOOP("Label", "Not open yet"),
    Reason.CLOSED: QT_TRANSLATE_NOOP("Label", "Closed"),
    Reason.WRONG_DAY: QT_TRANSLATE_NOOP("Label", "Other day"),
    Reason.ZONE_FULL: QT_TRANSLATE_NOOP("Label", "Full"),
    Reason.NO_REENTRY: QT_TRANSLATE_NOOP("Label", "Once only"),
    Reason.NOT_CHECKED_IN: QT_TRANSLATE_NOOP("Label", "Not checked in"),
    Reason.REPLACED: QT_TRANSLATE_NOOP("Label", "Old badge"),
    Reason.REVOKED: QT_TRANSLATE_NOOP("Label", "Cancelled"),
    Reason.BLOCKED: QT_TRANSLATE_NOOP("Label", "Blocked"),
    Reason.NOT_VALID_YET: QT_TRANSLATE_NOOP("Label", "Too early"),
    Reason.EXPIRED: QT_TRANSLATE_NOOP("Label", "Expired"),
    Reason.UNKNOWN_CODE: QT_TRANSLATE_NOOP("Label", "Not found"),
    Reason.NOT_OUR_CODE: QT_TRANSLATE_NOOP("Label", "Other code"),
    Reason.DAMAGED_SIGNATURE: QT_TRANSLATE_NOOP("Label", "Bad signature"),
    Reason.SIGNER_WITHDRAWN: QT_TRANSLATE_NOOP("Label", "Desk key ended"),
    Reason.CONFIRMATION_CODE: QT_TRANSLATE_NOOP("Label", "No badge yet"),
    Reason.ENTRY_ONLY: QT_TRANSLATE_NOOP("Label", "Entry only"),
}


def label(reason: Reason) -> str:
    """A few letters for staff: the row of the recent list."""
    return QCoreApplication.translate("Label", _LABELS[reason])


def direction(way: Direction) -> str:
    """Entry or exit."""
    if way is Direction.ENTRY:
        return QCoreApplication.translate("Phrase", "Entry")
    return QCoreApplication.translate("Phrase", "Exit")


def duration(span: timedelta) -> str:
    """A span in its largest whole unit, at least one minute: "3 minutes"."""
    seconds = max(0, int(span.total_seconds()))
    if seconds >= 2 * DAY:
        return QCoreApplication.translate("Phrase", "{n} days").format(n=seconds // DAY)
    if seconds >= 2 * HOUR:
        return QCoreApplication.translate("Phrase", "{n} hours").format(n=seconds // HOUR)
    if seconds >= HOUR:
        return QCoreApplication.translate("Phrase", "1 hour")
    if seconds >= 2 * MINUTE:
        return QCoreApplication.translate("Phrase", "{n} minutes").format(n=seconds // MINUTE)
    return QCoreApplication.translate("Phrase", "1 minute")


def age(microseconds: int) -> str:
    """How old something is, in a few letters: "now", "21 min", "3 h", "2 d"."""
    seconds = max(0, microseconds // 1_000_000)
    if seconds < MINUTE:
        return QCoreApplication.translate("Phrase", "now")
    if seconds < HOUR:
        return QCoreApplication.translate("Phrase", "{n} min ago").format(n=seconds // MINUTE)
    if seconds < DAY:
        return QCoreApplication.translate("Phrase", "{n} h ago").format(n=seconds // HOUR)
    return QCoreApplication.translate("Phrase", "{n} d ago").format(n=seconds // DAY)


def time(us: int, timezone: ZoneInfo) -> str:
    """``us`` since the Unix epoch as hours and minutes in the event's time zone."""
    return local(us, timezone).strftime("%H:%M")


def margin(offset: int | None, error: int | None) -> str:
    """How far a time may be off, in seconds: "±0.1 s"; "±?" where nobody can say."""
    if offset is None or error is None:
        return "±?"
    return QCoreApplication.translate("Phrase", "±{n} s").format(n=f"{error / 1e6:.1f}" if error < 9_950_000 else f"{error / 1e6:.0f}")


def gap(us: int) -> str:
    """How far two clocks are apart, in a few letters: "3 s", "21 min", "3 h", "2 d"."""
    seconds = abs(us) // 1_000_000
    if seconds < 2 * MINUTE:
        return QCoreApplication.translate("Phrase", "{n} s").format(n=seconds)
    if seconds < 2 * HOUR:
        return QCoreApplication.translate("Phrase", "{n} min").format(n=seconds // MINUTE)
    if seconds < 2 * DAY:
        return QCoreApplication.translate("Phrase", "{n} h").format(n=seconds // HOUR)
    return QCoreApplication.translate("Phrase", "{n} d").format(n=seconds // DAY)


def moment(us: int, timezone: ZoneInfo, now: int) -> str:
    """``us`` as hours and minutes, with its date where that is not the date of ``now``."""
    then = local(us, timezone)
    if then.date() == local(now, timezone).date():
        return time(us, timezone)
    months = QCoreApplication.translate("Phrase", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    text = QCoreApplication.translate("Phrase", "{time} on {day} {month}")
    return text.format(time=time(us, timezone), day=then.day, month=months[then.month - 1])


def days(numbers: tuple[int, ...]) -> str:
    """Event days by number: "Day 1", "Days 1 and 3"; nothing for none."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        return QCoreApplication.translate("Phrase", "Day {n}").format(n=numbers[0])
    return QCoreApplication.translate("Phrase", "Days {n}").format(n=", ".join(map(str, numbers)))


def count(number: int | None) -> str:
    """A number with its thousands parted; what is not known is said to be unknown, never 0."""
    return QCoreApplication.translate("Phrase", "unknown") if number is None else f"{number:,}"


def span(microseconds: int) -> str:
    """A span in a few letters: "21 min", "3 h"."""
    minutes = max(0, microseconds // 60_000_000)
    if minutes < 60:
        return QCoreApplication.translate("Phrase", "{n} min").format(n=max(1, minutes))
    return QCoreApplication.translate("Phrase", "{n} h").format(n=minutes // 60)
