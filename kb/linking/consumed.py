"""How far along the change log linking has come; another edition of its rules starts from the beginning."""

from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session

from kb.store import ConsumedChange


def consumed(session: Session, consumer: str, edition: str) -> int:
    """The number of the last change this consumer has taken in; 0 when it has not begun, or by other rules."""
    row = session.get(ConsumedChange, consumer)
    return row.seq if row is not None and row.edition == edition else 0


def mark_consumed(session: Session, consumer: str, edition: str, seq: int) -> None:
    """Remember it, in this unit of work."""
    values = {"consumer": consumer, "seq": seq, "edition": edition}
    session.execute(insert(ConsumedChange).values(values).on_conflict_do_update(["consumer"], set_=values))
