"""How alike two printed titles are, when either may be cut short, re-spaced or misspelt."""

from dataclasses import dataclass
from functools import cached_property

from kb.text import title_key

PREFIX_WEIGHT = 0.85  # the rest is the weight of likeness in full length


@dataclass(frozen=True)
class Title:
    """A title as printed (whitespace-collapsed) and its comparison key."""

    text: str
    key: str

    @staticmethod
    def of(text: str) -> "Title":
        """The title `text` with its key worked out once."""
        return Title(text, title_key(text))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its letter pairs in full length."""
        return _pairs(self.key)


def title_similarity(one: Title, other: Title) -> float:
    """0..1: letter pairs shared over the shorter title's length, tempered by those shared in full length.

    1.0 is the same key. A title cut at a line's end still scores above 0.85 against the whole.
    """
    if one.key == other.key:
        return 1.0
    shortest = min(len(one.key), len(other.key))
    if shortest < 2:
        return 0.0
    prefix = _dice(_pairs(one.key[:shortest]), _pairs(other.key[:shortest]))
    return PREFIX_WEIGHT * prefix + (1 - PREFIX_WEIGHT) * _dice(one.pairs, other.pairs)


def _pairs(key: str) -> frozenset[str]:
    return frozenset(key[at : at + 2] for at in range(len(key) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
