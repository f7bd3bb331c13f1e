"""The server's store: makes and checks the tables, knows the feed's generation and the events it holds; judges nothing.

The generation names one history of changes. It is new when the store is made, and when the database turns out to be another one than
the generation was made in (restored, cloned, promoted): numbers given out since may come again with other content, so stations must
fetch everything again.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection, inspect, select, text, update

from kiosk.clock import Clock, SystemClock
from kiosk.errors import NewerStore, StoreBroken, StoreError, UsageError
from sync.server.database import Database, grown, identity, put
from sync.server.feed import Page
from sync.server.kept import Kept
from sync.server.schema import ALEMBIC, CHANGE, EVENT, META, RECORD, STORE, VERSION

APPLICATION_ID = 0x534C5753
"""In the SQLite file's header: "SLWS"."""
MAKING = 0x534C5753
"""PostgreSQL advisory lock under which the tables are made, so two servers may start at once."""
FIRST_LOOK = 200
LOOKED_AT = {RECORD: ("event", "station", "epoch", "row", "code_hash"), CHANGE: ("event", "stream", "xid", "serial")}
"""What the planner must know of tables that grow while the event runs."""

PAGES = 12
"""Full pages of the feed that are remembered, 2 MB each: those of the last minutes' common cursors."""

_GENERATION = select(STORE.c.generation, STORE.c.fingerprint)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """One event's keys and programme. ``hash_key`` for hashes of codes, ``seal_*`` X25519, ``token_key`` makes station tokens."""

    id: str
    programme: str
    version: str
    hash_key: bytes
    seal_private: bytes
    seal_public: bytes
    token_key: bytes


class Store:
    """The store under ``url``, made where it is missing.

    One of an older version is brought up to this program's before anything else, or, ``read_only``, is refused with OlderStore.
    Raises UsageError, DatabaseAway, CannotRecord, NewerStore, StoreBroken (a file or database of something else)."""

    def __init__(self, url: str, clock: Clock | None = None, *, read_only: bool = False) -> None:
        self.clock: Clock = clock or SystemClock()
        self._taken, self._look_at = 0, FIRST_LOOK
        self._looking = Lock()
        self.pages: Kept[Page] = Kept(PAGES)  # full ones of the feed, as they travel
        self.database = Database(url, read_only=read_only)
        try:
            if read_only:
                with self.read() as connection:
                    version = _version(connection)
                if version < VERSION:
                    raise OlderStore(f"version {version}, this program reads {VERSION}", path="")
            else:
                with self.write() as connection:
                    _make_tables(connection, self.database)
                self.generation()
        except BaseException:
            self.close()
            raise

    def read(self) -> AbstractContextManager[Connection]:
        """A reading transaction."""
        return self.database.read()

    def glance(self) -> AbstractContextManager[Connection]:
        """For one statement that reads."""
        return self.database.glance()

    def picture(self) -> AbstractContextManager[Connection]:
        """A reading transaction that sees one moment throughout."""
        return self.database.picture()

    def write(self) -> AbstractContextManager[Connection]:
        """A writing transaction: on disk when the body has ended well, as if it had never been where it raises."""
        return self.database.write()

    def took(self, rows: int) -> None:
        """So many records came in. The first few hundred, and each time five times as many have come, PostgreSQL's planner is made to look.

        It knows nothing of an event that has just begun, takes every index for as good as any other, and reads all of the event's records
        for each one a station is told of; its own look may come a minute late."""
        with self._looking:
            self._taken += rows
            due = self._taken >= self._look_at
            if due:
                self._look_at = 5 * self._taken
        if due:
            with self.write() as connection:
                grown(connection, LOOKED_AT)

    def generation(self) -> str:
        """The feed's generation now; a new one where the database is not the one the last generation was made in."""
        with self.glance() as connection:
            generation = self.current(connection)
        return generation or self._renew("the database is another one than before")

    def current(self, connection: Connection) -> str | None:
        """The feed's generation as read in this transaction, None where a new one is due."""
        row = connection.execute(_GENERATION).one()
        return str(row.generation) if row.fingerprint == identity(connection) else None

    def put_back(self, generation: str) -> None:
        """A station was told more under ``generation`` than this store holds, so it was put back to an older state in a way that cannot
        be told from outside: begin a new one, unless another request has."""
        self._renew("a station knows more than this store", generation)

    def restored(self) -> str:
        """Begin a new generation by hand, after a restore that cannot be told from outside. Returns it."""
        return self._renew("asked for")

    def _renew(self, why: str, instead_of: str = "") -> str:
        with self.write() as connection:
            row = connection.execute(select(STORE.c.generation, STORE.c.fingerprint).with_for_update()).one()
            if row.fingerprint == identity(connection) and why != "asked for" and row.generation != instead_of:
                return str(row.generation)  # another request was faster
            generation = secrets.token_hex(8)
            connection.execute(update(STORE).values(generation=generation, fingerprint=identity(connection)))
        log.warning("new generation of the change feed: %s", why)
        return generation

    def url(self) -> str:
        """Where stations reached this server when it was last started, "" for never."""
        with self.read() as connection:
            return str(connection.execute(select(STORE.c.url)).scalar_one())

    def set_url(self, url: str) -> None:
        """Remember where stations reach this server."""
        with self.write() as connection:
            connection.execute(update(STORE).values(url=url))

    def event(self, connection: Connection, event: str | None = None) -> Event:
        """That event, or the only one. Raises UsageError where there is none or the choice is open."""
        query = select(
            EVENT.c.id, EVENT.c.programme, EVENT.c.version, EVENT.c.hash_key, EVENT.c.seal_private, EVENT.c.seal_public, EVENT.c.token_key
        ).order_by(EVENT.c.id)
        found = [Event(*row) for row in connection.execute(query if event is None else query.where(EVENT.c.id == event))]
        if not found:
            raise NoEvent(event or "")
        if len(found) > 1:
            raise SeveralEvents(", ".join(each.id for each in found), events=", ".join(each.id for each in found))
        return found[0]

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


class NoEvent(UsageError):
    """The store holds no such event: a programme comes first."""

    key = "server.no_event"


class SeveralEvents(UsageError):
    """The store holds several events and the command names none."""

    key = "server.several_events"


class OlderStore(StoreError):
    """The database is of an older version and may only be read here."""

    key = "server.older"


def _make_tables(connection: Connection, database: Database) -> None:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        found = connection.execute(text("PRAGMA application_id")).scalar_one()
        if found not in (0, APPLICATION_ID):
            raise StoreBroken("a SQLite file of another program", path=str(connection.engine.url))
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MAKING})
    if inspect(connection).has_table(STORE.name):
        version = _version(connection)
        if version < VERSION:
            _upgrade(connection, version, database)
        return
    META.create_all(connection)
    row = {"id": 1, "version": VERSION, "generation": secrets.token_hex(8), "fingerprint": identity(connection), "url": ""}
    put(connection, STORE, [row])
    put(connection, ALEMBIC, [{"version_num": f"{VERSION:04}"}])


def _version(connection: Connection) -> int:
    version = int(connection.execute(select(STORE.c.version)).scalar_one())
    if version > VERSION:
        raise NewerStore(f"version {version}, this program knows {VERSION}", path="")
    return version


def _upgrade(connection: Connection, version: int, database: Database) -> None:
    """Bring the tables to VERSION, all steps or none; of a SQLite file a copy as it was stays beside it."""
    from sync.server import migrations  # a quarter of a second that an up-to-date database need not spend

    if database.file:
        database.copy(database.file.with_name(f"{database.file.name}.v{version}"))
    migrations.upgrade(connection)
    log.warning("database brought from version %d to %d", version, VERSION)
