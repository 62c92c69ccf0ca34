"""Figures with a licence, that live in one dossier only."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; what was there is left alone."""
    op.create_table(
        "eigen_reeks",
        sa.Column(
            "dossier_id",
            sa.String(32),
            sa.ForeignKey("dossier.dossier_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("reeks_id", sa.String(20), primary_key=True),
        sa.Column("toegevoegd_op", sa.String(32), nullable=False),
        sa.Column("persoon_id", sa.Integer),
        sa.Column("inhoud", sa.Text, nullable=False),
    )
