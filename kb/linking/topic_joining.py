"""New resolutions join the topic of their neighbours, without a build. What they are compared with lies in a file."""

import contextlib
import os
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sqlalchemy import delete, select
from sqlmodel import Session, col

from kb.index.manifest import Shape
from kb.linking.topic_reading import matter_vectors
from kb.linking.topic_rows import add_members
from kb.linking.topics import JoinState, TopicInput, join, join_state
from kb.linking.topics.space import Space
from kb.store import CitationMention, Resolution, TopicMember

STATE = "topics.npz"


def keep_state(home: Path, matters: TopicInput, shape: Shape) -> JoinState:
    """Write what new resolutions will be compared with beside the database; whole or not at all. It may be deleted."""
    ordinary = ~matters.appointment
    state = join_state(matters.ids[ordinary], matters.vectors[ordinary], {})
    handle, name = tempfile.mkstemp(dir=home, prefix=".topics-", suffix=".npz")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                ids=state.ids,
                vectors=state.vectors.astype(np.float16),
                centre=state.space.centre,
                directions=state.space.turn,
                model=np.array(shape.model_fingerprint),
            )
        Path(name).replace(home / STATE)
    finally:
        Path(name).unlink(missing_ok=True)
    return state


def kept_state(home: Path, shape: Shape) -> JoinState | None:
    """What was kept; None where there is none, or it is damaged or of another model."""
    unusable = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)
    with contextlib.suppress(*unusable), (home / STATE).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        if str(kept["model"]) == shape.model_fingerprint:
            space, ids = Space(kept["centre"], kept["directions"]), kept["ids"]
            return JoinState(ids, kept["vectors"].astype(np.float32), np.full(len(ids), -1, np.int64), space)
    return None


def join_new(session: Session, state: JoinState, shape: Shape, changed: Sequence[int]) -> int:
    """Let those of `changed` that have no topic join one; the withdrawn leave theirs. Returns how many joined.

    Each is compared with the resolutions of the last build; a topic that has gone since has no vote.
    """
    standing = select(col(Resolution.id)).where(col(Resolution.id).in_(changed), col(Resolution.withdrawn).is_(False))
    there = set(session.execute(standing).scalars())
    gone = [key for key in changed if key not in there]
    session.execute(delete(TopicMember).where(col(TopicMember.resolution_id).in_(gone)))
    topic_of = {row.resolution_id: row.topic_id for row in session.execute(
        select(col(TopicMember.resolution_id), col(TopicMember.topic_id))
    )}  # fmt: skip
    new = sorted(there - topic_of.keys())
    if not new or not topic_of:
        return 0
    ids, vectors, appointment = matter_vectors(session, shape, new)
    cites = _cites(session, new)
    topics = np.array([topic_of.get(key, -1) for key in state.ids.tolist()], np.int64)
    known = JoinState(state.ids, state.vectors, topics, state.space)
    joined = {}
    for key, vector, skipped in zip(ids.tolist(), vectors, appointment, strict=True):
        found = None if skipped else join(known, vector, cites[key])
        if found is not None:
            joined[key] = found.topic
    add_members(session, joined)
    return len(joined)


def _cites(session: Session, ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    read = select(col(CitationMention.resolution_id), col(CitationMention.target_id)).where(
        col(CitationMention.resolution_id).in_(ids), col(CitationMention.target_id).is_not(None)
    )
    for citing, cited in session.execute(read):
        found[citing].append(cited)
    return found
