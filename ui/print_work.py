"""A station's printers at work: a person's badge is put on record, painted and brought to a printer, and what becomes of it is told on the
GUI thread; draws nothing on a screen and checks nobody in.

No print blocks a check-in or takes one back: whatever happens to the paper, the job says it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.errors import ActRefused, CannotRecord, KioskError
from kiosk.printing import chosen
from kiosk.printing.chosen import Chosen
from kiosk.printing.job import Condition, Job
from kiosk.printing.queue import PrintQueue, Put
from kiosk.printing.target import target
from kiosk.recorder import Recorder
from ui.badges import TEMPLATES
from ui.bridge import Bridge
from ui.errands import Errands
from ui.people import People

if TYPE_CHECKING:
    from kiosk.desk import DeskStation, Paper
    from kiosk.personal import Personal
    from kiosk.prints import Printed
    from kiosk.station import Station
    from ui.printing.face import BadgeFace

log = logging.getLogger(__name__)

RECORD_WITHIN_S = 10.0
"""So long a printer's thread waits for a new code to be on record; then that badge is not printed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a job prints, and whose it is (opaque id). A job's ``code`` is the code's hash in hex."""

    person: str
    face: BadgeFace
    replaced: bool


class PrintWork(QObject):
    """From ``start`` until ``stop``. Without printers it prints nothing: ``ready`` says so."""

    changed = Signal()  # a job, a printer or what waits to be read back is another now
    proven = Signal(object)  # Printed: its paper was read back

    def __init__(
        self,
        path: Path,
        printers: Sequence[str],
        recorder: Recorder,
        people: People,
        errands: Errands,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        templates: Path = TEMPLATES,
    ) -> None:
        """``path``: printers.json; ``printers``: those to use from now on, none for those used last.

        Raises PrinterName for one that is none."""
        super().__init__(parent)
        self._path, self._recorder, self._people, self._errands, self._bridge = path, recorder, people, errands, bridge
        held = chosen.load(path)
        self._chosen = replace(held, names=tuple(dict.fromkeys(printers))) if printers else held
        self._new = bool(printers)
        puts: Mapping[str, Put[Sheet]] = {name: _way(name, templates) for name in self._chosen.names}
        self._queue: PrintQueue[Sheet] = PrintQueue(puts, self._renewed, self._told)
        for name, left in self._chosen.labels.items():
            if name in puts:
                self._queue.set_roll(name, left)
        self.unproven: tuple[Printed, ...] = ()
        self._stopped = False

    @property
    def ready(self) -> bool:
        """Whether there is a printer at all."""
        return bool(self._chosen.names)

    @property
    def printers(self) -> tuple[str, ...]:
        """Their names, the station's own first."""
        return self._chosen.names

    def start(self) -> None:
        """Begin to print."""
        if self._stopped:
            return
        self._queue.start()
        if self._new:
            self._errands.do(self._keep)
        self.look_again()

    def stop(self) -> None:
        """Print nothing more; before the recorder ends, which a renewed code is written by. A second call does nothing."""
        self._stopped = True
        self._queue.stop()

    # --- asked on the GUI thread; answers come there too

    def print_badge(
        self,
        id_: str,
        done: Callable[[Job[Sheet]], None] = lambda job: None,
        refused: Callable[[KioskError], None] = lambda fault: None,
        *,
        printer: str = "",
        anew: bool = False,
    ) -> None:
        """Print the badge of this person, on the station's own printer unless told: the first time with the code they have, later with a
        new one that takes its place, as also ``anew``. ``done`` hears of the job once it is on record and with the queue."""
        if not self.ready:
            refused(ActRefused("printer.not_chosen"))
            return
        name = printer or self.printers[0]

        def give(person: Personal | None) -> None:
            if person is None:
                self._bridge.post(lambda: refused(ActRefused("printer.names_closed")))
                return
            self._recorder.do(
                lambda station: self._sheet(station, person, name, anew=anew),
                lambda made: self._submit(name, *made, done),
                lambda fault: self._bridge.post(lambda: refused(fault)),
            )

        self._people.with_person(id_, give)

    def job_of(self, id_: str) -> Job[Sheet] | None:
        """The latest job for that person since the program started, None where there is none."""
        return next((job for job in reversed(self._queue.jobs()) if job.badge.person == id_), None)

    def jobs(self) -> list[Job[Sheet]]:
        """Every job since the program started that is remembered, the oldest first."""
        return self._queue.jobs()

    def condition(self, printer: str) -> Condition:
        """How ``printer`` is."""
        return self._queue.condition(printer)

    def mended(self, printer: str) -> None:
        """Staff saw to the printer: it is tried again at once."""
        self._queue.mended(printer)
        self.changed.emit()

    def set_roll(self, printer: str, labels: int | None) -> None:
        """A roll of so many labels was put in; None: nobody counts."""
        self._queue.set_roll(printer, labels)
        self._errands.do(self._keep)
        self.changed.emit()

    def awaits(self, code_hash: bytes) -> bool:
        """Whether a paper with this code waits to be read back."""
        return any(each.code_hash == code_hash for each in self.unproven)

    def read_back(self, code_hash: bytes) -> None:
        """A badge with this code was read here; where its paper waits for that, its print is closed, on record."""
        if self.awaits(code_hash):
            self._recorder.do(lambda station: _desk(station).prove(code_hash), self._proved)

    def look_again(self) -> None:
        """What waits to be read back may be another."""
        self._recorder.do(lambda station: _desk(station).unproven(), self._waiting)

    # --- on the recorder's thread

    def _sheet(self, station: Station, person: Personal, printer: str, *, anew: bool) -> tuple[Paper, Sheet]:
        from ui.printing.face import badge_face

        paper = _desk(station).paper(person.id, printer, person.code, anew=anew)
        category = station.programme.category(paper.badge.category)
        if category is None:
            raise ActRefused("printer.no_category", name=paper.badge.category)
        face = badge_face(station.programme, category, paper.code, person.name, company=person.company, days=paper.badge.days)
        return paper, Sheet(person.id, face, paper.replaced)

    def _submit(self, printer: str, paper: Paper, sheet: Sheet, done: Callable[[Job[Sheet]], None]) -> None:
        job = self._queue.submit(printer, paper.badge.code_hash.hex(), sheet)
        self._bridge.post(lambda: done(job))
        self.look_again()

    def _waiting(self, unproven: Sequence[Printed]) -> None:
        def take() -> None:
            self.unproven = tuple(unproven)
            self.changed.emit()

        self._bridge.post(take)

    def _proved(self, proof: Printed | None) -> None:
        if proof is not None:
            self._queue.read_back(proof.code_hash.hex())
            self._bridge.post(lambda: self.proven.emit(proof))
        self.look_again()

    # --- on a printer's thread

    def _renewed(self, job: Job[Sheet]) -> tuple[str, Sheet]:
        """A new code for a badge that is printed once more, on record when this returns. Raises KioskError."""
        made: Future[Paper] = Future()
        sheet = job.badge

        def record(station: Station) -> Paper:
            return _desk(station).paper(sheet.person, job.printer, anew=True)

        self._recorder.do(record, made.set_result, made.set_exception)
        try:
            paper = made.result(RECORD_WITHIN_S)
        except TooLate as error:
            raise CannotRecord("no new code in time") from error
        self.look_again()
        return paper.badge.code_hash.hex(), replace(sheet, face=replace(sheet.face, code=paper.code), replaced=True)

    def _told(self, job: Job[Sheet]) -> None:
        if job.trouble is not None and job.over:
            log.warning("print %d on %s: %s, %s", job.number, job.printer, job.state, job.trouble.key)
        self._bridge.post(self.changed.emit)
        if job.over:
            self._errands.do(self._keep)

    # --- on the errands' thread

    def _keep(self) -> None:
        """Keep printers and labels left. Raises CannotRecord, which the errands log: only a count is lost."""
        left = {name: self._queue.condition(name).left for name in self._chosen.names}
        kept = Chosen(self._chosen.names, {name: labels for name, labels in left.items() if labels is not None})
        chosen.save(kept, self._path)


def _way(name: str, templates: Path) -> Put[Sheet]:
    where = target(name)

    def put(sheet: Sheet, ended: Callable[[], bool]) -> str:
        from ui.printing.outlet import outlet  # on the printer's thread: the window stands before it is loaded

        return outlet(where, templates).put(sheet.face, ended)

    return put


def _desk(station: Station) -> DeskStation:
    from kiosk.desk import DeskStation

    assert isinstance(station, DeskStation)
    return station
