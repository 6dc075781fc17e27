"""Topics of the whole archive: built anew when asked or when too much has joined, and joined by what is new."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from sqlalchemy import func, select
from sqlmodel import Session, col

from kb.access import CLASSIFICATIONS
from kb.index import Indexer
from kb.linking.consumed import consumed, mark_consumed
from kb.linking.following import WAIT_S, linking
from kb.linking.topic_joining import STATE, join_new, keep_state, kept_state
from kb.linking.topic_labels import refresh_labels
from kb.linking.topic_reading import topic_input
from kb.linking.topic_rows import JOINED, former_topics, store_topics
from kb.linking.topics import build_topics
from kb.store import Resolution, TopicMember, last_change, resolutions_changed_since

TOPICS, BUILDS, EDITION = "topics", "topic builds", "1"
SEED = 1
WORD_WAIT_S = 30.0
T = TypeVar("T")
FEWEST = 30
"""Resolutions below which an archive has no topics of its own."""
STALE = 0.25
"""The share of members that joined since the last build from which a load builds anew."""


@dataclass(frozen=True)
class TopicsReport:
    """What a build made. `coverage` is the share of matters that are no appointments which belong to a topic."""

    topics: int
    themes: int
    members: int
    coverage: float
    born: int
    gone: int
    seconds: float


def rebuild_topics(indexer: Indexer, wait_s: float = WAIT_S) -> TopicsReport:
    """Group the whole archive anew; ids, names and people's words stay. Raises `Busy` while another program links."""
    with linking(indexer.database, wait_s):
        return _build(indexer)


def follow_topics(indexer: Indexer, wait_s: float = WAIT_S) -> float:
    """Let what is new join a topic; build where there are none yet, or a good part has joined since; tells seconds."""
    started = time.perf_counter()
    with linking(indexer.database, wait_s):
        with indexer.database.reading() as session:
            seq = consumed(session, TOPICS, EDITION)
            changed, last = resolutions_changed_since(session, seq)
            due = bool(changed) and _is_due(session, built=seq > 0, new=len(changed))
        if due:
            _build(indexer)
        elif changed:
            _join(indexer, changed, last)
    return round(time.perf_counter() - started, 3)


def _join(indexer: Indexer, changed: Sequence[int], last: int) -> None:
    home = indexer.database.path.parent
    state = kept_state(home, indexer.shape)
    if state is None:
        with indexer.database.reading() as session:
            built = session.execute(select(col(TopicMember.topic_id)).limit(1)).first() is not None
            matters = topic_input(session, indexer.tokeniser, indexer.shape) if built else None
        state = keep_state(home, matters, indexer.shape) if matters is not None else None
    with indexer.database.writing() as session:
        if state is not None:
            join_new(session, state, indexer.shape, changed)
            if _some_hidden(session, changed):
                refresh_labels(session)
            mark_consumed(session, TOPICS, EDITION, last)


def _some_hidden(session: Session, changed: Sequence[int]) -> bool:
    """Whether any of these is gone, withdrawn or classified: words of its title may stand in a label."""
    seen = select(col(Resolution.id)).where(
        col(Resolution.id).in_(changed),
        col(Resolution.withdrawn).is_(False),
        col(Resolution.classification) == CLASSIFICATIONS[0],
    )
    return len(session.execute(seen).all()) < len(set(changed))


def say_of_topics(indexer: Indexer, say: Callable[[Session], T]) -> T:
    """Let a person name, merge or split topics, in one unit of work and never in the middle of a build.

    Raises `Busy` when a build goes on for longer than half a minute, and what `say` raises.
    """
    with linking(indexer.database, WORD_WAIT_S), indexer.database.writing() as session:
        return say(session)


def forget_topic_vectors(indexer: Indexer) -> None:
    """Delete what new resolutions are compared with: it is made again when needed."""
    (indexer.database.path.parent / STATE).unlink(missing_ok=True)


def _is_due(session: Session, *, built: bool, new: int) -> bool:
    count = select(func.count(col(TopicMember.resolution_id)))
    members = session.execute(count).scalar() or 0
    joined = session.execute(count.where(col(TopicMember.how) == JOINED)).scalar() or 0
    if not built or not members:
        return new >= FEWEST
    return joined + new > STALE * members and joined + new >= FEWEST


def _build(indexer: Indexer) -> TopicsReport:
    """Read and group outside any transaction that writes; store in one."""
    started = time.perf_counter()
    with indexer.database.reading() as session:
        seq = last_change(session)
        matters = topic_input(session, indexer.tokeniser, indexer.shape)
        former = former_topics(session)
    built = build_topics(matters, former, SEED)
    keep_state(indexer.database.path.parent, matters, indexer.shape)
    with indexer.database.writing() as session:
        store_topics(session, built)
        mark_consumed(session, TOPICS, EDITION, seq)
        mark_consumed(session, BUILDS, EDITION, consumed(session, BUILDS, EDITION) + 1)
    ordinary = ~matters.appointment
    covered = np.isin(matters.ids[ordinary], np.fromiter(built.topic_of, np.int64, len(built.topic_of)))
    happened = [event.what for event in built.events]
    return TopicsReport(
        topics=len(built.topics),
        themes=len(built.themes),
        members=len(built.topic_of),
        coverage=float(covered.mean()) if len(covered) else 0.0,
        born=happened.count("born"),
        gone=happened.count("gone"),
        seconds=round(time.perf_counter() - started, 3),
    )
