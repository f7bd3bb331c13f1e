"""Chained records as a station sends them, made without a journal file: for benches that ask what the server does with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice

from kiosk import chain
from kiosk.clock import SystemClock
from kiosk.model import Direction, Kind, Outcome, Reason, Record, Source
from sync.bench.served import EVENT, ZONE
from sync.wire import RoundRequest, WireRecord


def records(station: str, rows: int) -> list[Record]:
    """The first ``rows`` rows of a new journal: admitted entries, each of another badge."""
    return list(islice(endless(station), rows))


def endless(station: str) -> Iterator[Record]:
    """The rows of a new journal, each made when it is asked for."""
    clock, epoch = SystemClock(), os.urandom(16)
    head = chain.genesis(EVENT, station, epoch)
    for row in count(1):
        wall = clock.wall()
        plain = Record(
            event=EVENT, station=station, epoch=epoch, row=row, kind=Kind.SCAN, hlc=wall // 1_000 << 16, wall=wall, mono=clock.mono(),
            offset=0, error=900, operator="", app="bench", zone=ZONE, direction=Direction.ENTRY, source=Source.CAMERA,
            code_hash=os.urandom(16), badge=f"p{row:016x}", category="visitor", outcome=Outcome.ADMIT, reason=Reason.ADMITTED, refers=None,
            detail="{}", payload=b"", payload_digest=b"", previous=head, hash=b"",
        )  # fmt: skip
        head = chain.link(head, plain)
        yield replace(plain, hash=head)


def requests(tape: list[Record], size: int) -> Iterator[RoundRequest]:
    """``tape`` in rounds of ``size`` records."""
    for at in range(0, len(tape), size):
        some = tape[at : at + size]
        yield RoundRequest(epoch=some[0].epoch.hex(), first_row=some[0].row, records=[WireRecord.raw(record) for record in some])
