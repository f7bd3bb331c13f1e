"""A registration desk's station: what is due for a person, checking them in, taking that back; knows no name, no screen and no server.

At a desk nobody comes in or goes out: a scan is recorded without a direction, and moves no count.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from kiosk import access
from kiosk.access import Purpose
from kiosk.acts import UndoWhy
from kiosk.clock import Clock
from kiosk.config import Identity
from kiosk.errors import ActRefused
from kiosk.journal import Journal, Why
from kiosk.model import Badge, Code, CodeKind, Direction, Flag, History, Kind, Outcome, Record, Sighting, Source, Verdict
from kiosk.places import Places
from kiosk.programme import Programme
from kiosk.rules import Case, judge
from kiosk.station import Station, detail_of

UNDO_US = 15 * 60 * 1_000_000
"""So long a check-in can be taken back at the desk that made it."""


class Due(StrEnum):
    """The next right thing for a person at this desk."""

    CHECK_IN = "check_in"
    NOTHING = "nothing"  # they are checked in
    NOT_HERE = "not_here"  # the badge is void or blocked, or another desk serves them: the card's verdict says which


@dataclass(frozen=True, slots=True)
class Done:
    """A check-in that stands. ``at`` corrected time, us, None where nobody told us; ``station`` "" likewise. ``row`` and ``epoch``: where
    it stands in this journal (None: it was made elsewhere); ``until``: it can be taken back here until then, None: no more, or not here."""

    at: int | None = None
    station: str = ""
    zone: str = ""
    row: int | None = None
    epoch: bytes = b""
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One person as a desk sees them, names aside: the badge that counts, what a desk makes of it, what is due, and the check-in there
    is."""

    id: str
    badge: Badge
    verdict: Verdict
    due: Due
    done: Done | None = None


class DeskStation(Station):
    """A station at a desk's zone. Used on the recorder's thread, like every Station."""

    passes = False
    access: Journal
    """Who looked at whose data here; ``open`` sets it."""

    @classmethod
    def open(cls, places: Places, identity: Identity, journal: Journal, clock: Clock, **options: Any) -> Self:
        """As ``Station.open``, with the access log beside the journal."""
        with ExitStack() as opened:
            opened.callback(journal.close)
            access = Journal(places.access, identity.event, identity.station, clock)
            opened.callback(access.close)
            station = super().open(places, identity, journal, clock, **options)
            station.access = access
            opened.pop_all()
        return station

    def open_card(self, id_: str, operator: str = "", source: Source = Source.SEARCH) -> Card:
        """The card of the person with this opaque id; that ``operator`` opened it, and why as far as a station can tell (to check them in,
        else for an enquiry), is in the access log when this returns.

        Raises ActRefused where the roster has no badge of theirs; CannotRecord."""
        card = self.card(id_)
        why = Purpose.CHECK_IN if card.due is Due.CHECK_IN else Purpose.ENQUIRY
        self.note_access(Kind.LOOK_UP, id_, operator, why, source)
        return card

    def note_access(self, kind: Kind, person: str, operator: str, why: str, source: Source | None = None) -> Record:
        """A line of the access log, on disk when this returns: what is done with the data of ``person``, before anybody sees it.

        Raises CannotRecord."""
        wall, mono = self._clock.wall(), self._clock.mono()
        draft = self._draft(kind, wall, mono, operator=operator, badge=person, source=source, detail=access.detail_of(why))
        return self.access.append(draft)

    def fork(self, epoch: bytes) -> None:
        """As ``Station.fork``, for either log."""
        super().fork(epoch)
        if self.access.epoch == epoch:
            self.access.start_epoch(Why.FORK)

    def tidy(self) -> None:
        """As ``Station.tidy``, for either log."""
        super().tidy()
        self.access.tidy()

    def close(self) -> None:
        """Let go of every file; may be called again."""
        super().close()
        self.access.close()

    def card(self, id_: str) -> Card:
        """The same, for a card that is open already."""
        found = _worn(self._roster.of_person(id_))
        if found is None:
            raise ActRefused("error.no_such_person")
        now = self._now()
        case = Case(
            self.programme, self.zone, Direction.ENTRY, now, Code(CodeKind.BADGE, "", found.code_hash), found, History(), self.link, 0
        )
        verdict, done = judge(case), self._done(found, now)
        due = Due.NOT_HERE if verdict.outcome is Outcome.REFUSE else Due.NOTHING if done else Due.CHECK_IN
        return Card(id_, found, verdict, due, done)

    def check_in(self, id_: str, operator: str, source: Source = Source.SEARCH) -> Card:
        """Check this person in, on record; the card as it is then. It counts here at once, elsewhere when the server has heard of it.

        Raises ActRefused where that is not what is due; CannotRecord."""
        before = self.card(id_)
        if before.due is not Due.CHECK_IN:
            raise ActRefused("error.act_done_before" if before.due is Due.NOTHING else "error.act_not_due")
        wall, mono = self._clock.wall(), self._clock.mono()
        draft = self._draft(
            Kind.CHECK_IN, wall, mono, operator=operator, source=source, code_hash=before.badge.code_hash, badge=id_,
            category=before.badge.category,
        )  # fmt: skip
        record = self._journal.append(draft)
        return Card(id_, before.badge, before.verdict, Due.NOTHING, self._done_here(record, record.at))

    def take_back(self, row: int, operator: str, why: str, epoch: bytes | None = None) -> Card:
        """Take back the check-in at ``row`` of the current epoch; ``why`` is an UndoWhy; the card as it is then.

        Raises ActRefused; ValueError for a ``why`` that is none; CannotRecord."""
        detail = detail_of(why=UndoWhy(why).value)
        done = retractable(self._journal, row, epoch, self._now())
        wall, mono = self._clock.wall(), self._clock.mono()
        draft = self._draft(
            Kind.UNDO, wall, mono, operator=operator, code_hash=done.code_hash, badge=done.badge, category=done.category, refers=row,
            detail=detail, zone=done.zone,
        )  # fmt: skip
        self._journal.append(draft)
        return self.card(done.badge)

    def _done(self, badge: Badge, now: int) -> Done | None:
        """Our own acts first, for the server may not know them yet; then what it says."""
        mine = self._journal.concerning(badge.code_hash, (Kind.CHECK_IN, Kind.UNDO))
        undone = {(act.epoch, act.refers) for act in mine if act.kind is Kind.UNDO}
        made = [act for act in mine if act.kind is Kind.CHECK_IN]
        standing = next((act for act in made if (act.epoch, act.row) not in undone), None)
        if standing is not None:
            return self._done_here(standing, now)
        elsewhere = self._elsewhere(badge.code_hash, made)
        if elsewhere is None and (made or Flag.CHECKED_IN not in badge.flags):
            return None  # a flag that is only our own act, taken back since
        return Done(elsewhere.at, elsewhere.station, elsewhere.zone) if elsewhere else Done()

    def _elsewhere(self, code_hash: bytes, made: Sequence[Record]) -> Sighting | None:
        """The latest check-in of this badge that other desks made."""
        ours = {(act.epoch, act.row) for act in made}
        seen = self._feed.sightings(code_hash)
        return next((each for each in reversed(seen) if _at_desk(self.programme, each) and (each.epoch, each.row) not in ours), None)

    def _done_here(self, record: Record, now: int) -> Done:
        until = record.at + UNDO_US
        open_yet = record.epoch == self._journal.epoch and now < until
        return Done(record.at, record.station, record.zone, record.row, record.epoch, until if open_yet else None)


def retractable(journal: Journal, row: int, epoch: bytes | None, now: int) -> Record:
    """The check-in at ``row`` of the current epoch (``epoch``, where told, must be it) that can be taken back ``now`` (corrected, us).

    Raises ActRefused: there is no such check-in, it was taken back before, or it is too long ago."""
    record = journal.find(row) if epoch in (None, journal.epoch) else None
    if record is None or record.kind is not Kind.CHECK_IN:
        raise ActRefused("error.act_no_such_record")
    if any(act.kind is Kind.UNDO for act in journal.referring(row)):
        raise ActRefused("error.act_done_before")
    if now >= record.at + UNDO_US:
        raise ActRefused("error.act_too_late")
    return record


def _worn(badges: Sequence[Badge]) -> Badge | None:
    """Which of a person's badges counts: one that is good before one that is void, and never the confirmation."""
    void = Flag.REPLACED | Flag.REVOKED
    worn = [each for each in badges if Flag.CONFIRMATION not in each.flags]
    return min(worn, key=lambda each: (bool(each.flags & void), Flag.REPLACED in each.flags), default=None)


def _at_desk(programme: Programme, seen: Sighting) -> bool:
    zone = programme.zone(seen.zone)
    return zone is not None and zone.desk
