"""Corrections of fields and of recognised text: made, taken back, listed with their history."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlmodel import Session, col

from kb.access import Policy
from kb.ingest import correcting, correcting_text
from kb.ingest.correcting_text import Rewording
from kb.ingest.finding import find_document, find_resolution
from kb.ingest.records import Stored, Storing
from kb.store import Correction, Document, Resolution, Source, TextCorrection
from kb.workflows.deciding import Deciding


@dataclass(frozen=True)
class FieldCorrection:
    """A field as a person corrected it: what its sources said before, what it says since, who and when.

    `disagreeing` is what a newer version of a source says, where that is neither.
    """

    id: int
    resolution: str
    field: str
    before: str | None
    after: str | None
    by: str
    at: datetime
    note: str
    active: bool
    disagreeing: str | None


@dataclass(frozen=True)
class WordsCorrected:
    """Words of a document as a person corrected them; `found` is false where its newest text has neither form."""

    id: int
    document_id: int
    document: str
    before: str
    after: str
    by: str
    at: datetime
    note: str
    active: bool
    found: bool


@dataclass(frozen=True)
class Corrections:
    """Corrections of fields and of texts, oldest first."""

    fields: tuple[FieldCorrection, ...]
    texts: tuple[WordsCorrected, ...]


def correct(parts: Deciding, ref: str, field: str, value: str, by: str, note: str = "") -> FieldCorrection:
    """Correct a field of a resolution; see `kb.ingest.correcting.correct`."""

    def edit(session: Session, storing: Storing) -> FieldCorrection:
        resolution, row = correcting.correct(session, ref, field, value, by, note, storing)
        return _field(row, resolution.ref)

    return parts.written(edit)


def take_back(parts: Deciding, number: int, by: str) -> FieldCorrection:
    """Let the sources speak again."""

    def edit(session: Session, storing: Storing) -> FieldCorrection:
        resolution, row = correcting.take_back(session, number, by, storing)
        return _field(row, resolution.ref)

    return parts.written(edit)


def correct_text(parts: Deciding, document: str, words: Rewording, by: str, note: str = "") -> WordsCorrected:
    """Correct words of a document, known by uri, number or name."""

    def edit(session: Session, storing: Storing) -> WordsCorrected:
        found = find_document(session, document)
        row, _ = correcting_text.correct_text(session, found, words, by, note, storing)
        return _words(row, found)

    return parts.written(edit)


def take_back_text(parts: Deciding, number: int, by: str) -> tuple[WordsCorrected, Stored]:
    """Put the words before back."""

    def edit(session: Session, storing: Storing) -> tuple[WordsCorrected, Stored]:
        row, stored = correcting_text.take_back_text(session, number, by, storing)
        return _words(row, session.get_one(Document, row.document_id)), stored

    return parts.written(edit)


def list_corrections(session: Session, policy: Policy, ref: str | None = None) -> Corrections:
    """Every correction ever made, or those of one resolution and its documents."""
    fields, texts = _fields(policy), _texts(policy)
    if ref is not None:
        key = find_resolution(session, ref).id
        told = select(col(Source.document_id)).where(col(Source.resolution_id) == key)
        fields = fields.where(col(Correction.resolution_id) == key)
        texts = texts.where(col(TextCorrection.document_id).in_(told))
    return _read(session, fields, texts)


def list_disagreements(session: Session, policy: Policy) -> Corrections:
    """Standing corrections that the newest version of a document contradicts, or whose words it lacks."""
    return _read(
        session,
        _fields(policy).where(col(Correction.active).is_(True), col(Correction.disagreeing).is_not(None)),
        _texts(policy).where(col(TextCorrection.active).is_(True), col(TextCorrection.found).is_(False)),
    )


def _fields(policy: Policy) -> Select[*tuple[Any, ...]]:
    return (
        select(Correction, col(Resolution.ref))
        .join(Resolution, col(Resolution.id) == col(Correction.resolution_id))
        .where(
            col(Resolution.classification).in_(policy.classifications),
            col(Correction.classification).in_(policy.classifications),
        )
        .order_by(col(Correction.id))
    )


def _texts(policy: Policy) -> Select[*tuple[Any, ...]]:
    """Of documents without anything that the caller may not see."""
    hidden = select(col(Source.document_id)).where(col(Source.classification).not_in(policy.classifications))
    said = col(Document.classification)
    return (
        select(TextCorrection, Document)
        .join(Document, col(Document.id) == col(TextCorrection.document_id))
        .where(col(Document.id).not_in(hidden), or_(said.is_(None), said.in_(policy.classifications)))
        .order_by(col(TextCorrection.id))
    )


def _read(session: Session, fields: Select[*tuple[Any, ...]], texts: Select[*tuple[Any, ...]]) -> Corrections:
    return Corrections(
        tuple(_field(*row) for row in session.execute(fields).all()),
        tuple(_words(*row) for row in session.execute(texts).all()),
    )


def _field(row: Correction, ref: str) -> FieldCorrection:
    at = row.at.replace(tzinfo=UTC)
    return FieldCorrection(
        row.id or 0, ref, row.field, row.before, row.after, row.by, at, row.note, row.active, row.disagreeing
    )


def _words(row: TextCorrection, document: Document) -> WordsCorrected:
    at = row.at.replace(tzinfo=UTC)
    return WordsCorrected(
        row.id or 0, row.document_id, document.name, row.before, row.after, row.by, at, row.note, row.active, row.found
    )
