"""Corrections of recognised text as rows: which a document has, whether its newest text agrees with them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session, col

from kb.ingest.document import ParsedDocument
from kb.ingest.mended_text import TextFix, mend
from kb.store import Database, Document, TextCorrection


def text_fixes(session: Session, uri: str) -> tuple[TextFix, ...]:
    """The standing corrections of the document at a uri, oldest first."""
    of_document = select(TextCorrection).join(Document, col(Document.id) == col(TextCorrection.document_id))
    standing = of_document.where(col(Document.uri) == uri, col(TextCorrection.active).is_(True))
    return tuple(fix_of(each) for each in session.execute(standing.order_by(col(TextCorrection.id))).scalars())


def fix_of(row: TextCorrection) -> TextFix:
    """A row as the value that mends a text."""
    return TextFix(row.id or 0, row.before, row.after, row.ahead, row.behind)


def mending(database: Database) -> Callable[[str, str], str]:
    """A function of uri and text that puts people's corrections into what was read of that document, page by page."""
    last: tuple[str, tuple[TextFix, ...]] | None = None

    def mended(uri: str, text: str) -> str:
        nonlocal last
        if last is None or last[0] != uri:
            with database.reading() as session:
                last = uri, text_fixes(session, uri)
        return mend(text, last[1]).text if last[1] else text

    return mended


def with_corrections(document: ParsedDocument, fixes: Iterable[TextFix]) -> ParsedDocument:
    """A document whose matters were not parsed from its text (rows of a table) with corrections put into that text.

    Spans move along and titles are read again; what the rows say in other columns stays.
    """
    mended = mend(document.text, fixes)
    if not mended.edits:
        return document
    matters = []
    for each in document.matters:
        title = mended.moved(each.title_start, each.title_end)
        body = mended.moved(each.body_start, each.body_end)
        words = " ".join(mended.text[slice(*title)].split())
        there = replace(each, title_start=title[0], title_end=title[1], body_start=body[0], body_end=body[1])
        matters.append(replace(there, title=words))
    pages = []
    for page in document.pages:
        start, end = mended.moved(page.start, page.end)
        pages.append(replace(page, start=start, end=end))
    return replace(document, text=mended.text, matters=tuple(matters), pages=tuple(pages))


def note_found(session: Session, document: int, text: str) -> None:
    """Mark the standing corrections whose words, wrong or right, the newest text does not hold: offered again."""
    standing = select(TextCorrection).where(
        col(TextCorrection.document_id) == document, col(TextCorrection.active).is_(True)
    )
    for row in session.execute(standing).scalars():
        row.found = not mend(text, [fix_of(row)]).missing
        session.add(row)
