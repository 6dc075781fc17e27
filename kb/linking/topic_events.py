"""What the last build of topics changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from kb.access import Policy
from kb.linking.topic_view import list_themes, list_topics
from kb.store import Topic, TopicEvent


@dataclass(frozen=True)
class TopicChange:
    """A topic that was born, merged into `others`, split from `others`, or is gone."""

    topic: int
    name: str
    event: str
    others: tuple[int, ...]
    at: datetime


def build_events(session: Session, policy: Policy) -> tuple[TopicChange, ...]:
    """The events of the last build. Topics the caller sees nothing of are left out, and of those that are no more so
    are all that went into such ones.
    """
    last = session.execute(select(func.max(col(TopicEvent.build)))).scalar()
    if not last:
        return ()
    seen = {each.id for each in (*list_topics(session, policy), *list_themes(session, policy))}
    rows = session.execute(
        select(TopicEvent, func.coalesce(col(Topic.name), col(Topic.label)))
        .join(Topic, col(Topic.id) == col(TopicEvent.topic_id))
        .where(col(TopicEvent.build) == last)
        .order_by(col(TopicEvent.id))
    ).all()
    return tuple(
        TopicChange(event.topic_id, name, event.event, tuple(each for each in event.others if each in seen), event.at)
        for event, name in rows
        if event.topic_id in seen or policy.sees_all or seen & set(event.others)
    )
