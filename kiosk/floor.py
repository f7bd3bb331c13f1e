"""Who is inside one zone and what is known of a badge there, from our journal and others' sightings; judges and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.days import emptied_before
from kiosk.feed import FeedReader
from kiosk.journal import Journal
from kiosk.model import Direction, History, Sighting
from kiosk.occupancy import Occupancy
from kiosk.programme import Programme, Zone
from kiosk.roster import Roster
from kiosk.trail import concerning, history, merged

MANY = 2_000
"""From this many new sightings on, counting everybody anew is quicker than settling badge by badge."""


class Floor:
    """One zone, seen by ``station``; used on the recorder's thread. ``now`` is corrected time in us since the Unix epoch throughout.

    The count is kept in memory and follows every movement; it begins anew at the zone's closing hour, which empties it."""

    def __init__(self, journal: Journal, roster: Roster, feed: FeedReader, station: str, programme: Programme, zone: Zone) -> None:
        self._journal = journal
        self._roster = roster
        self._feed = feed
        self._station = station
        self.stand(programme, zone)

    def stand(self, programme: Programme, zone: Zone) -> None:
        """From now on count by this programme."""
        self._programme, self._zone = programme, zone
        self._excluders = programme.excluders(zone.id)
        self._occupancy = Occupancy(zone.id)
        self._since: int | None = None  # nothing counted yet
        self._arrivals, self._generation = 0, ""

    def trail(self, code_hash: bytes, now: int) -> list[Sighting]:
        """Every movement of this badge that concerns the zone, oldest first: made here or sighted elsewhere, sent or not."""
        seen = self._roster.sightings(code_hash, {self._zone.id, *self._excluders})
        return concerning(merged(self._journal.movements(code_hash), self._elsewhere(seen), now), self._zone, self._excluders)

    def history(self, trail: Sequence[Sighting], direction: Direction, now: int) -> History:
        """What ``trail`` says of its badge since the zone was last emptied."""
        since = emptied_before(self._programme, self._zone, now)
        return history(trail, self._zone, since, self._station, direction)

    def inside(self, now: int) -> int:
        """How many badges are inside."""
        since = emptied_before(self._programme, self._zone, now)
        if since != self._since:
            self._count(since, now)
        return len(self._occupancy)

    def settle(self, code_hash: bytes, trail: Sequence[Sighting]) -> None:
        """From now on ``trail`` is what is known of this badge. Touches no file, so it cannot fail after a commit."""
        if code_hash and self._since is not None:
            since = self._since
            self._occupancy.settle(code_hash, next((move for move in reversed(trail) if move.at >= since), None))

    def refresh(self, now: int) -> None:
        """Take in what other stations have seen since the last time."""
        if self._since is None:
            return
        arrivals, generation = self._feed.arrivals(), self._feed.position().generation
        new = self._feed.arrived(self._arrivals) if generation == self._generation and arrivals >= self._arrivals else None
        if new is None or len(new) > MANY:
            self._count(self._since, now)
            return
        self._arrivals = arrivals
        for code_hash in {seen.code_hash for seen in concerning(self._elsewhere(new), self._zone, self._excluders)}:
            self.settle(code_hash, self.trail(code_hash, now))

    def _elsewhere(self, seen: Iterable[Sighting]) -> list[Sighting]:
        """What was seen anywhere but in this journal, which knows better what it holds itself. What it does not hold counts, though made
        in this station's name: before the folder was restored, by a copy of it, or in a file that was damaged since."""
        return [move for move in seen if move.station != self._station or not self._journal.holds(move)]

    def _count(self, since: int, now: int) -> None:
        # how far sightings have arrived is read first: one that comes in between is then settled once more, which does no harm
        self._since, self._arrivals, self._generation = since, self._feed.arrivals(), self._feed.position().generation
        zones = {self._zone.id, *self._excluders}
        moves = merged(self._journal.admitted_since(zones, since), self._elsewhere(self._feed.sightings_in(zones, since)), now)
        self._occupancy.rebuild(concerning(moves, self._zone, self._excluders))
