"""Opens the two ends of a station's exchange with its server; knows who the station is, and no thread."""

from __future__ import annotations

from kiosk.clock import Clock
from kiosk.config import Identity
from kiosk.feed import FeedWriter
from kiosk.outbox import Outbox
from kiosk.places import Places
from sync.client import HttpUpstream
from sync.round import Round


def open_round(identity: Identity, places: Places, clock: Clock) -> Round:
    """The round of this station; called on the sync thread. Raises UnsafeAddress or a StoreError."""
    upstream = HttpUpstream(identity.url, identity.token, ca=places.ca if places.ca.exists() else None)
    return Round(upstream, Outbox(places.journal), FeedWriter(places.feed), places, clock, identity.event)
