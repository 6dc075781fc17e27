"""The agency registry: names in time, profiles, successions, merges, editions.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "agency_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agency_name_agency_id"), "agency_name", ["agency_id"], unique=False)
    op.create_index(op.f("ix_agency_name_name"), "agency_name", ["name"], unique=False)
    op.create_table(
        "agency_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.ForeignKeyConstraint(["parent_id"], ["agency.id"]),
        sa.ForeignKeyConstraint(["merged_into_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("agency_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agency_profile_parent_id"), "agency_profile", ["parent_id"], unique=False)
    op.create_index(op.f("ix_agency_profile_merged_into_id"), "agency_profile", ["merged_into_id"], unique=False)
    op.create_table(
        "agency_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["predecessor_id"], ["agency.id"]),
        sa.ForeignKeyConstraint(["successor_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("predecessor_id", "successor_id", "day"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agency_succession_predecessor_id"), "agency_succession", ["predecessor_id"], unique=False)
    op.create_index(op.f("ix_agency_succession_successor_id"), "agency_succession", ["successor_id"], unique=False)
    op.create_table(
        "agency_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["agency.id"]),
        sa.ForeignKeyConstraint(["into_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agency_merge_from_id"), "agency_merge", ["from_id"], unique=False)
    op.create_index(op.f("ix_agency_merge_into_id"), "agency_merge", ["into_id"], unique=False)
    op.create_table(
        "agency_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("agency_edition")
    op.drop_index(op.f("ix_agency_merge_into_id"), table_name="agency_merge")
    op.drop_index(op.f("ix_agency_merge_from_id"), table_name="agency_merge")
    op.drop_table("agency_merge")
    op.drop_index(op.f("ix_agency_succession_successor_id"), table_name="agency_succession")
    op.drop_index(op.f("ix_agency_succession_predecessor_id"), table_name="agency_succession")
    op.drop_table("agency_succession")
    op.drop_index(op.f("ix_agency_profile_merged_into_id"), table_name="agency_profile")
    op.drop_index(op.f("ix_agency_profile_parent_id"), table_name="agency_profile")
    op.drop_table("agency_profile")
    op.drop_index(op.f("ix_agency_name_name"), table_name="agency_name")
    op.drop_index(op.f("ix_agency_name_agency_id"), table_name="agency_name")
    op.drop_table("agency_name")
