"""Broad themes: the second level, communities of topics."""

import numpy as np
from numpy.typing import NDArray

from kb.linking.topics.communities import Membership
from kb.linking.topics.model import Vectors
from kb.linking.topics.neighbours import NO_EDGES, Edges, nearest
from kb.linking.topics.partition import agreed
from kb.linking.topics.space import unit_rows
from kb.linking.topics.tuning import Tuning


def themes_of(hearts: Vectors, sizes: NDArray[np.int64], seed: int, tuning: Tuning) -> Membership:
    """The theme of each topic, numbered from 0, from the mean vectors of the topics and their sizes."""
    count = len(hearts)
    if count < 2:
        return np.zeros(count, np.int64)
    near, cosine = nearest(unit_rows(hearts), min(tuning.theme_neighbours, count - 1))
    from_, to = np.repeat(np.arange(count), near.shape[1]), near.ravel()
    low, high = np.minimum(from_, to), np.maximum(from_, to)
    ends, first = np.unique(np.stack([low, high], 1), axis=0, return_index=True)
    weight = np.asarray(cosine.ravel()[first], np.float64)
    edges = Edges(ends[weight > 0], weight[weight > 0]) if len(ends) else NO_EDGES
    found = agreed(edges, None, count, tuning.theme_resolution, tuning.runs, seed, kind="modularity")
    order = np.argsort(-np.bincount(found, sizes), kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[found]
