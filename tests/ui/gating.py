"""A whole gate in this process for tests: real folder, recorder, lane, sync and window; only camera and calendar are stood in for."""

from __future__ import annotations

import resource
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

import assets
from kiosk import config, pin
from kiosk.clock import SystemClock
from kiosk.config import Identity
from kiosk.errors import StoreBroken
from kiosk.feed import Change, FeedWriter, Intake, ProgrammeText
from kiosk.model import Badge, Record, Staff
from kiosk.places import Places
from kiosk.programme import Programme, load
from kiosk.rows import EPOCH_COLUMNS, RECORD_COLUMNS, Epoch, listed, record_of
from kiosk.salvage import examined
from kiosk.scanner.sources import CameraMissing, Source
from sync.worker import Pace
from tests.kiosk.scanner.pictures import Pixels, coloured, qr, scene
from tests.kiosk.standing import IDENTITY, badge_of
from ui.app import Gate, Plan
from ui.look import Look

PROGRAMME = Path(assets.__file__).parent / "programmes" / "slw.toml"
ZONE = "smart-life"
SOON_MS = 60_000
"""How long a test waits for something on a slow machine before it says that it never came."""

LIBRARIES = ("pipewire", r"va[-( ]", "libva", "Qt multimedia with FFmpeg", "PulseAudio", "ALSA")
"""What the multimedia library may say of a computer without a sound device."""

QUICK = Pace(idle=0.1, first=0.1, most=0.3, slow=0.3)
PIN, STEWARD_PIN = "246810", "135791"


def shipped() -> Programme:
    """The programme that ships with the product."""
    return load(PROGRAMME.read_text(encoding="utf-8"))


class EventClock:
    """The device's clocks on another date: when made it is eleven o'clock on the programme's first day."""

    def __init__(self, programme: Programme) -> None:
        self._device = SystemClock()
        begins = datetime.combine(programme.days[0], time(11), tzinfo=programme.timezone)
        self._ahead = int(begins.timestamp()) * 1_000_000 - self._device.wall()

    def wall(self) -> int:
        """As ``kiosk.clock.Clock``."""
        return self._device.wall() + self._ahead

    def mono(self) -> int:
        """As ``kiosk.clock.Clock``."""
        return self._device.mono()


class Easel:
    """A camera that sees what a test puts before it, and that can be unplugged."""

    fps = 30.0
    ended = False

    def __init__(self) -> None:
        self._picture: Pixels = coloured(scene())
        self._unplugged = threading.Event()
        self.opened = 0

    def open(self) -> Source:
        """As a camera is opened."""
        if self._unplugged.is_set():
            raise CameraMissing
        self.opened += 1
        return self

    def show(self, text: str) -> None:
        """Hold a badge with this code before the camera."""
        self._picture = coloured(scene((qr(text, scale=8), 500, 200)))

    def clear(self) -> None:
        """Take it away."""
        self._picture = coloured(scene())

    def unplug(self) -> None:
        """Pull the cable."""
        self._unplugged.set()

    def plug_in(self) -> None:
        """Put it back."""
        self._unplugged.clear()

    def read(self) -> Pixels | None:
        """The next picture, at thirty a second; None once unplugged."""
        return None if self._unplugged.wait(1 / self.fps) else np.array(self._picture)

    def close(self) -> None:
        """Nothing to let go of."""


def staff() -> list[Staff]:
    """A supervisor and a steward."""
    people = (("s1", "supervisor", PIN), ("s2", "steward", STEWARD_PIN))
    return [Staff(number, "김*늘", role, pin.verifier(digits)) for number, role, digits in people]


def enrolled(places: Places, *changes: Change, url: str = "http://127.0.0.1:9") -> Identity:
    """Make ``places`` a station of the shipped programme's event whose server (nobody answers at ``url``) has sent ``changes``."""
    programme = shipped()
    identity = Identity(
        event=programme.event, station="gate-1", role="gate", zone=ZONE, hash_key=IDENTITY.hash_key, seal_key=IDENTITY.seal_key,
        signers=IDENTITY.signers, url=url, token="t", private_key=IDENTITY.private_key,
    )  # fmt: skip
    config.save(identity, places)
    receive(places, ProgrammeText(programme.text, programme.version), *changes)
    return identity


def receive(places: Places, *changes: Change) -> None:
    """What the sync thread writes when ``changes`` come from the server."""
    feed = FeedWriter(places.feed)
    try:
        feed.apply(Intake(changes=changes))
    finally:
        feed.close()


def crowd(count: int = 5) -> list[Badge]:
    """Checked-in visitors; badge ``n`` carries ``standing.code_of(n)``."""
    return [badge_of(number) for number in range(1, count + 1)]


@dataclass
class AtWork:
    """A gate at work and what a test asks of it."""

    gate: Gate
    easel: Easel
    places: Places
    clock: EventClock
    qtbot: QtBot

    def until(self, happened: Callable[[], bool]) -> None:
        """Let Qt run until ``happened()``."""
        self.qtbot.waitUntil(happened, timeout=SOON_MS)

    @property
    def word(self) -> str:
        """The word that stands full-bleed, "" at rest."""
        verdict = self.gate.screen.verdict
        return verdict.poster.word if verdict.isVisible() and verdict.poster else ""

    def wait_for_word(self, word: str) -> None:
        """Let Qt run until ``word`` stands full-bleed ("": until nothing does)."""
        self.until(lambda: self.word == word)

    def records(self) -> list[Record]:
        """What is in the journal's file now, oldest first."""
        return recorded(self.places)


def recorded(places: Places) -> list[Record]:
    """Every record in the journal of ``places``, oldest first, read from outside; none while the journal is still being made."""
    if not places.journal.exists():
        return []
    try:
        with examined(places.journal, "journal") as connection:
            epochs = {e.no: e for e in (Epoch(*row) for row in connection.execute(f"SELECT {listed(EPOCH_COLUMNS)} FROM epoch"))}
            rows = connection.execute(f"SELECT epoch, {listed(RECORD_COLUMNS)} FROM record ORDER BY epoch, row").fetchall()
    except (StoreBroken, sqlite3.OperationalError):
        return []
    return [record_of(row[1:], epochs[row[0]]) for row in rows]


def plan_of(places: Places, **changes: object) -> Plan:
    """A gate in a window, quick in its rounds."""
    values: dict[str, object] = {"lang": "en", "look": Look(reduce_motion=True), "full_screen": False, "pace": QUICK}
    return Plan(places, **values | changes)  # type: ignore[arg-type]


@contextmanager
def at_work(
    qtbot: QtBot, places: Places, identity: Identity, clock: EventClock | None = None, *, wait: bool = True, **changes: object
) -> Iterator[AtWork]:
    """Open the gate of ``places`` and ``wait`` until it records and sees; end it afterwards."""
    programme, easel = shipped(), Easel()
    clock = clock or EventClock(programme)
    gate = Gate(plan_of(places, **{"camera": easel.open} | changes), identity, programme, clock)
    work = AtWork(gate, easel, places, clock, qtbot)
    try:
        gate.show()
        work.until(lambda: not wait or (gate.recorder.opened.is_set() and gate.camera.state == "camera.ok"))
        yield work
    finally:
        gate.stop()
        gate.tongue.speak("en")
        gate.window.deleteLater()
        gate.deleteLater()


@contextmanager
def no_room() -> Iterator[None]:
    """Every write to a file fails, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
