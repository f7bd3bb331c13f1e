"""The badges of a station on their way to its printers, one thread for each; knows neither what a badge is nor how a printer works.

No job is ever given to one printer twice. One that a printer does not print goes on to a neighbour under a pick-up number. It may be on
paper all the same, and so may one that is printed again: each such print carries a new code that replaces the first, asked of the owner
(``renew``) right before it is printed. Two papers are possible, two valid badges are not.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Condition as Signal
from threading import Event, RLock, Thread
from time import monotonic
from typing import Generic, TypeVar

from kiosk.errors import KioskError, PrinterTrouble
from kiosk.printing.job import Condition, Job, Roll, State

T = TypeVar("T")
Put = Callable[[T, Callable[[], bool]], str]
"""Prints one badge, or raises; the second argument says when to give up; returns the file it wrote, if any."""
Renew = Callable[[Job[T]], tuple[str, T]]
"""A new code that replaces the job's, committed, and the badge that carries it. Called on a printer's thread; may raise KioskError."""

RETRY_S = 30.0
"""So long a printer in trouble is passed over, where a neighbour can take its badges."""
KEPT = 300
"""Jobs that are over and remembered: a reprint or a read-back names one of them."""

_log = logging.getLogger(__name__)


class PrintQueue(Generic[T]):
    """Give it badges from any thread; ``on_change`` hears of every change of a job, on the thread that made it."""

    def __init__(
        self,
        printers: Mapping[str, Put[T]],
        renew: Renew[T],
        on_change: Callable[[Job[T]], None],
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._put = dict(printers)
        self._renew, self._on_change, self._clock = renew, on_change, clock
        self._signal = Signal()
        self._telling = RLock()
        self._ending = Event()
        self._jobs: dict[int, Job[T]] = {}
        self._waiting: dict[str, deque[int]] = {name: deque() for name in self._put}
        self._trouble: dict[str, tuple[KioskError, float]] = {}
        self._rolls = {name: Roll() for name in self._put}
        self._last = self._pickups = 0
        self._threads = [Thread(target=self._serve, args=(name,), name=f"printer {name}", daemon=True) for name in self._put]

    def start(self) -> None:
        """Begin to print."""
        for thread in self._threads:
            thread.start()

    def stop(self, within_s: float = 2.0) -> None:
        """Print nothing more; what was waiting fails. A printer that hangs is left behind after ``within_s`` in all."""
        self._ending.set()
        with self._signal:
            self._signal.notify_all()
        until = monotonic() + within_s
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, until - monotonic()))
        for job in self.jobs():
            if job.state is State.QUEUED:
                self._become(job.number, state=State.FAILED, trouble=PrinterTrouble("printer.stopped"))

    def submit(self, printer: str, code: str, badge: T) -> Job[T]:
        """A badge for ``printer``. Raises KeyError for a printer there is not."""
        job = self._register(Job(0, printer, code, badge))
        self._tell(job.number)
        self._enqueue(job)
        return job

    def again(self, number: int, printer: str | None = None) -> Job[T] | None:
        """Print a job that is over once more, with a new code, on ``printer`` or where it was; None where there is none to print again."""
        with self._signal:
            job = self._jobs.get(number)
            if job is None or not job.over or job.successor is not None:
                return None
            new = self._register(Job(0, printer or job.printer, job.code, job.badge, replaces=number, stale=True))
            self._jobs[number] = replace(job, successor=new.number)
        self._tell(number, new.number)
        self._enqueue(new)
        return new

    def read_back(self, code: str) -> Job[T] | None:
        """The job whose paper this code proves, closed by it; None where it is the code of no job, or one that was replaced."""
        with self._signal:
            job = next((one for one in self._jobs.values() if one.code == code and one.successor is None and not one.stale), None)
            if job is None or job.state is State.QUEUED:
                return None
            state = State.PRINTED if job.over else job.state  # what failed is on paper after all
            job = self._jobs[job.number] = replace(job, proven=True, state=state)
        self._tell(job.number)
        return job

    def mended(self, printer: str) -> None:
        """Staff saw to the printer: it is tried again at once."""
        with self._signal:
            self._trouble.pop(printer, None)

    def set_roll(self, printer: str, labels: int | None) -> None:
        """A roll of so many labels was put in; None: nobody counts."""
        with self._signal:
            self._rolls[printer].left = labels

    def condition(self, printer: str) -> Condition:
        """How ``printer`` is."""
        with self._signal:
            trouble, roll = self._trouble.get(printer), self._rolls[printer]
            return Condition(trouble[0] if trouble else None, len(self._waiting[printer]), roll.left, roll.lasts_min(self._clock()))

    def jobs(self) -> list[Job[T]]:
        """Every job remembered, the oldest first."""
        with self._signal:
            return list(self._jobs.values())

    def _register(self, job: Job[T]) -> Job[T]:
        with self._signal:
            self._last += 1
            job = self._jobs[self._last] = replace(job, number=self._last)
            for number in [number for number, one in self._jobs.items() if one.over][:-KEPT]:
                del self._jobs[number]
        return job

    def _enqueue(self, job: Job[T]) -> None:
        """Only once it was told of, so that nobody hears of its end before its beginning."""
        with self._signal:
            self._waiting[job.printer].append(job.number)
            self._signal.notify_all()

    def _become(self, number: int, **changes: object) -> Job[T]:
        with self._signal:
            job = self._jobs[number] = replace(self._jobs[number], **changes)  # type: ignore[arg-type]
        self._tell(number)
        return job

    def _tell(self, *numbers: int) -> None:
        """How these jobs are now, never how they were: two threads may have something to tell of one."""
        for number in numbers:
            with self._telling:
                if (job := self._jobs.get(number)) is not None:
                    self._on_change(job)

    def _serve(self, printer: str) -> None:
        while (number := self._next(printer)) is not None:
            job = self._jobs[number]
            trouble = self._passed_over(job)
            if trouble is None:
                trouble = self._print(job)
            if trouble is not None:
                self._go_on(number, trouble)

    def _next(self, printer: str) -> int | None:
        with self._signal:
            self._signal.wait_for(lambda: self._ending.is_set() or self._waiting[printer])
            return None if self._ending.is_set() else self._waiting[printer].popleft()

    def _print(self, job: Job[T]) -> PrinterTrouble | None:
        """Print it; returns what a neighbour may help against."""
        try:
            if job.stale:
                code, badge = self._renew(job)
                job = self._become(job.number, code=code, badge=badge, stale=False)
            self._become(job.number, state=State.PRINTING)
            file = self._put[job.printer](job.badge, self._ending.is_set)
        except PrinterTrouble as trouble:
            return trouble
        except KioskError as error:
            self._become(job.number, state=State.FAILED, trouble=error)
        except Exception as error:  # noqa: BLE001 - one badge that cannot be painted must not stop those behind it
            _log.exception("a badge could not be painted")
            self._become(job.number, state=State.FAILED, trouble=PrinterTrouble("printer.broken", detail=type(error).__name__))
        else:
            with self._signal:
                self._trouble.pop(job.printer, None)
                self._rolls[job.printer].used(self._clock())
            self._become(job.number, state=State.PRINTED, file=file)
        return None

    def _passed_over(self, job: Job[T]) -> PrinterTrouble | None:
        """The trouble this printer had a moment ago, where a neighbour has none."""
        with self._signal:
            known = self._trouble.get(job.printer)
            fresh = known is not None and self._clock() - known[1] < RETRY_S
            return known[0] if fresh and known and isinstance(known[0], PrinterTrouble) and self._neighbour(job) else None

    def _neighbour(self, job: Job[T]) -> str | None:
        """The printer with the least to do that has not tried this badge and is not in trouble."""
        now = self._clock()
        troubled = {name for name, (_, since) in self._trouble.items() if now - since < RETRY_S}
        well = [name for name in self._put if name != job.printer and name not in job.tried and name not in troubled]
        return min(well, key=lambda name: len(self._waiting[name]), default=None)

    def _go_on(self, number: int, trouble: PrinterTrouble) -> None:
        """To a neighbour under a pick-up number, else it has failed."""
        new: Job[T] | None = None
        with self._signal:
            job = self._jobs[number]
            if self._trouble.get(job.printer, (None,))[0] is not trouble:
                self._trouble[job.printer] = (trouble, self._clock())
            neighbour = None if self._ending.is_set() else self._neighbour(job)
            if job.proven:  # its paper was out and read back before the printer told of its trouble
                state = State.PRINTED
            elif neighbour is None:
                state = State.FAILED
            else:
                state = State.REROUTED
                pickup = job.pickup or self._pickups + 1
                self._pickups = max(self._pickups, pickup)
                tried = job.tried | {job.printer}
                new = Job(0, neighbour, job.code, job.badge, pickup=pickup, replaces=number, stale=True, tried=tried)
                new = self._register(new)
            self._jobs[number] = replace(job, state=state, trouble=trouble, successor=new.number if new else None)
        self._tell(number)
        if new is not None:
            self._tell(new.number)
            self._enqueue(new)
