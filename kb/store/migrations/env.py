"""Alembic's entry: runs on the connection that `kb.store.engine` hands over."""

from alembic import context
from sqlmodel import SQLModel

from kb.store import tables  # noqa: F401 - importing it registers the tables

context.configure(connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata)
with context.begin_transaction():
    context.run_migrations()
