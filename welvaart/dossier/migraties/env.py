"""Run by Alembic: migrations on the connection that is handed over."""

from alembic import context

from welvaart.dossier.tabellen import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
