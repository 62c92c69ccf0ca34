"""Tables of the store of dossiers, for SQLite and PostgreSQL alike.

Times are ISO 8601 in UTC as text, so that both databases give back what was written.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _van_dossier(*, sleutel: bool = False) -> Column[str]:
    naar = ForeignKey("dossier.dossier_id", ondelete="CASCADE")
    return Column("dossier_id", String(32), naar, primary_key=sleutel, nullable=False)


DOSSIER = Table(
    "dossier",
    METADATA,
    Column("dossier_id", String(32), primary_key=True),
    Column("naam", String(200), nullable=False),
    Column("regio", String(4000), nullable=False),  # as in the URL: GM0503, CR12, eigen:…
    Column("lees_hash", String(64), nullable=False, unique=True),
    Column("bewerk_hash", String(64), nullable=False, unique=True),
    Column("aangemaakt_op", String(32), nullable=False),
)
VELD = Table(
    "veld",
    METADATA,
    _van_dossier(sleutel=True),
    Column("pad", String(200), primary_key=True),
    Column("waarde", Text, nullable=False),  # JSON; null = emptied, the version goes on
    Column("versie", Integer, nullable=False),
    Column("gewijzigd_op", String(32), nullable=False),
    Column("persoon_id", Integer),
)
WIJZIGING = Table(
    "wijziging",
    METADATA,
    Column("wijziging_id", Integer, primary_key=True, autoincrement=True),
    _van_dossier(),
    Column("pad", String(200), nullable=False),
    Column("oud", Text, nullable=False),
    Column("nieuw", Text, nullable=False),
    Column("versie", Integer, nullable=False),
    Column("gewijzigd_op", String(32), nullable=False),
    Column("persoon_id", Integer),
    Index("ix_wijziging_dossier_id_pad", "dossier_id", "pad"),
)
PERSOON = Table(
    "persoon",
    METADATA,
    _van_dossier(sleutel=True),
    Column("persoon_id", Integer, primary_key=True, autoincrement=False),
    Column("naam", String(200)),  # NULL = name removed; what the person did stays
)
FOTO = Table(
    "foto",
    METADATA,
    _van_dossier(sleutel=True),
    Column("foto_id", Integer, primary_key=True, autoincrement=False),
    Column("gemaakt_op", String(32), nullable=False),
    Column("persoon_id", Integer),
    Column("sha256", String(64), nullable=False),
    Column("inhoud", Text, nullable=False),  # canonical JSON; never changed after it was written
)
EIGEN_REEKS = Table(
    "eigen_reeks",
    METADATA,
    _van_dossier(sleutel=True),
    Column("reeks_id", String(20), primary_key=True),  # "dossier_r1"
    Column("toegevoegd_op", String(32), nullable=False),
    Column("persoon_id", Integer),
    Column("inhoud", Text, nullable=False),  # JSON of EigenReeks: figures with a licence
)
