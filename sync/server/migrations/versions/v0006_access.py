"""The access log: whose data was looked at by whom, apart from scans."""

from alembic import op
from sqlalchemy import text

from sync.server import partitions

revision = "0006"
down_revision = "0005"

ACCESS = """
CREATE TABLE access (
    event TEXT NOT NULL,
    station TEXT NOT NULL,
    epoch BLOB NOT NULL,
    "row" BIGINT NOT NULL,
    format SMALLINT NOT NULL,
    kind TEXT NOT NULL,
    hlc BIGINT NOT NULL,
    wall BIGINT NOT NULL,
    mono BIGINT NOT NULL,
    "offset" BIGINT,
    error BIGINT,
    operator TEXT NOT NULL,
    app TEXT NOT NULL,
    zone TEXT NOT NULL,
    direction TEXT,
    source TEXT,
    code_hash BLOB NOT NULL,
    badge TEXT NOT NULL,
    category TEXT NOT NULL,
    outcome TEXT,
    reason TEXT,
    refers BIGINT,
    detail TEXT NOT NULL,
    payload BLOB NOT NULL,
    payload_digest BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    received BIGINT NOT NULL,
    PRIMARY KEY (event, station, epoch, "row")
)
"""
MARK = """
CREATE TABLE access_mark (
    event TEXT NOT NULL,
    station TEXT NOT NULL,
    epoch BLOB NOT NULL,
    "row" BIGINT NOT NULL,
    head BLOB NOT NULL,
    PRIMARY KEY (event, station, epoch)
)
"""


def upgrade() -> None:
    """Make the tables; what was looked at before is in no log."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute(ACCESS.replace("BLOB", "BYTEA") + " PARTITION BY LIST (event)")
        op.execute(MARK.replace("BLOB", "BYTEA"))
        for (event,) in connection.execute(text("SELECT id FROM event")).all():
            partitions.add(connection, "access", event, partitions.name("access", event))
    else:
        op.execute(ACCESS + " WITHOUT ROWID")
        op.execute(MARK)
    op.execute("UPDATE store SET version = 6")
