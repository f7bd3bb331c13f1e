"""A station visitors use alone: what keeps one from being served without a person of staff; knows no name, no screen and no server."""

from __future__ import annotations

from enum import StrEnum

from kiosk.calls import CALLED, id_of
from kiosk.days import event_day
from kiosk.desk import Card, DeskStation, Due
from kiosk.model import Outcome, Reason, Source, Text, Verdict
from kiosk.rules import good_days


class Halt(StrEnum):
    """Why it does not go on by itself. What is wrong with somebody is for staff to say: those with no words of their own are STAFF."""

    UNKNOWN = "unknown"  # a code of ours that nobody has
    FOREIGN = "foreign"  # no code of ours
    NOT_TODAY = "not_today"
    ALREADY = "already"  # they have their badge
    OLD = "old"  # a newer badge took this one's place
    ELSEWHERE = "elsewhere"  # another desk serves them
    IDENTITY = "identity"  # an ID must be looked at
    STAFF = "staff"
    NOT_FOUND = "not_found"  # nobody has these digits and this name
    SEVERAL = "several"  # more than one has
    NAMES = "names"  # names cannot be opened now
    PAUSED = "paused"  # nothing can be recorded
    PRINTER = "printer"  # checked in, but no badge came


_OF_REASON = {
    Reason.UNKNOWN_CODE: Halt.UNKNOWN,
    Reason.NOT_OUR_CODE: Halt.FOREIGN,
    Reason.REPLACED: Halt.OLD,
    Reason.WRONG_ZONE: Halt.ELSEWHERE,
    Reason.NEEDS_ID: Halt.IDENTITY,
    Reason.WRONG_DAY: Halt.NOT_TODAY,
}


def halt_of(verdict: Verdict) -> Halt:
    """What a verdict that lets nobody on means to the visitor."""
    return _OF_REASON.get(verdict.reason, Halt.STAFF)


class SelfServiceStation(DeskStation):
    """A desk without staff. It turns away more than one with: nobody there may make an exception."""

    def offer(self, id_: str, source: Source) -> tuple[Card, Halt | None]:
        """The card of the person with this opaque id, and what keeps them from being served here, None for nothing. That it was opened is
        on record when this returns. Raises as ``open_card``."""
        card = self.open_card(id_, source=source)
        elsewhere = card.due is Due.PRINT and (card.done is None or card.done.row is None)  # with what paper nobody here knows
        if card.due is Due.NOTHING or elsewhere:
            return card, Halt.ALREADY
        if card.verdict.outcome in (Outcome.REFUSE, Outcome.ATTENTION):
            return card, halt_of(card.verdict)
        good, today = good_days(self.programme, card.badge), event_day(self.programme, self.zone, self._now())
        if today is not None and today not in good:
            return card, Halt.NOT_TODAY
        return card, None

    def call_staff(self, name: Text) -> str:
        """Record that staff is called to this kiosk, which is called ``name``; what the call is known by. Raises CannotRecord."""
        return id_of(self.note(CALLED, ko=name.ko, en=name.en))

    def call(self, id_: str) -> tuple[bool, bool]:
        """Whether the server has passed that call on, and whether somebody answered it."""
        return self._feed.call(id_)
