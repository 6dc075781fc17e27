"""Question to hits."""

from kb.search.catalogue import (
    AgencyCount,
    ResolutionDetail,
    ResolutionPage,
    ResolutionSummary,
    every_resolution,
    get_resolution,
    list_agencies,
    list_resolutions,
)
from kb.search.engine import ranked, search
from kb.search.evaluation import Evaluation, JudgedQuery, evaluate, judged_queries
from kb.search.metrics import Ranked
from kb.search.query import DEEPEST, LONGEST_QUERY, MODES, MOST_HITS, Mode, SearchFilter, SearchQuery
from kb.search.results import Facets, FacetValue, Highlight, Hit, HitPassage, Reason, SearchResults, Understood

__all__ = [
    "DEEPEST",
    "LONGEST_QUERY",
    "MODES",
    "MOST_HITS",
    "AgencyCount",
    "Evaluation",
    "FacetValue",
    "Facets",
    "Highlight",
    "Hit",
    "HitPassage",
    "JudgedQuery",
    "Mode",
    "Ranked",
    "Reason",
    "ResolutionDetail",
    "ResolutionPage",
    "ResolutionSummary",
    "SearchFilter",
    "SearchQuery",
    "SearchResults",
    "Understood",
    "evaluate",
    "every_resolution",
    "get_resolution",
    "judged_queries",
    "list_agencies",
    "list_resolutions",
    "ranked",
    "search",
]
