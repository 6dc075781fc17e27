"""Evidence to order: pure functions of values."""

from datetime import date
from typing import NamedTuple

from kb.search.analysis import Analysis
from kb.search.candidates import Evidence
from kb.search.query import Mode
from kb.search.weights import TIER_DATE, TIER_NUMBER, TIER_PHRASE, Weights


class Row(NamedTuple):
    """What the database says of a candidate, less its body. A tuple: hundreds are made a query."""

    id: int
    ref: str
    meeting_date: date
    agency: str | None
    group: str | None
    outcome: str | None
    title: str
    number: int
    agency_abbr: str | None
    letter_number: str | None
    letter_key: str | None
    letter_date: date | None
    source: str


class Ranking(NamedTuple):
    """A candidate in its place. Order is by tier, then score, then the newer meeting, then the address."""

    row: Row
    evidence: Evidence
    tier: int
    score: float


def rank(
    rows: list[Row], evidence: dict[int, Evidence], analysis: Analysis, mode: Mode, weights: Weights
) -> list[Ranking]:
    """All candidates, best first."""
    best = max((each.bm25 for each in evidence.values()), default=0.0)
    ranked = [
        Ranking(
            row,
            evidence[row.id],
            tier_of(evidence[row.id]),
            fused(evidence[row.id], best, mode, weights) + in_period(row, analysis, weights),
        )
        for row in rows
    ]
    return sorted(ranked, key=lambda each: (-each.tier, -each.score, -each.row.meeting_date.toordinal(), each.row.ref))


def tier_of(evidence: Evidence) -> int:
    """The strongest exact match, 0 without one."""
    exact = evidence.exact
    if exact is None:
        return 0
    if exact.number:
        return TIER_NUMBER
    return TIER_DATE if exact.day else TIER_PHRASE


def fused(evidence: Evidence, best_bm25: float, mode: Mode, weights: Weights) -> float:
    """The weighted sum of BM25 (as a share of the query's best) and the cosines of title and best passage."""
    words = weights.lexical * evidence.bm25 / best_bm25 if best_bm25 and mode != "vector" else 0.0
    if mode == "lexical":
        return words
    title, passage = evidence.title_cosine or 0.0, evidence.passage_cosine or 0.0
    return words + weights.title_vector * title + weights.passage_vector * passage


def in_period(row: Row, analysis: Analysis, weights: Weights) -> float:
    """What a resolution gains for being of a month or a year that the query names."""
    named = any(first <= row.meeting_date <= last for first, last in analysis.periods)
    return weights.period if named else 0.0
