"""The badge somebody who works here signs in with."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nobody has one yet."""
    op.execute("ALTER TABLE staff ADD COLUMN badge TEXT NOT NULL DEFAULT ''")
    op.execute("UPDATE store SET version = 7")
