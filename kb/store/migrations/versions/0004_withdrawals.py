"""The journal of withdrawals; who classified a document; the classification printed on a matter.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PRINTED = """
UPDATE source SET printed = classification
WHERE (SELECT classification FROM document WHERE document.id = source.document_id) IS NULL AND classification != 'ปกติ'
"""


def upgrade() -> None:
    """Where nobody has classified the document, what its sources have was printed."""
    op.add_column("quarantined", sa.Column("classification", sa.String(), nullable=True))
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "document_classification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_document_classification_document_id", "document_classification", ["document_id"])
    op.add_column("source", sa.Column("printed", sa.String(), nullable=True))
    op.execute(PRINTED)


def downgrade() -> None:
    """Drop them."""
    op.drop_column("quarantined", "classification")
    op.drop_column("source", "printed")
    op.drop_index("ix_document_classification_document_id", "document_classification")
    op.drop_table("document_classification")
    op.drop_table("withdrawal")
