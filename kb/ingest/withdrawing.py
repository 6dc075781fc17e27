"""A document that should never have been loaded, taken out of every table; what others tell stays and is made anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, or_, select
from sqlmodel import Session, SQLModel, col

from kb.access import CLASSIFICATIONS
from kb.errors import BadInput
from kb.ingest.correcting import renew
from kb.ingest.finding import named
from kb.ingest.projection import CORRECTABLE, said
from kb.ingest.records import Storing
from kb.store import (
    Agency,
    AgencyName,
    AgencyProfile,
    Alias,
    CitationMention,
    Correction,
    Document,
    DocumentClassification,
    DocumentVersion,
    LawMention,
    LinkJudgement,
    Meeting,
    Page,
    Passage,
    Quarantined,
    Resolution,
    ResolutionFacts,
    Source,
    SourceJudgement,
    StandingPeriod,
    SuggestedCommitment,
    TextCorrection,
    TopicMember,
    Vector,
    Withdrawal,
    record_changes,
)  # fmt: skip

OF_DOCUMENT: tuple[type[SQLModel], ...] = (Source, SourceJudgement, TextCorrection, DocumentClassification)
OF_VERSION: tuple[type[SQLModel], ...] = (Page, ResolutionFacts, SuggestedCommitment, CitationMention)
OF_RESOLUTION: tuple[type[SQLModel], ...] = (
    Passage, ResolutionFacts, SuggestedCommitment, Correction, SourceJudgement, Alias,
    CitationMention, LawMention, StandingPeriod, TopicMember,
)  # fmt: skip
"""Tables whose rows go with a document, with its versions, with a resolution that nothing else tells."""


@dataclass(frozen=True)
class Withdrawn:
    """What went with a document: its keys, checksums, resolutions that are gone, and addresses that others still tell.

    `originals` are checksums of files that no other document was read from; those of `shared` are kept for others.
    """

    document: int
    uri: str
    versions: tuple[int, ...]
    sha256: tuple[str, ...]
    originals: tuple[str, ...]
    shared: tuple[str, ...]
    resolutions: tuple[int, ...]
    gone: tuple[str, ...]
    kept: tuple[str, ...]
    passages: tuple[int, ...]


def withdraw_document(session: Session, document: Document, by: str, reason: str, storing: Storing) -> Withdrawn:
    """Delete a document, all its versions and all that was read out of them, in this unit of work.

    A resolution that another document tells is made what that one says; any other is deleted with what people decided
    of it. The change log keeps the bare ids; the journal who, when, why and the checksums. Raises `BadInput` without a
    name or a reason.
    """
    by, why = named(by), " ".join(reason.split())
    if not why:
        raise BadInput("กรุณาระบุเหตุผลด้วย --reason", "say why, with --reason")
    key = document.id or 0
    of_document = select(DocumentVersion).where(col(DocumentVersion.document_id) == key)
    versions = session.execute(of_document.order_by(col(DocumentVersion.id))).scalars().all()
    told = _Told.of(session, key, [each.id or 0 for each in versions], [each.text for each in versions])
    gone, kept = resolutions_of(session, [key])
    passages = _passages(session, [*gone, *kept], told.versions)
    for table in OF_DOCUMENT:
        session.execute(delete(table).where(_column(table, "document_id") == key))
    session.expire_all()
    _forget_words(session, kept, told)
    renew(session, kept, storing)
    record_changes(session, [each.id or 0 for each in gone])
    withdrawn = Withdrawn(
        document=key,
        uri=document.uri,
        versions=told.versions,
        sha256=tuple(dict.fromkeys(each.sha256 for each in versions)),
        originals=tuple(_originals(session, key, versions, shared=False)),
        shared=tuple(_originals(session, key, versions, shared=True)),
        resolutions=tuple(each.id or 0 for each in gone),
        gone=tuple(each.ref for each in gone),
        kept=tuple(each.ref for each in kept),
        passages=passages,
    )
    _delete_rows(session, withdrawn)
    _delete_agencies(session, told)
    sums = dict.fromkeys((*withdrawn.sha256, *withdrawn.originals, *withdrawn.shared))
    session.add(Withdrawal(document_id=key, sha256=list(sums), by=by, reason=why))
    session.flush()
    return withdrawn


@dataclass(frozen=True)
class _Told:
    """What a document told: texts, and values that may stand elsewhere too."""

    versions: tuple[int, ...]
    texts: tuple[str, ...]
    values: frozenset[str]
    agencies: frozenset[int]

    @staticmethod
    def of(session: Session, document: int, versions: Sequence[int], texts: Sequence[str]) -> "_Told":
        sources = session.execute(select(Source).where(col(Source.document_id) == document)).scalars().all()
        values = {said(session, dict(each), field) for each in sources for field in CORRECTABLE}
        agencies = {each.agency_id for each in sources if each.agency_id is not None}
        return _Told(tuple(versions), tuple(texts), frozenset(each for each in values if each), frozenset(agencies))

    def says(self, words: str | None) -> bool:
        return words is not None and (words in self.values or any(words in text for text in self.texts))


def resolutions_of(session: Session, documents: Sequence[int]) -> tuple[list[Resolution], list[Resolution]]:
    """The resolutions that would go with documents, and those that other documents would still tell."""
    versions = select(col(DocumentVersion.id)).where(col(DocumentVersion.document_id).in_(documents))
    told = select(col(Source.resolution_id)).where(col(Source.document_id).in_(documents))
    affected = select(Resolution).where(or_(col(Resolution.id).in_(told), col(Resolution.version_id).in_(versions)))
    ordered = list(session.execute(affected.order_by(col(Resolution.id))).scalars())
    others = select(col(Source.resolution_id)).where(
        col(Source.document_id).not_in(documents), col(Source.resolution_id).in_([each.id for each in ordered])
    )
    elsewhere = set(session.execute(others).scalars())
    return [each for each in ordered if each.id not in elsewhere], [each for each in ordered if each.id in elsewhere]


def _passages(session: Session, resolutions: Iterable[Resolution], versions: Sequence[int]) -> tuple[int, ...]:
    """Passages cut from these versions."""
    showing = [each.id for each in resolutions if each.version_id in versions]
    found = select(col(Passage.id)).where(col(Passage.resolution_id).in_(showing)).order_by(col(Passage.id))
    return tuple(session.execute(found).scalars())


def _forget_words(session: Session, kept: Sequence[Resolution], told: _Told) -> None:
    """What corrections remember of the document: what it said before, or said otherwise."""
    of_kept = select(Correction).where(col(Correction.resolution_id).in_([each.id for each in kept]))
    for each in session.execute(of_kept).scalars():
        each.before = None if told.says(each.before) else each.before
        each.disagreeing = None if told.says(each.disagreeing) else each.disagreeing
    levels = {each.id: CLASSIFICATIONS.index(each.classification) for each in kept}
    for each in session.execute(of_kept).scalars():
        if CLASSIFICATIONS.index(each.classification) > levels[each.resolution_id]:
            session.delete(each)  # written about words of a higher classification, which are gone


def _originals(session: Session, document: int, versions: Sequence[DocumentVersion], *, shared: bool) -> list[str]:
    """Checksums of the files it was read from: those that another document was read from too, or the others."""
    mine = sorted({each.original for each in versions if each.original})
    elsewhere = select(col(DocumentVersion.original)).where(
        col(DocumentVersion.document_id) != document, col(DocumentVersion.original).in_(mine)
    )
    others = set(session.execute(elsewhere).scalars())
    return [each for each in mine if (each in others) is shared]


def _delete_rows(session: Session, withdrawn: Withdrawn) -> None:
    """Rows, those that point first; the resolutions that others tell no longer point here."""
    for table, column, keys in _places(withdrawn):
        session.execute(delete(table).where(_column(table, column).in_(keys)))
    inside = col(Quarantined.uri).startswith(f"{withdrawn.uri}#", autoescape=True)
    same = or_(col(Quarantined.uri) == withdrawn.uri, col(Quarantined.sha256).in_(withdrawn.sha256), inside)
    session.execute(delete(Quarantined).where(same))
    used = select(col(Resolution.meeting_id))
    session.execute(delete(Meeting).where(col(Meeting.id).not_in(used)))
    session.expire_all()


def _places(withdrawn: Withdrawn) -> list[tuple[type[SQLModel], str, tuple[int, ...]]]:
    """Table, column and keys of all that must be gone, in the order in which it can go."""
    return [
        (Vector, "passage_id", withdrawn.passages),
        (Passage, "id", withdrawn.passages),
        *((table, "version_id", withdrawn.versions) for table in OF_VERSION),
        *((table, "resolution_id", withdrawn.resolutions) for table in OF_RESOLUTION),
        (StandingPeriod, "cause_id", withdrawn.resolutions),
        (LinkJudgement, "newer_id", withdrawn.resolutions),
        (LinkJudgement, "older_id", withdrawn.resolutions),
        *((table, "document_id", (withdrawn.document,)) for table in OF_DOCUMENT),
        (Resolution, "id", withdrawn.resolutions),
        (DocumentVersion, "document_id", (withdrawn.document,)),
        (Document, "id", (withdrawn.document,)),
    ]


def rows_left(session: Session, withdrawn: Withdrawn) -> dict[str, int]:
    """How many rows of each table still belong to what was withdrawn: the proof says 0 for each."""
    left: dict[str, int] = {}
    for table, column, keys in _places(withdrawn):
        counted = select(func.count()).select_from(table).where(_column(table, column).in_(keys))
        name = str(table.__tablename__)
        left[name] = left.get(name, 0) + int(session.execute(counted).scalar_one())
    pointing = select(func.count()).select_from(Resolution).where(col(Resolution.version_id).in_(withdrawn.versions))
    left["resolution"] += int(session.execute(pointing).scalar_one())
    quarantined = select(func.count()).select_from(Quarantined).where(col(Quarantined.uri) == withdrawn.uri)
    left["quarantined"] = int(session.execute(quarantined).scalar_one())
    return left


def withdrawn_sums(session: Session) -> set[str]:
    """Checksums of all bytes ever withdrawn, without those that a document of today was read from."""
    sums = {each for row in session.execute(select(col(Withdrawal.sha256))).scalars() for each in row}
    for column in (col(DocumentVersion.sha256), col(DocumentVersion.original)):
        sums -= set(session.execute(select(column).where(column.in_(sums))).scalars())
    return sums


def _delete_agencies(session: Session, told: _Told) -> None:
    """Names that nobody has reviewed and nothing else uses: they were words of the document."""
    used = [
        select(col(table.agency_id)).where(col(table.agency_id).is_not(None))
        for table in (Source, Resolution, AgencyName, AgencyProfile)
    ]
    waiting = select(Agency).where(col(Agency.reviewed).is_(False), *(col(Agency.id).not_in(each) for each in used))
    for agency in session.execute(waiting).scalars():
        if agency.id in told.agencies or told.says(agency.name):
            session.delete(agency)


def _column(table: type[SQLModel], name: str) -> Any:
    return col(getattr(table, name))
