"""What a desk printed, from its journal's records: whose paper waits to be read back, and which code took which one's place here before
the server heard of it; writes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kiosk.days import event_day
from kiosk.model import Badge, Flag, Kind, Record
from kiosk.programme import Programme, Zone
from kiosk.rules import good_days
from kiosk.station import detail_of

EVERY = 1_000_000
"""More prints than any desk makes."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A badge given to a printer. ``code_hash``: of the code on its paper; ``replaces``: of the one it takes the place of, empty for a
    first print. ``at``: corrected time, us, None where it was printed elsewhere, nobody told when. ``proven``: the paper was read back."""

    person: str
    category: str
    code_hash: bytes
    replaces: bytes = b""
    printer: str = ""
    at: int | None = None
    row: int = 0
    epoch: bytes = b""
    proven: bool = False


def print_detail(printer: str, replaces: bytes) -> str:
    """What a print's record says beside the code: the printer, and which code it takes the place of."""
    return detail_of(printer=printer, **({"replaces": replaces.hex()} if replaces else {}))


READ_BACK = detail_of(read_back=1)
"""What the record says that proves a print."""


def replaced_by(detail: str) -> bytes:
    """The hash of the code that a print with this ``detail`` takes the place of, empty for none."""
    try:
        said = json.loads(detail)
        return bytes.fromhex(said.get("replaces", "")) if isinstance(said, dict) else b""
    except (ValueError, TypeError, RecursionError):
        return b""


class Prints:
    """Those on record, all epochs included; used on the recorder's thread."""

    def __init__(self, records: Iterable[Record]) -> None:
        """``records`` oldest first; any that are no prints are passed over."""
        self._made: dict[bytes, Printed] = {}
        self._replaced: dict[bytes, Printed] = {}
        self._of_person: dict[str, list[bytes]] = {}
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """This is on record now."""
        if record.kind is not Kind.PRINT:
            return
        before = self._made.get(record.code_hash)
        if record.detail == READ_BACK:
            if before is not None:
                self._made[record.code_hash] = replace(before, proven=True)
            return
        printer = str(json.loads(record.detail).get("printer", ""))
        made = Printed(
            record.badge, record.category, record.code_hash, replaced_by(record.detail), printer, record.at, record.row, record.epoch
        )
        self._made[record.code_hash] = made
        self._of_person.setdefault(record.badge, []).append(record.code_hash)
        if made.replaces:
            self._replaced[made.replaces] = made

    def of(self, code_hash: bytes) -> Printed | None:
        """The print of this code, None where it was not made here."""
        return self._made.get(code_hash)

    def codes(self, person: str) -> list[bytes]:
        """The codes printed for that person, the oldest first."""
        return self._of_person.get(person, [])

    def unproven(self) -> list[Printed]:
        """Whose paper nobody has read back and no other took the place of, the oldest first."""
        return [each for code, each in self._made.items() if not each.proven and code not in self._replaced]

    def standing(self, code_hash: bytes, find: Callable[[bytes], Badge | None]) -> Badge | None:
        """The badge with this code as it stands here: as ``find`` says, who knows what came from the server, and as we printed since."""
        badge, made = find(code_hash), self._made.get(code_hash)
        if badge is None and made is not None and made.replaces:
            old = self.standing(made.replaces, find)
            badge = replace(old, code_hash=code_hash, flags=old.flags & ~Flag.REPLACED) if old is not None else None
        if badge is None:
            return None
        flags = badge.flags | (Flag.PRINTED if made is not None else Flag.NONE)
        return replace(badge, flags=flags | (Flag.REPLACED if code_hash in self._replaced else Flag.NONE))


def signed_day(programme: Programme, zone: Zone, badge: Badge, now: int) -> int:
    """The day a signed code of ``badge`` names, as it has room for one or, by 0, for all: one that is good on some days is signed for
    today, else for the next of them; gates hear of the others with their next round."""
    good = good_days(programme, badge)
    if len(good) == len(programme.days) or not good:
        return 0
    today = event_day(programme, zone, now) or 0
    return next((day for day in good if day >= today), good[-1])
