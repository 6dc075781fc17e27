"""The change log: which resolutions changed, in commit order. Derived indexes replay its tail."""

from collections.abc import Iterable

from sqlalchemy import func, insert, select
from sqlmodel import Session, col

from kb.store.tables import Change, utc_now


def record_changes(session: Session, resolution_ids: Iterable[int]) -> None:
    """Log that these resolutions were added, changed or withdrawn, in this unit of work."""
    rows = [{"resolution_id": key, "at": utc_now()} for key in resolution_ids]
    if rows:
        session.execute(insert(Change), rows)


def last_change(session: Session) -> int:
    """Number of the newest committed change; 0 for an empty log."""
    return session.execute(select(func.max(col(Change.seq)))).scalar() or 0


def resolutions_changed_since(session: Session, seq: int) -> tuple[list[int], int]:
    """Ids of resolutions changed after `seq`, each once, ascending; and the number of the last change seen."""
    rows = session.execute(select(col(Change.seq), col(Change.resolution_id)).where(col(Change.seq) > seq)).all()
    if not rows:
        return [], seq
    return sorted({row.resolution_id for row in rows}), max(row.seq for row in rows)
