"""A new resolution joins a topic by the votes of its nearest, without a rebuild."""

from collections.abc import Callable

import numpy as np
import pytest

from kb.linking.topics import Joined, TopicInput, build_topics, join, join_state
from kb.linking.topics.joining import vote

# (topic of a neighbour, cosine), topics of what it cites, the topic joined, why the row is here
VOTES = [
    ([(1, 0.7), (1, 0.6), (2, 0.5)], [], 1, "the most votes"),
    ([(1, 0.7), (2, 0.6), (2, 0.5)], [], 2, "two near ones outweigh one nearer"),
    ([(1, 0.7), (-1, 0.6), (-1, 0.6)], [], None, "most of the nearest are in none"),
    ([(1, 0.7)], [], None, "one voter is not enough"),
    ([(1, 0.9)], [], 1, "one that says nearly the same is"),
    ([(1, 0.2), (1, 0.2), (1, 0.1)], [], None, "all are too far"),
    ([(1, 0.5), (1, 0.4)], [2], 2, "a citation weighs more than far neighbours"),
    ([], [3], 3, "a citation alone"),
    ([], [], None, "nobody votes"),
    ([(1, 0.6), (1, 0.4), (2, 0.6), (2, 0.4)], [], 1, "of equals the older"),
]


@pytest.mark.parametrize(("near", "cited", "topic", "why"), VOTES, ids=[row[-1] for row in VOTES])
def test_votes(near: list[tuple[int, float]], cited: list[int], topic: int | None, why: str) -> None:
    """Which topic wins."""
    found = vote(near, cited)
    assert (found.topic if found else None) == topic, why


def test_joining_an_archive(archive: Callable[..., TopicInput]) -> None:
    """A matter like the others of a subject joins its topic; one like nothing joins none; one that cites joins that."""
    matters = archive()
    topics = build_topics(matters)
    state = join_state(matters.ids, matters.vectors, topics.topic_of)
    like = matters.vectors[[6, 7, 8]].mean(0)
    found = join(state, like / np.linalg.norm(like))
    assert found == Joined(topics.topic_of[7], pytest.approx(1.0))
    nothing = np.zeros(24, np.float32)
    assert join(state, nothing) is None
    assert join(state, nothing, cites=[14]) == Joined(topics.topic_of[14], 1.0)
