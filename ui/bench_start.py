"""``kiosk bench start``: what a gate costs until its window stands, how soon it reads, and whether a day makes it larger.

Each figure is taken in processes of their own, with their bytecode on disk as after any first start; the reference is the same gate in a
process that first imports what the gate loads after its first paint."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from kiosk import badge, config, seal
from kiosk.bench.rows import Row, by_figure, by_ratio, parser, run
from kiosk.catalogue import say
from kiosk.config import Identity
from kiosk.feed import Adopted, FeedWriter, Intake, Position, ProgrammeText
from kiosk.invented import Person, people
from kiosk.model import Badge
from kiosk.places import Places
from kiosk.roster import build

LAUNCHES = 9
HOURS = 8
SCANS = 600
"""An hour: one every six seconds, all day long."""
CROWD = 5_000
PATIENCE_S = 60.0
"""For one launch; a scan of the day may take a tenth of a second on top."""
PAINT_MS, READY_MS = 250, 1_000
NOBODYS = "no server would take it"


def main(arguments: Sequence[str]) -> int:
    """0 all goals met, 3 one missed, 1 it could not be measured, 2 wrong usage."""
    options = parser("start", arguments)
    options.add_argument("--launches", type=int, default=LAUNCHES, metavar="N", help="help.bench.launches")
    options.add_argument("--hours", type=int, default=HOURS, metavar="N", help="help.bench.hours")
    options.add_argument("--scans", type=int, default=SCANS, metavar="N", help="help.bench.scans_an_hour")
    asked = options.parse_args(arguments)
    bounds = {"--launches": (asked.launches, 1, 1_000), "--hours": (asked.hours, 2, 24), "--scans": (asked.scans, 1, 3_600)}
    for option, (given, least, most) in bounds.items():
        if not least <= given <= most:
            options.error(say("help.bench.within", options.lang, option=option, least=least, most=most))
    return run("start", asked, lambda folder: measure(folder, asked.launches, asked.hours, asked.scans))


def measure(folder: Path, launches: int, hours: int, scans: int) -> Iterator[Row]:
    """``launches`` of each kind turn about, medians; then one gate through ``hours`` with ``scans`` each. Raises OSError where a gate does
    not come up."""
    codes = station(folder)
    for eager in (False, True):
        _launch(folder, eager=eager)  # leaves its bytecode
    ours, reference = [], []
    for _ in range(launches):
        ours.append(_launch(folder, eager=False))
        reference.append(_launch(folder, eager=True))
    paints, eager_paints = ([one.painted_cpu_ms for one in some] for some in (ours, reference))
    yield by_figure("launch to first paint, CPU of the process, p50", median(paints), "ms", PAINT_MS, median(eager_paints))
    readies, eager_readies = ([one.ready_ms for one in some] for some in (ours, reference))
    yield by_figure("launch to first frame decoded, wall, p50", median(readies), "ms", READY_MS, median(eager_readies))
    held = _day(folder, codes, hours, scans)
    yield by_ratio(f"memory after {hours} h of {scans} scans against the first", held[-1], held[0], "MB", 1.05)


@dataclass(frozen=True, slots=True)
class _Launch:
    """CPU time of the process from its start until the first paint, and wall time from before its start until the first frame, ms."""

    painted_cpu_ms: float
    ready_ms: float


def _launch(folder: Path, *, eager: bool) -> _Launch:
    command = ["--data", str(folder / "station"), "--camera", str(folder / "badge.png"), "--headless"]
    begun = time.monotonic_ns()
    told = _child(folder, "ui.bench_launch", ["eager" if eager else "staged", *command], PATIENCE_S)
    return _Launch(told["painted_cpu_ms"], (told["framed_ns"] - begun) / 1e6)


def _day(folder: Path, codes: Path, hours: int, scans: int) -> list[float]:
    arguments = map(str, (folder / "station", codes, folder / "wall.png", hours, scans))
    held: list[float] = _child(folder, "ui.bench_day", arguments, PATIENCE_S + 0.1 * hours * scans)
    return held


def _child(folder: Path, module: str, arguments: Iterable[str], patience_s: float) -> Any:
    """What ``module.main`` printed in a process of its own, parsed. Raises OSError where it fails or does not end."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", f"import sys; from {module} import main; sys.exit(main(sys.argv[1:]))", *arguments]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=patience_s, check=True)
        return json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise OSError(f"{module}: no end after {patience_s:.0f} s") from error
    except (subprocess.CalledProcessError, ValueError) as error:
        said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        raise OSError(f"{module}: {said[-1] if said else ''}") from error


def station(folder: Path) -> Path:
    """An enrolled gate of the shipped programme with a crowd in its roster and no server, and two pictures: a badge, a bare wall.

    Returns the file of the crowd's codes."""
    from ui.showcase import ZONE, load_programme

    programme = load_programme()
    places = Places(folder / "station").make()
    identity = Identity(
        event=programme.event, station="bench", role="gate", zone=ZONE, hash_key=os.urandom(32), seal_key=seal.generate()[1], signers={},
        url="http://127.0.0.1:9", token=NOBODYS, private_key=os.urandom(32),
    )  # fmt: skip
    config.save(identity, places)
    crowd = list(people(CROWD))
    build(places.roster("bench"), [_badge(one, identity.hash_key) for one in crowd], {"event": programme.event})
    with closing(FeedWriter(places.feed)) as feed:
        feed.adopt_roster(Adopted("bench", ""), Position("bench", "0"))
        feed.apply(Intake(changes=[ProgrammeText(programme.text, programme.version)]))
    (folder / "codes").write_text("\n".join(one.code for one in crowd), "ascii")
    _pictures(folder, crowd[0].code)
    return folder / "codes"


def _badge(one: Person, key: bytes) -> Badge:
    invitations = frozenset(one.invitations)
    return Badge(badge.code_hash(one.code, key), one.key, one.category, one.flags, days=one.days, invitations=invitations)


def _pictures(folder: Path, code: str) -> None:
    """A bare wall as a webcam would see it, and a badge before it."""
    import segno
    from PySide6.QtGui import QImage, QPainter

    symbol = io.BytesIO()
    segno.make(code, error="q", micro=False).save(symbol, kind="png", scale=8)
    scene = QImage(1280, 720, QImage.Format.Format_RGB32)
    scene.fill(0xFF777777)
    painter = QPainter()
    for name, thing in (("wall.png", QImage()), ("badge.png", QImage.fromData(symbol.getvalue()))):
        painter.begin(scene)
        painter.drawImage(520, 240, thing)
        painter.end()
        if not scene.save(str(folder / name)):
            raise OSError(f"{folder / name} cannot be written")
