"""Recognised text that a person corrects: kept with its neighbours, and put into the document as a new version now."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from kb.errors import BadInput, NotFound
from kb.ingest.document import Kind, PageSpan, ParsedDocument, ParsedMatter, ParsedPage
from kb.ingest.finding import HIGHEST_KEY, named
from kb.ingest.letter import parse_letter
from kb.ingest.mended_text import TextFix, mend, neighbours, occurrences
from kb.ingest.page import parse_page
from kb.ingest.plain_text import parse_text
from kb.ingest.projection import matter_of
from kb.ingest.records import Stored, Storing, store_document
from kb.ingest.text_corrections import fix_of, with_corrections
from kb.store import Agency, Document, DocumentVersion, Page, Resolution, Source, TextCorrection

NEAR = 200
"""Characters to either side of a given place in which the words are looked for."""


@dataclass(frozen=True)
class Rewording:
    """Words of a document, the right ones, and where they stand: on a page, or near an offset into its newest text."""

    before: str
    after: str
    near: int | None = None
    page: int | None = None


def correct_text(
    session: Session, document: Document, words: Rewording, by: str, note: str, storing: Storing
) -> tuple[TextCorrection, Stored]:
    """Replace words of a document's newest text, now and whenever it is read again.

    `before` must stand there once: in all of the text, on `page`, or within 200 characters of `near`. Raises `BadInput`
    saying how often it does, and what the parsers raise where the corrected text is no document any more.
    """
    by, before, after = named(by), words.before, words.after
    version = _current(session, document)
    if not before.strip() or before == after:
        raise BadInput("ต้องระบุคำเดิมและคำใหม่ที่ต่างกัน", "name the wrong words, and right ones that differ from them")
    pages = _pages(session, version)
    at = _only(version.text, before, _stretch(version.text, pages, words))
    ahead, behind = neighbours(version.text, at, at + len(before), [(each.start, each.end) for each in pages])
    row = TextCorrection(
        document_id=document.id or 0,
        before=before,
        after=after,
        ahead=ahead,
        behind=behind,
        by=by,
        note=" ".join(note.split()),
    )
    session.add(row)
    session.flush()
    return row, _stored_anew(session, document, version, pages, fix_of(row), storing)


def take_back_text(session: Session, number: int, by: str, storing: Storing) -> tuple[TextCorrection, Stored]:
    """Put the words before back, now and whenever the document is read again. Raises `NotFound` or `BadInput`."""
    who = named(by)
    row = session.get(TextCorrection, number) if 0 < number <= HIGHEST_KEY else None
    if row is None:
        raise NotFound(f"ไม่มีการแก้ข้อความหมายเลข {number}", f"there is no text correction number {number}")
    if not row.active:
        raise BadInput(f"การแก้ข้อความหมายเลข {number} ไม่มีผลแล้ว", f"text correction {number} is no longer in force")
    row.active = False
    row.note = f"{row.note} [ยกเลิกโดย / taken back by {who}]".strip()
    session.add(row)
    session.flush()
    document = session.get_one(Document, row.document_id)
    version = _current(session, document)
    backwards = replace(fix_of(row), before=row.after, after=row.before)
    return row, _stored_anew(session, document, version, _pages(session, version), backwards, storing)


def _current(session: Session, document: Document) -> DocumentVersion:
    newest = select(DocumentVersion).where(
        col(DocumentVersion.document_id) == document.id, col(DocumentVersion.current).is_(True)
    )
    version: DocumentVersion = session.execute(newest).scalar_one()
    return version


def _pages(session: Session, version: DocumentVersion) -> tuple[PageSpan, ...]:
    rows = session.execute(select(Page).where(col(Page.version_id) == version.id).order_by(col(Page.number))).scalars()
    return tuple(
        PageSpan(row.number, row.start, row.end, row.engine, row.quality, tuple(row.repairs), row.needs_ocr)
        for row in rows
    )


def _stretch(text: str, pages: tuple[PageSpan, ...], words: Rewording) -> tuple[int, int]:
    if words.page is not None:
        found = next((each for each in pages if each.number == words.page), None)
        if found is None:
            raise BadInput(
                f"เอกสารนี้ไม่มีหน้า {words.page} (มี {len(pages)} หน้า)",
                f"there is no page {words.page}; it has {len(pages)}",
            )
        return found.start, found.end
    near = words.near
    return (0, len(text)) if near is None else (max(0, near - NEAR), min(len(text), max(0, near) + NEAR))


def _only(text: str, words: str, stretch: tuple[int, int]) -> int:
    start, end = stretch
    found = occurrences(text[start:end], words)
    if len(found) != 1:
        raise BadInput(
            f"พบ “{words}” {len(found)} แห่ง ต้องพบแห่งเดียว กรุณาระบุข้อความให้ยาวขึ้น หรือระบุหน้า",
            f"{words!r} stands there {len(found)} times and must once; give more words around it, or the page",
        )
    return start + found[0]


def _stored_anew(
    session: Session,
    document: Document,
    version: DocumentVersion,
    pages: tuple[PageSpan, ...],
    fix: TextFix,
    storing: Storing,
) -> Stored:
    """Store the corrected text as the newest version; where nothing is to be changed, nothing is."""
    mended = mend(version.text, [fix])
    if not mended.edits:
        return Stored()
    told = _as_told(session, document, version, pages)
    corrected = with_corrections(told, [fix])
    if (parsed := _parsed(document, mended.text, storing)) is not None:
        corrected = replace(corrected, matters=parsed.matters, meeting_date=parsed.meeting_date)
    drafts = [storing.again(corrected.text, each, corrected.meeting_date) for each in corrected.matters]
    return store_document(session, corrected, drafts, replace(storing, corrected=True))


def _parsed(document: Document, text: str, storing: Storing) -> ParsedPage | None:
    """What the text says now; None for rows of a table, which are not parsed from text."""
    if document.kind == "meeting-page":
        return parse_page(text, document.name, storing.registry)
    if document.kind == "letter":
        return parse_letter(text, document.name, storing.registry)
    if document.kind == "text":
        return parse_text(text, document.name.rpartition("!")[2], storing.registry)
    return None


def _as_told(
    session: Session, document: Document, version: DocumentVersion, pages: tuple[PageSpan, ...]
) -> ParsedDocument:
    """The newest version as it was parsed, from its rows."""
    rows = session.execute(
        select(Source, col(Agency.name), col(Resolution.meeting_date))
        .join(Resolution, col(Resolution.id) == col(Source.resolution_id))
        .outerjoin(Agency, col(Agency.id) == col(Source.agency_id))
        .where(col(Source.version_id) == version.id)
        .order_by(col(Source.id))
    ).all()
    matters: list[ParsedMatter] = [replace(matter_of(source), agency=agency) for source, agency, _ in rows]
    kinds: dict[str, Kind] = {
        "meeting-page": "meeting-page",
        "letter": "letter",
        "jsonl": "jsonl",
        "table": "table",
        "text": "text",
    }
    return ParsedDocument(
        uri=document.uri,
        name=document.name,
        kind=kinds[document.kind],
        sha256=version.sha256,
        meeting_date=rows[0][2] if rows else date.min,
        text=version.text,
        matters=tuple(matters),
        warnings=tuple(version.warnings),
        pages=pages,
        original=version.original,
    )
