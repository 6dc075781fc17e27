"""From an address to the resolution it leads to, by whatever name it goes now."""

from sqlalchemy import select
from sqlmodel import Session, col

from kb.store.source_tables import Alias
from kb.store.tables import Resolution


def resolution_key(session: Session, ref: str) -> int | None:
    """The id of the resolution at an address, or of the one that its former address leads to; None for no such one."""
    key = session.execute(select(col(Resolution.id)).where(col(Resolution.ref) == ref)).scalar()
    if key is None:
        key = session.execute(select(col(Alias.resolution_id)).where(col(Alias.ref) == ref)).scalar()
    return key
