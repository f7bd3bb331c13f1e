"""The keys people are sealed with for the desks."""

import secrets

from alembic import op
from sqlalchemy import text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Every event gets a key of its own."""
    kind = "BYTEA" if op.get_context().dialect.name == "postgresql" else "BLOB"
    op.execute(f"CREATE TABLE data_key (event TEXT NOT NULL, key {kind} NOT NULL, PRIMARY KEY (event))")
    for (event,) in op.get_bind().execute(text("SELECT id FROM event")).all():
        op.get_bind().execute(
            text("INSERT INTO data_key (event, key) VALUES (:event, :key)"), {"event": event, "key": secrets.token_bytes(32)}
        )
    op.execute("UPDATE store SET version = 5")
