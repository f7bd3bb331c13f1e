"""A registration desk's station: what is due for a person, checking them in, taking that back, what is printed for them; knows no name,
no screen and no server.

At a desk nobody comes in or goes out: a scan is recorded without a direction, and moves no count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from kiosk import access, badge, walk_in
from kiosk.access import Purpose, RevealWhy
from kiosk.act_payload import sealed_twice
from kiosk.acts import CHECK_INS, UNDO_US, UndoWhy, retractable
from kiosk.calls import ANSWERED, OPEN_US, Called
from kiosk.clock import Clock
from kiosk.config import Identity
from kiosk.counters import Tallied, had
from kiosk.days import midnight
from kiosk.errors import ActRefused
from kiosk.journal import Journal, Why
from kiosk.keyfile import public_of
from kiosk.model import Badge, Code, CodeKind, Direction, Flag, History, Kind, Outcome, Record, Sighting, Source, Verdict
from kiosk.places import Places
from kiosk.prints import EVERY, READ_BACK, Printed, Prints, print_detail, signed_day
from kiosk.programme import Programme
from kiosk.registered import Registered
from kiosk.rules import Case, judge
from kiosk.station import Station, detail_of
from kiosk.walk_in import Field, Form


class Due(StrEnum):
    """The next right thing for a person at this desk."""

    CHECK_IN = "check_in"
    PRINT = "print"  # checked in, and no badge of theirs was printed
    NOTHING = "nothing"
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
    """One person as a desk sees them, names aside: the badge that counts, what a desk makes of it, what is due, and the check-in and the
    print there are. ``id_check``: their ID is looked at before they are checked in; ``counters``: what may be
    handed out to them, where a single card was asked for."""

    id: str
    badge: Badge
    verdict: Verdict
    due: Due
    done: Done | None = None
    printed: Printed | None = None
    id_check: bool = False
    counters: tuple[Tallied, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be printed: ``code`` as the QR says it, for ``badge``, good from the moment this is handed out; ``replaced``: the code
    it takes the place of opens nothing from then on."""

    code: str
    badge: Badge
    replaced: bool


class DeskStation(Station):
    """A station at a desk's zone. Used on the recorder's thread, like every Station."""

    passes = False
    access: Journal
    """Who looked at whose data here; ``open`` sets it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """As ``Station``."""
        super().__init__(*args, **options)
        made = self._journal.recent(EVERY, (Kind.PRINT, Kind.WALK_IN))[::-1]
        self._prints, self._registered = Prints(made), Registered(made)

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

    def open_card(self, id_: str, operator: str = "", source: Source = Source.SEARCH, *, enquiry: bool = False) -> Card:
        """The card of the person with this opaque id; that ``operator`` opened it, and why as far as a station can tell (to check them in,
        else for an ``enquiry``), is in the access log when this returns.

        Raises ActRefused where the roster has no badge of theirs; CannotRecord."""
        card = self.card(id_)
        why = Purpose.CHECK_IN if card.due is Due.CHECK_IN and not enquiry else Purpose.ENQUIRY
        self.note_access(Kind.LOOK_UP, id_, operator, why, source)
        return card

    def reveal(self, id_: str, operator: str, why: str) -> Record:
        """Have it in the access log that ``operator`` sees the contact of this person whole; ``why`` is a RevealWhy. To be on disk before
        it shows. Raises CannotRecord; ValueError for a ``why`` that is none."""
        return self.note_access(Kind.REVEAL, id_, operator, RevealWhy(why).value)

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

    def cards(self, ids: Sequence[str]) -> list[Card]:
        """The cards of these people as far as they have badges; for a list of who comes together."""
        held = self._roster.of_people(ids)
        return [self._card(id_, badges) for id_ in ids if (badges := self._as_printed(id_, held[id_])) and _worn(badges) is not None]

    def card(self, id_: str) -> Card:
        """As ``open_card``, for a card that is open already."""
        held = self._held(id_)
        card = self._card(id_, held)
        return replace(card, counters=self._tallied(card, [each.code_hash for each in held]))

    def _card(self, id_: str, held: Sequence[Badge]) -> Card:
        found = _worn(held)
        if found is None:
            raise ActRefused("error.no_such_person")
        now = self._now()
        code = Code(CodeKind.BADGE, "", found.code_hash)
        verdict = judge(Case(self.programme, self.zone, Direction.ENTRY, now, code, found, History(), self.link, 0))
        done, printed = self._done(held, now), self._printed(found)
        due = Due.NOT_HERE if verdict.outcome is Outcome.REFUSE else _due(done, printed)
        category = self.programme.category(found.category)
        id_check = Flag.NEEDS_ID in found.flags or (category is not None and category.id_check)
        return Card(id_, found, verdict, due, done, printed, id_check)

    def check_in(self, id_: str, operator: str = "", source: Source = Source.SEARCH, *, id_checked: bool = False) -> Card:
        """Check this person in, on record, by ``operator`` (none named: whoever is signed in); the card as it is then. It counts here at
        once, elsewhere when the server has heard of it. ``id_checked``: staff looked at their ID, which the record says.

        Raises ActRefused where that is not what is due, or the ID is to be checked first; CannotRecord."""
        before = self.card(id_)
        if before.due is not Due.CHECK_IN:
            raise ActRefused("error.act_not_due" if before.due is Due.NOT_HERE else "error.act_done_before")
        if before.id_check and not id_checked:
            raise ActRefused("error.act_needs_id")
        wall, mono = self._clock.wall(), self._clock.mono()
        draft = self._draft(
            Kind.CHECK_IN, wall, mono, operator=operator, source=source, code_hash=before.badge.code_hash, badge=id_,
            category=before.badge.category, detail=detail_of(id_checked=1) if id_checked else "{}",
        )  # fmt: skip
        record = self._journal.append(draft)
        done = self._done_here(record, record.at)
        return replace(before, due=_due(done, before.printed), done=done)

    def walk_in(self, id_: str, form: Form, operator: str, data_key: bytes | None) -> tuple[Card, dict[str, str]]:
        """Register whom ``form`` describes under the opaque ``id_`` (``walk_in.new_person``) and check them in, by one record; the card,
        and what a desk's crowd is to know. ``data_key``: the desks', None where this one has none. The same id again adds nothing.

        Raises ActRefused where something is missing in the form, or nobody is registered as this here; CannotRecord."""
        if self._registered.code(id_) is not None:
            return self.card(id_), {}
        category = self.programme.category(form.category)
        if category is None or walk_in.missing(form, self.programme, self.zone):
            raise ActRefused("walk_in.incomplete")
        code = badge.new_code()
        values = walk_in.personal(form, category.walk_in) | {"code": code}
        wall, mono = self._clock.wall(), self._clock.mono()
        draft = self._draft(
            Kind.WALK_IN, wall, mono, operator=operator, code_hash=self._hash(code), badge=id_, category=form.category,
            detail=detail_of(**walk_in.answers(form)), payload=self._twice(values, id_, data_key),
        )  # fmt: skip
        self._registered.add(self._journal.append(draft))
        return self.card(id_), values | {"category": form.category}

    def show_name(self, id_: str, operator: str) -> None:
        """That name and company of this person are shown whole, to be corrected, is in the access log when this returns. Raises
        CannotRecord."""
        self.note_access(Kind.REVEAL, id_, operator, access.Purpose.CORRECTION)

    def correct(self, id_: str, changed: Mapping[Field, str], operator: str, data_key: bytes | None) -> tuple[Card, dict[str, str]]:
        """Correct what stands on this person's badge, on record: here at once, elsewhere once the server has heard of it. The card, and
        what is another now.

        Raises ActRefused for somebody unknown, and for a name that is none; CannotRecord."""
        before = self.card(id_)
        values = {field.value: walk_in.tidy(text) for field, text in changed.items()}
        if Field.NAME in changed and walk_in.name_fault(changed[Field.NAME]):
            raise ActRefused("walk_in.incomplete")
        if not values:
            raise ActRefused("walk_in.nothing_changed")
        self.note_access(Kind.CORRECTION, id_, operator, access.Purpose.CORRECTION)
        wall, mono = self._clock.wall(), self._clock.mono()
        draft = self._draft(
            Kind.CORRECTION, wall, mono, operator=operator, code_hash=before.badge.code_hash, badge=id_, category=before.badge.category,
            detail=detail_of(fields=",".join(sorted(values))), payload=self._twice(values, id_, data_key),
        )  # fmt: skip
        self._journal.append(draft)
        return before, values

    def hand_out(self, id_: str, counter: str) -> Card:
        """Record that this person was given what ``counter`` counts; the card as it is then.

        Raises ActRefused where they had it as often as a day allows, or are not checked in; CannotRecord."""
        card = self.card(id_)
        due = next((each.due for each in card.counters if each.counter.id == counter), None)
        if due is None or card.done is None or card.due is Due.NOT_HERE:
            raise ActRefused("error.act_not_due")
        if not due:
            raise ActRefused("error.act_had_today")
        badge, wall, mono = card.badge, self._clock.wall(), self._clock.mono()
        self._journal.append(
            self._draft(
                Kind.HAND_OUT, wall, mono, code_hash=badge.code_hash, badge=id_, category=badge.category, detail=detail_of(counter=counter)
            )
        )
        return self.card(id_)

    def _tallied(self, card: Card, codes: Sequence[bytes]) -> tuple[Tallied, ...]:
        wanted = [each for each in self.programme.counters if not each.categories or card.badge.category in each.categories]
        today = midnight(self._now(), self.programme.timezone)
        return tuple(Tallied(each, had(self._journal, self._feed, codes, each.id, today)) for each in wanted)

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

    def paper(self, id_: str, printer: str, code: str = "", *, anew: bool = False) -> Paper:
        """Record that a badge of this person goes to ``printer``, before it does. The first one is of ``code``, where that is the code of
        the badge that counts; any other carries a new code, signed where this desk may, so that it is good before the server heard of it,
        and takes the place of the one that counts: here at once, elsewhere as soon as they hear. ``anew``: in any case.

        Raises ActRefused for somebody who is not checked in, or whose badge is void; CannotRecord: then nothing may be printed."""
        card = self.card(id_)
        if card.due not in (Due.PRINT, Due.NOTHING):
            raise ActRefused("error.act_not_due")
        old = card.badge.code_hash
        first = not anew and card.printed is None and bool(code) and self._hash(code) == old
        new = code if first else badge.new_code()
        replaces = b"" if first else old
        self.note_access(Kind.PRINT, id_, "", Purpose.CHECK_IN if first else Purpose.REPRINT)
        wall, mono = self._clock.wall(), self._clock.mono()
        draft = self._draft(
            Kind.PRINT, wall, mono, code_hash=self._hash(new), badge=id_, category=card.badge.category,
            detail=print_detail(printer, replaces), payload=b"" if first else self._sealed(new),
        )  # fmt: skip
        self._prints.add(self._journal.append(draft))
        worn = self._find(self._hash(new))
        assert worn is not None, "what was printed stands here at once"
        listed = first and self._roster.find(old) is not None  # what no roster has yet must carry a signature
        return Paper(new if listed else self._signed(new, worn), worn, replaced=not first)

    def prove(self, code_hash: bytes) -> Printed | None:
        """Record that the paper with this code was read back; None where no paper waits for that."""
        made = next((each for each in self._prints.unproven() if each.code_hash == code_hash), None)
        if made is None:
            return None
        wall, mono = self._clock.wall(), self._clock.mono()
        refers = made.row if made.epoch == self._journal.epoch else None
        draft = self._draft(
            Kind.PRINT, wall, mono, code_hash=code_hash, badge=made.person, category=made.category, refers=refers, detail=READ_BACK
        )
        self._prints.add(self._journal.append(draft))
        return self._prints.of(code_hash)

    def calls(self) -> list[Called]:
        """Who calls staff beside this desk, the first first."""
        return self._feed.calls(self.zone.id, self._now() - OPEN_US)

    def answer_call(self, id_: str) -> None:
        """Record that somebody goes to whoever called. Raises CannotRecord."""
        self.note(ANSWERED, call=id_)

    def unproven(self) -> list[Printed]:
        """The papers that were printed here and not read back yet, the oldest first."""
        return self._prints.unproven()

    def _find(self, code_hash: bytes) -> Badge | None:
        return self._prints.standing(code_hash, lambda code: self._roster.find(code) or self._registered.badge(code))

    def _held(self, id_: str) -> list[Badge]:
        """Every badge and confirmation of this person, as they stand here."""
        return self._as_printed(id_, self._roster.of_person(id_))

    def _as_printed(self, id_: str, known: Sequence[Badge]) -> list[Badge]:
        here = self._registered.code(id_)
        codes = [each.code_hash for each in known] + ([here] if here else []) + self._prints.codes(id_)
        return [each for each in map(self._find, dict.fromkeys(codes)) if each is not None]

    def _twice(self, values: Mapping[str, str], id_: str, data_key: bytes | None) -> bytes:
        return sealed_twice(values, id_, self._identity.event, self._identity.seal_key, data_key)

    def _hash(self, code: str) -> bytes:
        return badge.code_hash(code, self._identity.hash_key)

    def _signed(self, code: str, worn: Badge) -> str:
        """``code`` with this desk's signature, as far as it may give one: else gates take the badge once they have heard of it."""
        own = self._identity.private_key
        number, now = self._signers.number_of(public_of(own), self._now()), self._now()
        category = next((at for at, each in enumerate(self.programme.categories) if each.id == worn.category), None)
        if number is None or category is None:
            return code
        return badge.sign(own, number, code, category, signed_day(self.programme, self.zone, worn, now), self._identity.event)

    def _printed(self, found: Badge) -> Printed | None:
        made = self._prints.of(found.code_hash)
        if made is None and Flag.PRINTED in found.flags:
            made = Printed(found.id, found.category, found.code_hash)
        return made

    def _done(self, held: Sequence[Badge], now: int) -> Done | None:
        """Our own acts first, for the server may not know them yet; then what it says. Of whichever of the person's badges."""
        codes = [each.code_hash for each in held]
        mine = [act for code in codes for act in self._journal.concerning(code, (*CHECK_INS, Kind.UNDO))]
        undone = {(act.epoch, act.refers) for act in mine if act.kind is Kind.UNDO}
        made = [act for act in mine if act.kind in CHECK_INS]
        standing = max((act for act in made if (act.epoch, act.row) not in undone), key=lambda act: act.hlc, default=None)
        if standing is not None:
            return self._done_here(standing, now)
        elsewhere = self._elsewhere(codes, made)
        if elsewhere is None and (made or not any(Flag.CHECKED_IN in each.flags for each in held)):
            return None  # a flag that is only our own act, taken back since
        return Done(elsewhere.at, elsewhere.station, elsewhere.zone) if elsewhere else Done()

    def _elsewhere(self, codes: Sequence[bytes], made: Sequence[Record]) -> Sighting | None:
        """The latest check-in of these badges that other desks made."""
        ours = {(act.epoch, act.row) for act in made}
        seen = sorted((each for code in codes for each in self._feed.sightings(code)), key=lambda each: each.hlc, reverse=True)
        return next((each for each in seen if _at_desk(self.programme, each) and (each.epoch, each.row) not in ours), None)

    def _done_here(self, record: Record, now: int) -> Done:
        until = record.at + UNDO_US
        open_yet = record.epoch == self._journal.epoch and now < until
        return Done(record.at, record.station, record.zone, record.row, record.epoch, until if open_yet else None)


def _due(done: Done | None, printed: Printed | None) -> Due:
    return Due.CHECK_IN if done is None else Due.PRINT if printed is None else Due.NOTHING


def _worn(badges: Sequence[Badge]) -> Badge | None:
    """Which of a person's badges counts: one that is good before one that is void, and never the confirmation."""
    void = Flag.REPLACED | Flag.REVOKED
    worn = [each for each in badges if Flag.CONFIRMATION not in each.flags]
    return min(worn, key=lambda each: (bool(each.flags & void), Flag.REPLACED in each.flags), default=None)


def _at_desk(programme: Programme, seen: Sighting) -> bool:
    zone = programme.zone(seen.zone)
    return zone is not None and zone.desk
