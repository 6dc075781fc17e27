"""The numbers that rank, in one place. How they were found stands in `docs/quality.md`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldWeights:
    """What BM25 counts for in each field of the word index; a field at 0 is not looked at."""

    title: float
    body: float
    title_parts: float = 0.0
    body_parts: float = 0.0


@dataclass(frozen=True)
class Weights:
    """How much each kind of evidence counts.

    `words` weighs the query's words and `parts` the words inside its compounds; the sum over both is divided by the
    best of the query. `lexical`, `title_vector` and `passage_vector` weigh that share and the two cosines; `period` is
    added to what was decided in a period the query names.
    """

    words: FieldWeights = FieldWeights(title=0.5, body=1.0, body_parts=0.1)
    parts: FieldWeights = FieldWeights(title=0.0, body=0.2, body_parts=0.2)
    lexical: float = 1.0
    title_vector: float = 0.5
    passage_vector: float = 1.0
    period: float = 0.15


DEFAULT = Weights()

MOST_TERMS = 96
"""Distinct terms of one query that are looked up; of a longer one the rarest are kept."""
LEXICAL_DEPTH, BESIDE_MEANING = 100, 60
"""Resolutions that become candidates by their words: alone, and beside those found by meaning. Of these, the last forty
cost every query half a millisecond and moved no answer among the first ten."""
LEXICAL_SCORED = 120
"""Resolutions whose BM25 is known to the candidates that come from elsewhere."""
TOO_COMMON = 0.8
"""A word of more than this share of all resolutions is not looked up beside `ENOUGH_TELLING` rarer ones: the longest
lists to read, and 0.0003 of nDCG@10."""
ENOUGH_TELLING = 3
VECTOR_DEPTH = 150
"""Passages taken from the vector index."""
EXACT_DEPTH = 200
"""Resolutions taken by a date, a number or a phrase."""

TIER_PHRASE, TIER_DATE, TIER_NUMBER = 1, 2, 3
