"""The space topics live in: vectors with what all matters share played down."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from kb.linking.topics.model import Vectors

TITLE_SHARE = 0.5
"""How much a title counts beside the body. Titles are short and full of form (ขออนุมัติ, ร่างกฎกระทรวง); judged by
reading pairs, the body alone tells topics apart better than the title alone, and both a little better still."""
_WEAKEST = 1e-4


@dataclass(frozen=True)
class Space:
    """How a vector of shape (d,) is brought into the space: `(vector - centre) @ turn`, at unit length."""

    centre: Vectors
    turn: Vectors

    def place(self, vectors: Vectors) -> Vectors:
        """Rows of unit length; shape as given."""
        return unit_rows((vectors - self.centre) @ self.turn)


def whitened(vectors: Vectors, amount: float) -> Space:
    """The space of an archive: each principal direction scaled by its variance to the power of -amount / 2."""
    if not len(vectors):
        return Space(np.zeros(vectors.shape[1], np.float32), np.eye(vectors.shape[1], dtype=np.float32))
    centre = vectors.mean(0, dtype=np.float64)
    spread = np.asarray(vectors - centre, np.float64)
    with threadpool_limits(1):  # two threads take ten times as long, a hundred times beside other work
        variance, directions = np.linalg.eigh(spread.T @ spread / len(vectors))
    strength = np.maximum(variance, max(float(variance[-1]) * _WEAKEST, 1e-12)) ** (-amount / 2)
    return Space(centre.astype(np.float32), (directions * strength).astype(np.float32))


def topic_vectors(titles: Vectors, bodies: Vectors) -> Vectors:
    """One vector per resolution from its title's and the mean of its body passages', both of shape (n, d): (n, 2d).

    A resolution without a body (a row of zeros) is its title twice over.
    """
    bodies = np.where(np.linalg.norm(bodies, axis=1, keepdims=True) > 0, unit_rows(bodies), titles)
    return unit_rows(np.concatenate([TITLE_SHARE * titles, bodies], axis=1))


def unit_rows(vectors: NDArray[np.floating]) -> Vectors:
    """Rows scaled to length 1; zeros stay zeros."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), np.float32)
