"""What was read out of a resolution beyond its columns: facts and suggested commitments, and people's word on these."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select
from sqlmodel import Session, col

from kb.access import Policy
from kb.errors import BadInput, NotFound
from kb.store import Resolution, ResolutionFacts, SuggestedCommitment, resolution_key, utc_now

State = Literal["suggested", "accepted", "dismissed"]
LARGEST_KEY = 2**63  # of a row of SQLite
STATES: tuple[State, ...] = ("suggested", "accepted", "dismissed")


@dataclass(frozen=True)
class CommitmentView:
    """Who must do what by when, as read: `quote` is the evidence, at `start`-`end` of the document's text.

    `lead` and `joint` are as printed, `lead_agency` is the agency they mean. `due_on` is counted from the meeting, None
    when the deadline is no day ("โดยเร็ว", an event) or there is none. `confidence` runs from 0 to 1.
    """

    id: int
    resolution: str
    start: int
    end: int
    quote: str
    lead: str
    lead_agency: str | None
    joint: tuple[str, ...]
    what: str
    due_quote: str | None
    due_kind: str | None
    due_on: date | None
    confidence: float
    state: str
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True)
class FactsView:
    """The facts of a resolution. Spans are into the text of `version`; empty for one loaded before facts were read."""

    resolution: str
    version: int | None
    facts: dict[str, object]
    commitments: tuple[CommitmentView, ...]


def get_facts(session: Session, ref: str, policy: Policy) -> FactsView:
    """The facts and suggested commitments of the resolution at an address, or at one it had before.

    Raises `NotFound`, also for one the caller may not see.
    """
    key = resolution_key(session, ref)
    resolution = session.get(Resolution, key) if key is not None else None
    if resolution is None or resolution.classification not in policy.classifications:
        raise NotFound(f"ไม่พบมติเลขที่ {ref}", f"there is no resolution {ref}")
    row = session.get(ResolutionFacts, key)
    found = select(SuggestedCommitment).where(
        col(SuggestedCommitment.resolution_id) == key,
        col(SuggestedCommitment.classification).in_(policy.classifications),
    )
    commitments = session.execute(found.order_by(col(SuggestedCommitment.start))).scalars()
    return FactsView(
        resolution=resolution.ref,
        version=row.version_id if row else None,
        facts=row.facts if row else {},
        commitments=tuple(_view(each, resolution.ref) for each in commitments),
    )


def list_commitments(session: Session, policy: Policy, state: State | None, limit: int) -> tuple[CommitmentView, ...]:
    """Commitments of resolutions the caller may see, the latest due date first, then those without one."""
    statement = (
        select(SuggestedCommitment, col(Resolution.ref))
        .join(Resolution, col(Resolution.id) == col(SuggestedCommitment.resolution_id))
        .where(
            col(Resolution.classification).in_(policy.classifications),
            col(SuggestedCommitment.classification).in_(policy.classifications),
            col(Resolution.withdrawn).is_(False),
        )
        .order_by(
            col(SuggestedCommitment.due_on).is_(None),
            col(SuggestedCommitment.due_on).desc(),
            col(Resolution.meeting_date).desc(),
            col(SuggestedCommitment.id),
        )
        .limit(limit)
    )
    if state is not None:
        statement = statement.where(col(SuggestedCommitment.state) == state)
    return tuple(_view(each, ref) for each, ref in session.execute(statement))


def decide_commitment(session: Session, key: int, state: State, by: str, policy: Policy) -> CommitmentView:
    """Accept or dismiss a suggestion, or put it back. The decision holds when the same words are read again.

    Raises `NotFound`, also for one the caller may not see, and `BadInput` without a name or for another state.
    """
    if state not in STATES:
        raise BadInput(f"สถานะต้องเป็น {', '.join(STATES)}", f"the state must be one of {', '.join(STATES)}")
    if not by.strip():
        raise BadInput("โปรดระบุชื่อผู้พิจารณา", "say who decides")
    row = session.get(SuggestedCommitment, key) if key < LARGEST_KEY else None
    resolution = session.get(Resolution, row.resolution_id) if row else None
    if row is None or resolution is None or resolution.classification not in policy.classifications:
        raise NotFound(f"ไม่มีข้อสั่งการเลขที่ {key}", f"there is no commitment {key}")
    row.state, row.decided_by, row.decided_at = state, by.strip(), utc_now()
    session.add(row)
    session.flush()
    return _view(row, resolution.ref)


def _view(row: SuggestedCommitment, ref: str) -> CommitmentView:
    assert row.id is not None  # noqa: S101 - read from the database
    return CommitmentView(
        id=row.id,
        resolution=ref,
        start=row.start,
        end=row.end,
        quote=row.quote,
        lead=row.lead,
        lead_agency=row.lead_agency,
        joint=tuple(row.joint),
        what=row.what,
        due_quote=row.due_quote,
        due_kind=row.due_kind,
        due_on=row.due_on,
        confidence=row.confidence,
        state=row.state,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
