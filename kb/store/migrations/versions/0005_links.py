"""Mentions of earlier resolutions, laws, people's word on links, standing, and topics.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables; they are filled by linking."""
    op.create_table(
        "consumed_change",
        sa.Column("consumer", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("consumer"),
    )
    op.create_table(
        "law",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("phrases", sa.JSON(), nullable=False),
        sa.Column("medoids", sa.JSON(), nullable=False),
        sa.Column("founding", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["topic.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "topic_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("others", sa.JSON(), nullable=False),
        sa.Column("build", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topic.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("topic_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_event_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "topic_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("resolutions", sa.JSON(), nullable=False),
        sa.Column("others", sa.JSON(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topic.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("topic_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_word_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "citation_mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("cited_date", sa.Date(), nullable=True),
        sa.Column("day_start", sa.Integer(), nullable=True),
        sa.Column("day_end", sa.Integer(), nullable=True),
        sa.Column("letter_key", sa.String(), nullable=True),
        sa.Column("title_start", sa.Integer(), nullable=True),
        sa.Column("title_end", sa.Integer(), nullable=True),
        sa.Column("title_open", sa.Boolean(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("cue", sa.String(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("part", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["target_id"], ["resolution.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["version_id"], ["document_version.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("citation_mention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_citation_mention_cited_date"), ["cited_date"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_mention_letter_key"), ["letter_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_mention_resolution_id"), ["resolution_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_mention_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_mention_target_id"), ["target_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_mention_version_id"), ["version_id"], unique=False)

    op.create_table(
        "law_mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("law_id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["law_id"], ["law.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("law_mention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_law_mention_law_id"), ["law_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_law_mention_resolution_id"), ["resolution_id"], unique=False)

    op.create_table(
        "link_judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("newer_id", sa.Integer(), nullable=False),
        sa.Column("older_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("part", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["newer_id"], ["resolution.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["older_id"], ["resolution.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("link_judgement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_judgement_older_id"), ["older_id"], unique=False)
        batch_op.create_index("ix_link_judgement_pair", ["newer_id", "older_id"], unique=False)

    op.create_table(
        "standing_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("classification", sa.String(), nullable=False),
        sa.Column("cause_id", sa.Integer(), nullable=True),
        sa.Column("unconfirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["cause_id"], ["resolution.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("standing_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_standing_period_cause_id"), ["cause_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_standing_period_resolution_id"), ["resolution_id"], unique=False)
        batch_op.create_index("ix_standing_period_standing", ["standing", "first"], unique=False)

    op.create_table(
        "topic_member",
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topic.id"],
        ),
        sa.PrimaryKeyConstraint("resolution_id"),
    )
    with op.batch_alter_table("topic_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_member_topic_id"), ["topic_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("topic_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topic_member_topic_id"))

    op.drop_table("topic_member")
    with op.batch_alter_table("standing_period", schema=None) as batch_op:
        batch_op.drop_index("ix_standing_period_standing")
        batch_op.drop_index(batch_op.f("ix_standing_period_resolution_id"))
        batch_op.drop_index(batch_op.f("ix_standing_period_cause_id"))

    op.drop_table("standing_period")
    with op.batch_alter_table("link_judgement", schema=None) as batch_op:
        batch_op.drop_index("ix_link_judgement_pair")
        batch_op.drop_index(batch_op.f("ix_link_judgement_older_id"))

    op.drop_table("link_judgement")
    with op.batch_alter_table("law_mention", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_law_mention_resolution_id"))
        batch_op.drop_index(batch_op.f("ix_law_mention_law_id"))

    op.drop_table("law_mention")
    with op.batch_alter_table("citation_mention", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_citation_mention_version_id"))
        batch_op.drop_index(batch_op.f("ix_citation_mention_target_id"))
        batch_op.drop_index(batch_op.f("ix_citation_mention_status"))
        batch_op.drop_index(batch_op.f("ix_citation_mention_resolution_id"))
        batch_op.drop_index(batch_op.f("ix_citation_mention_letter_key"))
        batch_op.drop_index(batch_op.f("ix_citation_mention_cited_date"))

    op.drop_table("citation_mention")
    with op.batch_alter_table("topic_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topic_word_topic_id"))

    op.drop_table("topic_word")
    with op.batch_alter_table("topic_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topic_event_topic_id"))

    op.drop_table("topic_event")
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topic_parent_id"))

    op.drop_table("topic")
    op.drop_table("law")
    op.drop_table("consumed_change")
