"""How alike two items are: pure functions of values. The numbers are data; how they were found: docs/quality.md."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from kb.linking.similar.item import Item, Vectors


@dataclass(frozen=True)
class LikenessWeights:
    """How much each kind of evidence counts; they add up to 1."""

    title_meaning: float = 0.25
    whole_meaning: float = 0.25
    covered: float = 0.25
    title_words: float = 0.14
    text_words: float = 0.11


WEIGHTS = LikenessWeights()


@dataclass(frozen=True)
class Likeness:
    """Evidence that two items are alike, each part and `score` from 0 to 1.

    `title` and `whole` are cosines of titles and of all passages together; `covered` is how near, on average, a
    passage of either finds one in the other; `title_words` is the weighted overlap of the titles' words;
    `text_words` the share of the telling words found.
    """

    title: float
    whole: float
    covered: float
    title_words: float
    text_words: float
    score: float

    @property
    def meaning(self) -> float:
        """The likeness of meaning that is told to people."""
        return max(self.title, self.whole)


def likeness(one: Item, other: Item, text_words: float, weights: LikenessWeights = WEIGHTS) -> Likeness:
    """Compare two items. `text_words` is how much of the first one's telling words the other's text holds, 0 to 1."""
    title = _cosine(one.head, other.head)
    whole = _cosine(one.middle, other.middle)
    covered = _covered(one, other)
    shared = overlap(one.words, other.words)
    words = _between_0_and_1(text_words)
    score = (
        weights.title_meaning * title
        + weights.whole_meaning * whole
        + weights.covered * covered
        + weights.title_words * shared
        + weights.text_words * words
    )
    return Likeness(title, whole, covered, shared, words, min(1.0, score))


def _covered(one: Item, other: Item) -> float:
    """The mean cosine of each passage with the nearest one of the other item, both ways: the same either way round."""
    if not len(one.vectors) or not len(other.vectors):
        return 0.0
    matrix = one.vectors @ other.vectors.T
    return _between_0_and_1(float(matrix.max(axis=1).mean() + matrix.max(axis=0).mean()) / 2)


def overlap(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two sets of weighted words, 0 to 1."""
    shared = sum(one[word] * other[word] for word in sorted(one.keys() & other.keys()))
    lengths = math.sqrt(sum(each**2 for each in one.values()) * sum(each**2 for each in other.values()))
    return shared / lengths if lengths else 0.0


def _cosine(one: Vectors, other: Vectors) -> float:
    return _between_0_and_1(float(one @ other))


def _between_0_and_1(value: float) -> float:
    return min(1.0, max(0.0, value))
