"""Words as numbers, and the matters of a meeting as such words, for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from kb.linking.resolving.lookup import Lookup

Numbers = list[int]
Values = NDArray[np.float64]
"""A value for each matter of a meeting, in the order of its agenda."""

NEVER_SEEN = "\uffff"
_GAP = 2  # places between two texts: a run of words does not go on from one into the next


class Words:
    """Words -> numbers, and a weight for each: from 0 (in every matter) to 1 (in none)."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._numbers: dict[str, int] = {}
        self._most = max(lookup.rarity(NEVER_SEEN), 1e-9)
        self.weights: list[float] = []

    def numbers(self, text: str) -> Numbers:
        """The words of a text in reading order."""
        return [self._number(word) for word in self._lookup.words(text)] if text else []

    def weight(self, numbers: Iterable[int]) -> float:
        """The weight of some words together."""
        return sum(self.weights[number] for number in numbers)

    def _number(self, word: str) -> int:
        known = self._numbers.get(word)
        if known is None:
            known = self._numbers[word] = len(self.weights)
            self.weights.append(max(0.0, self._lookup.rarity(word)) / self._most)
        return known


class Told:
    """A text of each matter of a meeting, as words."""

    def __init__(self, texts: Sequence[Numbers], words: Words) -> None:
        self._texts = texts
        self._words = words
        self._columns = {number: at for at, number in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
        self._having = np.zeros((len(texts), len(self._columns)), bool)
        for row, text in enumerate(texts):
            self._having[row, [self._columns[number] for number in text]] = True
        self.weight: Values = self._having @ self._weights(self._columns)

    def shared(self, once: Iterable[int]) -> Values:
        """For each text the weight of those of the words that it has."""
        known = [number for number in once if number in self._columns]
        return self._having[:, [self._columns[number] for number in known]] @ self._weights(known)

    def longest_run(self, numbers: Numbers) -> Values:
        """For each text the greatest weight of words that stand in it in a row, as they do in `numbers`."""
        best = [0.0] * len(self._texts)
        ending: dict[int, float] = {}
        for number in numbers:
            weight = self._words.weights[number]
            reached: dict[int, float] = {}
            for at, row in self._places.get(number, ()):
                reached[at] = run = ending.get(at - 1, 0.0) + weight
                best[row] = max(best[row], run)
            ending = reached
        return np.array(best, np.float64)

    def _weights(self, numbers: Iterable[int]) -> Values:
        return np.array([self._words.weights[number] for number in numbers], np.float64)

    @cached_property
    def _places(self) -> dict[int, list[tuple[int, int]]]:
        """Where each word stands, the texts laid in a line, and in which text that is."""
        places: dict[int, list[tuple[int, int]]] = defaultdict(list)
        start = 0
        for row, text in enumerate(self._texts):
            for at, number in enumerate(text, start):
                places[number].append((at, row))
            start += len(text) + _GAP
        return places
