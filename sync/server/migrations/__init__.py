"""Brings a database of an older version to this program's: which numbered steps there are, not what each does.

A step is ``versions/vNNNN_name.py`` and is never changed once a release has it: it names tables as they were then, not those of
``sync.server.schema``.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

FIRST = "0001"
"""The version before alembic was here, which left no note of itself."""


def upgrade(connection: Connection, to: str = "head") -> None:
    """Do every step that was not yet done, up to ``to``, in the transaction ``connection`` is in: all or none."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    tables = inspect(connection)
    if tables.has_table("store") and not tables.has_table("alembic_version"):
        command.stamp(config, FIRST)
    command.upgrade(config, to)
