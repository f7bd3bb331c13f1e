"""``kiosk bench journal``: what committing a scan costs against the bare disk, and whether a full journal is slower than an empty one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from kiosk.bench.rows import Row, by_ratio, parser, percentile, run
from kiosk.catalogue import say
from kiosk.clock import SystemClock
from kiosk.journal import Draft, Journal
from kiosk.model import Direction, Kind, Outcome, Reason, Source

SCANS = 20_000
"""A busy door's day."""
HOURS = 10
BLOCK = 4096
"""Bytes of the bare append: one page, the least a committed scan can write."""


def main(arguments: Sequence[str]) -> int:
    """0 all goals met, 3 one missed, 1 it could not be measured, 2 wrong usage."""
    options = parser("journal", arguments)
    options.add_argument("--scans", type=int, default=SCANS, metavar="N", help="help.bench.scans")
    asked = options.parse_args(arguments)
    if asked.scans < 10 * HOURS:
        options.error(say("help.bench.at_least", options.lang, option="--scans", least=10 * HOURS))
    return run("journal", asked, lambda folder: measure(folder, asked.scans))


def measure(folder: Path, scans: int) -> Iterator[Row]:
    """A day of ``scans`` in one journal.

    Every scan but the last hour's takes turns with a bare append. The last hour takes turns with the first hour of a second, empty
    journal, so that both meet the same disk at the same moment."""
    hour = scans // HOURS
    clock = SystemClock()
    full, empty = (Journal(folder / name, "bench", "gate", clock, lambda path: "bench") for name in ("full.db", "empty.db"))
    bare = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    try:
        committed: list[float] = []
        appended: list[float] = []
        for number in range(scans - hour):
            committed.append(_commit(full, _scan(clock, number)))
            appended.append(_append(bare))
        yield by_ratio("committed scan, p50", percentile(committed, 50), percentile(appended, 50), "us", 1.0)
        first: list[float] = []
        last: list[float] = []
        for number in range(hour):
            last.append(_commit(full, _scan(clock, scans - hour + number)))
            first.append(_commit(empty, _scan(clock, number)))
        yield by_ratio(f"last hour of {scans:,} scans against the first, p99", percentile(last, 99), percentile(first, 99), "us", 1.2)
    finally:
        os.close(bare)
        full.close()
        empty.close()


def _scan(clock: SystemClock, number: int) -> Draft:
    """A scan as a gate records it; codes come at random, as hashes do."""
    return Draft(
        kind=Kind.SCAN, wall=clock.wall(), mono=clock.mono(), offset=1_250, error=4_000, app="0.1.0", zone="smart-life",
        direction=Direction.ENTRY, source=Source.CAMERA, code_hash=secrets.token_bytes(16), badge=f"A-{number:06}", category="visitor",
        outcome=Outcome.ADMIT, reason=Reason.ADMITTED,
    )  # fmt: skip


def _commit(journal: Journal, draft: Draft) -> float:
    begun = perf_counter()
    journal.append(draft)
    return (perf_counter() - begun) * 1e6


def _append(handle: int) -> float:
    block = secrets.token_bytes(BLOCK)
    begun = perf_counter()
    os.write(handle, block)
    getattr(os, "fdatasync", os.fsync)(handle)
    return (perf_counter() - begun) * 1e6
