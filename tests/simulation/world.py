"""One seed: twelve gates and a server through a bad quarter of an hour, then calm until all is told; checks nothing itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from kiosk.model import Direction, Flag, Outcome
from tests.builders import SECOND
from tests.simulation.central import WAYS, Central
from tests.simulation.fair import OPENING, Fair
from tests.simulation.ledger import Ledger
from tests.simulation.network import Line, Network
from tests.simulation.schedule import YEAR, DeviceClock, Schedule
from tests.simulation.tablet import NEVER, Disk, Killed, Parts, Process, Tablet

SCANS = 60
KILLS = 10
STORM_S = 240
"""Virtual seconds in which everything goes wrong that can."""
SOON_S = (5, 20)
"""A round begins so long after a scan: long enough that records go up together, as they do where many stations share a server."""
CALM_S = 52
"""Seconds in which everybody comes up again and the last late message arrives."""
SWEEPS = 12
"""Rounds of every station after which the calm world must have come to rest."""
AT_ONCE = 20
"""Rounds one station may ask for without a pause; each carries up to 500 records."""
JUMPS_S = (90, -300, 3_600, -7_200, 86_400, -86_400, 40 * 86_400, YEAR, -2 * YEAR, 5 * YEAR, -56 * YEAR, 30 * YEAR)


@dataclass(frozen=True)
class Design:
    """How the simulated product is built; ``wrong`` ones replace a part. ``central``: the server's kind."""

    parts: Parts = field(default_factory=Parts)
    central: type[Central] = Central


class World:
    """The world of ``seed``, its files under ``folder``."""

    def __init__(self, seed: int, fair: Fair, folder: Path, design: Design) -> None:
        self.random = Random(seed)
        self.schedule = Schedule(OPENING)
        self.ledger = Ledger()
        self.trace: list[str] = []
        self.fair, self._folder, self._design = fair, folder, design
        self.central_clock = DeviceClock(self.schedule)
        self.central = design.central(folder, fair.lay(folder / "server"), self.central_clock)
        self.network = Network(self.schedule, self.central, self.random)
        self.tablets: list[Tablet] = []
        for gate, identity in enumerate(fair.identities):
            disk = fair.disk(folder / f"gate-{gate + 1:02}", f"disk {gate}")
            clock = DeviceClock(self.schedule, round(self.random.gauss(0, 2) * SECOND))
            self.tablets.append(Tablet(identity.station, disk, identity, clock, folder))

    def run(self) -> None:
        """Play it to its end."""
        for tablet in self.tablets:
            self._boot(tablet)
        for tablet in self.tablets:
            self._crowd(tablet, SCANS)
        self._plan()
        self.schedule.sleep(STORM_S)
        self._calm()

    def close(self) -> None:
        """Let go of every file."""
        for tablet in self.tablets:
            if tablet.process is not None:
                tablet.process.end()
        self.central.close()

    def digest(self) -> str:
        """What the trace comes to: the same for the same seed and program."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()

    # --- what is to happen

    def _plan(self) -> None:
        chance = self.random
        for _ in range(KILLS):
            self._at(chance.uniform(2, STORM_S), partial(self._kill, chance.choice(self.tablets)))
        for tablet in chance.sample(self.tablets, 6):
            begin = chance.uniform(0, STORM_S)
            self._at(begin, partial(self._part, tablet, True))
            self._at(begin + chance.expovariate(1 / 60), partial(self._part, tablet, False))
        for tablet in chance.sample(self.tablets, 2):
            taken = chance.uniform(5, 0.6 * STORM_S)
            self._at(taken, partial(self._image, tablet, chance.uniform(10, STORM_S - taken)))
        self._at(chance.uniform(20, 0.6 * STORM_S), partial(self._clone, chance.choice(self.tablets)))
        for _ in range(chance.choice((0, 1, 1, 2))):
            way, taken = chance.choice(WAYS), chance.uniform(1, 0.8 * STORM_S)
            self._at(taken, partial(self._copy, way, chance.uniform(5, STORM_S - taken)))
        for _ in range(2):
            self._at(chance.uniform(2, STORM_S), self._crash)
        for _ in range(6):
            self._at(chance.uniform(2, STORM_S), partial(self._jump, chance.choice(self.tablets)))
        for _ in range(5):
            self._at(chance.uniform(2, STORM_S), self._revoke)
        for _ in range(3):
            self._at(chance.uniform(2, STORM_S), self._examine)

    def _at(self, seconds: float, act: Callable[[], None]) -> None:
        self.schedule.after(seconds, act)

    def _crowd(self, tablet: Tablet, scans: int) -> None:
        """People at a door, in bursts."""
        left = scans
        while left:
            burst = min(left, self.random.randint(2, 8))
            begin = self.random.uniform(0.5, STORM_S - self.schedule.now / SECOND + OPENING / SECOND)
            for number in range(burst):
                self._at(begin + number * self.random.uniform(0.3, 1.2), partial(self._scan, tablet))
            left -= burst

    # --- what happens

    def _scan(self, tablet: Tablet) -> None:
        process, chance = tablet.process, self.random
        if process is None:  # the door is shut: they come back
            self._at(chance.uniform(1, 10), partial(self._scan, tablet))
            return
        code = chance.choice(self.fair.codes) if chance.random() < 0.95 else f"NOT OF THIS EVENT {chance.randrange(1000)}"
        exits = tablet.identity.zone == "forum" and chance.random() < 0.4
        with suppress(Killed):
            answer = process.scan(code, Direction.EXIT if exits else Direction.ENTRY)
            if chance.random() < (0.03 if answer.verdict.outcome is Outcome.ADMIT else 0.1):
                process.act(answer)
        self._wake(tablet, chance.uniform(*SOON_S))

    def _wake(self, tablet: Tablet, seconds: float) -> None:
        """A round soon, unless one is due before; as ``Worker.wake`` a back-off is not cut short."""
        process = tablet.process
        if process is not None and not process.link.fault:
            self._turn(tablet, process, seconds)

    def _turn(self, tablet: Tablet, process: Process, seconds: float) -> None:
        due = self.schedule.now + round(seconds * SECOND)
        if process.busy or process.due <= due:
            return
        process.due = due
        self._at(seconds, partial(self._step, tablet, process, due))

    def _step(self, tablet: Tablet, process: Process, due: int) -> None:
        if not process.alive or process.due != due or process.busy:
            return
        process.busy, process.due = True, NEVER
        try:
            with suppress(Killed):
                wait = process.step()
                self._say(tablet, f"round: {'online' if process.link.online else process.link.fault}, {process.link.unsent} unsent")
                process.busy = False
                self._turn(tablet, process, max(wait, 10.0 if self.network.calm else 0.05))
                self._at(self.random.uniform(0, 0.3), process.drain)
        finally:
            process.busy = False

    def _boot(self, tablet: Tablet) -> None:
        if tablet.process is not None:
            return
        tablet.clock.boot()
        process = Process(
            tablet.disk, tablet.identity, tablet.clock, self.ledger, self.random, self._design.parts, partial(Line, self.network, tablet)
        )
        process.said = partial(self._say, tablet)
        process.let_in = self.central.let_in
        process.on_fuse = partial(self._cut, tablet)
        tablet.process = process
        self._say(tablet, f"up, {process.journal.began or 'goes on'} at row {process.journal.row}")
        self._turn(tablet, process, self.random.uniform(0, 1))

    def _kill(self, tablet: Tablet) -> None:
        """Now, or in the middle of something soon."""
        if tablet.process is not None and self.random.random() < 0.6:
            tablet.process.fuse = self.random.randrange(6)
        else:
            self._cut(tablet)

    def _cut(self, tablet: Tablet) -> None:
        power = self.random.random() < 0.5
        self._say(tablet, "power cut" if power else "kill -9")
        tablet.cut(power=power)
        self._at(self.random.uniform(0.5, 20), partial(self._boot, tablet))

    def _part(self, tablet: Tablet, offline: bool) -> None:
        tablet.offline = offline
        self._say(tablet, "cut off" if offline else "on the network again")

    def _image(self, tablet: Tablet, later: float) -> None:
        image = tablet.disk.image(self._folder / f"image-{self.schedule.now}")
        self._say(tablet, "an image is taken")
        self._at(later, partial(self._put_back, tablet, image))

    def _put_back(self, tablet: Tablet, image: Disk) -> None:
        self._say(tablet, "the image is put back")
        tablet.cut(power=False)
        gone = tablet.disk.contents.rows - image.contents.rows
        if self.random.random() < 0.3:
            image.fingerprint = f"{image.fingerprint}, copied by file"
        tablet.put_back(image)
        self._lost(gone)
        self._at(self.random.uniform(0.5, 10), partial(self._boot, tablet))

    def _clone(self, tablet: Tablet) -> None:
        """A second tablet from the disk of the first, which goes on beside it; nobody tells either."""
        disk = tablet.disk.image(self._folder / f"clone-{self.schedule.now}")
        if self.random.random() < 0.3:
            disk.fingerprint = f"{disk.fingerprint}, another machine"
        clone = Tablet(f"{tablet.name}-clone", disk, tablet.identity, DeviceClock(self.schedule, 3 * SECOND), self._folder)
        self.tablets.append(clone)
        self._say(clone, "cloned")
        self._boot(clone)
        self._crowd(clone, SCANS // 3)

    def _copy(self, way: str, later: float) -> None:
        if not self.central.up:
            self._at(1, partial(self._copy, way, later))
            return
        self._tell(f"server: a copy by {way}")
        copy = self.central.copy(way)
        self._at(later, partial(self._restore, copy, way))

    def _restore(self, copy: Path, way: str) -> None:
        self.central.boot()
        before = self.central.keys()
        self.central.restore(copy, way)
        self.central.boot()
        self._tell(f"server: restored by {way}")
        self._lost(before - self.central.keys())

    def _crash(self) -> None:
        if self.central.up:
            self._tell("server: killed")
            self.central.kill()
            self._at(self.random.uniform(0.5, 15), self.central.boot)

    def _jump(self, tablet: Tablet) -> None:
        jump = self.random.choice(JUMPS_S)
        self._say(tablet, f"clock jumps {jump} s")
        tablet.clock.skew += jump * SECOND

    def _examine(self) -> None:
        if self.central.up:
            self.central.examine()

    def _revoke(self) -> None:
        if not self.central.up:
            self._at(2, self._revoke)
            return
        badge = self.random.randrange(len(self.fair.codes))
        add, drop = self.random.choice(
            ((Flag.REVOKED, Flag.NONE), (Flag.REVOKED, Flag.NONE), (Flag.NONE, Flag.REVOKED), (Flag.BLOCKED, Flag.NONE))
        )
        self.central.flag(self.fair.codes[badge], self.fair.hashes[badge], add, drop)
        self._tell(f"server: badge {badge} +{add!r} -{drop!r}")

    def _lost(self, gone: set[tuple[bytes, int, bytes]]) -> None:
        self.ledger.destroyed(gone, [tablet.disk.contents for tablet in self.tablets], self.central.keys())

    # --- the end

    def _calm(self) -> None:
        """Every fault is over: whoever is down comes up, the rest of the people come, and rounds go on until there is nothing to say."""
        self.network.calm = True
        self._tell("calm")
        for tablet in self.tablets:
            tablet.offline = False
            if tablet.process is not None:
                tablet.process.fuse = None
        self.central.boot()
        self.schedule.sleep(CALM_S)
        for sweep in range(SWEEPS):
            stirred = self._sweep()
            if stirred is None:
                break
            if not self.central.examine() and not stirred:
                self._tell(f"at rest after {sweep} sweeps")
                return
        self.ledger.faults.append("does not come to rest")

    def _sweep(self) -> bool | None:
        """A turn of every station; True while there is anything to do, None where one of them never has done."""
        stirred = False
        for tablet in self.tablets:
            process = tablet.process
            assert process is not None
            before = self.central.told(), process.disk.contents.told
            rounds = 0
            while process.step() == 0:
                rounds += 1
                if rounds > AT_ONCE:
                    return None
            stirred = stirred or rounds > 0
            process.drain()
            now = self.central.told(), process.disk.contents.told
            stirred = stirred or process.link.unsent > 0 or not process.link.online or before != now
        return stirred

    def _say(self, tablet: Tablet, text: str) -> None:
        self._tell(f"{tablet.name}: {text}")

    def _tell(self, text: str) -> None:
        self.trace.append(f"{(self.schedule.now - OPENING) / SECOND:9.3f} {text}")
