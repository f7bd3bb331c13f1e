"""Opens the two ends of a station's exchange with its server; knows who the station is, and no thread."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.clock import Clock
from kiosk.config import Identity
from kiosk.feed import FeedWriter
from kiosk.journal import Journal
from kiosk.outbox import Outbox
from kiosk.personal import roster_kind
from kiosk.places import Places
from kiosk.signed import EVENT_KEY
from sync.client import HttpUpstream
from sync.health import Health
from sync.listener import Listener
from sync.orders import Orders
from sync.pushes import Pushes
from sync.round import Round

MOST_ROUNDS = 1_000
"""Pages of changes a server may send before it is no longer believed to come to an end."""


def upstream_of(identity: Identity, places: Places) -> HttpUpstream:
    """The server this station was enrolled at. Raises UnsafeAddress."""
    ca = places.ca if places.ca.exists() else None
    return HttpUpstream(identity.url, identity.token, identity.signers.get(EVENT_KEY, b""), identity.private_key, ca=ca)


def open_round(identity: Identity, places: Places, clock: Clock) -> Round:
    """The round of this station; called on the sync thread. Raises UnsafeAddress or a StoreError."""
    return Round(
        upstream_of(identity, places),
        Outbox(places.journal),
        FeedWriter(places.feed),
        places,
        clock,
        identity.event,
        roster_kind(identity.role),
        Outbox(places.access),
        Orders(identity.event, identity.station, identity.signers.get(EVENT_KEY, b"")),
    )


def open_pushes(identity: Identity, places: Places, clock: Clock, heard: Callable[[], None], chance: Callable[[], float]) -> Pushes:
    """What is pushed to this station; ``heard`` is called, on another thread, whenever there is some."""
    return Pushes(Listener(lambda: upstream_of(identity, places), heard), clock, chance)


def fetch(identity: Identity, places: Places, clock: Clock) -> None:
    """Have what came from the server once and is no longer there: programme, roster, marks. Nothing else may work in the folder.

    Blocks for as long as that takes. Raises UnsafeAddress, an UpstreamError or a StoreError."""
    Journal(places.journal, identity.event, identity.station, clock).close()  # an exchange speaks of an epoch, so there must be one
    ends = open_round(identity, places, clock)
    try:
        for _ in range(MOST_ROUNDS):
            if not ends.exchange(Health(), 0).again:
                return
    finally:
        ends.close()
