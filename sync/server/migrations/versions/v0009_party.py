"""Who comes together, and what staff must mind of a person."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nobody has either yet."""
    for column in ("party", "note"):
        op.execute(f"ALTER TABLE person ADD COLUMN {column} TEXT DEFAULT '' NOT NULL")
    op.execute("UPDATE store SET version = 9")
