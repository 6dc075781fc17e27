"""How much of everything there is."""

from sqlalchemy import func, select
from sqlmodel import Session, col

from kb.store.changes import last_change
from kb.store.tables import Agency, Document, DocumentVersion, Meeting, Passage, Quarantined, Resolution


def count_contents(session: Session) -> dict[str, int]:
    """Rows by kind; `agencies_to_review` are those no seed registry knows."""

    def count(column: object, *conditions: object) -> int:
        return int(session.execute(select(func.count(column)).where(*conditions)).scalar_one())  # type: ignore[arg-type]

    return {
        "documents": count(col(Document.id)),
        "document_versions": count(col(DocumentVersion.id)),
        "quarantined": count(col(Quarantined.id)),
        "meetings": count(col(Meeting.id)),
        "resolutions": count(col(Resolution.id), col(Resolution.withdrawn).is_(False)),
        "withdrawn": count(col(Resolution.id), col(Resolution.withdrawn).is_(True)),
        "passages": count(col(Passage.id)),
        "agencies": count(col(Agency.id)),
        "agencies_to_review": count(col(Agency.id), col(Agency.reviewed).is_(False)),
        "last_change": last_change(session),
    }
