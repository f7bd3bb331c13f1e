"""``kiosk bench lane``: from a camera's frame to the painted verdict, beside zxing-cpp alone and pyzbar alone doing no more than decode and
paint; what an empty hall costs; and how smooth the screen stays, beside an idle one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np
import psutil

from kiosk import config
from kiosk.bench.rows import Row, by_figure, by_ratio, parser, percentile, run
from kiosk.catalogue import language, say
from kiosk.clock import SystemClock
from kiosk.days import openings
from kiosk.log import Log
from kiosk.places import Places

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image
    from ui.bench_loops import Film, Measured, Run

SIZES = {"720p": (1280, 720), "1080p": (1920, 1080)}
ROUNDS, VISITORS = 2, 14
PICTURES, EACH, BETWEEN = 4, 2, 7
"""A badge held up is PICTURES pictures, from focus settling to sharp, each for EACH frames; BETWEEN frames until the next badge."""
HALL_S = 3
WALK = 48
JPEG = 85
FRAME_MS = 33.0
"""A frame at 30 a second."""


def main(arguments: Sequence[str]) -> int:
    """0 all goals met, 3 one missed, 1 it could not be measured, 2 wrong usage."""
    options = parser("lane", arguments)
    options.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="help.bench.rounds")
    options.add_argument("--visitors", type=int, default=VISITORS, metavar="N", help="help.bench.visitors")
    options.add_argument("--hall", type=int, default=HALL_S, metavar="S", help="help.bench.hall")
    options.add_argument("--size", choices=list(SIZES), help="help.bench.size")
    asked = options.parse_args(arguments)
    for option, given in (("--rounds", asked.rounds), ("--visitors", asked.visitors), ("--hall", asked.hall)):
        if not 1 <= given <= 40:
            options.error(say("help.bench.within", options.lang, option=option, least=1, most=40))
    lang = language(asked.lang)

    def tell(key: str, **values: object) -> None:
        print(say(key, lang, **values), file=sys.stderr, flush=True)

    sizes = [asked.size] if asked.size else list(SIZES)
    return run("lane", asked, lambda folder: measure(folder, sizes, asked.rounds, asked.visitors, asked.hall, tell))


def measure(folder: Path, sizes: Sequence[str], rounds: int, visitors: int, hall_s: int, tell: Callable[..., None]) -> Iterator[Row]:
    """The rows of each of ``sizes``; in each round all contenders in turn see the same film of so many visitors (and one before them who is
    not counted), none of them twice, and then of an empty hall for ``hall_s`` seconds.

    Raises OSError where one does not come to the end of it."""
    from ui.application import application, no_display, plain_imports
    from ui.bench_loops import Alone, Idle, WholeGate, zbar, zxing
    from ui.bench_start import station
    from ui.gate import programme_of

    plain_imports()
    application(offscreen=no_display())
    codes = station(folder).read_text("ascii").split()
    places, clock = Places(folder / "station"), SystemClock()
    identity = config.load(places)
    programme = programme_of(identity, places, clock)
    zone = programme.zone(identity.zone)
    assert zone is not None
    opening = openings(programme, zone)[0]
    offset = (opening.opens + opening.closes) // 2 - clock.wall()
    with closing(Log(places.log)):  # what a gate without a server has to say is not for the terminal
        for size in sizes:
            taken: tuple[list[Measured], ...] = ([], [], [], [])
            for number in range(rounds):
                _warn_if_busy(tell)
                tell("bench.round", size=size, round=number + 1, rounds=rounds)
                shown, codes = codes[: visitors + 1], codes[visitors + 1 :]
                film = draw(shown, SIZES[size], hall_s, seed=number)
                contenders: tuple[Callable[[Film], Run], ...] = (
                    lambda film: WholeGate(film, places, identity, programme, offset),
                    lambda film: Alone(film, zxing),
                    lambda film: Alone(film, zbar),
                    Idle,
                )
                for turn in range(len(contenders)):  # each begins a round as often as the others
                    which = (turn + number) % len(contenders)
                    taken[which].append(contenders[which](film).measure())
            yield from _rows(size, rounds * visitors, *taken)


def _warn_if_busy(tell: Callable[..., None]) -> None:
    """Say so where other programs want the cores as well: waiting for a core is then most of what is measured."""
    load, cores = psutil.getloadavg()[0], psutil.cpu_count() or 1
    if load > cores / 2:
        tell("bench.busy", load=f"{load:.1f}", cores=cores)


def draw(codes: Sequence[str], size: tuple[int, int], hall_s: int, seed: int) -> Film:
    """What the simulated camera sees of people who hold up these badges, and of others who walk by behind, packed as webcams do."""
    from kiosk.scanner.simulated import Show, SimulatedCamera
    from ui.bench_loops import FPS, Film

    camera = SimulatedCamera((Show(code, hold_s=0.5) for code in codes), fps=10.0, size=size, seed=seed, paced=False, pause=0.1)
    visits: dict[str, list[Image]] = {code: [] for code in codes}
    while any(len(pictures) < PICTURES for pictures in visits.values()):
        picture = camera.read()
        if camera.held and camera.showing and len(visits[camera.showing.code]) < PICTURES:
            visits[camera.showing.code].append(_packed(picture))
    walking = SimulatedCamera((), size=size, seed=seed, paced=False)
    held = [[picture for picture in pictures for _ in range(EACH)] for pictures in visits.values()]
    return Film(held, [_packed(walking.read()) for _ in range(WALK)], BETWEEN, hall_s * round(FPS))


def _packed(picture: Image) -> Image:
    from kiosk.scanner.vision import cv2

    return np.asarray(cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, JPEG))[1], np.uint8)


def _rows(
    size: str, visitors: int, gate: Sequence[Measured], zxing: Sequence[Measured], zbar: Sequence[Measured], idle: Sequence[Measured]
) -> Iterator[Row]:
    painted, alone, slow = (_ms(each.painted for each in some) for some in (gate, zxing, zbar))
    if not (painted and alone and slow):
        raise OSError(f"{size}: read were {len(painted)} (gate), {len(alone)} (zxing-cpp) and {len(slow)} (pyzbar) of {visitors}")
    share = len(painted) / len(alone)
    yield Row(
        f"{size}, badges read of {visitors}, beside zxing-cpp", len(painted), len(alone), "", round(share, 3), "ratio >= 1", share >= 1
    )
    for percent in (50, 95):
        ours, theirs = percentile(painted, percent), percentile(alone, percent)
        yield by_ratio(f"{size}, frame to painted verdict, p{percent}, beside zxing-cpp", ours, theirs, "ms", 1.5)
    yield by_figure(f"{size}, frame to painted verdict, p95", percentile(painted, 95), "ms", FRAME_MS)
    yield by_ratio(f"{size}, frame to painted verdict, p50, beside pyzbar", percentile(painted, 50), percentile(slow, 50), "ms", 1.0)
    frame, frame_zxing, frame_zbar = (fmean(each.frame_cpu for each in some) / 1e3 for some in (gate, zxing, zbar))
    yield by_ratio(f"{size}, a frame of people walking by, CPU, beside zxing-cpp", frame, frame_zxing, "ms", 1.5)
    yield by_ratio(f"{size}, a frame of people walking by, CPU, beside pyzbar", frame, frame_zbar, "ms", 1.0)
    whole, whole_zxing = (100 * fmean(each.share for each in some) for some in (gate, zxing))
    yield by_ratio(f"{size}, people walking by, whole process, of a core", whole, whole_zxing, "%", 1.5)
    for what, ours_late, idle_late in (
        ("people walking by", [one.late for one in gate], [one.late for one in idle]),
        ("badges being read", [one.busy for one in gate], [one.busy for one in idle]),
    ):
        late, still = (percentile(_ms(some), 99) for some in (ours_late, idle_late))
        yield by_ratio(f"{size}, {what}, 10 ms tick late by, p99, beside idle Qt", late, still, "ms", 1.5)


def _ms(runs: Iterable[Sequence[int]]) -> list[float]:
    return [us / 1e3 for one in runs for us in one]
