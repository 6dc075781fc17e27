"""Mentions as people see them: those of a resolution, those that wait for a person, and what is missing most."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from sqlalchemy import Select, select
from sqlmodel import Session, col

from kb.access import Policy
from kb.errors import BadInput
from kb.linking.mention import Status
from kb.store import CitationMention, Resolution

STATUSES: tuple[str, ...] = get_args(Status)
MOST_LISTED = 200


@dataclass(frozen=True)
class MentionView:
    """A mention as printed and where it leads. `resolution` and `resolved` are addresses; `candidates` too."""

    id: int
    resolution: str
    start: int
    end: int
    quote: str
    cited_date: date | None
    letter: str | None
    relation: str
    cue: str | None
    part: bool
    problem: str | None
    status: str
    resolved: str | None
    how: str | None
    score: float
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """What the caller may see: addresses by id, and the days of meetings."""

    refs: Mapping[int, str]
    days: frozenset[date]

    @staticmethod
    def of(session: Session, policy: Policy) -> "Seen":
        """What a policy lets through, withdrawn ones left out."""
        rows = session.execute(
            select(col(Resolution.id), col(Resolution.ref), col(Resolution.meeting_date)).where(
                col(Resolution.withdrawn).is_(False), col(Resolution.classification).in_(policy.classifications)
            )
        ).all()
        return Seen({row.id: row.ref for row in rows}, frozenset(row.meeting_date for row in rows))


def every_mention(session: Session, policy: Policy, status: str | None = None) -> Iterator[MentionView]:
    """All mentions in resolutions the caller may see, oldest citing resolution first, a row at a time."""
    seen = Seen.of(session, policy)
    for row, ref in session.execute(visible_mentions(policy)).yield_per(1000):
        view = mention_view(row, ref, seen)
        if status in (None, view.status):
            yield view


def list_mentions(
    session: Session, policy: Policy, status: str | None = None, limit: int = 50, after: int = 0
) -> tuple[MentionView, ...]:
    """The next `limit` mentions whose id is greater than `after`. Raises `BadInput` for an unknown status or limit."""
    if status not in (None, *STATUSES):
        raise BadInput(f"สถานะต้องเป็น {', '.join(STATUSES)}", f"status must be one of {', '.join(STATUSES)}")
    if not 1 <= limit <= MOST_LISTED:
        raise BadInput(f"จำนวนต่อหน้าต้องอยู่ระหว่าง 1 ถึง {MOST_LISTED}", f"limit must be between 1 and {MOST_LISTED}")
    seen = Seen.of(session, policy)
    found: list[MentionView] = []
    rows = session.execute(visible_mentions(policy, by_id=True).where(col(CitationMention.id) > after))
    for row, ref in rows.yield_per(500):
        view = mention_view(row, ref, seen)
        if status in (None, view.status):
            found.append(view)
            if len(found) == limit:
                break
    return tuple(found)


def mentions_in(session: Session, resolution: int, policy: Policy) -> tuple[MentionView, ...]:
    """The mentions in one resolution, in reading order."""
    rows = session.execute(visible_mentions(policy).where(col(CitationMention.resolution_id) == resolution)).all()
    if not rows:
        return ()
    seen = Seen.of(session, policy)
    return tuple(mention_view(row, ref, seen) for row, ref in rows)


def count_mentions(session: Session, policy: Policy) -> dict[str, int]:
    """How many mentions have each status."""
    counts = Counter(each.status for each in every_mention(session, policy))
    return {status: counts[status] for status in STATUSES}


def visible_mentions(policy: Policy, by_id: bool = False) -> Select[CitationMention, str]:
    """Mentions whose own resolution the caller may see, with its address."""
    order = (col(CitationMention.id),) if by_id else (
        col(Resolution.meeting_date), col(Resolution.ref), col(CitationMention.start), col(CitationMention.id)
    )  # fmt: skip
    return (
        select(CitationMention, col(Resolution.ref))
        .join(Resolution, col(Resolution.id) == col(CitationMention.resolution_id))
        .where(
            col(Resolution.withdrawn).is_(False),
            col(Resolution.classification).in_(policy.classifications),
        )
        .order_by(*order)
    )


def mention_view(row: CitationMention, ref: str, seen: Seen) -> MentionView:
    """What leads to something the caller may not see leads nowhere for him."""
    resolved = seen.refs.get(row.target_id) if row.target_id is not None else None
    candidates = tuple(seen.refs[key] for key in row.candidates if key in seen.refs)
    status = row.status
    if (status == "resolved" and resolved is None) or (status == "ambiguous" and len(candidates) < 2):
        status = "no matter"
        candidates = ()
    if status == "no matter" and row.cited_date is not None and row.cited_date not in seen.days:
        status = "no meeting"
    return MentionView(
        id=row.id or 0,
        resolution=ref,
        start=row.start,
        end=row.end,
        quote=row.quote,
        cited_date=row.cited_date,
        letter=row.letter_key,
        relation=row.relation,
        cue=row.cue,
        part=row.part,
        problem=row.problem,
        status=status,
        resolved=resolved,
        how=row.how if resolved else None,
        score=row.score if resolved else 0.0,
        candidates=candidates,
    )
