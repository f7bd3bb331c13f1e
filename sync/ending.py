"""The end of a station the event took away: names and keys go at once, records go up, and once a seal covers its logs nothing is left.

Each step may be cut by a power loss and is done again: how far it came stands in ``Places.ending``. Knows no screen and no thread.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk import config
from kiosk.clock import Clock
from kiosk.config import Identity
from kiosk.feed import FeedWriter, Intake
from kiosk.outbox import Outbox
from kiosk.places import Places
from kiosk.signed import EVENT_KEY
from kiosk.store import guarded, sync_folder, write_whole
from sync.client import HttpUpstream
from sync.health import Health
from sync.opening import open_round, upstream_of
from sync.orders import Orders
from sync.wire import Command, End, Receipt, RoundRequest
from sync.wiresigned import ERASE, WIPE

BATCH = 500
NO_EPOCH = "0" * 32

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Left:
    """What is still to do. ``unsent``: records the server has not confirmed; ``done``: nothing is left of the station."""

    unsent: int = 0
    done: bool = False


class Ending:
    """One folder, which must be held; ``copy``: where a second copy of its journal was kept. Used on one thread, but for ``interrupt``."""

    def __init__(self, identity: Identity, places: Places, clock: Clock, copy: Path | None = None) -> None:
        self._identity = identity
        self._places = places
        self._clock = clock
        self._copy = copy
        self._upstream: HttpUpstream | None = None
        self._stopped = False

    def step(self) -> Left:
        """Go on as far as is possible now. Raises an UpstreamError or a StoreError: the rest is to be tried again later."""
        self._forget()
        sealed = self._sealed()
        if sealed is None:
            unsent = self._send()
            if unsent:
                return Left(unsent)
            ends = self._ends()
            erase = self._confess(WIPE, ends)
            if erase is None or not covers(erase.ends, ends):
                return Left()
            sealed = (erase.seal, ends)
            write_whole(self._places.ending, json.dumps({"seal": erase.seal, "ends": [end.model_dump() for end in ends]}))
        self._erase(sealed[1])
        self._confess(ERASE, sealed[1], sealed[0])
        self._leave()
        log.warning("nothing is left of %s", self._identity.station)
        return Left(done=True)

    def interrupt(self) -> None:
        """Make an exchange under way in another thread fail soon."""
        self._stopped = True
        if self._upstream is not None:
            self._upstream.close()

    def _forget(self) -> None:
        """Names, rosters and keys of data; what is needed to send, to prove who sends, and to go on with this, stays."""
        places = self._places
        kept = (places.journal, places.access, places.feed, places.identity, places.ca, places.ending, places.lock, places.log)
        names = tuple(path.name for path in kept)
        with guarded(places.root):
            _delete(path for path in places.root.iterdir() if not path.name.startswith(names))
        with closing(FeedWriter(places.feed)) as feed:
            if feed.command() < WIPE:
                feed.forget()
                feed.apply(Intake(command=WIPE))
        if any(self._identity.hash_key):
            self._identity = replace(self._identity, hash_key=bytes(len(self._identity.hash_key)))
            config.save(self._identity, places)

    def _send(self) -> int:
        """Send what is unsent; returns how much of it the server has not confirmed."""
        with closing(open_round(self._identity, self._places, self._clock)) as ends:
            while (unsent := ends.standing().unsent) and not self._stopped:
                ends.exchange(Health(), BATCH)
                if ends.standing().unsent >= unsent:
                    break
            return ends.standing().unsent

    def _ends(self) -> list[End]:
        found = []
        for path in (self._places.journal, self._places.access):
            with closing(Outbox(path)) as outbox:
                found += [End(epoch=end.epoch.hex(), rows=end.row, head=end.head.hex()) for end in outbox.epochs()]
        return found

    def _confess(self, number: int, ends: Sequence[End], seal: str = "") -> Command | None:
        """Send the receipt for this command; returns the command to erase the logs as well, where the server has it."""
        who = self._identity
        at = self._clock.wall()
        receipt = Receipt(event=who.event, station=who.station, number=number, at=at, ends=list(ends), seal=seal)
        request = RoundRequest(epoch=ends[0].epoch if ends else NO_EPOCH, receipt=receipt.sealed(who.private_key))
        with closing(upstream_of(who, self._places)) as self._upstream:
            answer = self._upstream.round(request)
        orders = Orders(who.event, who.station, who.signers.get(EVENT_KEY, b""))
        return next((each for each in orders.new(answer.commands, WIPE) if each.number == ERASE), None)

    def _sealed(self) -> tuple[str, list[End]] | None:
        """The seal under which the logs are being erased, and how far they went; None before that."""
        with guarded(self._places.ending):
            text = self._places.ending.read_text("utf-8")
        with suppress(ValueError, KeyError, TypeError):
            said = json.loads(text)
            return str(said["seal"]), [End.model_validate(end) for end in said["ends"]]
        return None

    def _erase(self, ends: Sequence[End]) -> None:
        names = (self._places.journal.name, self._places.access.name)
        with guarded(self._places.root):
            _delete(path for path in self._places.root.iterdir() if path.name.startswith(names))
            sync_folder(self._places.root)
        if self._copy is not None:
            with suppress(OSError):  # the medium may be gone: what is on it holds no name
                _delete(path for end in ends for path in self._copy.glob(f"journal-{end.epoch}.db*"))

    def _leave(self) -> None:
        """Who we are goes last: as long as it is there, the rest is tried again."""
        places = self._places
        last = (places.lock, places.ending, places.identity)
        with guarded(places.root):
            _delete(path for path in places.root.iterdir() if path not in last)
            _delete(last[1:])
            sync_folder(places.root)


def covers(sealed: Sequence[End], ours: Sequence[End]) -> bool:
    """Whether a backup that goes as far as ``sealed`` holds every record of the logs that go as far as ``ours``."""
    held = {end.epoch: end for end in sealed}

    def holds(end: End) -> bool:
        other = held.get(end.epoch)
        return other is not None and (end.rows < other.rows or (end.rows == other.rows and end.head == other.head))

    return all(holds(end) for end in ours if end.rows)


def _delete(paths: Iterable[Path]) -> None:
    for path in list(paths):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
