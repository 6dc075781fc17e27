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
from kb.search.facts_view import (
    CommitmentView,
    FactsView,
    State,
    decide_commitment,
    get_facts,
    list_commitments,
)
from kb.search.metrics import Ranked
from kb.search.projections import HitStanding, HitTopic
from kb.search.query import DEEPEST, LONGEST_QUERY, MODES, MOST_HITS, STANDINGS, Mode, SearchFilter, SearchQuery
from kb.search.results import (
    Facets,
    FacetValue,
    Highlight,
    Hit,
    HitPassage,
    Reason,
    SearchResults,
    TopicValue,
    Understood,
)
from kb.search.sources import ResolutionSource, list_sources

__all__ = [
    "DEEPEST",
    "LONGEST_QUERY",
    "MODES",
    "MOST_HITS",
    "STANDINGS",
    "AgencyCount",
    "CommitmentView",
    "Evaluation",
    "FacetValue",
    "Facets",
    "FactsView",
    "Highlight",
    "Hit",
    "HitPassage",
    "HitStanding",
    "HitTopic",
    "JudgedQuery",
    "Mode",
    "Ranked",
    "Reason",
    "ResolutionDetail",
    "ResolutionPage",
    "ResolutionSource",
    "ResolutionSummary",
    "SearchFilter",
    "SearchQuery",
    "SearchResults",
    "State",
    "TopicValue",
    "Understood",
    "decide_commitment",
    "evaluate",
    "every_resolution",
    "get_facts",
    "get_resolution",
    "judged_queries",
    "list_agencies",
    "list_commitments",
    "list_resolutions",
    "list_sources",
    "ranked",
    "search",
]
