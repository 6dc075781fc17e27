"""Who may be alike: matters found in the indexes by meaning and by words, within what the caller may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlmodel import Session, col

from kb.access import Policy
from kb.index import Generation, LexicalClause, LexicalFilter
from kb.linking.similar.item import Item, Vectors
from kb.store import Resolution

PASSAGES_NEAR = 200
"""Passages taken from the vector index for each of the vectors looked for."""
BY_WORDS = 60
"""Matters taken from the word index."""
MOST_COMPARED = 70
"""Matters compared in full: those whose places in the lists are best."""
LED = 60.0
"""What softens places in a list when several are joined (reciprocal rank fusion)."""
BODY = 0.5
"""What a word in the body counts for beside one in the title."""


@dataclass(frozen=True)
class Candidates:
    """Matters to compare, best first, and for each found by words the share of the telling words it holds, 0 to 1.

    `more` when there were others, further off, that are not compared.
    """

    keys: tuple[int, ...]
    text_words: Mapping[int, float]
    more: bool = False


def find_candidates(
    session: Session, indexes: Generation, item: Item, sought: Mapping[str, float], policy: Policy
) -> Candidates:
    """Matters near in meaning to the title and to the whole of an item, or sharing its telling words.

    `sought` are words and what each counts for. The item itself is not among them. A fixed number of look-ups, however
    long the item is.
    """
    allowed = None if policy.sees_all else _allowed(session, policy)
    lists = [_near(indexes, vector, allowed) for vector in (item.head, item.middle)]
    shares = _by_words(indexes, item.id, sought, policy)
    lists.append([key for key in shares if key != item.id][:BY_WORDS])
    joined = _joined(lists, item.id)
    return Candidates(tuple(joined[:MOST_COMPARED]), shares, more=len(joined) > MOST_COMPARED)


def _near(indexes: Generation, vector: Vectors, allowed: NDArray[np.int64] | None) -> list[int]:
    """Matters of the nearest passages, the nearest first."""
    hits = indexes.vectors.search(np.ascontiguousarray(vector, np.float32), PASSAGES_NEAR, allowed)
    return list(dict.fromkeys(hits.keys[:, 1].tolist()))


def _by_words(indexes: Generation, own: int, sought: Mapping[str, float], policy: Policy) -> dict[int, float]:
    """Shares of the score that the item itself has for its words, best first."""
    clauses = [
        LexicalClause(name, word, weight * share)
        for word, weight in sought.items()
        for name, share in (("title", 1.0), ("body", BODY))
    ]
    within = LexicalFilter(() if policy.sees_all else policy.classifications)
    scores = {hit.resolution: hit.score for hit in indexes.lexical.search(clauses, within, 2 * BY_WORDS + 1)}
    whole = scores.get(own) or max(scores.values(), default=0.0)
    return {key: min(1.0, score / whole) for key, score in scores.items()} if whole else {}


def _joined(lists: Sequence[Sequence[int]], own: int) -> list[int]:
    places: dict[int, float] = {}
    for each in lists:
        for place, key in enumerate(each):
            places[key] = places.get(key, 0.0) + 1.0 / (LED + place)
    places.pop(own, None)
    return sorted(places, key=lambda key: (-places[key], key))


def _allowed(session: Session, policy: Policy) -> NDArray[np.int64]:
    seen = select(col(Resolution.id)).where(
        col(Resolution.withdrawn).is_(False), col(Resolution.classification).in_(policy.classifications)
    )
    return np.fromiter(session.execute(seen).scalars(), np.int64)
