"""The evidence weighed: how likely each matter of a meeting is the one meant, and how likely none is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from kb.linking.resolving.evidence import Evidence
from kb.linking.resolving.words import Values

WEIGHTS = Path(__file__).with_name("weights.json")
"""Made by `bench/resolving.py --train`; the file says of what."""


@dataclass(frozen=True)
class Weights:
    """What each evidence counts, what is added for every matter, and what a neighbour's word adds.

    A matter's score is `bias` plus the sum of its evidence by weight; that none is meant has the score 0. The
    likelihood of each is its share of the exponentials of all.
    """

    bias: float
    evidence: Mapping[str, float]
    neighbour: float

    def scores(self, evidence: Evidence) -> Values:
        """The score of each matter of the meeting."""
        scores = evidence.table(self.evidence) @ np.array(list(self.evidence.values())) + self.bias
        return np.asarray(scores, np.float64)


@cache
def read_weights(path: Path = WEIGHTS) -> Weights:
    """The weights of a file."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Weights(kept["bias"], kept["evidence"], kept["neighbour"])


def likelihoods(scores: Values) -> Values:
    """How likely each is; what is missing to 1 is the likelihood of none."""
    most = max(0.0, float(scores.max(initial=0.0)))
    each = np.exp(scores - most)
    return np.asarray(each / (each.sum() + np.exp(-most)), np.float64)
