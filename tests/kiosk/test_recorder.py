from __future__ import annotations

import json
import queue
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.errors import ActRefused, CannotRecord, KioskError, NewerStore, NoProgramme, StoreInUse
from kiosk.feed import FeedWriter, Intake
from kiosk.instance import Hold
from kiosk.model import Answer, Direction, Kind, Link, Outcome, Reading, Reason, Source
from kiosk.places import Places
from kiosk.programme import Programme
from kiosk.recorder import Recorder
from kiosk.station import Station
from tests import builders
from tests.builders import FakeClock
from tests.kiosk.standing import badge_of, code_of, opened

PATIENCE_S = 60.0


@dataclass
class Desk:
    """A recorder on real files, and everything it said, in order."""

    places: Places
    clock: FakeClock
    programme: Programme
    answers: queue.Queue[Answer] = field(default_factory=queue.Queue)
    faults: queue.Queue[KioskError | None] = field(default_factory=queue.Queue)
    openings: int = 0
    before: Callable[[Desk], None] = lambda desk: None

    def __post_init__(self) -> None:
        self.recorder = Recorder(self.open, self.answers.put, self.faults.put, first_pause_s=0.01, most_pause_s=0.05, idle_s=0.01)

    def open(self) -> Station:
        self.openings += 1
        self.before(self)
        return opened(self.places, self.clock, self.programme)

    def read(self, code: int | str) -> None:
        self.recorder.read(builders.reading(code_of(code) if isinstance(code, int) else code, self.clock))

    def answer(self) -> Answer:
        return self.answers.get(timeout=PATIENCE_S)

    def fault(self) -> KioskError | None:
        return self.faults.get(timeout=PATIENCE_S)

    def asked(self, act: Callable[[Station], object]) -> object:
        """What ``act`` gives, from this thread."""
        given: queue.Queue[object] = queue.Queue()
        self.recorder.do(act, given.put, given.put)
        return given.get(timeout=PATIENCE_S)


@pytest.fixture
def desk(places: Places, clock: FakeClock, programme: Programme) -> Iterator[Desk]:
    feed = FeedWriter(places.feed)
    feed.apply(Intake(changes=[badge_of(number) for number in range(1, 10)]))
    feed.close()
    made = Desk(places, clock, programme)
    yield made
    made.recorder.stop()


def rows(places: Places) -> list[tuple[str, str | None, str]]:
    connection = sqlite3.connect(places.journal)
    try:
        return connection.execute("SELECT kind, reason, detail FROM record ORDER BY epoch, row").fetchall()
    finally:
        connection.close()


def full(desk: Desk) -> None:
    """Let nothing more be written to the journal, as a full disk would."""

    def fill(station: Station) -> None:
        journal = station._journal
        pages = journal._connection.execute("PRAGMA page_count").fetchone()[0]
        journal._connection.execute(f"PRAGMA max_page_count = {pages}")
        while True:
            station.note("x" * 3_000)

    refused = desk.asked(fill)
    assert isinstance(refused, CannotRecord)


def test_it_opens_the_station_on_its_own_thread_and_says_when_all_is_well(desk: Desk) -> None:
    seen: list[str] = []
    desk.before = lambda _: seen.append(threading.current_thread().name)
    assert not desk.recorder.opened.is_set()
    desk.recorder.start()
    assert desk.fault() is None
    assert desk.recorder.opened.wait(PATIENCE_S)
    assert seen == ["recorder"]


def test_readings_are_answered_in_order_each_after_its_commit(desk: Desk) -> None:
    on_disk: list[int] = []

    def answered(answer: Answer) -> None:
        on_disk.append(len(rows(desk.places)))
        desk.answers.put(answer)

    desk.recorder = Recorder(desk.open, answered, desk.faults.put)
    for number in (1, 2, 3):
        desk.read(number)
    assert desk.recorder.depth() == 3
    desk.recorder.start()
    assert [desk.answer().record.badge for _ in range(3)] == ["B1", "B2", "B3"]
    assert on_disk == [2, 3, 4]  # the note of the opening comes first
    assert desk.recorder.depth() == 0


def test_acts_are_done_between_readings_and_tell_their_result(desk: Desk) -> None:
    desk.recorder.start()
    desk.read(99)
    row = desk.answer().record.row
    answer = desk.asked(lambda station: station.override(row, "S1", "organiser"))
    assert isinstance(answer, Answer)
    assert answer.verdict.reason is Reason.LET_IN_BY_STAFF
    refused = desk.asked(lambda station: station.override(row, "S1", "organiser"))
    assert isinstance(refused, ActRefused)
    assert desk.fault() is None
    assert desk.faults.empty()


def test_an_act_refused_with_nobody_to_tell_is_no_fault(desk: Desk) -> None:
    desk.recorder.start()
    desk.recorder.do(lambda station: station.override(7, "S1", "organiser"))
    desk.read(1)
    assert desk.answer().verdict.outcome is Outcome.ADMIT
    assert (desk.fault(), desk.faults.empty()) == (None, True)


def test_what_was_asked_before_stopping_is_still_done(desk: Desk) -> None:
    desk.recorder.start()
    for number in range(1, 10):
        desk.read(number)
    desk.recorder.stop()
    desk.recorder.stop()
    assert desk.answers.qsize() == 9
    assert [kind for kind, _, _ in rows(desk.places)] == ["note"] + ["scan"] * 9
    desk.read(1)
    assert desk.answers.qsize() == 9


def test_stopping_what_never_started_does_nothing(desk: Desk) -> None:
    desk.recorder.stop()
    assert desk.openings == 0


@pytest.mark.parametrize(
    "fault", [StoreInUse(folder="x"), NewerStore("2"), NoProgramme(), CannotRecord("full")], ids=lambda f: type(f).__name__
)
def test_a_station_that_cannot_be_opened_says_why_once_and_is_tried_again(desk: Desk, fault: KioskError) -> None:
    def at_first(desk: Desk) -> None:
        if desk.openings < 4:
            raise fault

    desk.before = at_first
    desk.recorder.start()
    assert desk.fault() is fault
    assert desk.fault() is None
    assert desk.openings == 4
    desk.read(1)
    assert desk.answer().verdict.outcome is Outcome.ADMIT


def test_a_reading_while_nothing_can_be_recorded_is_turned_away_at_once(desk: Desk) -> None:
    open_again = threading.Event()

    def closed(desk: Desk) -> None:
        if not open_again.is_set():
            raise CannotRecord("full")

    desk.before = closed
    desk.recorder.start()
    assert isinstance(desk.fault(), CannotRecord)
    for number in (1, 2):
        desk.read(number)
        assert isinstance(desk.fault(), CannotRecord)
    assert isinstance(desk.asked(lambda station: station.inside()), CannotRecord)
    open_again.set()
    assert desk.fault() is None
    assert desk.answers.empty()
    assert all(kind == "note" for kind, _, _ in rows(desk.places))


def test_what_nobody_waits_for_is_done_when_the_station_is_open_again(desk: Desk) -> None:
    open_again = threading.Event()

    def closed(desk: Desk) -> None:
        if not open_again.is_set():
            raise CannotRecord("full")

    desk.before = closed
    desk.recorder.start()
    assert isinstance(desk.fault(), CannotRecord)
    link = Link(online=True, unsent=7)
    desk.recorder.do(lambda station: station.set_link(link))
    open_again.set()
    assert desk.fault() is None
    assert desk.asked(lambda station: station.link) == link


def test_a_full_disk_admits_nobody_and_is_over_by_itself(desk: Desk) -> None:
    desk.recorder.start()
    assert desk.fault() is None
    desk.read(1)
    assert desk.answer().inside == 1
    desk.asked(lambda station: station.set_direction(Direction.EXIT))
    full(desk)
    assert isinstance(desk.fault(), CannotRecord)
    assert desk.fault() is None
    desk.clock.advance(60)
    desk.read(1)
    assert desk.answer().verdict.reason is Reason.EXIT_RECORDED  # the direction was carried over
    note = [json.loads(detail) for kind, _, detail in rows(desk.places) if kind == "note" and "recovered" in detail]
    assert note == [{"note": "recovered", "turned_away": 0}]


def test_a_scan_whose_commit_failed_is_answered_by_a_fault_and_counted_nowhere(desk: Desk) -> None:
    desk.recorder.start()
    assert desk.fault() is None

    def limit(station: Station) -> None:
        connection = station._journal._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    desk.asked(limit)
    fault: KioskError | None = None
    tries = 0
    while fault is None:  # until the last page is full
        tries += 1
        desk.read(f"somebody else's ticket {tries} " + "x" * 150)
        desk.recorder.do(lambda _: None)
        while desk.faults.empty() and desk.answers.qsize() < tries:
            threading.Event().wait(0.001)
        fault = None if desk.faults.empty() else desk.fault()
    assert isinstance(fault, CannotRecord)
    assert desk.fault() is None
    noted = [json.loads(detail) for kind, _, detail in rows(desk.places) if kind == "note"]
    assert noted == [{"note": "opened"}, {"note": "recovered", "turned_away": 1}]
    assert sum(kind == "scan" for kind, _, _ in rows(desk.places)) == tries - 1 == desk.answers.qsize()


def test_a_row_that_reached_the_disk_though_its_commit_failed_is_taken_back(desk: Desk) -> None:
    """SQLite may report an I/O error after the row is already safe; nobody saw a verdict then, so nobody came in."""
    desk.recorder.start()
    assert desk.fault() is None

    def committed_but_failed(station: Station) -> None:
        record = station.scan(builders.reading(code_of(1), desk.clock)).record
        raise CannotRecord("disk I/O error", epoch=record.epoch.hex(), row=record.row)

    assert isinstance(desk.asked(committed_but_failed), CannotRecord)
    assert isinstance(desk.fault(), CannotRecord)
    assert desk.fault() is None
    assert desk.asked(lambda station: station.inside()) == 0
    desk.read(1)
    assert desk.answer().verdict.reason is Reason.ADMITTED
    assert [kind for kind, _, _ in rows(desk.places)] == ["note", "scan", "undo", "note", "scan"]


def test_a_journal_damaged_while_open_is_set_aside_and_the_door_goes_on(desk: Desk) -> None:
    desk.recorder.start()
    assert desk.fault() is None
    desk.read(1)
    desk.answer()

    def damage(station: Station) -> None:
        station.tidy()
        content = bytearray(desk.places.journal.read_bytes())
        content[4096:] = b"\xff" * (len(content) - 4096)
        station._journal.close()
        desk.places.journal.write_bytes(content)
        raise CannotRecord("disk I/O error")

    desk.asked(damage)
    assert isinstance(desk.fault(), CannotRecord)
    assert desk.fault() is None
    desk.read(2)
    assert desk.answer().verdict.reason is Reason.ADMITTED
    assert desk.places.root.joinpath("journal.db.broken-1").exists()


def test_a_bug_in_one_reading_is_logged_whole_and_the_next_is_served(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.recorder.start()
    assert desk.fault() is None
    desk.recorder.read(Reading(None, Source.CAMERA, desk.clock.wall(), 1))  # type: ignore[arg-type]
    fault = desk.fault()
    assert fault is not None
    assert fault.key == "error.unknown"
    assert "Traceback" in caplog.text
    desk.read(1)
    assert desk.answer().verdict.outcome is Outcome.ADMIT
    assert desk.fault() is None
    assert desk.openings == 1


def test_a_failing_callback_does_not_end_the_thread(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("the screen is gone")

    desk.recorder.start()
    desk.recorder.do(lambda station: 1, fail)
    desk.recorder.do(lambda station: 1 // 0, None, fail)
    desk.read(1)
    assert desk.answer().verdict.outcome is Outcome.ADMIT
    assert caplog.text.count("RuntimeError: the screen is gone") == 2
    assert (desk.fault(), desk.faults.empty()) == (None, True)


def test_only_one_instance_records_in_a_folder_and_the_second_takes_over_when_the_first_ends(desk: Desk, places: Places) -> None:
    held: list[Hold] = []

    def hold(_: Desk) -> None:
        if not held:
            held.append(Hold(places.lock))

    desk.before = hold
    with Hold(places.lock):
        desk.recorder.start()
        assert isinstance(desk.fault(), StoreInUse)
    assert desk.fault() is None
    held[0].release()


def test_while_nobody_comes_the_write_ahead_log_is_put_away(desk: Desk) -> None:
    desk.recorder.start()
    desk.read(1)
    desk.answer()
    log = desk.places.journal.with_name("journal.db-wal")
    builders.wait_for(lambda: log.stat().st_size == 0)


def test_a_folder_taken_away_is_a_fault_and_not_the_end(desk: Desk, places: Places, tmp_path: Path) -> None:
    desk.recorder.start()
    assert desk.fault() is None
    away = tmp_path / "away"

    def take_away(station: Station) -> None:
        station.close()
        shutil.move(places.root, away)
        raise CannotRecord("no such device")

    desk.asked(take_away)
    assert isinstance(desk.fault(), CannotRecord)
    desk.read(1)
    assert isinstance(desk.fault(), CannotRecord)
    shutil.move(away, places.root)
    assert desk.fault() is None
    desk.read(1)
    assert desk.answer().record.kind is Kind.SCAN
