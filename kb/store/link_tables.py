"""Tables of what resolutions say of one another: mentions, laws, standing, and people's word on links."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from kb.store.tables import AUTOINCREMENT, utc_now


class ConsumedChange(SQLModel, table=True):
    """How far along the change log a derived part has come, and by which edition of its rules."""

    __tablename__ = "consumed_change"
    consumer: str = Field(primary_key=True)
    seq: int
    edition: str = ""


class CitationMention(SQLModel, table=True):
    """Where a resolution's main text speaks of an earlier one, and which that is. Derived: made anew when texts change.

    `start`-`end` is the whole mention in the version's text, `day_*` the date alone. `target_id` is set with status
    `resolved` only; `candidates` are resolution ids, best first, when `ambiguous`.
    """

    __tablename__ = "citation_mention"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    resolution_id: int = Field(foreign_key="resolution.id", index=True, ondelete="CASCADE")
    version_id: int = Field(foreign_key="document_version.id", index=True, ondelete="CASCADE")
    start: int
    end: int
    quote: str
    cited_date: date | None = Field(default=None, index=True)
    day_start: int | None = None
    day_end: int | None = None
    letter_key: str | None = Field(default=None, index=True)
    title_start: int | None = None
    title_end: int | None = None
    title_open: bool = False
    relation: str
    cue: str | None = None
    cue_start: int | None = None
    part: bool = False
    problem: str | None = None
    status: str = Field(index=True)
    target_id: int | None = Field(default=None, foreign_key="resolution.id", index=True, ondelete="SET NULL")
    how: str | None = None
    score: float = 0.0
    candidates: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class LinkJudgement(SQLModel, table=True):
    """A person's word on a pair of resolutions: confirmed, rejected or retyped. Appended; the newest is in force.

    `kind` is `citation` (the newer cites the older) or `similar`; a link is known by its pair, so that a word on it
    outlives every rebuild.
    """

    __tablename__ = "link_judgement"
    __table_args__ = (Index("ix_link_judgement_pair", "newer_id", "older_id"), AUTOINCREMENT)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    newer_id: int = Field(foreign_key="resolution.id", ondelete="CASCADE")
    older_id: int = Field(foreign_key="resolution.id", index=True, ondelete="CASCADE")
    verdict: str
    relation: str | None = None
    part: bool = False
    by: str
    note: str = ""
    at: datetime = Field(default_factory=utc_now)


class StandingPeriod(SQLModel, table=True):
    """From when to when a resolution stood how: a projection that search filters by. `last` is included, None is open.

    `cause_id` is the resolution that brought it about; `unconfirmed` when a machine's link says so and no person has.
    Rows of a higher `classification` replace all lower ones of the resolution for those cleared for it: they are there
    only where a resolution that others may not see changes how this one stands.
    """

    __tablename__ = "standing_period"
    __table_args__ = (Index("ix_standing_period_standing", "standing", "first"), AUTOINCREMENT)
    id: int | None = Field(default=None, primary_key=True)
    resolution_id: int = Field(foreign_key="resolution.id", index=True, ondelete="CASCADE")
    standing: str
    first: date
    last: date | None = None
    classification: str = "ปกติ"
    cause_id: int | None = Field(default=None, foreign_key="resolution.id", index=True, ondelete="CASCADE")
    unconfirmed: bool = False


class Law(SQLModel, table=True):
    """An Act or other law that resolutions touch, known by its title without blanks."""

    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    title: str


class LawMention(SQLModel, table=True):
    """Where a resolution's main text names a law."""

    __tablename__ = "law_mention"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    law_id: int = Field(foreign_key="law.id", index=True, ondelete="CASCADE")
    resolution_id: int = Field(foreign_key="resolution.id", index=True, ondelete="CASCADE")
    start: int
    end: int
    quote: str
