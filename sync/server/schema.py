"""The server's tables, the same on SQLite and PostgreSQL; knows no queries.

Every key leads with the event, so whole events can be spread over several databases; on PostgreSQL what grows is partitioned by it
(``sync.server.partitions``). Times are integer microseconds since the Unix epoch; ``epoch`` is a journal's 16 random bytes; hashes are
raw bytes. A change here needs a numbered step in ``migrations`` and a higher VERSION.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy import event as events

VERSION = 9
"""Version of these tables; a database of a higher one is refused, one of a lower one is brought up to it."""

META = MetaData()
_BY_EVENT: dict[str, Any] = {"postgresql_partition_by": "LIST (event)"}

ALEMBIC = Table(
    "alembic_version",
    META,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Where alembic remembers the last step done; its own name and form."""


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=False, **options)


def _number(name: str, **options: Any) -> Column[int]:
    return Column(name, BigInteger, **({"nullable": False} | options))


def _bytes(name: str, **options: Any) -> Column[bytes]:
    return Column(name, LargeBinary, **({"nullable": False} | options))


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


STORE = Table(
    "store",
    META,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    _text("generation"),  # of the change feed: new when the store is made, restored or promoted
    _text("fingerprint"),  # of the database this generation was made in
    _text("url"),  # where stations reach the server, as it was last started
)

EVENT = Table(
    "event",
    META,
    _text("id", primary_key=True),
    _text("programme"),
    _text("version"),
    _bytes("hash_key"),
    _bytes("seal_private"),
    _bytes("seal_public"),
    _bytes("token_key"),
    _number("made"),
)

SIGNER = Table(
    "signer",
    META,
    _text("event", primary_key=True),
    Column("key_id", Integer, primary_key=True, autoincrement=False),
    _bytes("private"),
    _bytes("public"),
)

DATA_KEY = Table(
    "data_key",
    META,
    _text("event", primary_key=True),
    _bytes("key"),  # people are sealed with it for the desks
)

DESK_KEY = Table(
    "desk_key",
    META,
    _text("event", primary_key=True),
    Column("key_id", Integer, primary_key=True, autoincrement=False),
    _text("name"),  # whose it is: a station's id, or what the organiser calls it
    _bytes("certificate"),
    _flag("revoked"),
)

STATION = Table(
    "station",
    META,
    _text("event", primary_key=True),
    _text("id", primary_key=True),
    _text("name"),
    _text("role"),
    _text("zone"),
    _bytes("public_key"),
    _bytes("token_hash", unique=True),
    _flag("revoked"),
    _number("made"),
    _number("seen"),
    _text("status"),  # JSON as the station last said
)

ENROLMENT = Table(
    "enrolment",
    META,
    _text("event", primary_key=True),
    _bytes("code_hash", primary_key=True),
    _text("name"),
    _text("role"),
    _text("zone"),
    _number("expires"),
    _flag("confirm"),  # a person must confirm the number the station shows
    _text("number"),
    _flag("confirmed"),
    _bytes("public_key"),  # empty until a station asked
    _text("station"),
)

MARK = Table(
    "mark",
    META,
    _text("event", primary_key=True),
    _text("station", primary_key=True),
    _bytes("epoch", primary_key=True),
    _number("row"),
    _bytes("head"),  # that row's hash; empty at row 0 and where the row came without a readable one
    **_BY_EVENT,
)


def _records(name: str) -> Table:
    """A table of one kind of a station's records: scans and acts, or the access log."""
    return Table(
        name,
        META,
        _text("event", primary_key=True),
        _text("station", primary_key=True),
        _bytes("epoch", primary_key=True),
        Column("row", BigInteger, primary_key=True, autoincrement=False),
        Column("format", SmallInteger, nullable=False),
        _text("kind"),
        _number("hlc"),
        _number("wall"),
        _number("mono"),
        _number("offset", nullable=True),
        _number("error", nullable=True),
        _text("operator"),
        _text("app"),
        _text("zone"),
        Column("direction", Text),
        Column("source", Text),
        _bytes("code_hash"),
        _text("badge"),
        _text("category"),
        Column("outcome", Text),
        Column("reason", Text),
        _number("refers", nullable=True),
        _text("detail"),
        _bytes("payload"),
        _bytes("payload_digest"),
        _bytes("previous"),  # empty where the row before came without a readable hash: nothing to prove the link by
        _bytes("hash"),
        _number("received"),
        sqlite_with_rowid=False,
        **_BY_EVENT,
    )


RECORD = _records("record")
Index("record_of_badge", RECORD.c.event, RECORD.c.code_hash, RECORD.c.hlc)

ACCESS = _records("access")
ACCESS_MARK = Table(
    "access_mark",
    META,
    _text("event", primary_key=True),
    _text("station", primary_key=True),
    _bytes("epoch", primary_key=True),
    _number("row"),
    _bytes("head"),
)
"""As MARK, of the access log; few rows, for gates have none."""

QUARANTINE = Table(
    "quarantine",
    META,
    _text("event", primary_key=True),
    _text("station", primary_key=True),
    _bytes("epoch", primary_key=True),
    Column("row", BigInteger, primary_key=True, autoincrement=False),
    _bytes("digest", primary_key=True),  # SHA-256 of ``raw``: the same record sent again is the same row here
    _text("reason"),
    _bytes("hash"),  # the hash it claims, empty for none
    _text("raw"),  # as it came, JSON in ASCII
    _number("received"),
    **_BY_EVENT,
)

BADGE = Table(
    "badge",
    META,
    _text("event", primary_key=True),
    _bytes("code_hash", primary_key=True),
    _text("id"),
    _text("category"),
    Column("flags", Integer, nullable=False),
    _number("valid_from", nullable=True),
    _number("valid_until", nullable=True),
    _text("days"),  # JSON list
    _text("invitations"),  # JSON list
    _text("person"),
    sqlite_with_rowid=False,
    **_BY_EVENT,
)
Index("badge_of_person", BADGE.c.event, BADGE.c.person)

PERSON = Table(
    "person",
    META,
    _text("event", primary_key=True),
    _text("id", primary_key=True),
    _text("external"),  # the organiser's own id, "" for none
    _text("name"),
    _text("phone"),
    _text("email"),
    _text("company"),
    _text("category"),
    _text("code"),  # what is to be printed: no station ever gets it
    _text("confirmation"),
    _text("party", server_default=""),  # what those who come together have in common
    _text("note", server_default=""),  # what staff must mind
    **_BY_EVENT,
)
Index("person_by_external", PERSON.c.event, PERSON.c.external)
Index("person_by_code", PERSON.c.event, PERSON.c.code)
Index("person_by_confirmation", PERSON.c.event, PERSON.c.confirmation)

STAFF = Table(
    "staff",
    META,
    _text("event", primary_key=True),
    _text("id", primary_key=True),
    _text("name"),
    _text("role"),
    _text("pin"),
    _flag("blocked"),
    _text("badge", server_default=""),  # hash of the code of the badge they sign in with, hex; "" for none
)

BAR = Table(
    "bar",
    META,
    _text("event", primary_key=True),
    _bytes("code_hash", primary_key=True),
    _number("at", primary_key=True, autoincrement=False),
    Column("flags", Integer, nullable=False),  # of a badge from then on; a row whenever it was barred or freed
)

SILENCE = Table(
    "silence",
    META,
    _text("event", primary_key=True),
    _text("station", primary_key=True),
    _number("began", primary_key=True, autoincrement=False),  # last heard
    _number("ended"),  # heard again
)

CONFLICT = Table(
    "conflict",
    META,
    _text("event", primary_key=True),
    _text("id", primary_key=True),
    _text("what"),
    _text("cause"),
    _bytes("code_hash"),
    _text("badge"),
    _text("first"),  # each side as JSON, see sync.wire.ConflictSide
    _text("second"),
    _number("found"),
    _flag("withdrawn"),  # no longer follows: a side was taken back, or a record that came later explains it
)
Index("conflict_of_badge", CONFLICT.c.event, CONFLICT.c.code_hash)

DECISION = Table(
    "decision",
    META,
    _text("event", primary_key=True),
    _text("conflict", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, ...: a later one corrects, none is ever changed
    _number("at"),
    _text("by"),
    _text("ruling"),
    _text("why"),
)

SEAL = Table(
    "seal",
    META,
    _text("event", primary_key=True),
    _number("made", primary_key=True, autoincrement=False),
    _text("sha256"),  # of the backup
    _text("journals"),  # JSON list of kiosk.sealed.Sealed
)

RECEIPT = Table(
    "receipt",
    META,
    _text("event", primary_key=True),
    _text("station", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # of the command it is for
    _number("received"),
    _text("said"),  # sync.wire.Receipt, signed by the station
)

DESTRUCTION = Table(
    "destruction",
    META,
    _text("event", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, ...
    _number("at"),
    _text("said"),  # JSON, see sync.server.sunset
)

EXAMINED = Table(
    "examined",
    META,
    _text("event", primary_key=True),
    _text("generation"),
    _number("serial"),  # the last row of the feed whose badge was looked at for conflicts
    _number("nonce"),
)

CHANGE = Table(
    "change",
    META,
    # with AUTOINCREMENT a number is never used twice, a deleted or rolled back one included
    Column("serial", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    _text("event"),
    Column("stream", SmallInteger, nullable=False),
    _text("kind"),
    _bytes("key"),  # of a badge its code hash, of staff the id
    _text("station"),
    _bytes("epoch"),
    _number("row"),
    _flag("undone"),
    _number("nonce"),  # a cursor names it: after a restore the number may come again, the nonce does not
    UniqueConstraint("event", "stream", "serial", name="change_in_order"),
    sqlite_autoincrement=True,
    **_BY_EVENT,
)
CHANGE.primary_key.ddl_if(dialect="sqlite")  # elsewhere change_in_order is the key: one that does not lead with the event cannot be parted
# A serial number is not commit order where several write at once, so PostgreSQL orders by the writing transaction as well.
for _statement in (
    "ALTER TABLE change ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()",
    "CREATE INDEX change_by_transaction ON change (event, stream, xid, serial)",
):
    events.listen(CHANGE, "after_create", DDL(_statement).execute_if(dialect="postgresql"))  # type: ignore[no-untyped-call]

PARTITIONED = (MARK, RECORD, ACCESS, QUARANTINE, BADGE, PERSON, CHANGE)
"""What grows with an event, in the order a transaction takes it in. The rest is a few rows an event and says where the event is."""
