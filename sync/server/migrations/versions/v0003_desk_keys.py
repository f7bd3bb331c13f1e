"""The keys of printing desks."""

from alembic import op

revision = "0003"
down_revision = "0002"

TABLE = """
CREATE TABLE desk_key (
    event TEXT NOT NULL,
    key_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    certificate {bytes} NOT NULL,
    revoked BOOLEAN NOT NULL,
    PRIMARY KEY (event, key_id)
)
"""


def upgrade() -> None:
    """Make the table; an event made before has one key of its own and certifies with that."""
    op.execute(TABLE.format(bytes="BYTEA" if op.get_context().dialect.name == "postgresql" else "BLOB"))
    op.execute("UPDATE store SET version = 3")
