"""From a graph to topics that another seed gives again: communities that several runs agree on, then nearness."""

import numpy as np
from numpy.typing import NDArray

from kb.linking.topics.communities import Kind, Membership, communities
from kb.linking.topics.model import Vectors
from kb.linking.topics.neighbours import Edges
from kb.linking.topics.tuning import Tuning

NONE = -1
"""In a membership: in no community."""
_HALVINGS = 6
_MOSTLY = 0.5
Sizes = NDArray[np.float64]


def agreed(
    edges: Edges,
    sizes: Sizes | None,
    count: int,
    resolution: float,
    runs: int,
    seed: int,
    former: tuple[Membership, float] | None = None,
    kind: Kind = "CPM",
) -> Membership:
    """Communities that several runs of Leiden agree on: an edge weighs as much as runs keep both its ends together.

    `former` is the community each node was in (-1 for none) and as how many runs it counts, so that what was together
    and may as well stay so does.
    """
    seeds = np.random.default_rng(seed).integers(0, 2**31, runs + 1).tolist()
    one, other = edges.ends[:, 0], edges.ends[:, 1]
    together, of = np.zeros(len(edges.ends)), np.full(len(edges.ends), float(runs))
    for each in seeds[:-1]:
        found = communities(count, edges, resolution, each, sizes, kind)
        together += found[one] == found[other]
    if former is not None:
        before, times = former
        known = (before[one] >= 0) & (before[other] >= 0)
        together += times * (known & (before[one] == before[other]))
        of += times * known
    share = together / of
    kept = share > 0.5
    return communities(
        count, Edges(edges.ends[kept], edges.weight[kept] * share[kept]), resolution, seeds[-1], sizes, kind
    )


def split_large(
    membership: Membership, edges: Edges, sizes: Sizes, matters: NDArray[np.int64], largest: float, tuning: Tuning
) -> Membership:
    """The same with communities of more than `largest` matters cut by ever finer communities of their own."""
    found = membership.copy()
    resolution = tuning.resolution
    for turn in range(_HALVINGS):
        too_large = np.flatnonzero(np.bincount(found, matters) > largest)
        if not len(too_large):
            break
        resolution *= 2
        inside = np.isin(found, too_large)
        kept = inside[edges.ends].all(axis=1) & (found[edges.ends[:, 0]] == found[edges.ends[:, 1]])
        finer = communities(len(found), Edges(edges.ends[kept], edges.weight[kept]), resolution, turn, sizes)
        found[inside] = found.max() + 1 + finer[inside]
    return np.unique(found, return_inverse=True)[1].astype(np.int64)


def merged(
    membership: Membership, vectors: Vectors, matters: NDArray[np.int64], largest: float, tuning: Tuning
) -> Membership:
    """The same with communities put together whose nodes are near one another on average, nearest first.

    The graph knows only so many neighbours of each node, and what lies beyond them counts as far; here nothing does.
    None grows beyond `largest` matters. The work grows with the square of the communities.
    """
    count = int(membership.max(initial=-1)) + 1
    sums = np.zeros((count, vectors.shape[1]), np.float64)
    np.add.at(sums, membership, vectors)
    size = np.bincount(membership, minlength=count).astype(np.float64)
    weight = np.bincount(membership, matters, count)
    into = np.arange(count)

    def wish(row: int) -> NDArray[np.float64]:
        near: NDArray[np.float64] = (sums @ sums[row]) / np.maximum(size * size[row], 1)
        crumb = np.minimum(size, size[row]) < tuning.crumb
        wishes: NDArray[np.float64] = near - np.where(crumb, tuning.crumb_floor, tuning.merge_floor)
        wishes[(size == 0) | (weight + weight[row] > largest)] = -np.inf
        wishes[row] = -np.inf
        return wishes

    wishes = np.array([wish(row) for row in range(count)]).reshape(count, count)
    while wishes.size and wishes.max() >= 0:
        keep, gone = sorted(divmod(int(wishes.argmax()), count))
        into[into == gone] = keep
        for total in (sums, size, weight):
            total[keep] += total[gone]
            total[gone] = 0
        wishes[gone] = wishes[:, gone] = -np.inf
        wishes[keep] = wishes[:, keep] = wish(keep)
    return np.unique(into[membership], return_inverse=True)[1].astype(np.int64)


def apart(membership: Membership, vectors: Vectors, pairs: list[tuple[int, int]]) -> Membership:
    """The same with every community cut in which two nodes of a pair, which must not be together, are together.

    The nodes named are dealt out first, each to the part it is nearest to and may be in; the others follow the part
    whose named nodes they are nearest to.
    """
    found = membership.copy()
    broken = sorted({int(found[one]) for one, other in pairs if found[one] == found[other] != NONE})
    for community in broken:
        members = np.flatnonzero(found == community)
        forbidden = [pair for pair in pairs if found[pair[0]] == found[pair[1]] == community]
        parts: list[list[int]] = []
        for node in sorted({node for pair in forbidden for node in pair}):
            against = {one if other == node else other for one, other in forbidden if node in (one, other)}
            free = [part for part in parts if not against & set(part)]
            if not free:
                parts.append([node])
            else:
                max(free, key=lambda part: float((vectors[part] @ vectors[node]).mean())).append(node)
        near = np.array([vectors[members] @ vectors[part].mean(0) for part in parts])
        chosen = near.argmax(axis=0)
        for number, part in enumerate(parts):
            chosen[np.isin(members, part)] = number
        found[members[chosen > 0]] = found.max() + chosen[chosen > 0]
    return found


def belonging(membership: Membership, vectors: Vectors) -> NDArray[np.float64]:
    """For each node its mean nearness to the others of its community; infinite where it is alone."""
    place = np.unique(membership, return_inverse=True)[1]
    sums = np.zeros((int(place.max(initial=-1)) + 1, vectors.shape[1]), np.float64)
    np.add.at(sums, place, vectors)
    size = np.bincount(place, minlength=len(sums))[place]
    own = np.einsum("ij,ij->i", vectors, vectors, dtype=np.float64)
    others = np.einsum("ij,ij->i", vectors, sums[place]) - own
    return np.where(size > 1, others / np.maximum(size - 1, 1), np.inf)


def pruned(
    membership: Membership, vectors: Vectors, held: NDArray[np.bool_], tuning: Tuning, former: Membership | None = None
) -> Membership:
    """The same without stragglers, and without crumbs that lie beside a larger community; nodes in `held` stay.

    What was in a topic formerly (`former` is not -1) goes less easily than what was in none, and what was mostly one
    topic is no crumb: a matter on the edge must not come and go with every build.
    """
    found = membership.copy()
    known = np.zeros(len(found), np.bool_) if former is None else former != NONE
    floor = np.where(known, tuning.leniency, 1.0) * tuning.member_floor
    for _ in range(2):
        far = (found != NONE) & (belonging(found, vectors) < floor) & ~held
        found[far] = NONE
    named, place = np.unique(found, return_inverse=True)
    hearts = np.array([vectors[place == each].mean(0) for each in range(len(named))], np.float64)
    size = np.bincount(place, minlength=len(named))
    near = hearts @ hearts.T
    for each in np.flatnonzero((size < tuning.crumb) & (named != NONE)):
        larger = (size > size[each]) & (named != NONE)
        stays = held[place == each].any() or known[place == each].mean() > _MOSTLY
        if near[each][larger].max(initial=-1) > tuning.crumb_apart and not stays:
            found[place == each] = NONE
    return found
