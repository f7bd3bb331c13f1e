"""The demo's event: the shipped programme moved to now, its invented crowd, its staff, and this station's enrolment; knows no window."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import assets
from kiosk import config
from kiosk.config import Identity
from kiosk.errors import NotEnrolled, UsageError
from kiosk.feed import FeedReader
from kiosk.invented import people
from kiosk.places import Places
from kiosk.programme import Programme, load, shifted
from ui.demo_server import DemoServer

CROWD = 5_000
HOUR = 11
SUPERVISOR, SUPERVISOR_PIN, OPERATOR = "김하늘", "246810", "demo-supervisor"
"""Who is signed in at the demo's desk from the start."""
STEWARD, STEWARD_PIN = "이도담", "135791"
LAST = "demo-steward"
"""The person added last: where this one works, all the others are there."""


class NoZone(UsageError):
    """The programme has no zone of that id."""

    key = "error.no_zone"


def demo_programme(now: datetime) -> Programme:
    """The shipped programme with today as its first day and in the time zone where it is some minutes past eleven ``now`` (aware).

    The time zone moves rather than a clock, so that every time on record stays true."""
    hours = HOUR - now.astimezone(UTC).hour
    # POSIX turns the sign round: Etc/GMT-9 is nine hours ahead of Greenwich
    zone = f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"
    text = (Path(assets.__file__).parent / "programmes" / "slw.toml").read_text(encoding="utf-8")
    local = load(shifted(text, now.date(), zone)).timezone
    return load(shifted(text, now.astimezone(local).date(), zone))


def set_up(server: DemoServer, places: Places, zone: str, role: str = "gate") -> tuple[Identity, Programme]:
    """Have this folder be a station of the event, which takes some seconds the first time; a second start goes on where it was and needs
    ``serve`` for the server. Raises UsageError for a zone the programme does not have, a StoreError or an UpstreamError."""
    programme = demo_programme(datetime.now(UTC))
    if programme.zone(zone) is None:
        raise NoZone(zone=zone, zones=", ".join(one.id for one in programme.zones))
    try:
        identity = config.load(places)
    except NotEnrolled:
        return _first_time(server, places, zone, programme, role), programme
    if (identity.zone, identity.url) != (zone, server.url):
        identity = replace(identity, zone=zone, url=server.url)
        config.save(identity, places)
    return identity, programme


def serve(server: DemoServer, places: Places, programme: Programme) -> None:
    """Have the server running with ``programme``. Blocks for a second or two; raises a StoreError or UpstreamAway."""
    if _held_version(places) != programme.version and not server.answers():
        _tell_server(server, programme)
    server.start()


def _held_version(places: Places) -> str:
    reader = FeedReader(places.feed)
    try:
        held = reader.programme()
        return held.version if held else ""
    finally:
        reader.close()


def _tell_server(server: DemoServer, programme: Programme) -> None:
    from sync.server.admin import Admin
    from sync.server.store import Store

    store = Store(server.database)
    try:
        Admin(store).put_programme(programme)
    finally:
        store.close()


def _first_time(server: DemoServer, places: Places, zone: str, programme: Programme, role: str) -> Identity:
    """The organiser's work first, while nobody else has the database open; then the server, then the station asks to belong."""
    from sync.enrol import join
    from sync.server.admin import Admin
    from sync.server.people import Person
    from sync.server.store import Store

    server.stop()
    store = Store(server.database)
    try:
        admin = Admin(store)
        admin.put_programme(programme)
        if LAST not in {person.id for person in admin.staff()}:  # never yet, or not to the end
            admin.add_people([Person(**asdict(person)) for person in people(CROWD)])
            admin.add_staff(SUPERVISOR, "supervisor", SUPERVISOR_PIN, OPERATOR)
            admin.add_staff(STEWARD, "steward", STEWARD_PIN, LAST)
        code = admin.new_enrolment(role, zone, "demo")
    finally:
        store.close()
    server.start()
    return join(server.url, code, places, lambda key, **values: None)
