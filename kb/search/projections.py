"""What linking wrote of resolutions for search to filter and count by: how each stands, and its topic."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from kb.access import CLASSIFICATIONS, Policy
from kb.store import Resolution, StandingPeriod, Topic, TopicMember

_AMONG = select(func.json_each(bindparam("keys")).table_valued("value").c.value)


@dataclass(frozen=True)
class HitStanding:
    """How a resolution stands on a day, since when, by which resolution; `unconfirmed` when no person has said so."""

    standing: str
    since: date
    by: str | None
    unconfirmed: bool


@dataclass(frozen=True)
class HitTopic:
    """The topic of a resolution, by its own name or its label."""

    id: int
    name: str


def standing_condition(standings: Sequence[str], policy: Policy, on: date | None) -> ColumnElement[bool]:
    """A condition on `Resolution`: it stands in one of these ways on a day; None means as it stands last."""
    rows = _in_force(policy, on).where(col(StandingPeriod.standing).in_(standings))
    return col(Resolution.id).in_(rows.with_only_columns(col(StandingPeriod.resolution_id)))


def topic_condition(topics: Sequence[int]) -> ColumnElement[bool]:
    """A condition on `Resolution`: it belongs to one of these topics, or to a topic under one of these themes."""
    under = select(col(Topic.id)).where(or_(col(Topic.id).in_(topics), col(Topic.parent_id).in_(topics)))
    return col(Resolution.id).in_(select(col(TopicMember.resolution_id)).where(col(TopicMember.topic_id).in_(under)))


def standings_of(session: Session, ids: Sequence[int], policy: Policy, on: date) -> dict[int, HitStanding]:
    """How each of these resolutions stands on a day, as the caller may know it; those without a word are left out."""
    cause = aliased(Resolution)
    rows = session.execute(
        _in_force(policy, on)
        .where(col(StandingPeriod.resolution_id).in_(_AMONG))
        .outerjoin(cause, col(cause.id) == col(StandingPeriod.cause_id))
        .with_only_columns(
            col(StandingPeriod.resolution_id), col(StandingPeriod.standing), col(StandingPeriod.first),
            col(cause.ref), col(StandingPeriod.unconfirmed),
        ),
        {"keys": json.dumps(list(ids))},
    )  # fmt: skip
    return {key: HitStanding(*rest) for key, *rest in rows}


def topics_of(session: Session, ids: Sequence[int]) -> dict[int, HitTopic]:
    """The topic of each of these resolutions; those in none are left out."""
    rows: Iterable[Any] = session.execute(
        select(col(TopicMember.resolution_id), col(Topic.id), func.coalesce(col(Topic.name), col(Topic.label)))
        .join(Topic, col(Topic.id) == col(TopicMember.topic_id))
        .where(col(TopicMember.resolution_id).in_(_AMONG)),
        {"keys": json.dumps(list(ids))},
    )
    return {key: HitTopic(topic, name) for key, topic, name in rows}


def _in_force(policy: Policy, on: date | None) -> Select[Any]:
    """Periods that hold on a day. Of a resolution only those of the highest classification open to the caller."""
    held = select(StandingPeriod).where(col(StandingPeriod.classification).in_(policy.classifications))
    if on is None:
        held = held.where(col(StandingPeriod.last).is_(None))
    else:
        still = or_(col(StandingPeriod.last).is_(None), col(StandingPeriod.last) >= on)
        held = held.where(and_(col(StandingPeriod.first) <= on, still))
    if len(policy.classifications) > 1:
        other = aliased(StandingPeriod)
        higher = select(literal(1)).where(
            col(other.resolution_id) == col(StandingPeriod.resolution_id),
            col(other.classification).in_(policy.classifications),
            _rank(other.classification) > _rank(StandingPeriod.classification),
        )
        held = held.where(~higher.exists())
    return held


def _rank(column: Any) -> Any:
    return case({level: rank for rank, level in enumerate(CLASSIFICATIONS)}, value=column, else_=len(CLASSIFICATIONS))
