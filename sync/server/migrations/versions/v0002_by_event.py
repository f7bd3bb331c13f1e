"""PostgreSQL: what grows with an event is partitioned by it, and the number of a change no longer is a key by itself."""

from alembic import op
from sqlalchemy import text

from sync.server import partitions

# ruff: noqa: S608 - the statements below are put together from the names in this file

revision = "0002"
down_revision = "0001"

KEYS = {
    "mark": "PRIMARY KEY (event, station, epoch)",
    "record": "PRIMARY KEY (event, station, epoch, row)",
    "quarantine": "PRIMARY KEY (event, station, epoch, row, digest)",
    "badge": "PRIMARY KEY (event, code_hash)",
    "person": "PRIMARY KEY (event, id)",
    "change": "CONSTRAINT change_in_order UNIQUE (event, stream, serial)",
}
INDEXES = {
    "record_of_badge": "record (event, code_hash, hlc)",
    "badge_of_person": "badge (event, person)",
    "person_by_external": "person (event, external)",
    "person_by_code": "person (event, code)",
    "person_by_confirmation": "person (event, confirmation)",
    "change_by_transaction": "change (event, stream, xid, serial)",
}


def upgrade() -> None:
    """Move every row into the partition of its event; keys and indexes are made afterwards, over sorted pages."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        found = " UNION ".join(["SELECT id FROM event", *(f"SELECT DISTINCT event FROM {table}" for table in KEYS)])
        events = sorted(connection.execute(text(found)).scalars())
        op.execute("ALTER SEQUENCE change_serial_seq OWNED BY NONE")
        for table, key in KEYS.items():
            op.execute(f"CREATE TABLE {table}_parted (LIKE {table} INCLUDING DEFAULTS) PARTITION BY LIST (event)")
            for event in events:
                partitions.add(connection, f"{table}_parted", event, partitions.name(table, event))
            op.execute(f"INSERT INTO {table}_parted SELECT * FROM {table}")
            op.execute(f"DROP TABLE {table}")
            op.execute(f"ALTER TABLE {table}_parted RENAME TO {table}")
            op.execute(f"ALTER TABLE {table} ADD {key}")
        op.execute("ALTER SEQUENCE change_serial_seq OWNED BY change.serial")
        for index, columns in INDEXES.items():
            op.execute(f"CREATE INDEX {index} ON {columns}")
    op.execute("UPDATE store SET version = 2")
