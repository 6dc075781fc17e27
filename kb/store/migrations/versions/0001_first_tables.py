"""First tables.

Revision ID: 0001
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("abbr", sa.String(), nullable=True),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uri", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uri"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("held_on"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "quarantined",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uri", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("reason_thai", sa.String(), nullable=False),
        sa.Column("reason_english", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uri"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "document_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_document_version_document_id"), "document_version", ["document_id"], unique=False)
    op.create_index(op.f("ix_document_version_sha256"), "document_version", ["sha256"], unique=False)
    op.create_table(
        "resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("meeting_date", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.Column("title_start", sa.Integer(), nullable=False),
        sa.Column("title_end", sa.Integer(), nullable=False),
        sa.Column("body_start", sa.Integer(), nullable=False),
        sa.Column("body_end", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("agency_abbr", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("group", sa.String(), nullable=True),
        sa.Column("letter_number", sa.String(), nullable=True),
        sa.Column("letter_key", sa.String(), nullable=True),
        sa.Column("letter_date", sa.Date(), nullable=True),
        sa.Column("classification", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ref"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_resolution_agency_id"), "resolution", ["agency_id"], unique=False)
    op.create_index(op.f("ix_resolution_letter_key"), "resolution", ["letter_key"], unique=False)
    op.create_index("ix_resolution_listing", "resolution", ["meeting_date", "ref"], unique=False)
    op.create_index(op.f("ix_resolution_meeting_id"), "resolution", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_resolution_title_key"), "resolution", ["title_key"], unique=False)
    op.create_index(op.f("ix_resolution_version_id"), "resolution", ["version_id"], unique=False)
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_passage_resolution_id"), "passage", ["resolution_id"], unique=False)
    op.create_table(
        "vector",
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("passage_id", "model"),
    )


def downgrade() -> None:
    """Drop every table."""
    op.drop_table("vector")
    op.drop_index(op.f("ix_passage_resolution_id"), table_name="passage")
    op.drop_table("passage")
    op.drop_index(op.f("ix_resolution_version_id"), table_name="resolution")
    op.drop_index(op.f("ix_resolution_title_key"), table_name="resolution")
    op.drop_index(op.f("ix_resolution_meeting_id"), table_name="resolution")
    op.drop_index("ix_resolution_listing", table_name="resolution")
    op.drop_index(op.f("ix_resolution_letter_key"), table_name="resolution")
    op.drop_index(op.f("ix_resolution_agency_id"), table_name="resolution")
    op.drop_table("resolution")
    op.drop_index(op.f("ix_document_version_sha256"), table_name="document_version")
    op.drop_index(op.f("ix_document_version_document_id"), table_name="document_version")
    op.drop_table("document_version")
    op.drop_table("quarantined")
    op.drop_table("meeting")
    op.drop_table("job")
    op.drop_table("document")
    op.drop_table("change")
    op.drop_table("agency")
