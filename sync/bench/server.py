"""``kiosk bench server``: what one server takes in, how soon the other stations know, and what happens when all come back at once."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from kiosk.bench.rows import Row, by_figure, parser, percentile, run
from kiosk.catalogue import say
from sync.bench import ingest, light, whole
from sync.bench.served import ZONE, Served, served

STATIONS, RATE, MINUTES, RETURNING, WHOLE = 150, 100, 0.25, 1_000, 30
BACKLOG = 60
"""Records of a station that was away for an hour: a door that sees one person a minute."""


def main(arguments: Sequence[str]) -> int:
    """0 all goals met, 3 one missed, 1 it could not be measured, 2 wrong usage."""
    options = parser("server", arguments)
    options.add_argument("--stations", type=int, default=STATIONS, metavar="N", help="help.bench.stations")
    options.add_argument("--rate", type=float, default=RATE, metavar="N", help="help.bench.rate")
    options.add_argument("--minutes", type=float, default=MINUTES, metavar="N", help="help.bench.minutes")
    options.add_argument("--returning", type=int, default=RETURNING, metavar="N", help="help.bench.returning")
    options.add_argument("--whole", type=int, default=WHOLE, metavar="N", help="help.bench.whole")
    options.add_argument("--rows", type=int, default=0, metavar="N", help="help.bench.rows")
    options.add_argument("--engine", choices=("postgresql", "sqlite"), default="postgresql", help="help.bench.engine")
    asked = options.parse_args(arguments)
    for name, least in (("stations", 2), ("whole", 2), ("rate", 1), ("minutes", 0.02), ("returning", 1), ("rows", 0)):
        if getattr(asked, name) < least:
            options.error(say("help.bench.at_least", options.lang, option=f"--{name}", least=least))
    return run("server", asked, lambda folder: measure(folder, asked))


def measure(folder: Path, asked: argparse.Namespace) -> Iterator[Row]:
    """Each part on a server and database of its own. Raises OSError where one cannot be had."""
    seconds = asked.minutes * 60
    with _server(folder / "ingest", asked.engine) as server:
        yield from ingest.measure(server, folder / "ingest", asked.rows)
    with _server(folder / "whole", asked.engine) as server:
        yield from whole.measure(server, folder / "whole", asked.whole, asked.rate * asked.whole / asked.stations, seconds)
    with _server(folder / "light", asked.engine) as server:
        yield from _busy(server, asked.stations, asked.rate, seconds)
        yield from _returning(server, asked.returning)


def _server(folder: Path, engine: str) -> AbstractContextManager[Served]:
    folder.mkdir()
    return served(folder, engine)


def _busy(server: Served, stations: int, rate: float, seconds: float) -> Iterator[Row]:
    """First nobody listens, then everybody; light stations, so that the server is what is measured."""
    cores, seen = {}, light.Tally()
    for listening in (False, True):
        tally = light.Tally()
        fleet = light.doors(server.store, server.url, ZONE, stations, tally)
        cores[listening] = asyncio.run(light.busy(fleet, tally, rate, seconds, server.cpu, listening=listening))
        tally.made += seen.made
        tally.unsent += seen.unsent
        before, seen = seen.made, tally
    delays = list(seen.delays.elements()) or [10**9]
    what = f"{stations} stations, {rate:g} scans/s"
    missing = abs(stations * (seen.made - before) - sum(seen.delays.values()))
    yield by_figure(f"{what}: scan here to its frame there, p50", percentile(delays, 50), "ms", 300)
    yield by_figure(f"{what}: scan here to its frame there, p99", percentile(delays, 99), "ms", 1_000)
    yield by_figure(f"{what}: the whole server", cores[True], "cores", 0.4, cores[False])
    yield by_figure(f"{what}: of that, telling all the others", cores[True] - cores[False], "cores", 0.05)
    yield by_figure(
        f"{what}: not told somewhere, unsent, lost or stored twice", missing + seen.unsent + server.lost(seen.made), "records", 0
    )


def _returning(server: Served, stations: int) -> Iterator[Row]:
    tally, there = light.Tally(), server.held()
    fleet = light.doors(server.store, server.url, ZONE, stations, tally)
    before = server.cpu()
    sent, heard = asyncio.run(light.back(fleet, tally, BACKLOG))
    what = f"{stations} stations back at once with {BACKLOG} records each"
    yield by_figure(f"{what}: until all is sent", sent, "s", light.PATIENCE_S)
    yield by_figure(f"{what}: until each has heard of all of it", heard, "s", light.PATIENCE_S)
    yield by_figure(f"{what}: processor time of the server", server.cpu() - before, "s", light.PATIENCE_S)
    yield by_figure(f"{what}: unsent, lost or stored twice", tally.unsent + server.lost(there + tally.made), "records", 0)
    yield by_figure(f"{what}: answers of 500 and above", sum(n for status, n in tally.statuses.items() if status >= 500), "answers", 0)
