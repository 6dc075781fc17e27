"""A parsed document becomes rows: one call inside one unit of work, so a document is stored whole or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from kb.agencies import AgencyRegistry
from kb.ingest.document import ParsedDocument, ParsedMatter, Rejected
from kb.ingest.identity import next_letter, resolution_id
from kb.ingest.similarity import Title, title_similarity
from kb.store import (
    Agency,
    Document,
    DocumentVersion,
    Meeting,
    Passage,
    Quarantined,
    Resolution,
    Vector,
    record_changes,
)  # fmt: skip
from kb.text import find_letter_numbers, title_key

SAME_TITLE = 0.85
"""Likeness of titles from which two pages of one meeting speak of the same matter when the number is the same, too."""


@dataclass(frozen=True)
class PassageDraft:
    """A passage before it has a key. `vector` is the encoded embedding, as the store keeps it."""

    kind: str
    start: int
    end: int
    text: str
    vector: bytes


@dataclass(frozen=True)
class MatterDraft:
    """A matter with its passages, ready to be stored."""

    matter: ParsedMatter
    passages: tuple[PassageDraft, ...]


@dataclass(frozen=True)
class Stored:
    """What one document changed, as addresses of resolutions."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


def is_loaded(session: Session, sha256: str, uri: str) -> bool:
    """Whether these very bytes are the current version of the document at `uri`, or, if it is new, of any other.

    A known document that now holds what another one holds has changed: what it told before must go.
    """
    current = select(col(DocumentVersion.sha256)).join(Document, col(Document.id) == col(DocumentVersion.document_id))
    of_document = current.where(col(Document.uri) == uri, col(DocumentVersion.current).is_(True))
    told = session.execute(of_document.limit(1)).scalar()
    if told is not None:
        return bool(told == sha256)
    same = current.where(col(DocumentVersion.sha256) == sha256, col(DocumentVersion.current).is_(True))
    return session.execute(same.limit(1)).first() is not None


def quarantine(session: Session, rejected: Rejected) -> None:
    """Keep the reason why a document could not be read, in place of an older reason for the same place."""
    session.execute(delete(Quarantined).where(col(Quarantined.uri) == rejected.uri))
    session.add(
        Quarantined(
            uri=rejected.uri,
            name=rejected.name,
            sha256=rejected.sha256,
            code=rejected.reason.code,
            reason_thai=rejected.reason.thai,
            reason_english=rejected.reason.english,
        )
    )


def store_document(
    session: Session, document: ParsedDocument, drafts: Sequence[MatterDraft], model: str, registry: AgencyRegistry
) -> Stored:
    """Store a document's new version and its matters; the version before it is kept and no longer current.

    A matter keeps its address when the document, or another page of the meeting, tells of it again: same number, like
    title. A number that another matter of the meeting holds gets a letter. What the new version lacks is withdrawn, and
    what stood under another date, when the date was corrected. Bytes that another process stored meanwhile are left.
    """
    if is_loaded(session, document.sha256, document.uri):
        return Stored()
    version_id, old_versions = _store_version(session, document)
    meeting_id = _meeting_id(session, document.meeting_date)
    known = list(session.execute(select(Resolution).where(col(Resolution.meeting_id) == meeting_id)).scalars())
    own = {each.ref for each in known if each.version_id in old_versions}
    places = _places(known, own, [draft.matter for draft in drafts])
    taken = {(each.number, each.letter) for each in known}
    agencies = _Agencies(session, registry)
    pairs: list[tuple[Resolution, MatterDraft]] = []
    added = []
    for draft, resolution in zip(drafts, places, strict=True):
        values = _values(document, draft.matter, version_id, agencies)
        if resolution is None:
            number, letter = draft.matter.number, _letter(draft.matter, taken)
            ref = resolution_id(document.meeting_date, number, letter)
            place: dict[str, Any] = {
                "meeting_id": meeting_id,
                "meeting_date": document.meeting_date,
                "number": number,
                "letter": letter,
            }
            told_first = Resolution(ref=ref, **place, **values)
            session.add(told_first)
            pairs.append((told_first, draft))
            taken.add((number, letter))
            added.append(ref)
        else:
            resolution.sqlmodel_update(values)
            session.add(resolution)
            pairs.append((resolution, draft))
    told = {resolution.ref for resolution, _ in pairs}
    gone = [each for each in _told_by(session, old_versions) if each.ref not in told]
    for resolution in gone:
        resolution.withdrawn = True
    session.flush()
    _store_passages(session, pairs, model)
    record_changes(session, [_key(each) for each in [*(resolution for resolution, _ in pairs), *gone]])
    session.execute(delete(Quarantined).where(col(Quarantined.uri) == document.uri))
    return Stored(tuple(added), tuple(sorted(told - set(added))), tuple(each.ref for each in gone))


def _told_by(session: Session, versions: Iterable[int]) -> Sequence[Resolution]:
    """The live resolutions whose text stands in one of these versions."""
    statement = select(Resolution).where(col(Resolution.version_id).in_(versions), col(Resolution.withdrawn).is_(False))
    return session.execute(statement.order_by(col(Resolution.id))).scalars().all()


def _places(known: Sequence[Resolution], own: set[str], matters: Sequence[ParsedMatter]) -> list[Resolution | None]:
    """For each matter the stored resolution it tells of again, or None for a new one.

    First by number and like title, whichever page told of it before; then, for a title reworded in the document
    itself, by number among what the document alone has told.
    """
    places: list[Resolution | None] = [None] * len(matters)
    free = {each.ref: each for each in known}
    for at, matter in enumerate(matters):
        title = Title.of(matter.title)
        alike = [
            (title_similarity(title, Title(each.title, each.title_key)), each)
            for each in free.values()
            if each.number == matter.number and matter.suffix in ("", each.letter)
        ]
        best = max(alike, key=lambda pair: pair[0], default=None)
        if best and best[0] >= SAME_TITLE:
            places[at] = free.pop(best[1].ref)
    for at, matter in enumerate(matters):
        if places[at] is None:
            mine = [each for each in free.values() if each.ref in own and each.number == matter.number]
            if mine:
                places[at] = free.pop(mine[0].ref)
    return places


def _letter(matter: ParsedMatter, taken: set[tuple[int, str]]) -> str:
    """The letter a new resolution needs: the one printed if it is free, else the next free one."""
    printed_is_free = matter.suffix and (matter.number, matter.suffix) not in taken
    return matter.suffix if printed_is_free else next_letter(matter.number, taken)


def _store_version(session: Session, document: ParsedDocument) -> tuple[int, set[int]]:
    """Add the version; returns its key and the keys of the document's earlier versions."""
    row = session.execute(select(Document).where(col(Document.uri) == document.uri)).scalar_one_or_none()
    if row is None:
        row = Document(uri=document.uri, name=document.name, kind=document.kind)
        session.add(row)
        session.flush()
    of_document = col(DocumentVersion.document_id) == row.id
    old = set(session.execute(select(col(DocumentVersion.id)).where(of_document)).scalars())
    session.execute(update(DocumentVersion).where(of_document).values(current=False))
    version = DocumentVersion(
        document_id=_key(row), sha256=document.sha256, text=document.text, warnings=list(document.warnings)
    )
    session.add(version)
    session.flush()
    return _key(version), old


def _meeting_id(session: Session, held_on: date) -> int:
    meeting = session.execute(select(Meeting).where(col(Meeting.held_on) == held_on)).scalar_one_or_none()
    if meeting is None:
        meeting = Meeting(held_on=held_on)
        session.add(meeting)
        session.flush()
    return _key(meeting)


class _Agencies:
    """Agencies by name within one unit of work; one the registry does not know is added for review."""

    def __init__(self, session: Session, registry: AgencyRegistry) -> None:
        self._session = session
        self._registry = registry
        rows = session.execute(select(col(Agency.name), col(Agency.id))).all()
        self._ids: dict[str, int] = {row.name: row.id for row in rows}

    def id_of(self, name: str, abbr: str | None) -> int:
        known = self._registry.find(name)
        official = known.name if known else name
        if official not in self._ids:
            agency = Agency(name=official, abbr=known.abbr if known else abbr, reviewed=known is not None)
            self._session.add(agency)
            self._session.flush()
            self._ids[official] = _key(agency)
        return self._ids[official]


def _values(document: ParsedDocument, matter: ParsedMatter, version_id: int, agencies: _Agencies) -> dict[str, Any]:
    """What a page says of a matter, as columns of its row."""
    letters = find_letter_numbers(matter.letter_number) if matter.letter_number else []
    return {
        "title": matter.title,
        "title_key": title_key(matter.title),
        "title_start": matter.title_start,
        "title_end": matter.title_end,
        "body_start": matter.body_start,
        "body_end": matter.body_end,
        "version_id": version_id,
        "agency_id": agencies.id_of(matter.agency, matter.agency_abbr) if matter.agency else None,
        "agency_abbr": matter.agency_abbr,
        "outcome": matter.outcome,
        "group": matter.group,
        "letter_number": matter.letter_number,
        "letter_key": letters[0].key if letters else None,
        "letter_date": matter.letter_date,
        "source": document.name,
        "withdrawn": False,
    }


def _store_passages(session: Session, pairs: Sequence[tuple[Resolution, MatterDraft]], model: str) -> None:
    """Replace the passages of these resolutions. Keys are never used again, so an old index row finds nothing."""
    keys = [_key(resolution) for resolution, _ in pairs]
    session.execute(delete(Passage).where(col(Passage.resolution_id).in_(keys)))
    drafts = [(key, each) for key, (_, draft) in zip(keys, pairs, strict=True) for each in draft.passages]
    if not drafts:
        return
    rows = [
        {"resolution_id": key, "kind": each.kind, "start": each.start, "end": each.end, "text": each.text}
        for key, each in drafts
    ]
    ids = session.execute(insert(Passage).returning(col(Passage.id), sort_by_parameter_order=True), rows).scalars()
    vectors = [
        {"passage_id": passage, "model": model, "data": each.vector}
        for passage, (_, each) in zip(ids, drafts, strict=True)
    ]
    session.execute(insert(Vector), vectors)


def _key(row: Document | DocumentVersion | Meeting | Agency | Resolution) -> int:
    """The primary key of a row that has been flushed."""
    assert row.id is not None  # noqa: S101 - the database gave it one
    return row.id
