"""Phrases that two texts share letter by letter, however deep in a body they stand, however they are cut in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.linking.resolving.words import Values

Grams = NDArray[np.uint64]
LENGTH = 12
"""Letters of a gram: about three words. Blanks and punctuation do not count."""
_BASE = np.uint64(1_000_003)
_PER_PHRASE = 10  # grams that make one phrase: a count of grams is told in these
_SPOKEN = np.array([chr(code).isalnum() or 0x0E30 <= code <= 0x0E4E for code in range(0x10000)])


def grams(text: str) -> Grams:
    """A number for every LENGTH letters in a row, in reading order; none for a shorter text."""
    letters = np.frombuffer(text.lower().encode("utf-16-le", "replace"), "<u2")
    spoken = letters[_SPOKEN[letters]].astype(np.uint64)
    count = max(0, len(spoken) - LENGTH + 1)
    total = np.zeros(count, np.uint64)
    for at in range(LENGTH if count else 0):
        total = total * _BASE + spoken[at : at + count]
    return total


@dataclass(frozen=True)
class Shared:
    """What a stretch of text shares with each matter of a meeting.

    `share`: how much of the stretch, where words of several matters count less; `own`: how much that no other matter
    has; `run`: how long the longest phrase is. The last two grow with the logarithm of the length.
    """

    share: Values
    own: Values
    run: Values


class Phrases:
    """The grams of the matters of a meeting."""

    def __init__(self, texts: Sequence[str]) -> None:
        of_each = [grams(text) for text in texts]
        every = np.concatenate([*of_each, np.zeros(0, np.uint64)])
        order = np.argsort(every, kind="stable")
        self._count = len(texts)
        self._grams = every[order]
        self._owners = np.repeat(np.arange(len(texts)), [len(each) for each in of_each])[order]

    def shared(self, asked: Grams) -> Shared:
        """What these grams, in reading order, share with each text."""
        having = self._having(asked)
        owners = having.sum(axis=0)
        share = having @ (1.0 / np.maximum(owners, 1)) / max(len(asked), 1)
        own = having[:, owners == 1].sum(axis=1)
        return Shared(share, np.log1p(own / _PER_PHRASE), np.log1p(_longest(having) / _PER_PHRASE))

    def _having(self, asked: Grams) -> NDArray[np.bool_]:
        """Which text has which gram: a row a text."""
        first = np.searchsorted(self._grams, asked, "left")
        found = np.searchsorted(self._grams, asked, "right") - first
        before = np.cumsum(found) - found
        places = np.arange(found.sum()) + np.repeat(first - before, found)
        having = np.zeros((self._count, len(asked)), bool)
        having[self._owners[places], np.repeat(np.arange(len(asked)), found)] = True
        return having


def _longest(rows: NDArray[np.bool_]) -> Values:
    """The length of the longest run of true values in each row."""
    count = np.arange(1, rows.shape[1] + 1)
    since_false = count - np.maximum.accumulate(np.where(rows, 0, count), axis=1)
    return np.asarray(since_false.max(axis=1, initial=0), np.float64)
