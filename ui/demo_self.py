"""Visitors before the demo's self-service kiosk, and one who presses the buttons where nobody else does; knows no camera."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.invented import Person
from kiosk.model import Flag
from kiosk.printing.job import Job, State
from kiosk.programme import Programme
from kiosk.scanner.simulated import Show, ShowKind
from ui.look import PAPER
from ui.parade import POSTERS, UNREADY, VOID
from ui.print_work import Sheet
from ui.screens.self_service import SelfScreen
from ui.visit import At

HOLD_S = 2.5
EVERY = 6
"""Of so many visitors one holds up something else: an old code, one of another day, a badge they have, a poster."""
PRESS_MS = 400
DPI = 200


def queue(people: Sequence[Person], programme: Programme, zone_id: str, chance: random.Random) -> Iterator[Show]:
    """Who come for their badges: confirmations on phones, most of them good today."""
    zone = programme.zone(zone_id)
    assert zone is not None, "the demo's zone is one of its programme"
    served = [each for each in people if each.category in zone.categories]
    coming = [each for each in served if not each.flags & (Flag.CHECKED_IN | VOID | UNREADY) and 1 in (each.days or (1,))]
    others = [each for each in served if each.flags & (Flag.CHECKED_IN | VOID | UNREADY) or 1 not in (each.days or (1,))]
    chance.shuffle(coming)
    for number, person in enumerate(coming):
        yield Show(person.confirmation, hold_s=HOLD_S, kind=chance.choice((ShowKind.PHONE, ShowKind.PHONE_DARK)))
        if number % EVERY == EVERY - 1:
            yield Show(chance.choice(POSTERS), hold_s=HOLD_S, kind=ShowKind.FLYER)
            yield Show(chance.choice(others).confirmation, hold_s=HOLD_S, kind=ShowKind.PHONE)


def papers(jobs: Sequence[Job[Sheet]]) -> dict[str, int]:
    """How many badges were ``printed`` as PDF, and of how many the code ``read_back`` from the page is the one that was meant."""
    from kiosk.scanner.decode import still

    printed = [job for job in jobs if job.state is State.PRINTED and job.file]
    right = [[one.text for one in still(_page(job.file))] == [job.badge.face.code] for job in printed]
    return {"printed": len(printed), "read_back": sum(right)}


def _page(path: str) -> NDArray[np.uint8]:
    """The first page of a PDF on white paper, grey, as a scanner sees it."""
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    document.load(path)
    page = document.render(0, (document.pagePointSize(0) * (DPI / 72)).toSize())
    document.close()
    paper = QImage(page.size(), QImage.Format.Format_Grayscale8)
    paper.fill(QColor(PAPER))
    painter = QPainter(paper)
    painter.drawImage(0, 0, page)
    painter.end()
    return np.frombuffer(paper.constBits(), np.uint8).reshape(paper.height(), paper.bytesPerLine())[:, : paper.width()].copy()


class Presser(QObject):
    """Says yes, finishes, and starts anew where it does not go on."""

    def __init__(self, screen: SelfScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._screen = screen
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PRESS_MS)
        self._soon.timeout.connect(self._press)
        screen.page_shown.connect(self._look)

    def stop(self) -> None:
        """Press no more."""
        self._screen.page_shown.disconnect(self._look)
        self._soon.stop()

    def _look(self) -> None:
        if self._screen.visit.at in (At.CONFIRM, At.DONE, At.HALT):
            self._soon.start()

    def _press(self) -> None:
        match self._screen.visit.at:
            case At.CONFIRM:
                self._screen.do("yes")
            case At.DONE | At.HALT:
                self._screen.do("finish")
