"""Which badges are inside one zone: kept in memory, built from movements, settled badge by badge; knows no file and no clock."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.model import Direction, Sighting


class Occupancy:
    """Badges inside ``zone``, by hash. A badge let in twice is one person; whoever was never seen coming in cannot leave."""

    def __init__(self, zone: str) -> None:
        self._zone = zone
        self._inside: set[bytes] = set()

    def __len__(self) -> int:
        return len(self._inside)

    def rebuild(self, moves: Iterable[Sighting]) -> None:
        """Begin again from ``moves`` since the zone was last emptied, oldest first, that concern it."""
        self._inside.clear()
        for move in moves:
            self.settle(move.code_hash, move)

    def settle(self, code_hash: bytes, last: Sighting | None) -> None:
        """From now on ``last`` is the latest movement of this badge that concerns the zone; None: it has none."""
        if last is not None and last.zone == self._zone and last.direction is Direction.ENTRY:
            self._inside.add(code_hash)
        else:
            self._inside.discard(code_hash)
