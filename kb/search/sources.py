"""What a resolution is told by, as far as the caller may see."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from kb.access import Policy, seen_resolution
from kb.store import Document, DocumentVersion, Page, Source


@dataclass(frozen=True)
class ResolutionSource:
    """A document that tells of a resolution: its current version, what it says, and how it was read.

    `how` is why it stands here: new, letter, number, title (found so), person (decided so). `engine` and `quality` are
    those of its pages, the worst quality of all; None for text that was read as it is. `start`-`end` is the body in the
    text of `version`. `original` is the checksum under which the file is kept.
    """

    id: int
    document_id: int
    document: str
    uri: str
    kind: str
    classification: str
    main: bool
    chosen: bool
    how: str
    engine: str | None
    quality: float | None
    pages: int
    title: str
    letter_number: str | None
    letter_date: date | None
    version: int
    start: int
    end: int
    sha256: str
    original: str | None


def list_sources(session: Session, ref: str, policy: Policy) -> tuple[ResolutionSource, ...]:
    """The sources of the resolution at an address, the main one first. Raises `NotFound` as `get_resolution` does."""
    key = seen_resolution(session, ref, policy)
    rows = session.execute(
        select(Source, Document, col(DocumentVersion.sha256), col(DocumentVersion.original))
        .join(Document, col(Document.id) == col(Source.document_id))
        .join(DocumentVersion, col(DocumentVersion.id) == col(Source.version_id))
        .where(col(Source.resolution_id) == key, col(Source.classification).in_(policy.classifications))
        .order_by(col(Source.main).desc(), col(Source.weight).desc(), col(Source.version_id).desc())
    ).all()
    read = _readings(session, [source.version_id for source, *_ in rows])
    return tuple(
        ResolutionSource(
            id=source.id or 0,
            document_id=source.document_id,
            document=document.name,
            uri=document.uri,
            kind=document.kind,
            classification=source.classification,
            main=source.main,
            chosen=source.chosen,
            how=source.how,
            engine=engine,
            quality=quality,
            pages=pages,
            title=source.title,
            letter_number=source.letter_number,
            letter_date=source.letter_date,
            version=source.version_id,
            start=source.body_start,
            end=source.body_end,
            sha256=sha256,
            original=original,
        )
        for source, document, sha256, original in rows
        for engine, quality, pages in [read.get(source.version_id, (None, None, 0))]
    )


def _readings(session: Session, versions: list[int]) -> dict[int, tuple[str | None, float | None, int]]:
    """Engines, worst quality and number of the pages of versions."""
    told = (
        select(
            col(Page.version_id),
            func.group_concat(col(Page.engine).distinct()),
            func.min(col(Page.quality)),
            func.count(col(Page.id)),
        )
        .where(col(Page.version_id).in_(versions))
        .group_by(col(Page.version_id))
    )
    return {version: (engine, quality, pages) for version, engine, quality, pages in session.execute(told).all()}
