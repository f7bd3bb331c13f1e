"""Whom a desk registered on the spot, from its journal's records: their badges stand here before the server has heard of them; knows no
name and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.model import Badge, Kind, Record


class Registered:
    """Those on record, all epochs included; used on the recorder's thread."""

    def __init__(self, records: Iterable[Record]) -> None:
        """``records`` oldest first; any that are no walk-ins are passed over."""
        self._badges: dict[bytes, Badge] = {}
        self._codes: dict[str, bytes] = {}
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """This is on record now."""
        if record.kind is Kind.WALK_IN:
            self._badges[record.code_hash] = Badge(record.code_hash, record.badge, record.category)
            self._codes[record.badge] = record.code_hash

    def badge(self, code_hash: bytes) -> Badge | None:
        """The badge of this code, None where it was not given here."""
        return self._badges.get(code_hash)

    def code(self, person: str) -> bytes | None:
        """The code hash of the badge that person was given here, None for none."""
        return self._codes.get(person)
