"""Similar matters across agencies: neighbours by meaning and words, folded, spread over agencies, with reasons."""

from kb.linking.similar.item import Item
from kb.linking.similar.matters import similar_matters
from kb.linking.similar.neighbours import Neighbour, neighbours
from kb.linking.similar.result import (
    AgencyShare,
    Excerpt,
    FoldedMatter,
    Reason,
    SharedPassage,
    SimilarMatter,
    SimilarMatters,
)

__all__ = [
    "AgencyShare",
    "Excerpt",
    "FoldedMatter",
    "Item",
    "Neighbour",
    "Reason",
    "SharedPassage",
    "SimilarMatter",
    "SimilarMatters",
    "neighbours",
    "similar_matters",
]
