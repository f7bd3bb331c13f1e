"""A whole desk in this process for tests, enrolled at a real server whose people it finds; only camera and calendar are stood in for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.model import Flag, Kind, Record
from kiosk.outbox import Outbox
from kiosk.places import Places
from kiosk.programme import Programme
from sync.enrol import join
from sync.opening import fetch
from sync.server.people import Person
from tests.kiosk.standing import code_of
from tests.sync.serving import TestServer
from tests.ui.gating import PIN, SOON_MS, Easel, EventClock, plan_of, recorded, shipped
from ui.desk_work import Desk
from ui.people import READY

SUPERVISOR = "s1"
HONG, KIM, LEE, HONGSU = (
    Person("K1", "홍길동", "010-1234-5678", "hong@example.com", "가온모빌리티", "visitor", code_of(1), "C" * 16, group="가온"),
    Person(
        "K2", "김하늘", "010-0000-1111", "sky@example.com", "새봄데이터랩", "buyer", code_of(2), flags=Flag.NEEDS_ID, note="휠체어 이용"
    ),
    Person("K3", "이도담", "010-0000-2222", "", "", "exhibitor", code_of(3)),
    Person("K4", "홍길순", "010-9999-5678", "", "", "visitor", code_of(4), group="가온"),
)


class Office:
    """The event's server with four people of whom nobody has checked in, and its stations."""

    def __init__(self, folder: Path, programme: Programme | None = None) -> None:
        """``programme``: another than the shipped one."""
        self.folder, self.clock = folder, EventClock(shipped())
        self.server = TestServer(f"sqlite:///{folder / 'server.db'}", folder / "served", self.clock).start()
        self.server.admin.put_programme(programme or shipped())
        self.server.admin.add_people([HONG, KIM, LEE, HONGSU])
        self.server.admin.add_staff("김하늘", "supervisor", PIN, SUPERVISOR)

    def enrolled(self, name: str, role: str, zone: str) -> Places:
        """A new station's folder, its roster received."""
        places = Places(self.folder / name).make()
        identity = join(self.server.url, self.server.admin.new_enrolment(role, zone, name), places, lambda key, **values: None)
        fetch(identity, places, self.clock)
        return places


@dataclass
class AtDesk:
    """A desk at work and what a test does at it."""

    desk: Desk
    easel: Easel
    places: Places
    qtbot: QtBot
    office: Office

    def until(self, happened: Callable[[], bool]) -> None:
        """Let Qt run until ``happened()``."""
        self.qtbot.waitUntil(happened, timeout=SOON_MS)

    def type(self, text: str) -> None:
        """Type into the field; Hangul as an input method commits it."""
        line = self.desk.screen.query.line
        if text.isascii():
            QTest.keyClicks(line, text)
        else:
            line.insert(text)

    def press(self, key: Qt.Key) -> None:
        """One key of the keyboard."""
        QTest.keyClick(self.desk.screen.query.line, key)

    def find(self, text: str, count: int = 1) -> list[str]:
        """Type, wait until so many are found; their masked names."""
        self.type(text)
        self.until(lambda: len(self.desk.screen.results.faces) == count)
        return [face.name for face in self.desk.screen.results.faces]

    def open_first(self) -> None:
        """Enter opens whoever is chosen."""
        self.press(Qt.Key.Key_Return)
        self.until(lambda: bool(self.desk.screen.open_id))

    @property
    def name(self) -> str:
        """Whose card is open, masked, "" for nobody's."""
        card = self.desk.screen.card
        return card.face.name if card.face and card.isVisible() else ""

    @property
    def status(self) -> str:
        """What the card's band says, "" for no card."""
        card = self.desk.screen.card
        return card.face.status if card.face and card.isVisible() else ""

    def looked_at(self) -> list[Record]:
        """The lines of the access log."""
        outbox = Outbox(self.places.access)
        try:
            found = outbox.batch({}, 1_000)
        finally:
            outbox.close()
        return list(found.records) if found else []

    def acts(self, *kinds: Kind) -> list[Record]:
        """The journal's records of these kinds."""
        return [record for record in recorded(self.places) if record.kind in kinds]


@contextmanager
def at_desk(
    qtbot: QtBot, office: Office, places: Places, *, names: bool = True, signed_in: bool = True, **changes: object
) -> Iterator[AtDesk]:
    """Open the desk of ``places`` and wait until it records, somebody is ``signed_in`` and, with ``names``, finds people; end it
    afterwards. ``changes``: to its plan."""
    from kiosk import config

    easel = Easel()
    plan = replace(plan_of(places, camera=easel.open, **changes), operator=SUPERVISOR if signed_in else "")
    desk = Desk(plan, config.load(places), shipped(), office.clock)
    work = AtDesk(desk, easel, places, qtbot, office)
    try:
        desk.show()
        work.until(lambda: desk.recorder.opened.is_set() and desk.camera.state == "camera.ok")
        work.until(lambda: not signed_in or desk.session.person is not None)
        work.until(lambda: not names or desk.screen._people[0] == READY)
        yield work
    finally:
        desk.stop()
        desk.tongue.speak("en")
        desk.window.deleteLater()
        desk.deleteLater()
