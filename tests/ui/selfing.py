"""A whole self-service kiosk in this process for tests, and a visitor before it; only camera, calendar and the visitor's minute are stood
in for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pytestqt.qtbot import QtBot

from kiosk import config
from kiosk.model import Kind, Record
from kiosk.places import Places
from tests.ui.desking import Office
from tests.ui.gating import SOON_MS, Easel, plan_of, recorded, shipped
from ui.parts.flow import controls
from ui.self_work import SelfService
from ui.visit import At


@dataclass
class AtKiosk:
    """A kiosk at work and what a test does at it."""

    kiosk: SelfService
    easel: Easel
    places: Places
    qtbot: QtBot

    def until(self, happened: Callable[[], bool]) -> None:
        """Let Qt run until ``happened()``."""
        self.qtbot.waitUntil(happened, timeout=SOON_MS)

    def until_at(self, at: At) -> None:
        """Wait for that page."""
        self.until(lambda: self.kiosk.screen.visit.at is at)

    def press(self, name: str) -> None:
        """Touch the button of that name."""
        next(each for each in controls(self.kiosk.screen) if each.objectName() == name).click()

    def show(self, code: str) -> None:
        """Hold that code up."""
        self.easel.show(code)

    @property
    def spoken(self) -> str:
        """What the page says."""
        return self.kiosk.screen.spoken

    def acts(self, *kinds: Kind) -> list[Record]:
        """The journal's records of these kinds."""
        return [record for record in recorded(self.places) if record.kind in kinds]


@contextmanager
def at_kiosk(qtbot: QtBot, office: Office, places: Places, *, names: bool = True, **changes: object) -> Iterator[AtKiosk]:
    """Open the kiosk of ``places`` and wait until it records, sees and, with ``names``, knows people; end it afterwards."""
    easel = Easel()
    kiosk = SelfService(plan_of(places, camera=easel.open, **changes), config.load(places), shipped(), office.clock)
    work = AtKiosk(kiosk, easel, places, qtbot)
    try:
        kiosk.show()
        work.until(lambda: kiosk.recorder.opened.is_set() and kiosk.camera.state == "camera.ok")
        work.until(lambda: not names or kiosk.people._crowd is not None)
        yield work
    finally:
        kiosk.stop()
        kiosk.tongue.speak("en")
        kiosk.window.deleteLater()
        kiosk.deleteLater()
