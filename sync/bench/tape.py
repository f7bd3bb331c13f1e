"""Chained records as a station sends them, made without a journal file: for benches that ask what the server does with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from kiosk import chain
from kiosk.clock import SystemClock
from kiosk.model import Direction, Kind, Outcome, Reason, Record, Source
from sync.bench.served import EVENT, ZONE
from sync.wire import RoundRequest, WireRecord


def records(station: str, count: int) -> list[Record]:
    """The first ``count`` rows of a new journal: admitted entries, each of another badge."""
    clock, epoch = SystemClock(), os.urandom(16)
    head = chain.genesis(EVENT, station, epoch)
    made: list[Record] = []
    for row in range(1, count + 1):
        wall = clock.wall()
        plain = Record(
            event=EVENT, station=station, epoch=epoch, row=row, kind=Kind.SCAN, hlc=wall // 1_000 << 16, wall=wall, mono=clock.mono(),
            offset=250, error=900, operator="", app="bench", zone=ZONE, direction=Direction.ENTRY, source=Source.CAMERA,
            code_hash=os.urandom(16), badge=f"p{row:016x}", category="visitor", outcome=Outcome.ADMIT, reason=Reason.ADMITTED, refers=None,
            detail="{}", payload=b"", payload_digest=b"", previous=head, hash=b"",
        )  # fmt: skip
        head = chain.link(head, plain)
        made.append(replace(plain, hash=head))
    return made


def requests(tape: list[Record], size: int) -> Iterator[RoundRequest]:
    """``tape`` in rounds of ``size`` records."""
    for at in range(0, len(tape), size):
        some = tape[at : at + size]
        yield RoundRequest(epoch=some[0].epoch.hex(), first_row=some[0].row, records=[WireRecord.raw(record) for record in some])
