"""What the organiser does at the server, as the commands and the demo do it: programme, people, staff, enrolments; knows no HTTP."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, insert, select, update

from kiosk import masking, seal, signing
from kiosk import pin as pins
from kiosk.badge import code_hash
from kiosk.errors import UsageError
from kiosk.model import Flag, Kind, Staff
from kiosk.personal import KEY_BYTES
from kiosk.programme import Programme
from kiosk.rows import STAFF_COLUMNS
from kiosk.signing import Certificate
from sync.server import access, desk_keys, enrol, feed, partitions, people
from sync.server.database import put
from sync.server.people import Person, Registered
from sync.server.schema import DATA_KEY, EVENT, PERSON, SIGNER, STAFF, STATION
from sync.server.store import Event, NoEvent, Store
from sync.wire import StaffChange

DAY_US = 86_400_000_000


class Admin:
    """One event of ``store``: the one named, or the only one. Every method raises UsageError where the event is missing or not clear.

    ``by``: whose doing it is in the access log, the account a command runs under."""

    def __init__(self, store: Store, event: str | None = None, by: str = "") -> None:
        self._store = store
        self._event = event
        self._by = by

    def event(self) -> Event:
        """The event with its keys."""
        with self._store.read() as connection:
            return self._store.event(connection, self._event)

    def put_programme(self, programme: Programme) -> bool:
        """Take ``programme`` as its event's, which is made, keys and all, where it is new. True where it was."""
        with self._store.write() as connection:
            values = {"programme": programme.text, "version": programme.version}
            changed = connection.execute(update(EVENT).where(EVENT.c.id == programme.event).values(**values))
            if not changed.rowcount:
                connection.execute(insert(EVENT), [{"id": programme.event, "made": self._store.clock.wall()} | values | _keys()])
                connection.execute(insert(SIGNER), [_signer(programme.event, key_id) for key_id in signing.EVENT_KEYS])
                connection.execute(insert(DATA_KEY), [{"event": programme.event, "key": secrets.token_bytes(KEY_BYTES)}])
                partitions.make(connection, programme.event)
            feed.programme_changed(connection, programme.event)
            return not changed.rowcount

    def signing_key(self, *, spare: bool = False) -> tuple[int, bytes, bytes]:
        """Number, private and public half (Ed25519, 32 bytes each) of the event's key that is at work; with ``spare`` of the one kept for
        when that is lost, or for certifying elsewhere. An event made by an earlier version has one key for both."""
        event = self.event().id
        order = SIGNER.c.key_id.desc() if spare else SIGNER.c.key_id
        with self._store.read() as connection:
            row = connection.execute(
                select(SIGNER.c.key_id, SIGNER.c.private, SIGNER.c.public).where(SIGNER.c.event == event).order_by(order)
            ).first()
        if row is None:
            raise NoEvent(event)
        return row.key_id, row.private, row.public

    def desk_keys(self) -> Sequence[tuple[Certificate, str, bool]]:
        """Every printing desk's certificate, its name and whether it was revoked."""
        event = self.event().id
        with self._store.read() as connection:
            return desk_keys.listed(connection, event)

    def add_desk_key(self, certificate: bytes, name: str) -> int:
        """Tell every station of a desk's key certified elsewhere; returns its number. Raises UsageError where it is not of this event."""
        with self._store.write() as connection:
            return desk_keys.add(connection, self._store.event(connection, self._event).id, certificate, name)

    def revoke_desk_key(self, key_id: int) -> None:
        """What the desk with the key of this number signed no longer counts. Raises UsageError for an unknown one."""
        with self._store.write() as connection:
            desk_keys.revoke(connection, self._store.event(connection, self._event).id, key_id)

    def add_people(self, crowd: Sequence[Person]) -> Registered:
        """Register or update ``crowd``, all or nobody; that it was stands in the access log. Raises PeopleError."""
        with self._store.write() as connection:
            event, now = self._store.event(connection, self._event), self._store.clock.wall()
            done = people.register(connection, event, crowd, now)
            access.write(connection, event.id, now, Kind.IMPORT, "people", operator=self._by, count=len(crowd))
            return done

    def people(self) -> int:
        """How many people are registered."""
        event = self.event().id
        with self._store.read() as connection:
            return int(connection.execute(select(func.count()).select_from(PERSON).where(PERSON.c.event == event)).scalar_one())

    def note_access(self, kind: Kind, why: str, *, operator: str = "", count: int = 1, **more: str) -> None:
        """Have it in the access log, on disk when this returns, that people's data is looked at or handed on from here."""
        with self._store.write() as connection:
            event = self._store.event(connection, self._event).id
            access.write(connection, event, self._store.clock.wall(), kind, why, operator=operator or self._by, count=count, **more)

    def flag(self, codes: Sequence[str], add: Flag, drop: Flag = Flag.NONE) -> list[str]:
        """Change the standing of badges, stations hear of it with their next round; returns the codes nobody has."""
        with self._store.write() as connection:
            return people.set_flags(connection, self._store.event(connection, self._event), codes, add, drop, self._store.clock.wall())

    def add_staff(self, name: str, role: str, pin: str, staff_id: str = "", badge: str = "") -> str:
        """A person who works here (or, with ``staff_id``, that person again); returns the id. The PIN itself is not kept; ``badge``: the
        code of the badge they may sign in with.

        Raises UsageError where name or role is longer than the wire takes, the PIN is a colleague's, or the badge has no code of ours."""
        staff_id = staff_id or "s" + secrets.token_hex(4)
        if any(pins.holds(pin, each.pin) for each in self.staff() if each.id != staff_id and not each.blocked):
            raise PinTaken  # a PIN says who somebody is
        try:
            hashed = code_hash(badge, self.event().hash_key).hex() if badge else ""
            person = StaffChange(id=staff_id, name=masking.name(name), role=role, pin=pins.verifier(pin), badge=hashed)
        except ValueError:
            raise BadStaff from None
        with self._store.write() as connection:
            event = self._store.event(connection, self._event).id
            put(connection, STAFF, [{"event": event} | person.model_dump(exclude={"kind"})])
            feed.staff_changed(connection, event, [staff_id])
        return staff_id

    def block_staff(self, staff_id: str) -> None:
        """Take a person's PIN out of use. Raises UsageError for an unknown id."""
        with self._store.write() as connection:
            event = self._store.event(connection, self._event).id
            mine = (STAFF.c.event == event, STAFF.c.id == staff_id)
            if not connection.execute(update(STAFF).where(*mine).values(blocked=True)).rowcount:
                raise NoStaff(staff_id)
            feed.staff_changed(connection, event, [staff_id])

    def staff(self) -> list[Staff]:
        """Everybody who works at the event."""
        event = self.event().id
        query = select(*(STAFF.c[name] for name in STAFF_COLUMNS)).where(STAFF.c.event == event).order_by(STAFF.c.id)
        with self._store.read() as connection:
            return [Staff(*row) for row in connection.execute(query)]

    def new_enrolment(self, role: str, zone: str, name: str = "", *, confirm: bool = False, ttl_s: int = enrol.TTL_S) -> str:
        """A one-time code for a station of ``role`` at ``zone``, good for ``ttl_s`` seconds; with ``confirm`` a person must also confirm
        the number that station shows."""
        now = self._store.clock.wall()
        with self._store.write() as connection:
            event = self._store.event(connection, self._event).id
            enrol.forget_old(connection, before=now - DAY_US)
            return enrol.new_code(connection, event, role, zone, name, confirm=confirm, expires=now + ttl_s * 1_000_000)

    def confirm(self, number: str) -> str:
        """Let in the station that shows ``number``; returns its role and zone. Raises EnrolRefused."""
        return enrol.confirm(self._store, number)

    def revoke_station(self, station: str) -> None:
        """Refuse this station from now on. Raises UsageError for an unknown one."""
        with self._store.write() as connection:
            event = self._store.event(connection, self._event).id
            mine = (STATION.c.event == event, STATION.c.id == station)
            if not connection.execute(update(STATION).where(*mine).values(revoked=True)).rowcount:
                raise NoStation(station)


class NoStaff(UsageError):
    """Nobody of that id works here."""

    key = "server.no_staff"


class PinTaken(UsageError):
    """Somebody else who works here has this PIN."""

    key = "server.pin_taken"


class BadStaff(UsageError):
    """Name or role is too long, or the badge's code is none."""

    key = "server.bad_staff"


class NoStation(UsageError):
    """No station of that id."""

    key = "server.no_station"


def _signer(event: str, key_id: int) -> dict[str, Any]:
    private = Ed25519PrivateKey.generate()
    return {"event": event, "key_id": key_id, "private": private.private_bytes_raw(), "public": private.public_key().public_bytes_raw()}


def _keys() -> dict[str, Any]:
    private, public = seal.generate()
    return {"hash_key": secrets.token_bytes(32), "seal_private": private, "seal_public": public, "token_key": secrets.token_bytes(32)}
