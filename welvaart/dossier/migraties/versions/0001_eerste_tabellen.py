"""The first tables: dossier, veld, wijziging, persoon, foto."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _van_dossier() -> sa.ForeignKey:
    return sa.ForeignKey("dossier.dossier_id", ondelete="CASCADE")


def upgrade() -> None:
    """Make the tables as version 1 knew them."""
    op.create_table(
        "dossier",
        sa.Column("dossier_id", sa.String(32), primary_key=True),
        sa.Column("naam", sa.String(200), nullable=False),
        sa.Column("regio", sa.String(4000), nullable=False),
        sa.Column("lees_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("bewerk_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("aangemaakt_op", sa.String(32), nullable=False),
    )
    op.create_table(
        "veld",
        sa.Column("dossier_id", sa.String(32), _van_dossier(), primary_key=True),
        sa.Column("pad", sa.String(200), primary_key=True),
        sa.Column("waarde", sa.Text, nullable=False),
        sa.Column("versie", sa.Integer, nullable=False),
        sa.Column("gewijzigd_op", sa.String(32), nullable=False),
        sa.Column("persoon_id", sa.Integer),
    )
    op.create_table(
        "wijziging",
        sa.Column("wijziging_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("dossier_id", sa.String(32), _van_dossier(), nullable=False),
        sa.Column("pad", sa.String(200), nullable=False),
        sa.Column("oud", sa.Text, nullable=False),
        sa.Column("nieuw", sa.Text, nullable=False),
        sa.Column("versie", sa.Integer, nullable=False),
        sa.Column("gewijzigd_op", sa.String(32), nullable=False),
        sa.Column("persoon_id", sa.Integer),
    )
    op.create_index("ix_wijziging_dossier_id_pad", "wijziging", ["dossier_id", "pad"])
    op.create_table(
        "persoon",
        sa.Column("dossier_id", sa.String(32), _van_dossier(), primary_key=True),
        sa.Column("persoon_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("naam", sa.String(200)),
    )
    op.create_table(
        "foto",
        sa.Column("dossier_id", sa.String(32), _van_dossier(), primary_key=True),
        sa.Column("foto_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("gemaakt_op", sa.String(32), nullable=False),
        sa.Column("persoon_id", sa.Integer),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("inhoud", sa.Text, nullable=False),
    )
