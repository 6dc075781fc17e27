"""A new resolution joins a topic at ingest, without a rebuild: its nearest matters vote."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from kb.linking.topics.model import Ids, Vectors
from kb.linking.topics.space import Space, whitened
from kb.linking.topics.tuning import DEFAULT

VOTERS = 10
FLOOR = 0.35
"""A matter less near than this has no say."""
MAJORITY = 0.5
"""Share of all votes, those for no topic included, that a topic needs."""
FEWEST = 2
"""Voters a topic needs, unless one of them is nearer than `SURE`."""
SURE = 0.8
CITATION = 1.0
"""What a cited resolution's vote weighs, beside the cosines of the others."""


@dataclass(frozen=True)
class Joined:
    """The topic a resolution joins and the share of the votes for it, from 0 to 1."""

    topic: int
    share: float


@dataclass(frozen=True)
class JoinState:
    """What a new resolution is compared with: made once after a build, used for many.

    `vectors` are those of the topic's space, shape (n, d); `topics` the topic of each, -1 for none.
    """

    ids: Ids
    vectors: Vectors
    topics: Ids
    space: Space


def join_state(ids: Ids, vectors: Vectors, topic_of: Mapping[int, int]) -> JoinState:
    """The state for resolutions that may have a topic (no appointments), from vectors as in `TopicInput`."""
    space = whitened(vectors, DEFAULT.whitening)
    topics = np.array([topic_of.get(key, -1) for key in ids.tolist()], np.int64)
    return JoinState(ids, space.place(vectors), topics, space)


def join(state: JoinState, vector: Vectors, cites: Iterable[int] = ()) -> Joined | None:
    """The topic that a resolution with this vector, shape (d,), joins; None where none is near enough.

    `cites` are the resolutions it cites. One pass over the archive; 8,000 matters take a few milliseconds.
    """
    votes: list[tuple[int, float]] = []
    if vector.any() and len(state.ids):
        cosine = state.vectors @ state.space.place(vector[None, :])[0]
        best = np.argsort(-cosine, kind="stable")[:VOTERS]
        votes = [(int(state.topics[row]), float(cosine[row])) for row in best]
    return vote(votes, [int(topic) for topic in state.topics[np.isin(state.ids, list(cites))] if topic >= 0])


def vote(near: Iterable[tuple[int, float]], cited: Iterable[int]) -> Joined | None:
    """The topic with most votes: `near` are (topic or -1, cosine) of the nearest matters, `cited` topics it cites."""
    weight: dict[int, float] = defaultdict(float)
    voters: dict[int, int] = defaultdict(int)
    for topic, cosine in near:
        if cosine >= FLOOR:
            weight[topic] += cosine
            voters[topic] += FEWEST if cosine >= SURE else 1
    for topic in cited:
        weight[topic] += CITATION
        voters[topic] += FEWEST
    total = sum(weight.values())
    weight.pop(-1, None)
    if not weight:
        return None
    topic = min(weight, key=lambda each: (-weight[each], each))
    if voters[topic] < FEWEST or weight[topic] < MAJORITY * total:
        return None
    return Joined(topic, weight[topic] / total)
