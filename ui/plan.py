"""What a station is to open, and how its heavy parts are loaded late; opens no station itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.config import Identity
from kiosk.model import Text
from kiosk.places import Places
from kiosk.scanner.optics import Eye
from kiosk.shown import Shown
from sync.worker import PACE, Pace
from ui.look import Look

if TYPE_CHECKING:
    from kiosk.journal import Journal

log = logging.getLogger(__name__)


def load_late(name: str, tries: int = 3) -> ModuleType:
    """Import a heavy module on a worker's thread, where the window already stands.

    Qt's binding looks at the source of each module as it is imported. Where that touches one that is only half there (pydantic answers
    unknown names by importing), the import fails though nothing is wrong; what was loaded until then stays, so the next try gets on."""
    for _ in range(tries - 1):
        try:
            return import_module(name)
        except ImportError:
            log.info("importing %s once more", name)
    return import_module(name)


def open_journal(places: Places, identity: Identity, clock: Clock) -> Journal:
    """The journal of this station. Raises a StoreError."""
    from kiosk.journal import Journal  # on the recorder's thread

    return Journal(places.journal, identity.event, identity.station, clock)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to open. ``camera``: what to look through, "" for what staff chose last; ``guarded``: the staff menu asks for a PIN;
    ``scanner``: the serial port of a hand scanner, "" for what staff chose last; ``push``: changes may be pushed, else they come by rounds
    alone; ``copy``: a folder on another medium that keeps a second copy of the journal; ``printers``: what badges are printed on, none for
    those used last; ``templates``: the folder of the badges' own, None for those shipped; ``operator``: who is signed in at a desk from the
    start (an id), "" where somebody must do so;
    ``locked``: nobody leaves the window but through the staff menu; ``shown``: how the screen stood before."""

    places: Places
    camera: Eye = ""
    lang: str = "ko"
    look: Look = Look()  # noqa: RUF009 - frozen
    gate: Text = Text("", "")  # noqa: RUF009 - frozen
    full_screen: bool = True
    guarded: bool = True
    push: bool = True
    pace: Pace = PACE
    journal: Callable[[Places, Identity, Clock], Journal] = open_journal
    scanner: str = ""
    copy: Path | None = None
    printers: tuple[str, ...] = ()
    templates: Path | None = None
    operator: str = ""
    locked: bool = False
    shown: Shown = Shown()  # noqa: RUF009 - frozen
