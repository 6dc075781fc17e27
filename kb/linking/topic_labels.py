"""Labels of topics kept to words that everybody may read, when what they were made from is secret or gone."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session, col

from kb.access import CLASSIFICATIONS
from kb.store import Resolution, Topic, TopicMember

PHRASES = 2
BETWEEN = " · "


def refresh_labels(session: Session) -> int:
    """Take out of labels every phrase that no open title of the topic holds any more; returns how many changed.

    A topic left without one has no label until the next build.
    """
    titles: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(col(TopicMember.topic_id), col(Topic.parent_id), col(Resolution.title))
        .join(Resolution, col(Resolution.id) == col(TopicMember.resolution_id))
        .join(Topic, col(Topic.id) == col(TopicMember.topic_id))
        .where(col(Resolution.withdrawn).is_(False), col(Resolution.classification) == CLASSIFICATIONS[0])
    )
    for topic, theme, title in rows:
        for key in (topic, theme):
            if key is not None:
                titles[key].append(_dense(title))
    changed = 0
    for row in session.execute(select(Topic).where(col(Topic.retired).is_(False))).scalars():
        kept = _held(row.phrases, titles[row.id or 0])
        label = [part for part in row.label.split(BETWEEN) if part in kept or _held([part], titles[row.id or 0])]
        if len(kept) < len(row.phrases) or BETWEEN.join(label) != row.label:
            row.phrases = kept
            row.label = BETWEEN.join(label or kept[:PHRASES])
            session.add(row)
            changed += 1
    session.flush()
    return changed


def _held(phrases: Iterable[str], titles: list[str]) -> list[str]:
    """The phrases that a title holds, blanks apart."""
    return [phrase for phrase in phrases if any(_dense(phrase) in title for title in titles)]


def _dense(text: str) -> str:
    return "".join(text.split()).replace("–", "-").lower()
