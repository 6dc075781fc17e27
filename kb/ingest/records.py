"""A parsed document becomes rows: one call inside one unit of work, so a document is stored whole or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from kb.access import CLASSIFICATIONS
from kb.agencies import AgencyRegistry
from kb.ingest.agency_keys import AgencyKeys
from kb.ingest.document import UNNUMBERED, ParsedDocument, ParsedMatter, Rejected
from kb.ingest.drafts import MatterDraft, PrepareMatter
from kb.ingest.identity import next_letter, resolution_id
from kb.ingest.known_resolutions import find_places, known_resolutions, taken_addresses
from kb.ingest.places import letter_key_of
from kb.ingest.projection import OWN, SPANS, project
from kb.ingest.text_corrections import note_found
from kb.store import (
    Alias,
    Document,
    DocumentVersion,
    Meeting,
    Page,
    Quarantined,
    Resolution,
    Source,
    record_changes,
)  # fmt: skip
from kb.text import title_key


@dataclass(frozen=True)
class Stored:
    """What one document changed, as addresses of resolutions."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


def is_loaded(session: Session, sha256: str, uri: str, *, elsewhere: bool = True) -> bool:
    """Whether these very bytes are the current version of the document at `uri`, or, if it is new, of any other.

    Without `elsewhere` others do not count.

    A known document that now holds what another one holds has changed: what it told before must go.
    """
    current = select(col(DocumentVersion.sha256)).join(Document, col(Document.id) == col(DocumentVersion.document_id))
    of_document = current.where(col(Document.uri) == uri, col(DocumentVersion.current).is_(True))
    told = session.execute(of_document.limit(1)).scalar()
    if told is not None:
        return bool(told == sha256)
    if not elsewhere:
        return False
    same = current.where(col(DocumentVersion.sha256) == sha256, col(DocumentVersion.current).is_(True))
    return session.execute(same.limit(1)).first() is not None


def is_waiting(session: Session, uri: str) -> bool:
    """Whether the current version of the document at `uri` has pages that nothing could recognise yet."""
    waiting = (
        select(col(Page.id))
        .join(DocumentVersion, col(DocumentVersion.id) == col(Page.version_id))
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .where(col(Document.uri) == uri, col(DocumentVersion.current).is_(True), col(Page.needs_ocr).is_(True))
    )
    return session.execute(waiting.limit(1)).first() is not None


def quarantine(session: Session, rejected: Rejected, classification: str | None = None) -> None:
    """Keep the reason why a document could not be read, in place of an older reason for the same place.

    `classification` is what the person who loads it says of it.
    """
    session.execute(delete(Quarantined).where(col(Quarantined.uri) == rejected.uri))
    session.add(
        Quarantined(
            uri=rejected.uri,
            name=rejected.name,
            sha256=rejected.sha256,
            classification=classification,
            code=rejected.reason.code,
            reason_thai=rejected.reason.thai,
            reason_english=rejected.reason.english,
        )
    )


KIND_WEIGHTS = {"meeting-page": 30, "jsonl": 30, "table": 30, "text": 30, "letter": 10}
"""What makes a source the main one: a summary tells more of a matter than the letter that confirms it."""
RECOGNISED_WEIGHT = -5
"""Text read from an image gives way to text that was text."""


@dataclass(frozen=True)
class Storing:
    """What storing needs beside the document: the model of the vectors, the registry, and a way to prepare anew.

    `corrected`: the document's text was corrected by a person, so it is stored although its bytes are known.
    `as_new`: it is stored although another document holds the same bytes.
    """

    model: str
    registry: AgencyRegistry
    again: PrepareMatter
    corrected: bool = False
    as_new: bool = False


def store_document(
    session: Session, document: ParsedDocument, drafts: Sequence[MatterDraft], storing: Storing
) -> Stored:
    """Store a document's new version and what it says of each resolution; the version before it is kept as history.

    A matter keeps its address when the document, or another one of the meeting, tells of it again (`places_of`). A
    number that another matter of the meeting holds gets a letter. A resolution shows the main one of its sources; one
    that no document tells of any more is withdrawn. Bytes that another process stored meanwhile are left.
    """
    known_bytes = is_loaded(session, document.sha256, document.uri, elsewhere=not storing.as_new) and not is_waiting(
        session, document.uri
    )
    if known_bytes and not storing.corrected:
        return Stored()
    row, version_id = _store_version(session, document)
    note_found(session, _key(row), document.text)
    former = _sources_of(session, _key(row))
    meeting_id = _meeting_id(session, document.meeting_date)
    known = known_resolutions(session, meeting_id, _key(row))
    own = {each.resolution_id for each in former}
    chosen = {each.resolution_id for each in former if each.chosen}
    places = find_places(session, _key(row), known, own, [draft.matter for draft in drafts])
    session.execute(delete(Source).where(col(Source.document_id) == row.id))
    taken = taken_addresses(session, document.meeting_date, known)
    by_key = {_key(each): each for each in known}
    agencies = AgencyKeys(session, storing.registry)
    told: list[tuple[Resolution, Source, MatterDraft]] = []
    added: list[Resolution] = []
    for draft, place in zip(drafts, places, strict=True):
        values = _values(document, row, draft.matter, version_id, agencies)
        resolution = by_key.get(place.resolution or 0)
        if resolution is None:
            resolution = _new_resolution(document, draft.matter, meeting_id, taken, values)
            session.add(resolution)
            added.append(resolution)
        elif resolution.number == UNNUMBERED != draft.matter.number and resolution.meeting_id == meeting_id:
            _number(session, resolution, draft.matter, taken)
        told.append((resolution, Source(how=place.how, **values), draft))
    session.flush()
    for resolution, source, _ in told:
        source.resolution_id = _key(resolution)
        source.chosen = source.resolution_id in chosen
        session.add(source)
    session.flush()
    ready = {_key(source): draft for _, source, draft in told}
    touched = {_key(resolution): resolution for resolution, _, _ in told}
    touched.update(_resolutions(session, own - touched.keys()))
    gone = project(session, list(touched.values()), ready, storing.model, storing.registry, storing.again)
    record_changes(session, touched)
    session.execute(delete(Quarantined).where(col(Quarantined.uri) == document.uri))
    new = {each.ref for each in added}
    updated = sorted({each.ref for each in touched.values()} - new - {each.ref for each in gone})
    return Stored(tuple(each.ref for each in added), tuple(updated), tuple(sorted(each.ref for each in gone)))


def _sources_of(session: Session, document: int) -> Sequence[Source]:
    return session.execute(select(Source).where(col(Source.document_id) == document)).scalars().all()


def _resolutions(session: Session, keys: Iterable[int]) -> dict[int, Resolution]:
    rows = session.execute(select(Resolution).where(col(Resolution.id).in_(list(keys))).order_by(col(Resolution.id)))
    return {_key(each): each for each in rows.scalars()}


def _new_resolution(
    document: ParsedDocument, matter: ParsedMatter, meeting: int, taken: set[tuple[int, str]], values: dict[str, Any]
) -> Resolution:
    """A row for a matter that no document has told of; what it says of itself follows from its sources."""
    letter = _letter(matter, taken)
    taken.add((matter.number, letter))
    spoken = {name: values[name] for name in (*SPANS, *OWN)}
    return Resolution(
        ref=resolution_id(document.meeting_date, matter.number, letter),
        meeting_id=meeting,
        meeting_date=document.meeting_date,
        number=matter.number,
        letter=letter,
        source=document.name,
        classification=values["classification"],
        **spoken,
    )


def _number(session: Session, resolution: Resolution, matter: ParsedMatter, taken: set[tuple[int, str]]) -> None:
    """Give a resolution known from a letter alone the number a page tells; the address it had still leads to it."""
    session.add(Alias(ref=resolution.ref, resolution_id=_key(resolution)))
    resolution.number, resolution.letter = matter.number, _letter(matter, taken)
    taken.add((resolution.number, resolution.letter))
    resolution.ref = resolution_id(resolution.meeting_date, resolution.number, resolution.letter)


def _letter(matter: ParsedMatter, taken: set[tuple[int, str]]) -> str:
    """The letter a new resolution needs: the one printed if it is free, else the next free one."""
    printed_is_free = matter.suffix and (matter.number, matter.suffix) not in taken
    return matter.suffix if printed_is_free else next_letter(matter.number, taken)


def _store_version(session: Session, document: ParsedDocument) -> tuple[Document, int]:
    """Add the version with its pages; returns the document's row and the key of the version."""
    row = session.execute(select(Document).where(col(Document.uri) == document.uri)).scalar_one_or_none()
    if row is None:
        row = Document(uri=document.uri, name=document.name, kind=document.kind)
    row.name, row.kind = document.name, document.kind
    if document.classification is not None:
        row.classification = document.classification
    session.add(row)
    session.flush()
    session.execute(update(DocumentVersion).where(col(DocumentVersion.document_id) == row.id).values(current=False))
    version = DocumentVersion(
        document_id=_key(row),
        sha256=document.sha256,
        text=document.text,
        warnings=list(document.warnings),
        original=document.original,
    )
    session.add(version)
    session.flush()
    session.add_all(
        Page(**{**asdict(page), "repairs": list(page.repairs)}, version_id=_key(version)) for page in document.pages
    )
    return row, _key(version)


def _meeting_id(session: Session, held_on: date) -> int:
    meeting = session.execute(select(Meeting).where(col(Meeting.held_on) == held_on)).scalar_one_or_none()
    if meeting is None:
        meeting = Meeting(held_on=held_on)
        session.add(meeting)
        session.flush()
    return _key(meeting)


def _values(
    document: ParsedDocument, row: Document, matter: ParsedMatter, version_id: int, agencies: AgencyKeys
) -> dict[str, Any]:
    """What a document says of a matter, as columns of a source."""
    return {
        "document_id": row.id,
        "version_id": version_id,
        "number": matter.number,
        "suffix": matter.suffix,
        "title": matter.title,
        "title_key": title_key(matter.title),
        "title_start": matter.title_start,
        "title_end": matter.title_end,
        "body_start": matter.body_start,
        "body_end": matter.body_end,
        "agency_id": agencies.id_of(matter.agency, matter.agency_abbr) if matter.agency else None,
        "agency_abbr": matter.agency_abbr,
        "outcome": matter.outcome,
        "group": matter.group,
        "letter_number": matter.letter_number,
        "letter_key": letter_key_of(matter),
        "letter_date": matter.letter_date,
        "printed": matter.classification,
        "classification": classification_of(row.classification, matter.classification),
        "weight": KIND_WEIGHTS[document.kind] + (RECOGNISED_WEIGHT if document.recognised else 0),
    }


def classification_of(said: str | None, printed: str | None) -> str:
    """A person's word on the document, but never below what is printed on the matter."""
    levels = [CLASSIFICATIONS.index(each) for each in (said, printed) if each in CLASSIFICATIONS]
    return CLASSIFICATIONS[max(levels, default=0)]


def _key(row: Document | DocumentVersion | Meeting | Resolution | Source) -> int:
    """The primary key of a row that has been flushed."""
    assert row.id is not None  # noqa: S101 - the database gave it one
    return row.id
