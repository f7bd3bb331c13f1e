"""A station's journal as the server gets to see it: chained records on the wire, made without a journal file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk import chain
from kiosk.model import Direction, Kind, Outcome, Reason, Record, Source
from sync.wire import WireRecord
from tests.builders import EVENT, SECOND, at


def code(number: int) -> bytes:
    """The hash of an invented badge's code."""
    return number.to_bytes(16, "big")


class Tape:
    """Rows of one (event, station, epoch), each chained to the one before. ``raw[0]`` is row 1."""

    def __init__(self, station: str, epoch: bytes = b"\x01" * 16, event: str = EVENT) -> None:
        self.event, self.station, self.epoch = event, station, epoch
        self.records: list[Record] = []
        self.raw: list[dict[str, Any]] = []

    @property
    def head(self) -> bytes:
        """The hash of the last row."""
        return self.records[-1].hash if self.records else chain.genesis(self.event, self.station, self.epoch)

    def add(self, **changes: Any) -> Record:
        """One more row: an admitted entry of badge 1 to the hall where ``changes`` say nothing else."""
        row = len(self.records) + 1
        plain = Record(
            event=self.event, station=self.station, epoch=self.epoch, row=row, kind=Kind.SCAN, hlc=row << 16, wall=at(1, 11) + row * SECOND,
            mono=row * SECOND, offset=250, error=100, operator="", app="0.1.0", zone="hall", direction=Direction.ENTRY,
            source=Source.CAMERA, code_hash=code(1), badge="p1", category="visitor", outcome=Outcome.ADMIT, reason=Reason.ADMITTED,
            refers=None, detail="{}", payload=b"", payload_digest=b"", previous=self.head, hash=b"",
        )  # fmt: skip
        changed = replace(plain, **changes)
        whole = replace(changed, payload_digest=chain.digest(changed.payload))
        whole = replace(whole, hash=chain.link(self.head, whole))
        self.records.append(whole)
        self.raw.append(WireRecord.raw(whole))
        return whole

    def fill(self, rows: int) -> Tape:
        """``rows`` more entries, each of another badge."""
        for _ in range(rows):
            self.add(code_hash=code(len(self.records) + 1))
        return self

    def copy(self) -> Tape:
        """The same journal in another device: what is added there is not here."""
        other = Tape(self.station, self.epoch, self.event)
        other.records, other.raw = list(self.records), list(self.raw)
        return other
