"""Takes a roster file from the server into use: fetched beside, checked, then adopted by one row of the feed; knows no HTTP.

No database is ever renamed over another: each snapshot has a name of its own, and the feed says which one counts.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from pathlib import Path

from kiosk import roster
from kiosk.errors import NewerStore, StoreError, UpstreamGarbled
from kiosk.feed import Adopted, FeedWriter, Position
from kiosk.places import Places
from kiosk.store import guarded, sync_folder
from sync.upstream import Upstream

PART = "roster.part"


def adopt(upstream: Upstream, feed: FeedWriter, places: Places, event: str, kind: str = "roster") -> None:
    """Fetch the roster of ``event`` (``kind`` "crowd": with people, for a desk) where it is not the one here already, and go on from what
    it was made at.

    Raises an UpstreamError (UpstreamGarbled for a file that is not a roster of this event) CannotRecord or NewerStore; nothing
    has changed then."""
    now = feed.roster()
    here = places.roster(now.version) if now else None
    part = places.root / PART
    held = _position(here, event, kind) if here is not None else None
    # where the feed stands at the snapshot's own place already and is told to fetch, the same file again would not help
    etag = now.etag if now and held is not None and held != feed.position() else ""
    fresh = upstream.snapshot(part, etag)
    if fresh is None:
        assert now is not None
        assert held is not None
        feed.adopt_roster(now, held)
        return
    position = _position(part, event, kind)
    if position is None:
        raise UpstreamGarbled("not a roster of this event")
    # its place in the feed and the server's own mark for the bytes name it: reading a million badges once more takes a tenth of a second
    version = hashlib.sha256("|".join((position.generation, position.position, fresh)).encode()).hexdigest()[:32]
    target = places.roster(version)
    if target.exists() and _position(target, event, kind) is None:  # damaged since: a reader may have it open, so it is left alone
        version = f"{version}-{secrets.token_hex(4)}"
        target = places.roster(version)
    with guarded(target):
        if target.exists():  # the same content, perhaps being read just now
            part.unlink()
        else:
            part.rename(target)
            sync_folder(places.root)
    feed.adopt_roster(Adopted(version, fresh), position)
    _tidy(places.root, {target, here})


def usable(feed: FeedWriter, places: Places, event: str, kind: str = "roster") -> bool:
    """Whether the roster in use is there and whole; also where none is in use yet."""
    now = feed.roster()
    return now is None or _position(places.roster(now.version), event, kind) is not None


def _position(path: Path, event: str, kind: str) -> Position | None:
    """The place in the feed the roster at ``path`` was made at; None where it is no whole roster of ``event``. Raises NewerStore."""
    try:
        meta = roster.check(path, kind=kind)
    except NewerStore:  # whole, and to be read by a newer version of this program: fetching it again would not help
        raise
    except StoreError:
        return None
    place = Position(str(meta.get("generation", "")), str(meta.get("position", "")))
    return place if meta.get("event") == event and place.generation else None


def _tidy(folder: Path, kept: set[Path | None]) -> None:
    """Remove older snapshots; the one before stays, a reader may be about to open it."""
    for old in set(folder.glob("roster-*.db")) - kept:
        with contextlib.suppress(OSError):  # Windows: still open somewhere; next time
            old.unlink()
