"""Sources of resolutions, pages, corrections, facts, commitments; originals; jobs that tell more.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TELLING = """
INSERT INTO source (
    resolution_id, document_id, version_id, number, suffix, title, title_key, title_start, title_end, body_start,
    body_end, agency_id, agency_abbr, outcome, "group", letter_number, letter_key, letter_date, classification,
    weight, how, main, chosen
)
SELECT r.id, v.document_id, r.version_id, r.number, '', r.title, r.title_key, r.title_start, r.title_end, r.body_start,
    r.body_end, r.agency_id, r.agency_abbr, r.outcome, r."group", r.letter_number, r.letter_key, r.letter_date,
    r.classification, 30, 'number', 1, 0
FROM resolution r JOIN document_version v ON v.id = r.version_id WHERE NOT r.withdrawn
"""


def upgrade() -> None:
    """Create the tables; what resolutions are told by today becomes their main source."""
    op.create_table(
        "text_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("ahead", sa.String(), nullable=False),
        sa.Column("behind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("text_correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_text_correction_document_id"), ["document_id"], unique=False)

    op.create_table(
        "page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("quality", sa.Float(), nullable=False),
        sa.Column("repairs", sa.JSON(), nullable=False),
        sa.Column("needs_ocr", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_page_needs_ocr"), ["needs_ocr"], unique=False)
        batch_op.create_index(batch_op.f("ix_page_version_id"), ["version_id"], unique=False)

    op.create_table(
        "alias",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.id"],
        ),
        sa.PrimaryKeyConstraint("ref"),
    )
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alias_resolution_id"), ["resolution_id"], unique=False)

    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("disagreeing", sa.String(), nullable=True),
        sa.Column("classification", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index("ix_correction_field", ["resolution_id", "field"], unique=False)

    op.create_table(
        "resolution_facts",
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
        ),
        sa.PrimaryKeyConstraint("resolution_id"),
    )
    with op.batch_alter_table("resolution_facts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resolution_facts_version_id"), ["version_id"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.Column("title_start", sa.Integer(), nullable=False),
        sa.Column("title_end", sa.Integer(), nullable=False),
        sa.Column("body_start", sa.Integer(), nullable=False),
        sa.Column("body_end", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("agency_abbr", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("group", sa.String(), nullable=True),
        sa.Column("letter_number", sa.String(), nullable=True),
        sa.Column("letter_key", sa.String(), nullable=True),
        sa.Column("letter_date", sa.Date(), nullable=True),
        sa.Column("classification", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.id"],
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_resolution_id"), ["resolution_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_version_id"), ["version_id"], unique=False)

    op.create_table(
        "source_judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("source_judgement", schema=None) as batch_op:
        batch_op.create_index("ix_source_judgement_matter", ["document_id", "number", "title_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_judgement_resolution_id"), ["resolution_id"], unique=False)

    op.create_table(
        "suggested_commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("lead_agency", sa.String(), nullable=True),
        sa.Column("joint", sa.JSON(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("due_quote", sa.String(), nullable=True),
        sa.Column("due_kind", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("classification", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("suggested_commitment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggested_commitment_resolution_id"), ["resolution_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggested_commitment_version_id"), ["version_id"], unique=False)

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("classification", sa.String(), nullable=True))

    with op.batch_alter_table("document_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("original", sa.String(), nullable=True))
        batch_op.create_index(batch_op.f("ix_document_version_original"), ["original"], unique=False)

    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.add_column(sa.Column("classification", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("cancelling", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("progress", sa.JSON(), nullable=True))
    op.execute(TELLING)


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_column("progress")
        batch_op.drop_column("cancelling")
        batch_op.drop_column("classification")

    with op.batch_alter_table("document_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_version_original"))
        batch_op.drop_column("original")

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_column("classification")

    with op.batch_alter_table("suggested_commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggested_commitment_version_id"))
        batch_op.drop_index(batch_op.f("ix_suggested_commitment_resolution_id"))

    op.drop_table("suggested_commitment")
    with op.batch_alter_table("source_judgement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_judgement_resolution_id"))
        batch_op.drop_index("ix_source_judgement_matter")

    op.drop_table("source_judgement")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_version_id"))
        batch_op.drop_index(batch_op.f("ix_source_resolution_id"))
        batch_op.drop_index(batch_op.f("ix_source_document_id"))
        batch_op.drop_index(batch_op.f("ix_source_agency_id"))

    op.drop_table("source")
    with op.batch_alter_table("resolution_facts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resolution_facts_version_id"))

    op.drop_table("resolution_facts")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index("ix_correction_field")

    op.drop_table("correction")
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alias_resolution_id"))

    op.drop_table("alias")
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_page_version_id"))
        batch_op.drop_index(batch_op.f("ix_page_needs_ocr"))

    op.drop_table("page")
    with op.batch_alter_table("text_correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_text_correction_document_id"))

    op.drop_table("text_correction")
