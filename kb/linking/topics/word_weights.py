"""Tf-idf over our own tokens, as sparse rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

COMMONEST = 0.1
"""Words of more than this share of all matters are boilerplate (ร่าง, กระทรวง, อนุมัติ) and tell nothing apart."""
FEWEST = 2
_SMALL_ARCHIVE = 20  # matters that a word may always stand in
_SKETCH = 256


@dataclass(frozen=True)
class WordWeights:
    """Rows of unit length: those of row i are `columns[starts[i]:starts[i + 1]]` and the `values` beside them."""

    columns: NDArray[np.int32]
    values: NDArray[np.float32]
    starts: NDArray[np.int64]
    size: int
    """How many different words there are."""

    def similar(self, row: int, others: NDArray[np.int64], room: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cosines of a row with others. `room` is zeros of shape (size,), and is left so."""
        mine = slice(self.starts[row], self.starts[row + 1])
        room[self.columns[mine]] = self.values[mine]
        first, length = self.starts[others], self.starts[others + 1] - self.starts[others]
        before = np.cumsum(length) - length
        places = np.repeat(first - before, length) + np.arange(length.sum())
        products = room[self.columns[places]] * self.values[places]
        room[self.columns[mine]] = 0
        owner = np.repeat(np.arange(len(others)), length)
        return np.bincount(owner, products, len(others)).astype(np.float32)

    def sketch(self) -> NDArray[np.float32]:
        """Short vectors, shape (rows, 256), whose products are nearly the cosines of the rows.

        A single product is off by 0.06 on average, which is too much to rank neighbours by; the mean over the pairs of
        two topics is off by little. Always the same for the same words.
        """
        signs = np.random.default_rng(0).standard_normal((self.size, _SKETCH)).astype(np.float32) / np.sqrt(_SKETCH)
        rows = np.zeros((len(self.starts) - 1, _SKETCH), np.float32)
        for row, (first, last) in enumerate(pairwise(self.starts.tolist())):
            rows[row] = self.values[first:last] @ signs[self.columns[first:last]]
        return rows


def word_weights(texts: Sequence[Sequence[str]]) -> WordWeights:
    """Weights of the words of each text: dampened counts times rarity; bare numbers are no words."""
    counts = [Counter(text) for text in texts]
    spread = Counter(word for count in counts for word in count)
    most = max(_SMALL_ARCHIVE, COMMONEST * len(texts))
    kept = [word for word, times in spread.items() if FEWEST <= times <= most and not word.isdigit()]
    number = {word: place for place, word in enumerate(kept)}
    rarity = np.log(len(texts) / np.array([spread[word] for word in kept], np.float64).clip(1)) + 0.0
    columns: list[int] = []
    seen: list[int] = []
    lengths = []
    for count in counts:
        known = [(number[word], times) for word, times in count.items() if word in number]
        columns += [place for place, _ in known]
        seen += [times for _, times in known]
        lengths.append(len(known))
    places = np.array(columns, np.int32)
    values = ((1 + np.log(np.array(seen, np.float64).clip(1))) * rarity[places]).astype(np.float32)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    rows = np.repeat(np.arange(len(texts)), lengths)
    norms = np.sqrt(np.bincount(rows, values.astype(np.float64) ** 2, len(texts)))
    values /= np.maximum(norms, 1e-9)[rows].astype(np.float32)
    return WordWeights(places, values, starts, len(kept))
