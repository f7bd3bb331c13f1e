"""The one form every bench prints: a row a figure, then what was missed; knows no subject."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from kiosk import commandline
from kiosk.catalogue import LANGUAGES, language, say
from kiosk.commandline import Parser
from kiosk.errors import KioskError

MISSED = 3
"""Exit code: everything was measured, a goal was missed."""

_IN_MEMORY = {"tmpfs", "ramfs", "devtmpfs"}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: ours and the reference's in ``unit``, taken in the same run; ``ratio`` is ours / reference. ``goal`` says in words
    what ``met`` tells; both references are None where the goal is absolute and nothing was measured beside it."""

    row: str
    ours: float
    reference: float | None
    unit: str
    ratio: float | None
    goal: str
    met: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Several readers at one task, without a goal: ``read``, per cent, and ``cpu_ms``, mean of a frame, by reader; ``of`` codes."""

    row: str
    of: int
    read: dict[str, float]
    cpu_ms: dict[str, float]


def by_ratio(row: str, ours: float, reference: float, unit: str, at_most: float) -> Row:
    """A row whose goal is a ratio of at most ``at_most``; there is none to a reference of 0."""
    ratio = round(ours / reference, 3) if reference else None
    return Row(row, round(ours, 2), round(reference, 2), unit, ratio, f"ratio <= {at_most:g}", ours <= at_most * reference)


def by_share(row: str, ours: float, reference: float, unit: str, at_least: float) -> Row:
    """A row whose goal is a ratio of at least ``at_least``."""
    ratio = ours / reference
    return Row(row, round(ours, 2), round(reference, 2), unit, round(ratio, 3), f"ratio >= {at_least:g}", ratio >= at_least)


def by_figure(row: str, ours: float, unit: str, at_most: float, reference: float | None = None) -> Row:
    """A row whose goal is a figure of at most ``at_most``; ``reference`` is told beside it."""
    ratio = None if reference is None else round(ours / reference, 3)
    return Row(row, round(ours, 2), reference and round(reference, 2), unit, ratio, f"ours <= {at_most:g} {unit}", ours <= at_most)


def at_least(row: str, ours: float, unit: str, least: float, reference: float) -> Row:
    """A row whose goal is a figure of at least ``least``; ``reference`` is told beside it."""
    ratio = round(ours / reference, 3) if reference else None
    return Row(row, round(ours, 2), round(reference, 2), unit, ratio, f"ours >= {least:g} {unit}", ours >= least)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that ``percent`` of ``values`` do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def parser(bench: str, arguments: Sequence[str]) -> Parser:
    """The options every bench has: --json, --lang, --data."""
    options = commandline.parser(f"kiosk bench {bench}", f"help.bench.about.{bench}", arguments)
    options.add_argument("--json", action="store_true", help="help.bench.json")
    options.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    options.add_argument("--data", type=Path, metavar="DIR", help="help.bench.data")
    return options


def run(bench: str, asked: argparse.Namespace, measure: Callable[[Path], Iterator[Row | Compared]]) -> int:
    """Measure in a folder on a real disk and print each row as it comes; 0 all met, 3 one missed, 1 it could not be measured."""
    lang = language(asked.lang)
    missed: list[str] = []
    try:
        with folder_on_disk(asked.data) as folder:
            print(say("bench.where", lang, folder=folder, kind=file_system(folder)), file=sys.stderr)
            for row in measure(folder):
                print(json.dumps(asdict(row)) if asked.json else _line(row, lang), flush=True)
                missed += [row.row] if isinstance(row, Row) and not row.met else []
    except KioskError as error:
        print(say(error.key, lang, **error.values), file=sys.stderr)
        return 1
    except OSError as error:
        print(say("bench.impossible", lang, detail=error), file=sys.stderr)
        return 1
    if asked.json:
        print(json.dumps({"bench": bench, "met": not missed, "missed": missed}))
    else:
        print(say("bench.missed", lang, rows=", ".join(missed)) if missed else say("bench.met", lang))
    return MISSED if missed else 0


@contextmanager
def folder_on_disk(asked: Path | None) -> Iterator[Path]:
    """A folder for the measurement, removed afterwards: in ``asked``, else in the current folder or /var/tmp, whichever is no memory
    file system, else wherever temporary files go. Raises OSError."""
    places = (asked,) if asked else (Path.cwd(), Path("/var/tmp"))  # noqa: S108 - kept on disk, which /tmp may not be
    fit = [place for place in places if place.is_dir() and os.access(place, os.W_OK) and (asked or file_system(place) not in _IN_MEMORY)]
    if asked and not fit:
        raise NotADirectoryError(f"{asked} is no folder to write in")
    with tempfile.TemporaryDirectory(prefix="slw-bench-", dir=fit[0] if fit else None) as folder:
        yield Path(folder)


def file_system(folder: Path) -> str:
    """The kind of file system ``folder`` lies on, "" where the system does not tell."""
    mounts = [(Path(part.mountpoint), part.fstype) for part in psutil.disk_partitions(all=True)]
    above = [(len(mount.parts), kind) for mount, kind in mounts if folder.resolve().is_relative_to(mount)]
    return max(above)[1] if above else ""


def _line(row: Row | Compared, lang: str) -> str:
    if isinstance(row, Compared):
        return f"{row.row:<26} " + "  ".join(f"{name} {share:.0f} % {row.cpu_ms[name]:.1f} ms" for name, share in row.read.items())
    beside = "" if row.reference is None else f" / {row.reference:,.2f}"
    beside += "" if row.ratio is None else f" = {row.ratio:.3f}"
    figure = f"{row.ours:,.2f} {row.unit}{beside}"
    return f"{row.row:<52} {figure:<40} {row.goal:<18} {say('bench.yes' if row.met else 'bench.no', lang)}"
