"""What tests of sources need: documents of several kinds that tell of one matter, and what came out of them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel, col

from kb.errors import NotFound
from kb.ingest import ParsedDocument
from kb.ingest.parsing import Understood, understand
from kb.ingest.records import Storing
from kb.store import Document, Resolution, Source, resolution_key
from kb.workflows.prepare import preparing

DAY = date(2031, 1, 5)


class Told(NamedTuple):
    """A source as tests compare it."""

    document: str
    how: str
    main: bool


class Desk:
    """A small archive with a person at it who decides."""

    def __init__(self, archive: Any) -> None:
        self.archive = archive
        self.storing = Storing(archive.encoder.fingerprint, archive.registry, preparing(archive.encoder))

    def page(self, name: str, *matters: dict[str, Any], day: date = DAY) -> Any:
        """Store a summary page."""
        return self.archive.store(self.archive.document(name, day, *matters))

    def letter(self, name: str, title: str, letter: str | None, body: str = "ยืนยันมติ", **more: Any) -> Any:
        """Store a confirming letter: one matter that tells no number."""
        told = {"number": 0, "title": title, "body": body, "letter_number": letter, **more}
        return self.archive.store(replace(self.archive.document(name, DAY, told), kind="letter"))

    def text(self, name: str, text: str, **more: Any) -> Any:
        """Store a document by its text alone, parsed as a reader would have it."""
        found = understand(text, name, self.archive.registry)
        assert isinstance(found, Understood)
        document = ParsedDocument(
            uri=f"/documents/{name}",
            name=name,
            kind=found.kind,
            sha256=hashlib.sha256(more.pop("bytes", text).encode()).hexdigest(),
            meeting_date=found.page.meeting_date,
            text=text,
            matters=found.page.matters,
            warnings=(),
            **more,
        )
        return self.archive.store(document)

    def decide(self, verb: Callable[..., Any], *args: Any) -> Any:
        """A decision in a unit of work of its own; what it returns is detached."""
        with self.archive.database.writing() as session:
            made = verb(session, *args, self.storing)
            session.flush()
            session.expire_on_commit = False
        return made

    def rows(self, table: type[SQLModel]) -> Sequence[Any]:
        """Every row of a table."""
        with self.archive.database.reading() as session:
            found = session.execute(select(table)).scalars().all()
            session.expunge_all()
        return found

    def get(self, ref: str) -> Resolution:
        """The resolution that an address leads to."""
        with self.archive.database.reading() as session:
            key = resolution_key(session, ref)
            if key is None:
                raise NotFound("ไม่มี", ref)
            found: Resolution = session.get_one(Resolution, key)
            session.expunge_all()
        return found

    def live(self) -> dict[str, str]:
        """Address and title of what search may show."""
        return {each.ref: each.title for each in self.rows(Resolution) if not each.withdrawn}

    def told(self, ref: str) -> list[Told]:
        """The sources of a resolution, by document."""
        with self.archive.database.reading() as session:
            rows = session.execute(
                select(col(Document.name), col(Source.how), col(Source.main))
                .join(Document, col(Document.id) == col(Source.document_id))
                .where(col(Source.resolution_id) == resolution_key(session, ref))
                .order_by(col(Document.name), col(Source.number))
            ).all()
        return [Told(*row) for row in rows]

    def source(self, document: str, number: int | None = None) -> int:
        """The number of a document's source, of its matter with that number where it has several."""
        with self.archive.database.reading() as session:
            named = select(col(Source.id)).join(Document, col(Document.id) == col(Source.document_id))
            named = named.where(col(Document.name) == document)
            if number is not None:
                named = named.where(col(Source.number) == number)
            return int(session.execute(named).scalar_one())


@pytest.fixture
def desk(archive: Any) -> Desk:
    """An empty archive with a person at it."""
    return Desk(archive)
