"""One exchange with the server: what is unsent goes up, the mark and the changes come down; knows no threads and does not retry.

Upload first. All of an answer is taken in by one transaction of the feed or nothing of it; an answer that does not fit what was asked
counts as unheard. The server's mark is obeyed even when it goes back, and then everything it may have lost is sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.clock import STEP_US, Clock
from kiosk.errors import StoreBroken, UpstreamGarbled
from kiosk.feed import Change, FeedWriter, Gone, Intake, Position, ProgrammeText, SealedPerson
from kiosk.model import Notice
from kiosk.outbox import Batch, Mark, Outbox
from kiosk.places import Places
from kiosk.store import write_whole
from sync import snapshot, wire
from sync.health import Health
from sync.offset import DRIFT_PPM, OffsetMeter, Times
from sync.orders import Orders
from sync.upstream import Upstream
from sync.wire import Command, Cursor, Frame, RoundAnswer, RoundRequest, Status, WireRecord


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What one round did. ``sent``: records that went up. ``again``: another round at once is worth while. ``changed``: the feed took
    in changes or another roster. ``fork``: the journal's current epoch where the server knows other rows of it than we have, so that a
    new one must begin; None for none. ``heard``: there was something to ask with, and the server answered. ``commands``: what the event
    has this station do from now on."""

    sent: int = 0
    again: bool = False
    changed: bool = False
    fork: bytes | None = None
    heard: bool = True
    commands: tuple[Command, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known without asking. ``unsent``: records the server has not confirmed. ``as_of``: when roster and feed were last whole
    (corrected time). ``offset``: server clock minus ours, where ours stands at ``base`` against monotonic time; ``error``: how far that may
    be off, None where nobody can say. All times in us."""

    unsent: int = 0
    as_of: int | None = None
    offset: int | None = None
    error: int | None = None
    base: int | None = None


class Round:
    """The two ends of the exchange; ``event`` is whose roster may be adopted, and of which ``kind``. Used on the sync thread but for
    ``interrupt``.

    ``access``: the access log's outbox, for a station that keeps one; its records go up when those of the journal have. ``orders``: which
    commands are obeyed, None for none: from the first on nothing but records goes up, and nothing comes down.
    ``asked``: how many records the last request carried."""

    def __init__(
        self, upstream: Upstream, outbox: Outbox, feed: FeedWriter, places: Places, clock: Clock, event: str, kind: str = "roster",
        access: Outbox | None = None, orders: Orders | None = None,
    ) -> None:  # fmt: skip
        self._upstream = upstream
        self._outbox = outbox
        self._outboxes = (outbox, access) if access is not None else (outbox,)
        self._feed = feed
        self._places = places
        self._clock = clock
        self._event = event
        self._kind = kind
        self._meter = OffsetMeter()
        self._stored_offset = feed.clock()
        self._forks: set[bytes] = set()
        self._roster_checked = False
        self._orders = orders
        self.asked = 0

    def standing(self) -> Standing:
        """How things are now. Raises a StoreError where a file cannot be read."""
        wall, mono, as_of = self._clock.wall(), self._clock.mono(), self._feed.as_of()
        unsent = self._pending(self._believed(self._feed.marks()))
        offset, error = self._meter.now(wall, mono) or kept(self._stored_offset, wall, as_of)
        return Standing(unsent, as_of, offset, error, wall - mono)

    def position(self) -> Position:
        """Where this station stands in the change feed. Raises a StoreError."""
        return self._feed.position()

    def take(self, frame: Frame) -> int | None:
        """Take in what was pushed, whole or not at all; returns how many changes that was. None, and nothing is taken in, where the frame
        does not go on from where this station stands. Raises a StoreError."""
        if self._feed.position() != _place(frame.after):
            return None
        changes = [change_of(change) for change in frame.changes]
        self._feed.apply(Intake(changes=changes, position=_place(frame.cursor), as_of=frame.sent))
        return len(changes)

    def exchange(self, health: Health, limit: int, *, listening: bool = False) -> RoundResult:
        """One round with at most ``limit`` records (0: none, only what comes down); ``listening``: what comes down is pushed instead.

        Raises an UpstreamError, or a StoreError where a file of ours does not give or take its part; nothing is lost then, the same
        records go up again."""
        before = self._feed.marks()
        marks = self._believed(before)
        if health.store == StoreBroken.key:  # it may be the roster: the station that reads it cannot tell us more
            self._roster_checked = False
        outbox, batch = self._next(marks, limit)
        if batch is None:  # no journal yet, so no epoch to speak of
            return RoundResult(heard=False)
        cursor = self._feed.position()
        answer = self._ask(batch, cursor, health, listening, log="journal" if outbox is self._outbox else "access")
        mark, fork = settled(answer, batch, marks.get(batch.epoch, Mark()), outbox)
        if fork or marks.get(batch.epoch) != before.get(batch.epoch):
            self._forks.add(batch.epoch)
        position = _place(answer.cursor)
        commands = self._obeyed(answer)
        ending = self._places.ending.exists()
        refetch = answer.refetch or bool(cursor.generation and position.generation not in ("", cursor.generation))
        refetch = not ending and (refetch or not self._roster_usable())
        if refetch or mark.row < batch.first_row - 1:
            # the server is not what it was: what it once confirmed of other epochs it may have lost as well, so it is told again; and so
            # are the rows of a forked epoch: those it once set aside no hash of its can prove
            mark = Mark() if batch.epoch in self._forks or not mark.head else mark
            marks |= {end.epoch: Mark() for each in self._outboxes for end in each.epochs() if end.epoch != batch.epoch}
        marks |= {batch.epoch: mark}
        measured = self._measured()
        intake = Intake(
            marks={epoch: held for epoch, held in marks.items() if held != before.get(epoch)},
            quarantined={batch.epoch: [(bad.row, bad.reason) for bad in answer.quarantined]},
            offset=measured[0] if measured else None,
            error=measured[1] if measured else None,
        )
        if not refetch and not ending:
            changes, whole = [change_of(change) for change in answer.changes], not (answer.more or listening)
            intake = replace(intake, changes=changes, position=position, as_of=answer.sent if whole else None)
        self._feed.apply(intake)
        if refetch:
            snapshot.adopt(self._upstream, self._feed, self._places, self._event, self._kind)
            self._roster_checked = True
        newest = [end.epoch for each in self._outboxes for end in each.epochs()[-1:]]
        return RoundResult(
            sent=len(batch.records),
            again=refetch or (answer.more and position != cursor) or (mark.row != batch.first_row - 1 and self._pending(marks) > 0),
            changed=refetch or bool(answer.changes),
            fork=next((epoch for epoch in newest if epoch in self._forks), None),
            commands=commands,
        )

    def _obeyed(self, answer: RoundAnswer) -> tuple[Command, ...]:
        """The commands in ``answer`` that are to be carried out; from the first on the folder says that its station is at an end."""
        commands = self._orders.new(answer.commands, self._feed.command()) if self._orders else []
        if commands and not self._places.ending.exists():
            write_whole(self._places.ending, "{}")
        return tuple(commands)

    def interrupt(self) -> None:
        """Make an exchange under way in another thread fail soon."""
        self._upstream.close()

    def close(self) -> None:
        """Let go of the server and the files."""
        self._upstream.close()
        for outbox in self._outboxes:
            outbox.close()
        self._feed.close()

    def _believed(self, marks: dict[bytes, Mark]) -> dict[bytes, Mark]:
        for outbox in self._outboxes:
            marks = believed(marks, outbox)
        return marks

    def _pending(self, marks: Mapping[bytes, Mark]) -> int:
        return sum(outbox.pending(marks) for outbox in self._outboxes)

    def _next(self, marks: Mapping[bytes, Mark], limit: int) -> tuple[Outbox, Batch | None]:
        """What goes up now, and of which log: the journal first; where nothing waits an empty batch of the journal."""
        found = [(outbox, outbox.batch(marks, limit)) for outbox in self._outboxes]
        waiting = (pair for pair in found if pair[1] is not None and pair[1].records)
        return next(waiting, found[0]) if found[0][1] is not None else found[0]

    def _ask(
        self, batch: Batch, cursor: Position, health: Health, listening: bool, log: Literal["journal", "access"]
    ) -> RoundAnswer:  # fmt: skip
        standing = self.standing()
        status = Status(
            app=health.app[:64], zone=health.zone[:64], direction=health.direction, unsent=standing.unsent, roster_as_of=standing.as_of,
            camera=health.camera[:64], store=health.store[:64], battery=health.battery,
        )  # fmt: skip
        self.asked = len(batch.records)
        wall, mono = self._clock.wall(), self._clock.mono()
        request = RoundRequest(
            epoch=batch.epoch.hex(), first_row=batch.first_row, records=[WireRecord.raw(record) for record in batch.records],
            cursor=Cursor(generation=cursor.generation, position=cursor.position), wall=wall, status=status,
            listening=listening, log=log,
        )  # fmt: skip
        answer = self._upstream.round(request)
        answered = self._clock.wall(), self._clock.mono()
        if answer.epoch != request.epoch or (not answer.refetch and not answer.cursor.generation):
            raise UpstreamGarbled("the answer is for another request")
        self._meter.add(Times(wall, mono, answer.received, answer.sent, *answered))
        return answer

    def _roster_usable(self) -> bool:
        """Checked at the first round, and when the station met a damaged file: one damaged or lost since it came is fetched again."""
        self._roster_checked = self._roster_checked or snapshot.usable(self._feed, self._places, self._event, self._kind)
        return self._roster_checked

    def _measured(self) -> tuple[int, int] | None:
        measured = self._meter.now(self._clock.wall(), self._clock.mono())
        if measured is not None:
            self._stored_offset = None  # of an earlier run
        return measured


def believed(marks: dict[bytes, Mark], outbox: Outbox) -> dict[bytes, Mark]:
    """The marks the journal bears out. Where the server confirmed a row the journal lacks or has otherwise (it was restored from an old
    copy), nothing of that epoch counts as confirmed."""
    ours = {end.epoch for end in outbox.epochs()}
    return {
        epoch: Mark() if epoch in ours and mark.head and outbox.hash_at(epoch, mark.row) != mark.head else mark
        for epoch, mark in marks.items()
    }


def kept(stored: tuple[int, int] | None, wall: int, as_of: int | None) -> tuple[int | None, int | None]:
    """Offset and error as an earlier run left them (``stored``), for the wall clock of now, us. Clocks have drifted since ``as_of``, when
    the server was last heard (corrected time). One that says it is earlier than that was put back: it is later, nobody knows how much."""
    if stored is None:
        return None, None
    offset, error = stored
    since = wall + offset - as_of if as_of is not None else 0
    if as_of is not None and since < -error - STEP_US:
        return as_of - wall, None
    return offset, error + max(0, since) * DRIFT_PPM // 1_000_000


def settled(answer: RoundAnswer, batch: Batch, before: Mark, outbox: Outbox) -> tuple[Mark, bool]:
    """How far ``answer`` confirms the epoch of ``batch``, and whether the server knows other rows of it than we do (a fork).

    Never further than what it was sent: those rows it has kept, whatever it stores under their numbers. That the hashes agree at a mark
    beyond proves what our rows are, not that the server has them all: in a journal that forked it stores others before, and may have set
    ours aside and lost them when it was restored. Raises UpstreamGarbled for an answer that cannot be meant for this request."""
    head = bytes.fromhex(answer.head)
    if len(head) not in (0, 32) or (head and not answer.mark):
        raise UpstreamGarbled("a mark with a hash that is none")
    last, _ = outbox.last(batch.epoch)
    if answer.mark > last and not head:
        raise UpstreamGarbled("a mark beyond the journal, of a row without a hash")
    ours = outbox.hash_at(batch.epoch, answer.mark) if answer.mark else b""
    row = min(answer.mark, batch.first_row - 1 + len(batch.records))
    if ours == head and row == answer.mark:
        return Mark(row, head), answer.fork
    # no head: the server could not read that row's hash, so there is nothing to compare
    return (before if row == before.row else Mark(row)), answer.fork or bool(head and ours != head)


def _place(cursor: Cursor) -> Position:
    return Position(cursor.generation, cursor.position)


def change_of(change: wire.Change) -> Change:
    """A change as the feed takes it in."""
    match change:
        case wire.BadgeChange():
            return Gone(bytes.fromhex(change.code)) if change.gone else change.badge()
        case wire.SightingChange():
            return change.sighting()
        case wire.PersonChange():
            return SealedPerson(change.id, bytes.fromhex(change.sealed))
        case wire.StaffChange():
            return change.staff()
        case wire.CallChange() | wire.HandedChange():
            return change.told()
        case wire.ConflictChange():
            return Notice(change.id, change.what, (change.first.zone, change.second.zone), not (change.withdrawn or change.decisions))
        case wire.ProgrammeChange():
            return ProgrammeText(change.text, change.version, tuple(each.desk_key() for each in change.desk_keys))
