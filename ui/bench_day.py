"""A gate through a day of visitors in a process of its own, for ``kiosk bench start``: tells its memory, judges nothing."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import psutil

from kiosk import config
from kiosk.days import openings
from kiosk.model import Answer, Reading, Source
from kiosk.places import Places
from kiosk.scanner.camera import open_source
from ui.app import Gate, Plan
from ui.application import application
from ui.gate import programme_of

HOUR = 3_600_000_000


class HandMoved:
    """A clock that stands still until it is moved; any thread may read it."""

    def __init__(self, wall: int) -> None:
        self._wall, self._mono = wall, 1

    def wall(self) -> int:
        """As ``kiosk.clock.Clock``."""
        return self._wall

    def mono(self) -> int:
        """As ``kiosk.clock.Clock``."""
        return self._mono

    def move(self, us: int) -> None:
        """Let ``us`` pass."""
        self._wall, self._mono = self._wall + us, self._mono + us


class Visitors:
    """One after the other holds up a badge, each as soon as the one before was answered, ``apart`` us later by the clock."""

    def __init__(self, gate: Gate, clock: HandMoved, codes: list[str], apart: int, passed: Callable[[int], None]) -> None:
        self._gate, self._clock, self._codes, self._apart, self._passed = gate, clock, codes, apart, passed
        self._chance = random.Random(7)  # noqa: S311 - who comes next is no secret
        self._number = 0
        gate.bridge.answered.connect(self._answered)

    def come(self) -> None:
        """The next one."""
        self._number += 1
        self._clock.move(self._apart)
        reading = Reading(self._chance.choice(self._codes), Source.CAMERA, self._clock.wall(), self._clock.mono(), self._number)
        self._gate.recorder.read(reading)

    def _answered(self, answer: Answer) -> None:
        assert answer.frame == self._number
        self._passed(self._number)
        self.come()


def main(arguments: list[str]) -> int:
    """``arguments``: the station's folder, the file of codes, a picture for the camera, how many hours, how many scans in each.

    The whole gate (window, recorder, lane, sync without a server) from the opening of its zone on, ``scans`` an hour on a clock that
    each of them moves. Prints how much memory (resident, MB) the process held after each hour."""
    root, codes, picture, *counts = arguments
    hours, scans = map(int, counts)
    places, clock = Places(Path(root)), HandMoved(0)
    identity = config.load(places)
    programme = programme_of(identity, places, clock)
    zone = programme.zone(identity.zone)
    assert zone is not None
    clock.move(openings(programme, zone)[0].opens)
    app = application(offscreen=True)
    gate = Gate(Plan(places, lambda: open_source(picture, loop=True), full_screen=False), identity, programme, clock)
    held: list[float] = []

    def passed(number: int) -> None:
        if number % scans == 0:
            held.append(round(psutil.Process().memory_info().rss / 1e6, 2))
            if len(held) == hours:
                app.quit()

    visitors = Visitors(gate, clock, Path(codes).read_text("ascii").split(), HOUR // scans, passed)
    gate.window.painted.connect(visitors.come)
    gate.bridge.faulted.connect(lambda fault: app.exit(1) if fault is not None else None)
    gate.left.connect(app.quit)
    gate.show()
    try:
        code = app.exec()
    finally:
        gate.stop()
    print(json.dumps(held[:hours]))
    return code
