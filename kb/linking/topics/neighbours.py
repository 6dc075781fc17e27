"""Who is near whom: exact nearest neighbours by vector, looked at again with words, kept where mutual."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.linking.topics.model import Vectors
from kb.linking.topics.tuning import Tuning
from kb.linking.topics.word_weights import WordWeights

_ROWS_AT_ONCE = 512


@dataclass(frozen=True)
class Edges:
    """An undirected graph: `ends` of shape (m, 2), the lower node first, each pair once, and the `weight` of each."""

    ends: NDArray[np.int64]
    weight: NDArray[np.float64]


NO_EDGES = Edges(np.empty((0, 2), np.int64), np.empty(0))


def mutual_neighbours(vectors: Vectors, words: WordWeights, tuning: Tuning) -> Edges:
    """Edges between nodes that are among each other's nearest; the weight is their similarity above the floor, doubled.

    Time grows with the square of the nodes, memory does not.
    """
    count = len(vectors)
    if count < 2:
        return NO_EDGES
    near, cosine = nearest(vectors, min(tuning.candidates, count - 1))
    room = np.zeros(words.size, np.float32)
    share = np.float32(tuning.words_share)
    kept = min(tuning.neighbours, near.shape[1])
    chosen, score = np.empty((count, kept), np.int64), np.empty((count, kept), np.float32)
    for row in range(count):
        mixed = (1 - share) * cosine[row] + share * words.similar(row, near[row], room)
        best = np.lexsort((near[row], -mixed))[:kept]
        chosen[row], score[row] = near[row, best], mixed[best]
    from_, to, weight = np.repeat(np.arange(count), kept), chosen.ravel(), score.ravel()
    mutual = np.isin(from_ * count + to, to * count + from_) & (from_ < to) & (weight > tuning.floor)
    return Edges(np.stack([from_[mutual], to[mutual]], 1), 2 * (weight[mutual].astype(np.float64) - tuning.floor))


def nearest(vectors: Vectors, limit: int) -> tuple[NDArray[np.int64], Vectors]:
    """For each row its `limit` nearest others and their cosines, both of shape (n, limit), in no order."""
    near = np.empty((len(vectors), limit), np.int64)
    cosine = np.empty((len(vectors), limit), np.float32)
    for first in range(0, len(vectors), _ROWS_AT_ONCE):
        rows = np.arange(first, min(first + _ROWS_AT_ONCE, len(vectors)))
        scores = vectors[rows] @ vectors.T
        scores[np.arange(len(rows)), rows] = -2
        near[rows] = np.argpartition(-scores, limit - 1, axis=1)[:, :limit]
        cosine[rows] = np.take_along_axis(scores, near[rows], 1)
    return near, cosine


def with_edges(edges: Edges, more: Iterable[tuple[int, int, float]], less: Iterable[tuple[int, int]]) -> Edges:
    """The same graph with weight added between some nodes, and none left between others."""
    weights = {
        (int(low), int(high)): float(weight) for (low, high), weight in zip(edges.ends, edges.weight, strict=True)
    }
    for one, other, weight in more:
        if one != other:
            ends = (min(one, other), max(one, other))
            weights[ends] = weights.get(ends, 0.0) + weight
    for one, other in less:
        weights.pop((min(one, other), max(one, other)), None)
    return _edges(weights)


def contracted(edges: Edges, group: NDArray[np.int64]) -> Edges:
    """The graph between groups of nodes; weights add up, and those inside a group are dropped."""
    weights: dict[tuple[int, int], float] = {}
    for (one, other), weight in zip(group[edges.ends].tolist(), edges.weight.tolist(), strict=True):
        if one != other:
            ends = (min(one, other), max(one, other))
            weights[ends] = weights.get(ends, 0.0) + weight
    return _edges(weights)


def _edges(weights: dict[tuple[int, int], float]) -> Edges:
    if not weights:
        return NO_EDGES
    ends = np.array(list(weights), np.int64)
    order = np.lexsort((ends[:, 1], ends[:, 0]))
    return Edges(ends[order], np.array(list(weights.values()))[order])
