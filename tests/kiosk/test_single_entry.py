"""No double entry: whatever happens to a station, no badge is admitted twice under a single-entry rule without a recorded override."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from kiosk.model import Direction, Kind, Outcome, Reason, Record, Sighting
from kiosk.places import Places
from kiosk.programme import Reentry
from tests import builders
from tests.builders import SECOND, FakeClock, zone
from tests.kiosk.standing import Standing, code_of, hash_of, standing

NUMBERS = st.integers(1, 3)


class Door(RuleBasedStateMachine):
    """A door at which everything happens that can; ``reentry`` is the zone's rule."""

    reentry = Reentry.ONCE

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = FakeClock()
        programme = builders.programme(zone("hall", reentry=self.reentry, pause_s=2), zone("side"))
        self.opened = standing(Places(Path(self.folder.name)), self.clock, programme, badges=3)
        self.door: Standing = self.opened.__enter__()
        self.entries: dict[int, list[Record | Sighting]] = {number: [] for number in range(1, 4)}
        self.inside: set[int] = set()
        self.refused: list[tuple[int, Record]] = []

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)
        self.folder.cleanup()

    def came_in(self, number: int, movement: Record | Sighting) -> None:
        self.entries[number].append(movement)
        self.inside.add(number)

    def may_come_in(self, number: int) -> bool:
        return number not in self.inside if self.reentry is Reentry.AFTER_EXIT else not self.entries[number]

    @rule(number=NUMBERS, after=st.sampled_from((0, 1, 3, 100)))
    def somebody_comes(self, number: int, after: int) -> None:
        self.door.station.set_direction(Direction.ENTRY)
        answer = self.door.scan(number, after=after)
        if answer.verdict.outcome is Outcome.ADMIT:
            assert self.may_come_in(number), f"{answer.verdict.reason}: badge {number} came in before"
            self.came_in(number, answer.record)
        else:
            assert not self.may_come_in(number) or answer.verdict.reason is Reason.JUST_SCANNED
            self.refused.append((number, answer.record))

    @rule(number=NUMBERS)
    def somebody_leaves(self, number: int) -> None:
        self.door.station.set_direction(Direction.EXIT)
        if self.door.scan(number, after=5).verdict.outcome is Outcome.ADMIT:
            self.inside.discard(number)

    @rule(number=NUMBERS)
    def another_door_lets_somebody_in(self, number: int) -> None:
        self.clock.advance(1)
        self.came_in(number, self.door.see(number))

    @rule(number=NUMBERS)
    def another_door_lets_somebody_out(self, number: int) -> None:
        self.clock.advance(1)
        self.door.see(number, direction=Direction.EXIT)
        self.inside.discard(number)

    @precondition(lambda self: self.refused)
    @rule()
    def staff_lets_the_last_refused_in(self) -> None:
        number, record = self.refused.pop()
        if record.epoch != self.door.station.recent(1)[0].epoch or record.reason is Reason.JUST_SCANNED:
            return
        self.clock.advance(1)
        self.came_in(number, self.door.station.override(record.row, "S1", "id_checked", record.epoch).record)

    @rule(number=NUMBERS)
    def the_last_entry_is_taken_back(self, number: int) -> None:
        """By whoever made it; only where nothing moved the badge since, so that it is plain where it is then."""
        if not self.entries[number] or number not in self.inside:
            return
        entry = self.entries[number][-1]
        if isinstance(entry, Sighting):
            self.door.receive(replace(entry, undone=True))
        elif entry.epoch == self.door.station.recent(1)[0].epoch:
            self.door.station.undo(entry.row, "S1", "turned_back", entry.epoch)
        else:
            return
        self.entries[number].pop()
        last = self.last_movement(number)
        (self.inside.add if last is Direction.ENTRY else self.inside.discard)(number)

    def last_movement(self, number: int) -> Direction | None:
        from kiosk.trail import merged

        own = self.door.station._journal.movements(hash_of(number))
        moves = merged(own, self.door.feed.sightings(hash_of(number)), self.clock.wall())
        return moves[-1].direction if moves else None

    @rule()
    def the_program_is_started_anew(self) -> None:
        self.door.reopen()

    @rule()
    def the_server_reports_a_fork(self) -> None:
        recent = self.door.station.recent(1)
        if recent:
            self.door.station.fork(recent[0].epoch)
            self.door.scan(code_of(99))  # so that the newest record tells the epoch

    @rule()
    def the_feed_is_looked_at(self) -> None:
        self.door.station.refresh()

    @invariant()
    def the_count_is_right_once_the_feed_was_looked_at(self) -> None:
        self.door.station.refresh()
        assert self.door.station.inside() == len(self.inside)


class DoorWithAClockNobodyCanTrust(Door):
    """The same where somebody sets the tablet's clock. Who is inside may then be off, nobody is admitted twice all the same."""

    @rule(seconds=st.integers(-3 * 3600, 3 * 3600))
    def somebody_sets_the_clock(self, seconds: int) -> None:
        self.clock.set_wall(self.clock.wall() + seconds * SECOND)

    @rule(number=NUMBERS, after=st.sampled_from((0, 1, 3, 100)))
    def somebody_comes(self, number: int, after: int) -> None:
        self.door.station.set_direction(Direction.ENTRY)
        answer = self.door.scan(number, after=after)
        if answer.verdict.outcome is Outcome.ADMIT:
            assert not self.entries[number]
            self.came_in(number, answer.record)

    @invariant()
    def the_count_is_right_once_the_feed_was_looked_at(self) -> None:
        self.door.station.refresh()
        assert 0 <= self.door.station.inside() <= 3


class DoorWithReentryAfterExit(Door):
    reentry = Reentry.AFTER_EXIT


BOUNDED = settings(max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def test_once_means_once_whatever_happens_in_between() -> None:
    run_state_machine_as_test(Door, settings=BOUNDED)


def test_once_means_once_even_if_the_clock_is_set_back_and_forth() -> None:
    run_state_machine_as_test(DoorWithAClockNobodyCanTrust, settings=BOUNDED)


def test_nobody_inside_is_admitted_again_before_an_exit_was_read() -> None:
    run_state_machine_as_test(DoorWithReentryAfterExit, settings=BOUNDED)


def test_an_override_is_the_only_way_to_a_second_entry(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", reentry=Reentry.ONCE))) as door:
        door.scan(1)
        refused = door.scan(1, after=60)
        assert refused.verdict.reason is Reason.NO_REENTRY
        second = door.station.override(refused.record.row, "S1", "exit_missed")
        assert (second.verdict.outcome, second.record.kind, second.inside) == (Outcome.ADMIT, Kind.OVERRIDE, 1)
