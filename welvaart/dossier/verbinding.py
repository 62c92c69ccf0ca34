"""The database of dossiers: SQLite, or PostgreSQL by URL; brought up to date when opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from welvaart.fouten import DossierFout

_MIGRATIES = Path(__file__).with_name("migraties")
_WACHT_S = 10
_SLOT = 7_302_026  # any number: the name of the lock under which PostgreSQL is brought up to date


def open_engine(url: str) -> Engine:
    """Open the database and bring its tables up to date.

    Args:
        url: SQLAlchemy URL; `sqlite:///…` or `postgresql+psycopg://…`.

    Raises:
        DossierFout: the URL is wrong, the database cannot be reached, or it is of a newer version.
    """
    engine = _create(url)
    try:
        _upgrade(engine)
    except CommandError as fout:
        engine.dispose()
        raise DossierFout(
            "De dossiers zijn bewaard door een nieuwere versie van dit programma. Werk het "
            "programma bij; er is niets veranderd."
        ) from fout
    except SQLAlchemyError as fout:
        engine.dispose()
        waar = engine.url.render_as_string(hide_password=True)
        raise DossierFout(
            f"De dossiers zijn niet te bereiken ({waar}). Controleer WELVAART_DOSSIERS en of de "
            "database draait; er is niets verloren."
        ) from fout
    return engine


def _create(url: str) -> Engine:
    try:
        doel = make_url(url)
        if doel.get_backend_name() == "sqlite":
            engine = create_engine(doel, connect_args={"timeout": _WACHT_S})
            _prepare_sqlite(engine)
        else:
            engine = create_engine(doel, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as fout:
        raise DossierFout(
            "WELVAART_DOSSIERS is geen adres van een database. Schrijf bijvoorbeeld "
            "sqlite:///dossiers.sqlite of postgresql+psycopg://gebruiker@server/naam."
        ) from fout
    return engine


def _prepare_sqlite(engine: Engine) -> None:
    """Write-ahead log, foreign keys, and a write lock taken at the start of a transaction.

    Without that lock two writers read first and then both want to write: one fails at once.
    """

    @event.listens_for(engine, "connect")
    def _connect(verbinding: Any, _: Any) -> None:  # noqa: ANN401 - of the driver
        verbinding.isolation_level = None
        verbinding.execute("PRAGMA journal_mode = WAL")
        verbinding.execute("PRAGMA synchronous = FULL")
        verbinding.execute("PRAGMA foreign_keys = ON")
        verbinding.execute("PRAGMA secure_delete = ON")  # what is removed is gone from the file

    @event.listens_for(engine, "begin")
    def _begin(verbinding: Connection) -> None:
        leest = verbinding.get_execution_options().get("alleen_lezen")
        verbinding.exec_driver_sql("BEGIN" if leest else "BEGIN IMMEDIATE")


@contextmanager
def lezen(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads, and so never waits for a writer."""
    with engine.connect().execution_options(alleen_lezen=True) as verbinding:
        yield verbinding


def _upgrade(engine: Engine) -> None:
    """Run the migrations that are still due, once, also when several processes start together."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIES))
    hoofd = ScriptDirectory.from_config(config).get_current_head()
    with lezen(engine) as verbinding:
        if MigrationContext.configure(verbinding).get_current_revision() == hoofd:
            return
    with engine.begin() as verbinding:
        if engine.dialect.name == "postgresql":
            verbinding.execute(text("SELECT pg_advisory_xact_lock(:slot)"), {"slot": _SLOT})
        config.attributes["connection"] = verbinding
        command.upgrade(config, "head")
