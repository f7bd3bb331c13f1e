"""``kiosk bench server``: what one server takes in, how soon the other stations know, and what happens when all come back at once."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from time import monotonic, sleep

from kiosk.bench.rows import Row, by_figure, by_share, parser, run
from kiosk.catalogue import say
from kiosk.model import Record
from kiosk.places import Places
from sync.bench import references, tape
from sync.bench.ear import Ear
from sync.bench.fleet import Plan, Seen
from sync.bench.served import ZONE, Served, served
from sync.client import HttpUpstream
from sync.enrol import join
from sync.opening import upstream_of
from sync.server.verify import verify
from sync.wire import MAX_BATCH, RoundRequest

STATIONS, RATE, MINUTES, RETURNING = 150, 100, 0.25, 200
BACKLOG = 60
"""Records of a station that was away for an hour: a door that sees one person a minute."""
JOURNALS, RECORDS = 10, 2_000
"""Each way of sending is measured on so many journals of so many records."""
SINGLE = 300
PRETIX_A_SECOND = 15
"""Scans a pretix server takes from its own client, each worker, one request each: 66 ms at the median."""
A_PROCESS = 50
"""Stations in one process of the fleet, so that their clients are not one interpreter's."""
PATIENCE_S = 90.0
SETTLE_S = 3.0


def main(arguments: Sequence[str]) -> int:
    """0 all goals met, 3 one missed, 1 it could not be measured, 2 wrong usage."""
    options = parser("server", arguments)
    options.add_argument("--stations", type=int, default=STATIONS, metavar="N", help="help.bench.stations")
    options.add_argument("--rate", type=float, default=RATE, metavar="N", help="help.bench.rate")
    options.add_argument("--minutes", type=float, default=MINUTES, metavar="N", help="help.bench.minutes")
    options.add_argument("--returning", type=int, default=RETURNING, metavar="N", help="help.bench.returning")
    options.add_argument("--rows", type=int, default=0, metavar="N", help="help.bench.rows")
    options.add_argument("--engine", choices=("postgresql", "sqlite"), default="postgresql", help="help.bench.engine")
    asked = options.parse_args(arguments)
    for name, least in (("stations", 2), ("rate", 1), ("minutes", 0.02), ("returning", 1), ("rows", 0)):
        if getattr(asked, name) < least:
            options.error(say("help.bench.at_least", options.lang, option=f"--{name}", least=least))
    return run("server", asked, lambda folder: measure(folder, asked))


def measure(folder: Path, asked: argparse.Namespace) -> Iterator[Row]:
    """Each part on a server and database of its own. Raises OSError where one cannot be had."""
    (folder / "ingest").mkdir()
    with served(folder / "ingest", asked.engine) as server:
        yield from _ingest(server, folder / "ingest", asked.rows)
    (folder / "fleet").mkdir()
    with served(folder / "fleet", asked.engine) as server:
        yield from _fleet(server, folder / "fleet", asked.stations, asked.rate, asked.minutes * 60)
    (folder / "returning").mkdir()
    with served(folder / "returning", asked.engine) as server:
        yield from _returning(server, folder / "returning", asked.returning)


def _ingest(server: Served, folder: Path, rows: int) -> Iterator[Row]:
    with closing(_Sender(server, folder / "sender")) as sender:
        sender.send(tape.records(sender.station, 2 * MAX_BATCH), MAX_BATCH)
        tapes = [tape.records(sender.station, RECORDS) for _ in range(JOURNALS)]
        ours = _a_core_second(server, sender, tapes, MAX_BATCH)
        again = _a_core_second(server, sender, tapes, MAX_BATCH)
        single = _a_core_second(server, sender, [tape.records(sender.station, SINGLE)], 1)
        copied = references.bulk(server, [tape.records(f"bulk-{number}", RECORDS) for number in range(JOURNALS)], MAX_BATCH)
        singly = references.one_by_one(server, [tape.records("orm", MAX_BATCH)], MAX_BATCH)
        unit = "records/core s"
        yield by_share(f"rounds of {MAX_BATCH} over HTTP against a bare COPY", ours, copied, unit, 0.4)
        yield by_share(f"rounds of {MAX_BATCH} over HTTP against an ORM's rows", ours, singly, unit, 40)
        yield by_share("against one request a scan, at this server", ours, single, unit, 10)
        yield by_share("against pretix's own way up (documented)", ours, PRETIX_A_SECOND, unit, 1_000)
        yield by_share("the same records sent again", again, ours, unit, 1)
        if rows:
            _grow(server, rows)
            grown = [tape.records(sender.station, RECORDS) for _ in range(JOURNALS)]
            yield by_share(f"with {rows:,} records in the table", _a_core_second(server, sender, grown, MAX_BATCH), ours, unit, 0.5)


class _Sender:
    """The client of one station, which sends what it is handed; as one at work does, it listens to what is pushed meanwhile."""

    def __init__(self, server: Served, folder: Path) -> None:
        places = Places(folder).make()
        identity = join(server.url, server.admin.new_enrolment("gate", ZONE), places, lambda key, **values: None)
        self.station = identity.station
        self._upstream: HttpUpstream = upstream_of(identity, places)
        self._ear = Ear(server.url, identity)
        self._cursor = self._upstream.round(RoundRequest(epoch="0" * 32)).cursor
        self._ear.begin(self._cursor)

    def send(self, records: list[Record], size: int) -> None:
        """Raises OSError where the server does not take every one."""
        for request in tape.requests(records, size):
            answer = self._upstream.round(request.model_copy(update={"cursor": self._cursor, "listening": True}))
            if answer.mark < request.first_row - 1 + len(request.records) or answer.quarantined or answer.refetch:
                raise OSError(f"not taken in: {answer.mark} of {len(records)}, {len(answer.quarantined)} in quarantine")

    def close(self) -> None:
        self._upstream.close()
        self._ear.close()


def _a_core_second(server: Served, sender: _Sender, tapes: Sequence[list[Record]], size: int) -> float:
    before = server.cpu()
    for records in tapes:
        sender.send(records, size)
    return sum(map(len, tapes)) / (server.cpu() - before)


# ruff: noqa: S608 - the statement is put together from our own names and a number
def _grow(server: Served, rows: int) -> None:
    """Records of other stations, made by the engine itself out of one of ours."""
    postgresql = server.store.database.postgresql
    made = {"station": "'grown-' || n % 150", "row": "n", "code_hash": "decode(md5(n::text), 'hex')" if postgresql else "randomblob(16)"}
    series = f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {rows})" if not postgresql else ""
    numbers = f"generate_series(1, {rows}) AS s(n)" if postgresql else "s"
    columns = ", ".join(f'"{name}"' for name in references.COLUMNS)
    values = ", ".join(made.get(name, f'"{name}"') for name in references.COLUMNS)
    statement = f"INSERT INTO record ({columns}) {series} SELECT {values} FROM (SELECT * FROM record LIMIT 1) AS one CROSS JOIN {numbers}"
    with server.store.write() as connection:
        connection.exec_driver_sql(statement.replace("%", "%%") if postgresql else statement)


def _fleet(server: Served, folder: Path, stations: int, rate: float, seconds: float) -> Iterator[Row]:
    with _Fleet(server, folder, stations, 0, rate, seconds) as fleet:
        before, began = server.cpu(), monotonic()
        fleet.go()
        fleet.finish_sending()
        cores = (server.cpu() - before) / (monotonic() - began)
        sleep(SETTLE_S)
        seen = fleet.end()
    delays = sorted(Counter(seen.delays).elements())
    what = f"{stations} stations, {rate:g} scans/s"
    missing = (stations - 1) * seen.made - len(delays)
    yield by_figure(f"{what}: scan here to known there, p50", _at(delays, 50), "ms", 300)
    yield by_figure(f"{what}: scan here to known there, p99", _at(delays, 99), "ms", 1_000)
    yield by_figure(f"{what}: the whole server", cores, "cores", 0.4)
    yield by_figure(f"{what}: not known somewhere, unsent, lost or stored twice", missing + seen.unsent + _lost(server, seen), "records", 0)


def _returning(server: Served, folder: Path, stations: int) -> Iterator[Row]:
    with _Fleet(server, folder, stations, BACKLOG, 0, 0) as fleet:
        fleet.go()
        fleet.finish_sending()
        seen = fleet.end()
    what = f"{stations} stations back at once with {BACKLOG} records each"
    yield by_figure(f"{what}: until all is sent", seen.whole_s, "s", PATIENCE_S)
    yield by_figure(f"{what}: unsent, lost or stored twice", seen.unsent + _lost(server, seen), "records", 0)
    yield by_figure(f"{what}: answers of 500 and above", sum(n for fault, n in seen.faults.items() if "status 5" in fault), "answers", 0)


def _lost(server: Served, seen: Seen) -> int:
    """How far what the server holds is from what was made; what it holds is read back row by row."""
    found = list(verify(server.store))
    return abs(seen.made - sum(line.rows for line in found)) + sum(line.gaps + line.broken + line.quarantined for line in found)


def _at(ordered: Sequence[int], percent: float) -> float:
    return ordered[int((len(ordered) - 1) * percent / 100)] if ordered else float("inf")


class _Fleet:
    """The processes of a fleet, as a context: enrolled when it is entered, ended when it is left."""

    def __init__(self, server: Served, folder: Path, stations: int, backlog: int, rate: float, seconds: float) -> None:
        self._children: list[subprocess.Popen[str]] = []
        codes = [server.admin.new_enrolment("gate", ZONE) for _ in range(stations)]
        for some in (codes[at : at + A_PROCESS] for at in range(0, stations, A_PROCESS)):
            plan = Plan(server.url, str(folder / "stations"), ZONE, some, backlog, rate * len(some) / stations, seconds, PATIENCE_S)
            command = [sys.executable, "-c", "import sys; from sync.bench.fleet import main; sys.exit(main(sys.argv[1:]))"]
            self._children.append(
                subprocess.Popen([*command, json.dumps(asdict(plan))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )

    def __enter__(self) -> _Fleet:
        self._expect("ready")
        return self

    def __exit__(self, *_: object) -> None:
        for child in self._children:
            child.kill()
            child.communicate()

    def go(self) -> None:
        """Let them begin."""
        self._say()

    def finish_sending(self) -> None:
        """Wait until each has sent all of its own, or has lost patience."""
        self._expect("done")

    def end(self) -> Seen:
        """Let them end; what all of them saw."""
        self._say()
        found = [Seen(**json.loads(self._line(child))) for child in self._children]
        delays: Counter[int] = Counter()
        faults: Counter[str] = Counter()
        for seen in found:
            delays.update({int(ms): count for ms, count in seen.delays.items()})
            faults.update(seen.faults)
        made, unsent = sum(seen.made for seen in found), sum(seen.unsent for seen in found)
        return Seen(made, unsent, max(seen.whole_s for seen in found), delays, faults)

    def _say(self) -> None:
        for child in self._children:
            assert child.stdin is not None
            child.stdin.write("\n")
            child.stdin.flush()

    def _expect(self, word: str) -> None:
        for child in self._children:
            if self._line(child).strip() != word:
                raise OSError(f"part of the fleet ended early, with {child.poll()}")

    @staticmethod
    def _line(child: subprocess.Popen[str]) -> str:
        assert child.stdout is not None
        return child.stdout.readline()
