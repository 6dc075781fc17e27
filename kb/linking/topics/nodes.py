"""What the graph of topics is drawn over: report series and people's must-links folded into one node each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kb.linking.series import series_key
from kb.linking.topics.model import Vectors

SHORTEST_KEY = 8
"""Letters of a series key below which it says too little."""


def fold_series(titles: Sequence[str], vectors: Vectors, floor: float, alone: Iterable[int] = ()) -> NDArray[np.int64]:
    """The node of each matter, numbered from 0: rounds of one report share one, all other matters have their own.

    Equal titles are not enough (many budget requests are called the same): vectors must lie near their mean. Matters in
    `alone` are never folded.
    """
    kept_out = set(alone)
    series: dict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(titles):
        key = series_key(title)
        if len(key) >= SHORTEST_KEY and place not in kept_out:
            series[key].append(place)
    head = np.arange(len(titles))
    for members in series.values():
        if len(members) > 1:
            heart = vectors[members].mean(0)
            heart /= max(float(np.linalg.norm(heart)), 1e-9)
            near = [place for place in members if vectors[place] @ heart >= floor]
            head[near] = near[:1]
    return np.unique(head, return_inverse=True)[1].astype(np.int64)


def joined(count: int, pairs: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    """The group of each of `count` nodes, numbered from 0, when the two of each pair must be in one."""
    head = list(range(count))

    def find(one: int) -> int:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        head[high] = low
    return np.unique([find(each) for each in range(count)], return_inverse=True)[1].astype(np.int64)


def means(vectors: Vectors, group: NDArray[np.int64]) -> Vectors:
    """The mean vector of each group; shape (groups, d)."""
    sums = np.zeros((int(group.max(initial=-1)) + 1, vectors.shape[1]), np.float64)
    np.add.at(sums, group, vectors)
    return (sums / np.maximum(np.bincount(group, minlength=len(sums)), 1)[:, None]).astype(np.float32)
