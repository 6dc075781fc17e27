"""The one door to igraph: communities by Leiden, PageRank, and how far two partitions agree."""

import random
from collections.abc import Sequence
from threading import Lock
from typing import Literal

import igraph
import numpy as np
from numpy.typing import NDArray

from kb.linking.topics.neighbours import Edges

_ROUNDS = 10
_ONE_AT_A_TIME = Lock()  # igraph's random numbers are the process's own

Membership = NDArray[np.int64]
Kind = Literal["CPM", "modularity"]


def communities(
    count: int, edges: Edges, resolution: float, seed: int, sizes: NDArray[np.float64] | None = None, kind: Kind = "CPM"
) -> Membership:
    """The community of each of `count` nodes, numbered from 0; `sizes` say how much a node weighs.

    `kind` is "CPM", whose resolution is a density and does not depend on how much else there is, or "modularity".
    """
    graph = igraph.Graph(count, edges.ends.tolist())
    with _ONE_AT_A_TIME:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - no secret, and the same again
        try:
            found = graph.community_leiden(
                kind,
                weights=edges.weight.tolist(),
                resolution=resolution,
                n_iterations=_ROUNDS,
                node_weights=None if sizes is None else sizes.tolist(),
            )
        finally:
            igraph.set_random_number_generator(random)
    return np.array(found.membership, np.int64)


def authority(count: int, cites: Sequence[tuple[int, int, float]]) -> NDArray[np.float64]:
    """PageRank of each of `count` nodes over (citing, cited, weight); they add up to 1."""
    graph = igraph.Graph(count, [(citing, cited) for citing, cited, _ in cites], directed=True)
    rank = graph.pagerank(weights=[weight for *_, weight in cites] if cites else None)
    return np.array(rank, np.float64)


def agreement(one: Sequence[int], other: Sequence[int]) -> float:
    """The adjusted Rand index of two memberships of the same nodes: 1 for the same partition, about 0 by chance."""
    return float(igraph.compare_communities(list(one), list(other), method="adjusted_rand"))
