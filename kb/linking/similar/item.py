"""Things that may be alike, as values: a matter today, an issue to follow tomorrow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Item:
    """One thing to compare, with all that tells what it is about.

    `vectors` are unit rows of its passages, shape (rows, dimension), `head` the unit vector of its title, shape
    (dimension,); zeros where a model knew nothing. `words` are the telling words of its title and their rarity.
    `series` is equal for reports of one series, `same` for one thing told twice; `agency` is whoever asked for it,
    `laws` are ids of the laws it names.
    """

    id: int
    on: date
    series: str
    same: str
    head: Vectors
    vectors: Vectors
    words: Mapping[str, float]
    agency: int | None = None
    laws: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def middle(self) -> Vectors:
        """The unit vector of all its passages together, shape (dimension,); zeros if it has none."""
        total: Vectors = self.vectors.sum(axis=0)
        length = float(np.linalg.norm(total))
        return total / np.float32(length) if length else total
