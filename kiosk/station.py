"""The station's whole way from a reading to a recorded answer, and the acts of staff; knows no thread, no screen and no server.

One object, one thread: the recorder's. What it returns was committed before.
"""

from __future__ import annotations

import json
import logging
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Self

from kiosk import badge, seal
from kiosk.acts import OverrideWhy, UndoWhy, is_movement, overridable, undoable, verdict_of
from kiosk.clock import Clock, offset_at
from kiosk.config import Identity
from kiosk.errors import ActRefused, KioskError, NoProgramme, ProgrammeError, ZoneGone, ZoneUnknown
from kiosk.feed import FeedReader
from kiosk.floor import Floor
from kiosk.journal import Draft, Journal, Why
from kiosk.model import (
    Answer,
    Badge,
    Code,
    CodeKind,
    DeskKey,
    Direction,
    Kind,
    Link,
    Outcome,
    Reading,
    Record,
    Sighting,
    Source,
    Staff,
    Verdict,
)
from kiosk.personal import roster_kind
from kiosk.places import Places
from kiosk.programme import Programme, Zone
from kiosk.programme import load as load_programme
from kiosk.roster import Roster
from kiosk.rules import Case, judge, opens_for
from kiosk.signing import Signers
from kiosk.tally import Tally

SEALED_CHARACTERS = 200
"""Of an unknown code this many are kept, sealed: enough to recognise a ticket of another event, too few for a document in a QR code."""
RECENT = 5

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows beside the last verdict. ``recent``: newest first. ``today``: scans recorded here today. ``roster``: badges
    known. ``fault``: why a newer programme is not in force, None where it is. ``conflicts`` at this zone that nobody has decided."""

    programme: Programme
    zone: Zone
    direction: Direction
    inside: int
    today: int
    recent: tuple[Answer, ...]
    roster: int
    fault: KioskError | None
    conflicts: int = 0


class Station:
    """A gate at one zone. Every method that reads or writes files raises a StoreError where they do not play along."""

    passes = True
    """Whether who is admitted here comes in or goes out."""

    def __init__(
        self,
        journal: Journal,
        roster: Roster,
        feed: FeedReader,
        programme: Programme,
        zone: Zone,
        identity: Identity,
        clock: Clock,
        *,
        direction: Direction | None = None,
        app: str = "",
    ) -> None:
        """``direction`` None: as with the last scan recorded here. The files are the station's to close."""
        self._journal, self._roster, self._feed = journal, roster, feed
        self.programme, self.zone = programme, zone
        self._identity = identity
        self._clock = clock
        self._app = app
        self._floor = Floor(journal, roster, feed, identity.station, programme, zone)
        self._tally = Tally(journal)
        self._take_desk_keys(feed.desk_keys())
        self.operator = ""
        self.direction = direction or self._last_direction()
        measured = feed.clock()
        self.link = Link(roster_as_of=feed.as_of(), offset=measured[0] if measured else None, error=measured[1] if measured else None)
        self.fault: KioskError | None = None
        self._seen: tuple[int, int] | None = None
        self._refused = ""

    @classmethod
    def open(
        cls, places: Places, identity: Identity, journal: Journal, clock: Clock, *, zone: str = "", direction: Direction | None = None,
        app: str = "",
    ) -> Self:  # fmt: skip
        """The station of the folder ``places``, at ``zone`` (none: the one it was enrolled for). Takes ``journal`` over, on failure too.

        Raises NoProgramme, ZoneUnknown, ProgrammeError, StoreError."""
        with ExitStack() as opened:
            opened.callback(journal.close)
            feed = FeedReader(places.feed)
            opened.callback(feed.close)
            roster = Roster(places, feed, roster_kind(identity.role))
            opened.callback(roster.close)
            held = feed.programme()
            if held is None:
                raise NoProgramme
            programme = load_programme(held.text)
            here = programme.zone(zone or identity.zone)
            if here is None:
                raise ZoneUnknown(zone=zone or identity.zone)
            station = cls(journal, roster, feed, programme, here, identity, clock, direction=direction, app=app)
            station.refresh()
            opened.pop_all()
        return station

    def scan(self, reading: Reading) -> Answer:
        """Judge ``reading`` and record it, whatever comes of it. Raises CannotRecord: then nobody may be admitted."""
        now = reading.wall + (self._offset(reading.wall, reading.mono) or 0)
        code, found = self._identify(reading, now)
        trail = self._trail(code.code_hash, now)
        verdict = judge(self._case(code, found, trail, self.direction, now))
        opens = opens_for(self.programme, found, now)
        self._tally.today(now, self.programme.timezone)  # counted by now, so that nothing is left to read after the commit
        draft = self._draft(
            Kind.SCAN, reading.wall, reading.mono, direction=self.direction if self.passes else None, source=reading.source,
            code_hash=code.code_hash, badge=found.id if found else "", category=self._category(code, found), outcome=verdict.outcome,
            reason=verdict.reason, detail=self._circumstances(code, reading.aim),
            payload=b"" if found else self._sealed(code.text),
        )  # fmt: skip
        record = self._journal.append(draft)
        self._tally.add()
        return self._answer(record, verdict, trail, reading.frame, opens)

    def override(self, refers: int, operator: str, why: str, epoch: bytes | None = None) -> Answer:
        """Let in, on record, whom the scan at row ``refers`` of the current epoch did not; ``operator`` is the id of who decides, ``why``
        an OverrideWhy. ``epoch``: the one the screen saw the row in, if it kept it.

        Raises ActRefused; ValueError for a ``why`` that is none; CannotRecord."""
        detail = detail_of(why=OverrideWhy(why).value)
        scan = overridable(self._journal, refers, epoch, self.zone)
        wall, mono, found = self._clock.wall(), self._clock.mono(), self._roster.find(scan.code_hash)
        now = wall + (self._offset(wall, mono) or 0)
        trail = self._trail(scan.code_hash, now)
        case = self._case(Code(CodeKind.BADGE, "", scan.code_hash), found, trail, Direction.ENTRY, now)
        verdict = judge(replace(case, override=True))
        if verdict.outcome is not Outcome.ADMIT:  # the programme or the badge has changed since
            raise ActRefused("error.act_not_overridable")
        opens = opens_for(self.programme, found, now)
        draft = self._draft(
            Kind.OVERRIDE, wall, mono, operator=operator, direction=Direction.ENTRY, source=scan.source, code_hash=scan.code_hash,
            badge=scan.badge, category=scan.category, outcome=verdict.outcome, reason=verdict.reason, refers=refers, detail=detail,
        )  # fmt: skip
        return self._answer(self._journal.append(draft), verdict, trail, 0, opens)

    def undo(self, refers: int, operator: str, why: str, epoch: bytes | None = None) -> Answer:
        """Take back the entry or exit at row ``refers`` of the current epoch; ``why`` is an UndoWhy. The answer carries the verdict that
        no longer counts.

        Raises ActRefused; ValueError for a ``why`` that is none; CannotRecord."""
        detail = detail_of(why=UndoWhy(why).value)
        moved = undoable(self._journal, refers, epoch)
        wall, mono = self._clock.wall(), self._clock.mono()
        now = wall + (self._offset(wall, mono) or 0)
        trail = self._trail(moved.code_hash, now)
        trail = [move for move in trail if (move.station, move.epoch, move.row) != (moved.station, moved.epoch, moved.row)]
        self._floor.inside(now)  # counted by now, so that nothing is left to read after the commit
        draft = self._draft(
            Kind.UNDO, wall, mono, operator=operator, direction=moved.direction, code_hash=moved.code_hash, badge=moved.badge,
            category=moved.category, refers=refers, detail=detail, zone=moved.zone,
        )  # fmt: skip
        return self._answer(self._journal.append(draft), verdict_of(moved), trail, 0)

    def disown(self, epoch: bytes, row: int) -> None:
        """Take back the record of that place if it is there and let somebody in or out: its commit failed, so nobody was shown it."""
        record = self._journal.find(row, epoch) if epoch == self._journal.epoch else None
        if record is not None and is_movement(record) and not self._journal.referring(row):
            self.undo(row, "", UndoWhy.NOT_SHOWN)

    def note(self, what: str, **values: int | str) -> Record:
        """Record something about the station itself, without personal data."""
        return self._journal.append(self._draft(Kind.NOTE, self._clock.wall(), self._clock.mono(), detail=detail_of(note=what, **values)))

    def fork(self, epoch: bytes) -> None:
        """``epoch`` must not go on: the server knows other rows of it. Begins a new one unless another has begun since."""
        if self._journal.epoch == epoch:
            self._journal.start_epoch(Why.FORK)

    def set_direction(self, direction: Direction) -> None:
        """From now on people go this way."""
        self.direction = direction

    def sign_in(self, operator: str) -> None:
        """From now on this member of staff is who works here (their id; "" for nobody): what is recorded is theirs where nobody else is
        named."""
        self.operator = operator

    def set_link(self, link: Link) -> None:
        """From now on the station stands so with its server."""
        self.link = link

    def refresh(self) -> bool:
        """Take in what the feed has received; True if it had received anything. A programme that cannot be used leaves the one before in
        force, and ``fault`` says so."""
        version = self._feed.version()
        if version == self._seen:
            return False
        self._take_programme()
        if (desk_keys := self._feed.desk_keys()) != self._desk_keys:
            self._take_desk_keys(desk_keys)
        self._floor.refresh(self._now())
        self._seen = version
        return True

    def view(self) -> View:
        """What a screen shows beside the last verdict."""
        now = self._now()
        recent = tuple(Answer(one, verdict_of(one), 0, undone=self._undone(one)) for one in self._journal.recent(RECENT))
        today = self._tally.today(now, self.programme.timezone)
        conflicts = self._feed.conflicts(self.zone.id)
        return View(self.programme, self.zone, self.direction, self.inside(), today, recent, self._roster.size(), self.fault, conflicts)

    def inside(self) -> int:
        """How many badges are inside the zone now."""
        return self._floor.inside(self._now())

    def recent(self, count: int) -> list[Record]:
        """The latest scans and overrides, newest first."""
        return self._journal.recent(count)

    def outcome_of(self, row: int) -> Outcome | None:
        """What came of the scan at ``row`` of the current epoch; None where there is no such record."""
        record = self._journal.find(row)
        return record.outcome if record else None

    def staff(self) -> list[Staff]:
        """Everybody who works here, by id."""
        return self._feed.staff()

    def tidy(self) -> None:
        """Work that may be done while nobody is at the door."""
        self._journal.tidy()

    def close(self) -> None:
        """Let go of every file; may be called again."""
        for part in (self._roster, self._feed, self._journal):
            part.close()

    def _undone(self, record: Record) -> bool:
        acts = self._journal.referring(record.row) if record.epoch == self._journal.epoch else []
        return any(act.kind is Kind.UNDO for act in acts)

    def _now(self) -> int:
        wall = self._clock.wall()
        return wall + (self._offset(wall, self._clock.mono()) or 0)

    def _offset(self, wall: int, mono: int) -> int | None:
        return offset_at(wall, mono, self.link.offset, self.link.base)

    def _last_direction(self) -> Direction:
        last = self._journal.recent(1, (Kind.SCAN,))
        return (last[0].direction if last and last[0].zone == self.zone.id else None) or Direction.ENTRY

    def _identify(self, reading: Reading, now: int) -> tuple[Code, Badge | None]:
        """The first of the texts a reading may be that is known or validly signed; else the likeliest."""
        text = badge.typed(reading.text) if reading.source is Source.TYPED else reading.text
        likeliest = code, found = self._looked_up(text, now)
        for other in reading.others:
            if found is not None or code.kind is CodeKind.TOKEN:
                return code, found
            code, found = self._looked_up(other, now)
        return (code, found) if found is not None or code.kind is CodeKind.TOKEN else likeliest

    def _looked_up(self, text: str, now: int) -> tuple[Code, Badge | None]:
        code = badge.parse(text, self._identity.event, self._identity.hash_key, self._signers.keys)
        if code.token is not None:
            code = replace(code, token=replace(code.token, withdrawn=self._signers.withdrawn(code.token.key_id, now)))
        return code, self._find(code.code_hash)

    def _find(self, code_hash: bytes) -> Badge | None:
        return self._roster.find(code_hash)

    def _circumstances(self, code: Code, aim: str) -> str:
        """What a scan's record says beside the verdict: whether the server was out of reach, what is wrong with a badge's signer, and the
        AIM identifier a hand scanner sent."""
        offline: dict[str, int | str] = {} if self.link.online else {"offline": 1}
        signer = {"signer": code.token.withdrawn} if code.token and code.token.withdrawn else {}
        return detail_of(**offline, **signer, **({"aim": aim} if aim else {}))

    def _trail(self, code_hash: bytes, now: int) -> list[Sighting]:
        trail = self._floor.trail(code_hash, now) if code_hash else []
        for move in trail:  # what is recorded next comes after all of it, here and wherever it is sent
            self._journal.merge(move.hlc, self._offset(self._clock.wall(), self._clock.mono()))
        return trail

    def _case(self, code: Code, found: Badge | None, trail: list[Sighting], direction: Direction, now: int) -> Case:
        history = self._floor.history(trail, direction, now)
        return Case(self.programme, self.zone, direction, now, code, found, history, self.link, self._floor.inside(now))

    def _draft(self, kind: Kind, wall: int, mono: int, zone: str = "", operator: str = "", **values: object) -> Draft:
        return Draft(
            kind=kind, wall=wall, mono=mono, offset=self._offset(wall, mono), error=self.link.error, app=self._app,
            zone=zone or self.zone.id, operator=operator or self.operator,
            **values,  # type: ignore[arg-type]
        )  # fmt: skip

    def _answer(self, record: Record, verdict: Verdict, trail: list[Sighting], frame: int, opens: tuple[str, ...] = ()) -> Answer:
        """Only memory is touched from here on: after the commit nothing may fail any more."""
        if is_movement(record) and record.direction is not None:
            moved = Sighting(
                record.station, record.epoch, record.row, record.code_hash, record.zone, record.direction, record.at, record.hlc
            )  # fmt: skip
            trail = [*trail, moved]
        self._floor.settle(record.code_hash, trail)
        return Answer(record, verdict, self._floor.inside(record.at), frame, opens)

    def _category(self, code: Code, found: Badge | None) -> str:
        if found is not None or code.token is None or code.token.withdrawn:
            return found.category if found else ""
        known = self.programme.categories
        return known[code.token.category_index].id if code.token.category_index < len(known) else ""

    def _sealed(self, text: str) -> bytes:
        return seal.seal(self._identity.seal_key, text[:SEALED_CHARACTERS].encode("utf-8", "surrogatepass"))

    def _take_desk_keys(self, desk_keys: tuple[DeskKey, ...]) -> None:
        self._desk_keys = desk_keys
        self._signers = Signers(self._identity.event, self._identity.signers, desk_keys)

    def _take_programme(self) -> None:
        held = self._feed.programme()
        if held is None or held.version in (self.programme.version, self._refused):
            return
        try:
            programme = load_programme(held.text)
            zone = programme.zone(self.zone.id)
            if zone is None:
                raise ZoneGone(zone=self.zone.id)
        except (ProgrammeError, ZoneGone) as fault:
            logger.warning("the programme %s is not taken: %s", held.version[:12], fault)
            self.fault, self._refused = fault, held.version
            return
        self.programme, self.zone, self.fault, self._refused = programme, zone, None, ""
        self._floor.stand(programme, zone)


def detail_of(**values: int | str) -> str:
    """``values`` as a record's ``detail``."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
