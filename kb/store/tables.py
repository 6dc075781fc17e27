"""Tables are records, not validators: what lasts, one class a table.

Keys are AUTOINCREMENT: a key that had been reused would make a stale index answer with the wrong resolution.
Times are in UTC; dates are Common Era.
"""

from datetime import UTC, date, datetime

from sqlalchemy import JSON, Column, Index, LargeBinary
from sqlmodel import Field, SQLModel


def utc_now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


AUTOINCREMENT = {"sqlite_autoincrement": True}


class Document(SQLModel, table=True):
    """A place documents come from (a file, an archive member, one meeting of a JSONL file), whatever its bytes.

    `classification` is what a person said of the document; None leaves it to what is printed on it.
    """

    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    uri: str = Field(unique=True)
    name: str
    kind: str
    classification: str | None = None


class DocumentVersion(SQLModel, table=True):
    """One reading of a document. `text` is what every span points into; a changed document adds a version.

    `original` is the sha256 of the file it was read from, under which the original is kept; None for a row of a table.
    """

    __tablename__ = "document_version"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    sha256: str = Field(index=True)
    text: str
    warnings: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    current: bool = True
    original: str | None = Field(default=None, index=True)
    read_at: datetime = Field(default_factory=utc_now)


class Meeting(SQLModel, table=True):
    """A cabinet meeting, known by its date."""

    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    held_on: date = Field(unique=True)


class Agency(SQLModel, table=True):
    """An agency that proposed a matter. `reviewed` is false for a name the seed registry does not know."""

    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    abbr: str | None = None
    reviewed: bool = True


class Resolution(SQLModel, table=True):
    """One matter and what the cabinet resolved. `ref` is its address: meeting date, number, and a letter if shared.

    `title_*` and `body_*` are spans into the text of `version_id`. `withdrawn` marks a matter that a later version of
    its document no longer holds: it is kept, and leaves search.
    """

    __table_args__ = (Index("ix_resolution_listing", "meeting_date", "ref"), AUTOINCREMENT)
    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    meeting_date: date
    number: int
    letter: str = ""
    title: str
    title_key: str = Field(index=True)
    title_start: int
    title_end: int
    body_start: int
    body_end: int
    version_id: int = Field(foreign_key="document_version.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    agency_abbr: str | None = None
    outcome: str | None = None
    group: str | None = None
    letter_number: str | None = None
    letter_key: str | None = Field(default=None, index=True)
    letter_date: date | None = None
    classification: str = "ปกติ"
    source: str
    withdrawn: bool = False

    @property
    def body_chars(self) -> int:
        """Length of the body in characters."""
        return self.body_end - self.body_start


class Passage(SQLModel, table=True):
    """A piece of a resolution that search can point at: its span and, beside it, the words themselves."""

    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    resolution_id: int = Field(foreign_key="resolution.id", index=True, ondelete="CASCADE")
    kind: str
    start: int
    end: int
    text: str


class Vector(SQLModel, table=True):
    """The embedding of a passage by one model: little-endian float16, unit length. Kept so a rebuild is cheap."""

    passage_id: int = Field(foreign_key="passage.id", primary_key=True, ondelete="CASCADE")
    model: str = Field(primary_key=True)
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Change(SQLModel, table=True):
    """The change log, numbered in commit order (writers hold SQLite's write lock from their first statement)."""

    __table_args__ = (AUTOINCREMENT,)
    seq: int | None = Field(default=None, primary_key=True)
    resolution_id: int
    at: datetime = Field(default_factory=utc_now)


class Quarantined(SQLModel, table=True):
    """A document that could not be read, and why; cleared when the same place is read well later.

    `classification` is what a person said of it: it holds when the document is read at last.
    """

    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    uri: str = Field(unique=True)
    name: str
    sha256: str | None = None
    classification: str | None = None
    code: str
    reason_thai: str
    reason_english: str
    at: datetime = Field(default_factory=utc_now)


class Job(SQLModel, table=True):
    """A document received over HTTP and what became of it: queued, running, done, failed or cancelled.

    `progress` tells how far a running one is; `cancelling` asks it to stop after the page in hand.
    """

    id: str = Field(primary_key=True)
    state: str = "queued"
    name: str
    path: str
    classification: str | None = None
    cancelling: bool = False
    progress: dict[str, object] | None = Field(default=None, sa_column=Column(JSON))
    report: dict[str, object] | None = Field(default=None, sa_column=Column(JSON))
    created_at: datetime = Field(default_factory=utc_now)
    finished_at: datetime | None = None
