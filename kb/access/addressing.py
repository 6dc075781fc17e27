"""From an address to the resolution a caller may see at it."""

from sqlalchemy import select
from sqlmodel import Session, col

from kb.access.policy import Policy
from kb.errors import NotFound
from kb.store import Resolution, Source, resolution_key


def seen_resolution(session: Session, ref: str, policy: Policy) -> int:
    """The id of the resolution at an address, or at one it had before. Raises `NotFound`, also for a hidden one.

    A former address is itself something a document told (a letter alone has number 0): who may not see any source of
    that number is not led on from it.
    """
    key = resolution_key(session, ref)
    row = session.execute(
        select(col(Resolution.ref), col(Resolution.classification)).where(col(Resolution.id) == key)
    ).first()
    if row is None or row.classification not in policy.classifications:
        raise _absent(ref)
    if row.ref != ref and not policy.sees_all:
        numbers = select(col(Source.number)).where(
            col(Source.resolution_id) == key, col(Source.classification).in_(policy.classifications)
        )
        if not any(ref[LEADING:].startswith(f"{number:02d}") for number in session.execute(numbers).scalars()):
            raise _absent(ref)
    assert key is not None  # noqa: S101 - there is a row
    return key


LEADING = len("2024-09-03-")


def _absent(ref: str) -> NotFound:
    return NotFound(f"ไม่พบมติเลขที่ {ref}", f"there is no resolution {ref}")
