"""What people said belongs together and apart, as a build takes it: of contrary words on a pair the newest holds."""

from itertools import combinations

from sqlalchemy import select
from sqlmodel import Session, col

from kb.store import TopicWord

Pair = tuple[int, int]


def constraints(session: Session) -> tuple[list[Pair], list[Pair]]:
    """Must-links and cannot-links between resolution ids, as few as say the same."""
    words: dict[Pair, str] = {}
    said = select(TopicWord).where(col(TopicWord.verb).in_(("together", "apart"))).order_by(col(TopicWord.id))
    for row in session.execute(said).scalars():
        pairs = combinations(row.resolutions, 2) if row.verb == "together" else _between(row.resolutions, row.others)
        words.update((_ordered(one, other), row.verb) for one, other in pairs if one != other)
    together = [pair for pair, verb in words.items() if verb == "together"]
    group = _groups(together)
    must = [(first, key) for key, first in group.items() if key != first]
    parted = [pair for pair, verb in words.items() if verb == "apart"]
    apart = {_ordered(group.get(one, one), group.get(other, other)) for one, other in parted}
    return sorted(must), sorted(pair for pair in apart if pair[0] != pair[1])


def _between(some: list[int], others: list[int]) -> list[Pair]:
    return [(one, other) for one in some for other in others]


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _groups(pairs: list[Pair]) -> dict[int, int]:
    """The smallest id of the group of each id that a pair names."""
    first: dict[int, int] = {}

    def root(key: int) -> int:
        while first.setdefault(key, key) != key:
            key = first[key]
        return key

    for one, other in pairs:
        low, high = _ordered(root(one), root(other))
        first[high] = low
    return {key: root(key) for key in first}
