"""What a desk's screen says of printing: the button for the printers, the line on a card, the printers' own screen; prints nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.printing.job import Condition, Job, State
from ui import phrases
from ui.parts.button import Button, plain
from ui.parts.card import PrintLine
from ui.posting import sentence_of
from ui.signs import Sign

if TYPE_CHECKING:
    from kiosk.crowd import Face
    from kiosk.desk import Card
    from kiosk.prints import Printed
    from ui.parts.part import Part
    from ui.parts.printer_panel import PrinterPanel, PrinterRow
    from ui.print_work import Sheet
    from ui.screens.staffing import Staffing

LONG_NAME = 14
SHORT_MIN = 20
"""A roll that ends within so many minutes is told of."""


@dataclass(frozen=True, slots=True)
class PrintNews:
    """How it stands: printers by name in order, the station's own first; the jobs since the program started, the oldest first; the papers
    that wait to be read back, and who they are for, masked."""

    printers: Mapping[str, Condition]
    jobs: Sequence[Job[Sheet]] = ()
    unproven: Sequence[Printed] = ()
    faces: Mapping[str, Face] | None = None


class DeskPrinting(QObject):
    """Over a desk's screen."""

    changed = Signal()
    person_wished = Signal(str)  # opaque id
    mended = Signal(str)  # printer
    roll_set = Signal(str, int)  # printer, labels; below 0: nobody counts

    def __init__(self, over: Part, staffing: Staffing) -> None:
        super().__init__(over)
        self._over, self._staffing = over, staffing
        self._lang = "ko"
        self.news = PrintNews({})
        self.button = Button(over.look, over, icon="printer", size=24)
        self.button.clicked.connect(self.open)
        self.button.hide()

    @cached_property
    def panel(self) -> PrinterPanel:
        """The printers' screen."""
        from ui.parts.printer_panel import PrinterPanel

        panel = self._staffing.add(PrinterPanel(self._over.look, self._over))
        panel.person_wished.connect(self.person_wished)
        panel.mended.connect(self.mended)
        panel.roll_set.connect(self.roll_set)
        return panel

    @property
    def ready(self) -> bool:
        """Whether there is a printer at all."""
        return bool(self.news.printers)

    def show(self, news: PrintNews) -> None:
        """Say how it stands now."""
        self.news = news
        self.refresh()
        self.changed.emit()

    def speak(self, lang: str) -> None:
        """Use this language; the translator must already be switched."""
        self._lang = lang
        if "panel" in self.__dict__:
            self.panel.retranslate()
        self.refresh()

    def open(self) -> None:
        """Open the printers' screen."""
        self.panel.show_rows(self._rows(), self._papers())
        self.panel.open()

    def refresh(self) -> None:
        """Take the words of the language switched on."""
        self.button.setVisible(self.ready)
        if self.ready:
            self.button.say(self._told(), spoken=self.tr("Printers: {state}").format(state=self._told()))
            self.button.wear(plain(self._over.look))
        if "panel" in self.__dict__:
            self.panel.show_rows(self._rows(), self._papers())

    # --- words

    def called(self, printer: str) -> str:
        """What staff call a printer: by its letter, the station's own is A."""
        place = list(self.news.printers).index(printer) if printer in self.news.printers else -1
        return self.tr("Printer {letter}").format(letter=ascii_uppercase[place % 26]) if place >= 0 else printer

    def primary(self, card: Card, face: Face | None) -> str:
        """The big button's words, "" where nothing is due."""
        prints = self.ready and face is not None
        if card.due == "check_in":
            return self.tr("Check in and print") if prints else self.tr("Check in")
        return self.tr("Print the badge") if card.due == "print" and prints else ""

    def again(self, card: Card, face: Face | None) -> str:
        """The words of the button for another paper, "" where there was none, or it is on its way."""
        job = self._job(card)
        if not self.ready or face is None or card.due != "nothing" or card.printed is None or (job is not None and not job.over):
            return ""
        return self.tr("Print a new one")

    def old_badge(self) -> str:
        """A badge that another took the place of was read."""
        return self.tr("This is the old badge. It is void: keep it, and read the new one.")

    def others_badge(self) -> str:
        """Another fresh badge was read than the one of whoever's card is open."""
        return self.tr("This is another person's badge; it is checked off for them. Now read the one of this card.")

    def unread(self) -> str:
        """Somebody else's badge was read while a fresh one waited for that."""
        return self.tr("The badge of the person before was not read back. It is listed under the printers.")

    def line(self, card: Card) -> PrintLine | None:
        """What became of this person's badge, None where there is nothing to say."""
        job, printed = self._job(card), card.printed
        if printed is not None and printed.proven:
            return PrintLine(self.tr("The badge was read back"), self._replaced(card), Sign.TICK)
        if job is not None:
            return self._line_of(job, card)
        if printed is None or not self.ready:
            return None
        if printed.at is None:
            return PrintLine(self.tr("A badge was printed before"), "", Sign.TICK)
        return PrintLine(self.tr("Printed, not read back"), self.tr("Hold the new badge up to the camera."), Sign.WARN)

    def _line_of(self, job: Job[Sheet], card: Card) -> PrintLine:
        where = self.called(job.printer)
        pickup = self.tr("Pick-up number {n} at {printer}.").format(n=job.pickup, printer=where) if job.pickup else ""
        match job.state:
            case State.QUEUED:
                ahead = self.news.printers[job.printer].waiting - 1 if job.printer in self.news.printers else 0
                title = self.tr("Waiting for {printer}").format(printer=where)
                return PrintLine(title, pickup or (self.tr("{n} before it").format(n=ahead) if ahead > 0 else ""), None)
            case State.PRINTING:
                return PrintLine(self.tr("Printing on {printer}…").format(printer=where), pickup, None)
            case State.PRINTED:
                detail = " ".join(part for part in (pickup, self.tr("Hold the new badge up to the camera."), self._replaced(card)) if part)
                return PrintLine(self.tr("Printed · read it back"), detail, Sign.WARN if job.pickup else None)
            case _:
                key, values = (job.trouble.key, job.trouble.values) if job.trouble else ("printer.broken", {"detail": ""})
                return PrintLine(self.tr("Not printed"), sentence_of(key, values, self._lang), Sign.WARN)

    def _replaced(self, card: Card) -> str:
        replaced = card.printed is not None and bool(card.printed.replaces)
        return self.tr("The old badge is void: take it back.") if replaced else ""

    def _job(self, card: Card) -> Job[Sheet] | None:
        return next((job for job in reversed(self.news.jobs) if job.badge.person == card.id), None)

    def _told(self) -> str:
        """The printers in a word or two."""
        name, own = next(iter(self.news.printers.items()))
        if own.trouble is not None:
            return self.tr("{printer}: trouble").format(printer=self.called(name))
        if own.waiting:
            return self.tr("{n} waiting").format(n=own.waiting)
        if self.news.unproven:
            return self.tr("{n} to read back").format(n=len(self.news.unproven))
        return self.tr("{n} labels").format(n=own.left) if own.left is not None else self.tr("Ready")

    def _rows(self) -> list[PrinterRow]:
        from ui.parts.printer_panel import PrinterRow

        return [PrinterRow(name, self.called(name), name, *self._state(condition)) for name, condition in self.news.printers.items()]

    def _state(self, condition: Condition) -> tuple[str, str, bool]:
        """How a printer is, what is on its roll, and whether either needs somebody."""
        if condition.trouble is not None:
            state = sentence_of(condition.trouble.key, condition.trouble.values, self._lang)
        else:
            state = self.tr("{n} waiting").format(n=condition.waiting) if condition.waiting else self.tr("Ready")
        roll = self.tr("Labels are not counted") if condition.left is None else self.tr("{n} labels left").format(n=condition.left)
        short = condition.left == 0
        if condition.left and condition.lasts_min is not None:
            short = condition.lasts_min <= SHORT_MIN
            roll += " · " + self.tr("lasts about {time}").format(time=phrases.span(round(condition.lasts_min * 60_000_000)))
        return state, roll, condition.trouble is not None or short

    def _papers(self) -> list[tuple[str, str]]:
        faces = self.news.faces or {}
        papers = []
        for each in reversed(self.news.unproven):
            face = faces.get(each.person)
            name = face.name if face else self.tr("Name closed")
            name = name if len(name) <= LONG_NAME else name[:LONG_NAME] + "…"
            papers.append((each.person, f"{name} · {self.called(each.printer)}"))
        return papers
