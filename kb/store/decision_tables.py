"""What people decided about whole documents: that one was withdrawn, or how it is classified."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from kb.store.tables import AUTOINCREMENT, utc_now


class Withdrawal(SQLModel, table=True):
    """A document that was withdrawn: its former key and the checksums of its bytes, no name, no title, no text."""

    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    document_id: int
    sha256: list[str] = Field(sa_column=Column(JSON, nullable=False))
    by: str
    reason: str
    at: datetime = Field(default_factory=utc_now)


class DocumentClassification(SQLModel, table=True):
    """How a person classified a document, and what another had said before; the newest is in force."""

    __tablename__ = "document_classification"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    before: str | None = None
    after: str
    by: str
    at: datetime = Field(default_factory=utc_now)
