"""Conflicts, what people decide about them, and what they are found by: when badges were barred, when stations were silent."""

from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = """
CREATE TABLE bar (
    event TEXT NOT NULL,
    code_hash BLOB NOT NULL,
    at BIGINT NOT NULL,
    flags INTEGER NOT NULL,
    PRIMARY KEY (event, code_hash, at)
);
CREATE TABLE silence (
    event TEXT NOT NULL,
    station TEXT NOT NULL,
    began BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    PRIMARY KEY (event, station, began)
);
CREATE TABLE conflict (
    event TEXT NOT NULL,
    id TEXT NOT NULL,
    what TEXT NOT NULL,
    cause TEXT NOT NULL,
    code_hash BLOB NOT NULL,
    badge TEXT NOT NULL,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    found BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    PRIMARY KEY (event, id)
);
CREATE INDEX conflict_of_badge ON conflict (event, code_hash);
CREATE TABLE decision (
    event TEXT NOT NULL,
    conflict TEXT NOT NULL,
    number INTEGER NOT NULL,
    at BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    ruling TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (event, conflict, number)
);
CREATE TABLE examined (
    event TEXT NOT NULL,
    generation TEXT NOT NULL,
    serial BIGINT NOT NULL,
    nonce BIGINT NOT NULL,
    PRIMARY KEY (event)
)
"""


def upgrade() -> None:
    """Make them. A badge barred before today has no time at which that was, so nothing is judged by it."""
    postgresql = op.get_context().dialect.name == "postgresql"
    for statement in (TABLES.replace("BLOB", "BYTEA") if postgresql else TABLES).split(";"):
        op.execute(statement)
    op.execute("UPDATE store SET version = 4")
