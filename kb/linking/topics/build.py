"""Topics of an archive: from matters to a partition, from a partition to topics with ids, labels and facts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.linking.topics import partition
from kb.linking.topics.communities import Membership
from kb.linking.topics.describe import described
from kb.linking.topics.model import FormerTopics, TopicInput, Topics, Vectors
from kb.linking.topics.neighbours import Edges, contracted, mutual_neighbours, with_edges
from kb.linking.topics.nodes import fold_series, joined, means
from kb.linking.topics.space import unit_rows, whitened
from kb.linking.topics.themes import themes_of
from kb.linking.topics.tuning import DEFAULT, Tuning
from kb.linking.topics.word_weights import word_weights

_WORDS_IN_MEANS = 2.0
"""How much words count beside vectors where many pairs are averaged; judged by reading pairs of neighbouring topics."""


@dataclass(frozen=True)
class _Graph:
    """What is partitioned. A node stands for the matters that people or a series put together."""

    node: NDArray[np.int64]
    """The node of each matter that may have a topic."""
    edges: Edges
    sizes: NDArray[np.float64]
    matters: NDArray[np.int64]
    features: Vectors
    """Products of these are similarities of nodes."""
    cannot: list[tuple[int, int]]
    held: NDArray[np.bool_]
    """Nodes that people made; they are in a topic whatever their neighbours."""


def build_topics(
    matters: TopicInput, former: FormerTopics | None = None, seed: int = 0, tuning: Tuning = DEFAULT
) -> Topics:
    """All topics of an archive, with the ids and names of the former ones where they live on.

    The same input, former topics and seed give the same topics. People's word holds: two matters of a must-link are in
    one topic, two of a cannot-link never; where the two contradict, the cannot-link holds and `unmet` tells.
    """
    former = former or FormerTopics()
    must, unmet = _agreeing(matters)
    named = {each for pair in must for each in pair}
    rows = np.flatnonzero(~matters.appointment | np.isin(matters.ids, list(named)))
    graph = _graph(matters, rows, must, tuning)
    found = _partition(graph, _former_nodes(matters, rows, graph, former), seed, tuning)
    topic_rows = _topics(rows, found[graph.node], graph.held[graph.node], tuning)
    hearts = np.array(
        [graph.features[np.unique(graph.node[np.isin(rows, each)])].mean(0) for each in topic_rows], np.float32
    ).reshape(len(topic_rows), graph.features.shape[1])
    themes = themes_of(hearts, np.array([len(each) for each in topic_rows]), seed, tuning)
    row_features = np.zeros((len(matters.ids), graph.features.shape[1]), np.float32)
    row_features[rows] = graph.features[graph.node]
    return described(matters, topic_rows, themes, row_features, former, tuple(unmet), tuning)


def _agreeing(matters: TopicInput) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Must-links that no cannot-link forbids, and those that one does; about resolutions of the input alone.

    Must-links are taken in the order given: what follows from earlier ones forbids a later one too.
    """
    place = {key: row for row, key in enumerate(matters.ids.tolist())}
    kept: list[tuple[int, int]] = []
    unmet: list[tuple[int, int]] = []
    cannot = [(place[one], place[other]) for one, other in matters.cannot_link if one in place and other in place]
    for one, other in matters.must_link:
        if one not in place or other not in place or one == other:
            continue
        group = joined(len(place), [(place[a], place[b]) for a, b in [*kept, (one, other)]]) if cannot else None
        broken = group is not None and any(group[a] == group[b] for a, b in cannot)
        (unmet if broken else kept).append((one, other))
    return kept, unmet


def _graph(matters: TopicInput, rows: NDArray[np.int64], must: list[tuple[int, int]], tuning: Tuning) -> _Graph:
    place = {key: spot for spot, key in enumerate(matters.ids[rows].tolist())}
    cannot = [(place[one], place[other]) for one, other in matters.cannot_link if one in place and other in place]
    raw = matters.vectors[rows]
    alone = {spot for pair in cannot for spot in pair}
    series = fold_series([matters.titles[row] for row in rows], raw, tuning.series_floor, alone)
    vectors = unit_rows(means(whitened(raw, tuning.whitening).place(raw), series))
    latest = np.zeros(len(vectors), np.int64)
    latest[series] = np.arange(len(rows))  # of several the last one written stays
    words = word_weights([_words(matters, int(rows[spot]), tuning) for spot in latest])
    cites = [
        (int(series[place[one]]), int(series[place[other]]), tuning.citation_weight * weight)
        for one, other, weight in matters.citations
        if one in place and other in place
    ]
    edges = with_edges(mutual_neighbours(vectors, words, tuning), cites, [])
    group = joined(len(vectors), [(int(series[place[one]]), int(series[place[other]])) for one, other in must])
    node = group[series]
    forbidden = sorted({(int(node[min(pair)]), int(node[max(pair)])) for pair in cannot})
    features = np.concatenate([vectors, np.sqrt(_WORDS_IN_MEANS) * words.sketch()], 1) / np.sqrt(1 + _WORDS_IN_MEANS)
    count = np.bincount(node, minlength=int(group.max(initial=-1)) + 1)
    held = np.zeros(len(count), np.bool_)
    held[[node[place[each]] for pair in must for each in pair]] = True
    return _Graph(
        node,
        with_edges(contracted(edges, group), [], forbidden),
        1 + np.log2(np.maximum(count, 1)) / 2,
        count,
        means(features.astype(np.float32), group),
        forbidden,
        held,
    )


def _words(matters: TopicInput, row: int, tuning: Tuning) -> list[str]:
    agency = matters.agencies[row]
    return [*matters.terms[row], *([f"@{agency}"] * tuning.agency_times if agency else [])]


def _former_nodes(
    matters: TopicInput, rows: NDArray[np.int64], graph: _Graph, former: FormerTopics
) -> Membership | None:
    """The former topic of each node, -1 where it had none: that of the first of its matters that had one."""
    if not former.topics:
        return None
    was = {member: number for number, topic in enumerate(former.topics) for member in topic.members}
    found = np.full(len(graph.matters), -1, np.int64)
    for spot, key in reversed(list(enumerate(matters.ids[rows].tolist()))):
        if key in was:
            found[graph.node[spot]] = was[key]
    return found


def _partition(graph: _Graph, former: Membership | None, seed: int, tuning: Tuning) -> Membership:
    count = len(graph.matters)
    largest = max(tuning.largest_share * float(graph.matters.sum()), tuning.largest_always)
    before = None if former is None else (former, tuning.former_runs)
    found = partition.agreed(graph.edges, graph.sizes, count, tuning.resolution, tuning.runs, seed, before)
    found = partition.split_large(found, graph.edges, graph.sizes, graph.matters, largest, tuning)
    found = partition.merged(found, graph.features, graph.matters, largest, tuning)
    found = partition.apart(found, graph.features, graph.cannot)
    return partition.pruned(found, graph.features, graph.held, tuning, former)


def _topics(
    rows: NDArray[np.int64], community: Membership, held: NDArray[np.bool_], tuning: Tuning
) -> list[NDArray[np.int64]]:
    """The rows of each topic, largest first; what people put together is a topic however small."""
    found = []
    for each in np.unique(community[community >= 0]):
        inside = community == each
        if inside.sum() >= tuning.smallest or held[inside].any():
            found.append(rows[inside])
    return sorted(found, key=lambda members: (-len(members), int(members[0])))
