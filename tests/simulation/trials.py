"""Trials that a seed decides, for the suite and for ``kiosk bench faults``; each finds out for itself whether a promise was broken."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.simulation.checker import check
from tests.simulation.fair import Fair, make
from tests.simulation.world import Design, World

MEMORY = Path("/dev/shm")
TAIL = 30
OURS = Design()


@dataclass(frozen=True)
class Outcome:
    """What came of one seed. ``faults``: promises broken, none where all were kept. ``trace``: what happened, the last lines; ``digest``
    of all of it: the same for the same seed."""

    faults: tuple[str, ...]
    trace: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True)
class Trial:
    """``run`` plays one seed; the bench plays ``seeds`` of them unless told otherwise."""

    name: str
    run: Callable[[int], Outcome]
    seeds: int


def simulate(seed: int, design: Design = OURS) -> Outcome:
    """Twelve gates and their server through the bad quarter of an hour of ``seed``."""
    with tempfile.TemporaryDirectory(prefix="slw-world-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        world = World(seed, _fair(), Path(folder), design)
        try:
            world.run()
            faults = tuple(check(world))
        finally:
            world.close()
        return Outcome(faults, tuple(world.trace[-TAIL:]), world.digest())


TRIALS = [Trial("simulation", simulate, 300)]
"""What ``kiosk bench faults`` runs."""


@cache
def _fair() -> Fair:
    """Built once a process; its folder is given back with the process."""
    folder = tempfile.TemporaryDirectory(prefix="slw-fair-")
    fair = make(Path(folder.name))
    _kept.append(folder)
    return fair


_kept: list[tempfile.TemporaryDirectory[str]] = []
