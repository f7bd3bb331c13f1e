"""Runs the numbered steps on the connection it is handed, in the transaction open there; knows no address."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
