"""Tables of what resolutions are told by: sources, pages, facts, commitments, and what people decided about them."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from kb.store.tables import AUTOINCREMENT, utc_now


class Page(SQLModel, table=True):
    """One page of a document version: its span in the version's text, how it was read, and how far to trust it."""

    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="document_version.id", index=True)
    number: int
    start: int
    end: int
    engine: str
    quality: float
    repairs: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    needs_ocr: bool = Field(default=False, index=True)


class Source(SQLModel, table=True):
    """What the current version of one document says of one resolution. Spans are into the text of that version.

    A resolution shows its main source; the others are kept beside it. `weight` orders them: the heaviest, then the
    newest, is main unless a person chose one (`chosen`). `how` tells why it stands under this resolution. `printed` is
    the classification on the matter itself, below which no person's word brings `classification`.
    """

    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    resolution_id: int = Field(foreign_key="resolution.id", index=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    version_id: int = Field(foreign_key="document_version.id", index=True)
    number: int
    suffix: str = ""
    title: str
    title_key: str
    title_start: int
    title_end: int
    body_start: int
    body_end: int
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    agency_abbr: str | None = None
    outcome: str | None = None
    group: str | None = None
    letter_number: str | None = None
    letter_key: str | None = None
    letter_date: date | None = None
    printed: str | None = None
    classification: str = "ปกติ"
    weight: int
    how: str
    main: bool = False
    chosen: bool = False


class SourceJudgement(SQLModel, table=True):
    """A person's word on where a document's matter belongs; it holds when the document is loaded again.

    The matter is known by its number and the key of its title. Newer judgements replace older ones; none is deleted.
    """

    __tablename__ = "source_judgement"
    __table_args__ = (Index("ix_source_judgement_matter", "document_id", "number", "title_key"), AUTOINCREMENT)
    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id")
    number: int
    title_key: str
    resolution_id: int = Field(foreign_key="resolution.id", index=True)
    verdict: str
    by: str
    at: datetime = Field(default_factory=utc_now)


class Alias(SQLModel, table=True):
    """An address that a resolution had before it was joined with another or got its number: it still leads there."""

    ref: str = Field(primary_key=True)
    resolution_id: int = Field(foreign_key="resolution.id", index=True)


class Correction(SQLModel, table=True):
    """A field of a resolution as a person corrected it. It stands over whatever the sources say until it is taken back.

    `disagreeing` is what a later version of a source says where that is neither what was corrected nor the correction:
    offered to a person again. `classification` is that of the resolution when it was corrected: what was written about
    secret words is never shown beside open ones.
    """

    __table_args__ = (Index("ix_correction_field", "resolution_id", "field"), AUTOINCREMENT)
    id: int | None = Field(default=None, primary_key=True)
    resolution_id: int = Field(foreign_key="resolution.id")
    field: str
    before: str | None = None
    after: str | None = None
    by: str
    note: str = ""
    at: datetime = Field(default_factory=utc_now)
    active: bool = True
    disagreeing: str | None = None
    classification: str = "ปกติ"


class TextCorrection(SQLModel, table=True):
    """Words of a document as a person corrected them, known by the words before and their neighbours.

    `found` is false where the newest version has neither the wrong words nor the right ones at that place.
    """

    __tablename__ = "text_correction"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    before: str
    after: str
    ahead: str
    behind: str
    by: str
    note: str = ""
    at: datetime = Field(default_factory=utc_now)
    active: bool = True
    found: bool = True


class ResolutionFacts(SQLModel, table=True):
    """What was read out of a resolution's main text beyond its columns, with spans into that text."""

    __tablename__ = "resolution_facts"
    resolution_id: int = Field(foreign_key="resolution.id", primary_key=True, ondelete="CASCADE")
    version_id: int = Field(foreign_key="document_version.id", index=True)
    facts: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))


class SuggestedCommitment(SQLModel, table=True):
    """Who must do what by when, as read out of a resolution: a suggestion, until a person accepts or dismisses it.

    `quote` is the evidence at `start`-`end` of the version's text. A decided one keeps its state when the same words
    are read again.
    """

    __tablename__ = "suggested_commitment"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    resolution_id: int = Field(foreign_key="resolution.id", index=True, ondelete="CASCADE")
    version_id: int = Field(foreign_key="document_version.id", index=True)
    start: int
    end: int
    quote: str
    lead: str
    lead_agency: str | None = None
    joint: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    what: str
    due_quote: str | None = None
    due_kind: str | None = None
    due_on: date | None = None
    confidence: float
    classification: str = "ปกติ"
    state: str = "suggested"
    decided_by: str | None = None
    decided_at: datetime | None = None
