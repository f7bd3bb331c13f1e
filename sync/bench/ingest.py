"""What one server takes in from one station that listens, beside other ways to put the same records into the same tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from time import sleep

from kiosk.bench.rows import Row, by_share
from kiosk.model import Record
from kiosk.places import Places
from sync.bench import references, tape
from sync.bench.ear import Ear
from sync.bench.served import ZONE, Served
from sync.client import HttpUpstream
from sync.enrol import join
from sync.opening import upstream_of
from sync.wire import MAX_BATCH, RoundRequest

JOURNALS, RECORDS = 10, 2_000
"""Each way of sending is measured on so many journals of so many records."""
SINGLE = 300
PRETIX_A_SECOND = 15
"""Scans a pretix server takes from its own client, each worker, one request each: 66 ms at the median."""
SETTLE_S = 1.5
"""What came in last is still told and looked at for conflicts meanwhile."""


def measure(server: Served, folder: Path, rows: int) -> Iterator[Row]:
    """With ``rows`` other records in the table at the end, where there are to be some."""
    with closing(_Sender(server, folder / "sender")) as sender:
        sender.send(tape.records(sender.station, 2 * MAX_BATCH), MAX_BATCH)
        tapes = [tape.records(sender.station, RECORDS) for _ in range(JOURNALS)]
        ours = _a_core_second(server, sender, tapes, MAX_BATCH)
        again = _a_core_second(server, sender, tapes, MAX_BATCH)
        single = _a_core_second(server, sender, [tape.records(sender.station, SINGLE)], 1)
        copied = references.bulk(server, [tape.records(f"bulk-{number}", RECORDS) for number in range(JOURNALS)], MAX_BATCH)
        singly = references.one_by_one(server, [tape.records("orm", MAX_BATCH)])
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
    sleep(SETTLE_S)
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
