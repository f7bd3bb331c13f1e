"""The end of a station and of an event: which backups were sealed, who gave a receipt, what was destroyed."""

from alembic import op

revision = "0008"
down_revision = "0007"

TABLES = (
    """
    CREATE TABLE seal (
        event TEXT NOT NULL, made BIGINT NOT NULL, sha256 TEXT NOT NULL, journals TEXT NOT NULL, PRIMARY KEY (event, made)
    )
    """,
    """
    CREATE TABLE receipt (
        event TEXT NOT NULL, station TEXT NOT NULL, number INTEGER NOT NULL, received BIGINT NOT NULL, said TEXT NOT NULL,
        PRIMARY KEY (event, station, number)
    )
    """,
    """
    CREATE TABLE destruction (
        event TEXT NOT NULL, number INTEGER NOT NULL, at BIGINT NOT NULL, said TEXT NOT NULL, PRIMARY KEY (event, number)
    )
    """,
)


def upgrade() -> None:
    """Make the tables; backups sealed before are not known here."""
    for table in TABLES:
        op.execute(table)
    op.execute("UPDATE store SET version = 8")
