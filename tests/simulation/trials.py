"""Trials that a seed decides, for the suite and for ``kiosk bench faults``; each finds out for itself whether a promise was broken."""

from __future__ import annotations

import gc
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
        fair = _fair()
        world = World(seed, fair, Path(folder), design)
        with _uncollected(), _errors_into(world.ledger.faults):
            try:
                world.run()
                faults = tuple(check(world))
            finally:
                world.close()
        return Outcome(faults, tuple(world.trace[-TAIL:]), world.digest())


@contextmanager
def _uncollected() -> Iterator[None]:
    """A world is small and soon over: looking for garbage in it is a tenth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _errors_into(faults: list[str]) -> Iterator[None]:
    """What the product logs as an error is a fault; the rest of its log is not wanted: a bad quarter of an hour has much to warn of."""
    handler = _Errors(faults)
    root, ours = logging.getLogger(), [logging.getLogger(name) for name in ("kiosk", "sync")]
    before = [logger.level for logger in ours]
    root.addHandler(handler)
    for logger in ours:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        root.removeHandler(handler)
        for logger, level in zip(ours, before, strict=True):
            logger.setLevel(level)


class _Errors(logging.Handler):
    def __init__(self, faults: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._faults = faults

    def emit(self, record: logging.LogRecord) -> None:
        self._faults.append(f"logged: {record.getMessage()} {record.exc_info[1] if record.exc_info else ''}")


@cache
def _fair() -> Fair:
    """Built once a process; its folder is given back with the process."""
    folder = tempfile.TemporaryDirectory(prefix="slw-fair-")
    fair = make(Path(folder.name))
    _kept.append(folder)
    return fair


_kept: list[tempfile.TemporaryDirectory[str]] = []
