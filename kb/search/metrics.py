"""Measures of a ranking, as the field defines them. Scores that tie count against the system."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Graded = Mapping[str, float]
"""Grade of each relevant id; ids not in it are not relevant."""


@dataclass(frozen=True)
class Ranked:
    """One entry of a ranking."""

    id: str
    score: float


def pessimistic(ranking: Sequence[Ranked], grades: Graded) -> list[str]:
    """Ids by score, and among equal scores the relevant ones last: a tie is no merit."""
    return [each.id for each in sorted(ranking, key=lambda each: (-each.score, grades.get(each.id, 0.0)))]


def ndcg(ids: Sequence[str], grades: Graded, depth: int = 10) -> float:
    """Normalised discounted cumulative gain with exponential gain (2^grade - 1) and log2 discount."""
    ideal = sorted(grades.values(), reverse=True)[:depth]
    best = sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(ideal))
    got = sum((2 ** grades.get(key, 0.0) - 1) / math.log2(place + 2) for place, key in enumerate(ids[:depth]))
    return got / best if best else 0.0


def reciprocal_rank(ids: Sequence[str], grades: Graded, depth: int = 10) -> float:
    """One over the place of the first relevant id within `depth`, 0 if there is none."""
    return next((1 / (place + 1) for place, key in enumerate(ids[:depth]) if grades.get(key, 0.0) > 0), 0.0)


def recall(ids: Sequence[str], grades: Graded, depth: int) -> float:
    """Share of the relevant ids that stand within `depth`."""
    relevant = {key for key, grade in grades.items() if grade > 0}
    return len(relevant & set(ids[:depth])) / len(relevant) if relevant else 0.0
