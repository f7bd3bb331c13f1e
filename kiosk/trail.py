"""A badge's movements, made here and sighted elsewhere, put in order and told as its history at one zone; knows no file and no rule.

Hybrid stamps decide what came first, never a device's clock. A sighting stamped further ahead than any honest clock can be
(``kiosk.clock.HLC_BOUND_MS``) counts as an entry or exit that was, but as the oldest one: a tablet set to next year must not keep a
badge inside for a year. Our own stamps are in the right order among themselves whatever the clock said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.clock import HLC_BOUND_MS, hlc_ms
from kiosk.model import Direction, History, Movement, Sighting
from kiosk.programme import Zone


def merged(own: Iterable[Sighting], seen: Iterable[Sighting], now: int) -> list[Sighting]:
    """Our movements and those ``seen`` elsewhere, oldest first; ``now`` in us of corrected time."""
    believable = now // 1_000 + HLC_BOUND_MS
    stamped = [(move.hlc, move) for move in own]
    stamped += [(move.hlc if hlc_ms(move.hlc) <= believable else 0, move) for move in seen]
    return [move for _, move in sorted(stamped, key=lambda pair: (pair[0], pair[1].station, pair[1].row))]


def concerning(moves: Iterable[Sighting], zone: Zone, excluders: frozenset[str]) -> list[Sighting]:
    """The movements that say whether somebody is in ``zone``: its own, and entries into the zones that exclude it."""
    return [move for move in moves if move.zone == zone.id or (move.zone in excluders and move.direction is Direction.ENTRY)]


def history(moves: Sequence[Sighting], zone: Zone, since: int, station: str, direction: Direction) -> History:
    """What ``moves`` (all of one badge that concern ``zone``, oldest first) say of it; the zone was last emptied at ``since`` (us)."""
    entries = [move for move in moves if move.zone == zone.id and move.direction is Direction.ENTRY]
    last = next((move for move in reversed(moves) if move.at >= since), None)
    read = (move.at for move in reversed(moves) if (move.station, move.zone, move.direction) == (station, zone.id, direction))
    return History(
        last=Movement(last.zone, last.direction, last.at, last.station) if last else None,
        entries_since_emptied=sum(move.at >= since for move in entries),
        entries_ever=len(entries),
        last_read=next(read, None),
    )
