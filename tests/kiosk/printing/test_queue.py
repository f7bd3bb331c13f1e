"""Tests of kiosk.printing.queue and job: nothing is printed twice by one printer, every second paper has a new code, troubles go round."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.errors import FileTrouble, KioskError, PrinterTrouble
from kiosk.printing.job import Job, Roll, State
from kiosk.printing.queue import KEPT, RETRY_S, PrintQueue
from kiosk.printing.raw import print_zpl
from tests.kiosk.printing.fakes import FakeZebra

WAIT_S = 10.0


@dataclass
class Paper:
    """A printer made of a list: what it was given; ``troubles`` are raised first, one a badge; ``held`` makes it wait."""

    given: list[str] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    held: threading.Event | None = None

    def put(self, badge: str, ended: Callable[[], bool]) -> str:
        self.given.append(badge)
        while self.held is not None and not self.held.wait(0.01):
            if ended():
                raise PrinterTrouble("printer.stopped", sent=True)
        if self.troubles:
            raise self.troubles.pop(0)
        return ""


class Desk:
    """The owner of a queue: makes new codes, remembers what it was told."""

    def __init__(self, printers: dict[str, Paper]) -> None:
        self.seconds = 0.0
        self.renewed: list[tuple[str, str]] = []
        self.refuses: KioskError | None = None
        self.told: list[Job[str]] = []
        self._heard = threading.Condition()
        self.queue = PrintQueue({name: one.put for name, one in printers.items()}, self.renew, self._hear, clock=lambda: self.seconds)

    def renew(self, job: Job[str]) -> tuple[str, str]:
        if self.refuses is not None:
            raise self.refuses
        code = f"new {len(self.renewed) + 1}"
        self.renewed.append((job.code, code))
        return code, f"badge {code}"

    def until(self, *states: State) -> list[Job[str]]:
        """All jobs, once they are in these states, in the order they were made."""
        with self._heard:
            assert self._heard.wait_for(lambda: [job.state for job in self.queue.jobs()] == list(states), WAIT_S), self.queue.jobs()
        return self.queue.jobs()

    def _hear(self, job: Job[str]) -> None:
        with self._heard:
            self.told.append(job)
            self._heard.notify_all()


Open = Callable[..., Desk]


@pytest.fixture
def desk() -> Iterator[Open]:
    """Opens desks with printers, and stops them."""
    opened: list[Desk] = []

    def open_(**printers: Paper) -> Desk:
        opened.append(Desk(printers))
        opened[-1].queue.start()
        return opened[-1]

    yield open_
    for one in opened:
        one.queue.stop()


OUT = PrinterTrouble("printer.paper_out")


def test_a_badge_is_printed_and_its_paper_read_back_closes_it(desk: Open) -> None:
    one = Paper()
    owner = desk(one=one)
    owner.queue.submit("one", "A", "badge A")
    (job,) = owner.until(State.PRINTED)
    assert [told.state for told in owner.told] == [State.QUEUED, State.PRINTING, State.PRINTED]
    assert (one.given, job.pickup, job.proven, owner.renewed) == (["badge A"], 0, False, [])
    assert owner.queue.read_back("B") is None
    closed = owner.queue.read_back("A")
    assert closed is not None
    assert (closed.number, closed.proven) == (job.number, True)
    assert owner.told[-1] == closed


def test_a_badge_that_one_printer_does_not_print_is_picked_up_at_a_neighbour_with_a_new_code(desk: Open) -> None:
    one, two = Paper(troubles=[OUT]), Paper()
    owner = desk(one=one, two=two)
    owner.queue.submit("one", "A", "badge A")
    first, second = owner.until(State.REROUTED, State.PRINTED)
    assert (one.given, two.given) == (["badge A"], ["badge new 1"])
    assert (first.trouble, first.successor, second.replaces) == (OUT, second.number, first.number)
    assert (second.printer, second.code, second.pickup, owner.renewed) == ("two", "new 1", 1, [("A", "new 1")])
    assert owner.queue.read_back("A") is None  # the first paper came out all the same: it proves nothing
    proof = owner.queue.read_back("new 1")
    assert proof is not None
    assert proof.number == second.number


def test_a_badge_goes_round_every_printer_once_and_then_has_failed(desk: Open) -> None:
    papers = {name: Paper(troubles=[OUT, OUT]) for name in ("one", "two", "three")}
    owner = desk(**papers)
    owner.queue.submit("one", "A", "badge A")
    jobs = owner.until(State.REROUTED, State.REROUTED, State.FAILED)
    assert sorted(len(paper.given) for paper in papers.values()) == [1, 1, 1]
    assert jobs[-1].trouble is OUT
    assert {job.pickup for job in jobs} == {0, 1}
    assert [old for old, _ in owner.renewed] == ["A", "new 1"]


def test_a_printer_in_trouble_is_passed_over_until_it_is_mended_or_some_time_went_by(desk: Open) -> None:
    one, two = Paper(troubles=[OUT]), Paper()
    owner = desk(one=one, two=two)
    owner.queue.submit("one", "A", "badge A")
    owner.until(State.REROUTED, State.PRINTED)
    assert owner.queue.condition("one").trouble is OUT
    owner.queue.submit("one", "B", "badge B")
    jobs = owner.until(State.REROUTED, State.PRINTED, State.REROUTED, State.PRINTED)
    assert one.given == ["badge A"]
    assert jobs[-1].pickup == 2
    owner.queue.mended("one")
    owner.queue.submit("one", "C", "badge C")
    owner.until(*[State.REROUTED, State.PRINTED] * 2, State.PRINTED)
    one.troubles.append(OUT)
    owner.queue.submit("one", "D", "badge D")
    owner.until(*[State.REROUTED, State.PRINTED] * 2, State.PRINTED, State.REROUTED, State.PRINTED)
    owner.seconds += RETRY_S
    owner.queue.submit("one", "E", "badge E")
    owner.until(*[State.REROUTED, State.PRINTED] * 2, State.PRINTED, State.REROUTED, State.PRINTED, State.PRINTED)
    assert one.given == ["badge A", "badge C", "badge D", "badge E"]
    assert owner.queue.condition("one").trouble is None


def test_a_reprint_carries_a_new_code_and_the_old_paper_proves_nothing(desk: Open) -> None:
    one = Paper()
    owner = desk(one=one)
    first = owner.queue.submit("one", "A", "badge A")
    owner.until(State.PRINTED)
    again = owner.queue.again(first.number)
    assert again is not None
    owner.until(State.PRINTED, State.PRINTED)
    assert one.given == ["badge A", "badge new 1"]
    assert owner.renewed == [("A", "new 1")]
    assert owner.queue.read_back("A") is None
    assert owner.queue.again(first.number) is None  # pressed twice
    assert owner.queue.again(99) is None


def test_a_job_that_is_not_over_is_not_printed_again(desk: Open) -> None:
    one = Paper(held=threading.Event())
    owner = desk(one=one)
    job = owner.queue.submit("one", "A", "badge A")
    owner.until(State.PRINTING)
    assert owner.queue.again(job.number) is None
    assert one.held is not None
    one.held.set()
    owner.until(State.PRINTED)


def test_paper_of_a_job_that_failed_proves_it_all_the_same(desk: Open) -> None:
    owner = desk(one=Paper(troubles=[PrinterTrouble("printer.cut_off", sent=True)]))
    owner.queue.submit("one", "A", "badge A")
    owner.until(State.FAILED)
    owner.queue.read_back("A")
    (job,) = owner.until(State.PRINTED)
    assert job.proven


def test_paper_read_back_before_the_printer_tells_of_its_trouble_is_not_printed_elsewhere(desk: Open) -> None:
    one, two = Paper(troubles=[OUT], held=threading.Event()), Paper()
    owner = desk(one=one, two=two)
    owner.queue.submit("one", "A", "badge A")
    owner.until(State.PRINTING)
    owner.queue.read_back("A")
    assert one.held is not None
    one.held.set()
    (job,) = owner.until(State.PRINTED)
    assert (job.proven, two.given, owner.renewed) == (True, [], [])
    assert owner.queue.condition("one").trouble is OUT


def test_without_a_new_code_nothing_is_printed(desk: Open, tmp_path: Path) -> None:
    two = Paper()
    owner = desk(one=Paper(troubles=[OUT]), two=two)
    owner.refuses = FileTrouble("no space", path=tmp_path)
    owner.queue.submit("one", "A", "badge A")
    jobs = owner.until(State.REROUTED, State.FAILED)
    assert jobs[-1].trouble is owner.refuses
    assert two.given == []
    owner.refuses = None
    owner.queue.again(jobs[-1].number)
    owner.until(State.REROUTED, State.FAILED, State.PRINTED)
    assert owner.renewed == [("A", "new 1")]
    assert two.given == ["badge new 1"]


def test_a_badge_that_cannot_be_painted_stops_nothing_behind_it(desk: Open, caplog: pytest.LogCaptureFixture) -> None:
    one, two = Paper(troubles=[ValueError("of the template")]), Paper()
    owner = desk(one=one, two=two)
    owner.queue.submit("one", "A", "badge A")
    owner.queue.submit("one", "B", "badge B")
    jobs = owner.until(State.FAILED, State.PRINTED)
    assert jobs[0].trouble is not None
    assert jobs[0].trouble.key == "printer.broken"
    assert two.given == []
    caplog.clear()


def test_the_end_does_not_wait_for_a_printer_that_hangs(desk: Open) -> None:
    one = Paper(held=threading.Event())
    owner = desk(one=one)
    owner.queue.submit("one", "A", "badge A")
    owner.queue.submit("one", "B", "badge B")
    owner.until(State.PRINTING, State.QUEUED)
    owner.queue.stop()
    jobs = owner.until(State.FAILED, State.FAILED)
    assert [job.trouble.key for job in jobs if job.trouble] == ["printer.stopped", "printer.stopped"]
    assert one.given == ["badge A"]


def test_labels_are_counted_down_and_their_end_is_foreseen(desk: Open) -> None:
    owner = desk(one=Paper())
    assert owner.queue.condition("one").left is None
    owner.queue.set_roll("one", 100)
    for number in range(3):
        owner.seconds += 30
        owner.queue.submit("one", f"{number}", "badge")
        owner.until(*[State.PRINTED] * (number + 1))
    owner.seconds += 30
    condition = owner.queue.condition("one")
    assert condition.left == 97
    assert condition.lasts_min == pytest.approx(97 / 2)  # three labels in ninety seconds
    assert condition.waiting == 0


def test_a_roll_is_never_less_than_empty_and_without_a_rate_nothing_is_foreseen() -> None:
    roll = Roll(left=1)
    assert roll.lasts_min(0) is None
    roll.used(10)
    roll.used(20)
    assert roll.left == 0
    assert roll.lasts_min(30) == 0


def test_old_jobs_are_forgotten(desk: Open) -> None:
    owner = desk(one=Paper())
    for number in range(KEPT + 5):
        owner.queue.submit("one", f"{number}", "badge")
    with owner._heard:
        assert owner._heard.wait_for(lambda: all(job.over for job in owner.queue.jobs()), WAIT_S)
    owner.queue.submit("one", "last", "badge")
    assert len(owner.queue.jobs()) == KEPT + 1


def test_two_real_printers_and_one_out_of_paper(desk: Open) -> None:
    with FakeZebra(after={"paper_out": 1}) as empty, FakeZebra() as full:
        printers = {"empty": empty.port, "full": full.port}
        heard = threading.Event()

        def renew(job: Job[bytes]) -> tuple[str, bytes]:
            return "B", b"^XAsecond^XZ"

        def hear(job: Job[bytes]) -> None:
            if job.state in (State.PRINTED, State.FAILED):
                heard.set()

        def way(port: int) -> Callable[[bytes, Callable[[], bool]], str]:
            def put(label: bytes, ended: Callable[[], bool]) -> str:
                print_zpl("127.0.0.1", port, label, ended)
                return ""

            return put

        queue = PrintQueue({name: way(port) for name, port in printers.items()}, renew, hear)
        queue.start()
        queue.submit("empty", "A", b"^XAfirst^XZ")
        assert heard.wait(WAIT_S)
        queue.stop()
    assert (empty.labels, full.labels) == ([b"^XAfirst^XZ"], [b"^XAsecond^XZ"])
    first, second = queue.jobs()
    assert first.trouble is not None
    assert isinstance(first.trouble, PrinterTrouble)
    assert (first.trouble.key, first.trouble.sent) == ("printer.paper_out", True)
    assert (second.state, second.pickup) == (State.PRINTED, 1)
