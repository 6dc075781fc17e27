"""Who might answer: resolutions from the word index, the vector index and exact look-ups, each with its evidence."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from sqlalchemy import or_, select
from sqlmodel import Session, col

from kb.embeddings import Encoder
from kb.index import TEXT_FIELDS, Generation, LexicalClause
from kb.search.analysis import Analysis
from kb.search.filtering import Scope
from kb.search.phrases import with_phrase
from kb.search.query import Mode
from kb.search.weights import EXACT_DEPTH, LEXICAL_DEPTH, MOST_TERMS, VECTOR_DEPTH, Weights
from kb.store import Resolution


@dataclass(frozen=True)
class Evidence:
    """What speaks for one resolution. `bm25` is 0 without a shared word; the cosines are None if not measured."""

    bm25: float = 0.0
    title_cosine: float | None = None
    passage_cosine: float | None = None
    phrases: tuple[str, ...] = ()
    day: date | None = None
    number: str | None = None


@dataclass(frozen=True)
class Candidates:
    """Evidence by resolution id; cosines by passage id; whether the word index had more to give."""

    evidence: dict[int, Evidence]
    cosines: dict[int, float] = field(default_factory=dict)
    more: bool = False


def find_candidates(
    session: Session,
    indexes: Generation,
    encoder: Encoder,
    analysis: Analysis,
    mode: Mode,
    scope: Scope,
    weights: Weights,
) -> Candidates:
    """Gather candidates for a query from every source its mode allows, all within the scope."""
    clauses = lexical_clauses(analysis, weights, indexes.lexical.frequency)
    evidence: dict[int, Evidence] = {}
    more = False
    if mode != "vector":
        hits = indexes.lexical.search(clauses, scope.lexical, LEXICAL_DEPTH)
        evidence = {hit.resolution: Evidence(bm25=hit.score) for hit in hits}
        more = len(hits) == LEXICAL_DEPTH
    for key, exact in _exact(session, indexes, analysis, scope).items():
        evidence[key] = replace(exact, bm25=evidence[key].bm25 if key in evidence else 0.0)
    cosines: dict[int, float] = {}
    if mode != "lexical" and analysis.text:
        query = encoder.encode_queries([analysis.text])[0]
        allowed = None if scope.open else _allowed(session, scope)
        near = indexes.vectors.search(query, VECTOR_DEPTH, allowed)
        for key in dict.fromkeys(near.keys[:, 1].tolist()):
            evidence.setdefault(key, Evidence())
        cosines = _measure_all(indexes, query, evidence)
    if mode == "hybrid":
        unscored = [key for key, each in evidence.items() if each.bm25 == 0.0]
        for hit in indexes.lexical.score(clauses, unscored):
            evidence[hit.resolution] = replace(evidence[hit.resolution], bm25=hit.score)
    return Candidates(evidence, cosines, more)


def lexical_clauses(analysis: Analysis, weights: Weights, frequency: Callable[[str], int]) -> list[LexicalClause]:
    """The query's terms as clauses over the fields; of more than `MOST_TERMS` the rarest that occur at all."""
    weighed = {**dict.fromkeys(analysis.parts, weights.parts), **dict.fromkeys(analysis.words, weights.words)}
    terms = list(weighed)
    if len(terms) > MOST_TERMS:
        counts = {term: frequency(term) for term in terms}
        terms = sorted((term for term in terms if counts[term]), key=lambda term: counts[term])[:MOST_TERMS]
    return [
        LexicalClause(name, term, getattr(weighed[term], name))
        for term in terms
        for name in TEXT_FIELDS
        if getattr(weighed[term], name) > 0
    ]


def _measure_all(indexes: Generation, query: np.ndarray, evidence: dict[int, Evidence]) -> dict[int, float]:
    """Complete the cosines of every candidate in place; returns them by passage."""
    keys = np.fromiter(evidence, np.int64)
    hits = indexes.vectors.search(query, max(indexes.vectors.passages_of(keys), 1), keys)
    best: dict[tuple[int, int], float] = {}
    cosines: dict[int, float] = {}
    for (passage, resolution, is_title), score in zip(hits.keys.tolist(), hits.score.tolist(), strict=True):
        cosines[passage] = score
        best.setdefault((resolution, is_title), score)
    for key, each in evidence.items():
        evidence[key] = replace(each, title_cosine=best.get((key, 1)), passage_cosine=best.get((key, 0)))
    return cosines


def _allowed(session: Session, scope: Scope) -> np.ndarray:
    return np.fromiter(session.execute(select(col(Resolution.id)).where(*scope.conditions)).scalars(), np.int64)


def _exact(session: Session, indexes: Generation, analysis: Analysis, scope: Scope) -> dict[int, Evidence]:
    """Resolutions that a number, a date or a quoted phrase of the query points at."""
    found: dict[int, Evidence] = {}
    wanted = [
        column.in_(values)
        for column, values in (
            (col(Resolution.letter_key), analysis.letters),
            (col(Resolution.ref), analysis.addresses),
            (col(Resolution.meeting_date), analysis.days),
            (col(Resolution.letter_date), analysis.days),
        )
        if values
    ]
    if wanted:
        columns = select(
            col(Resolution.id),
            col(Resolution.ref),
            col(Resolution.letter_key),
            col(Resolution.meeting_date),
            col(Resolution.letter_date),
        )
        for row in session.execute(columns.where(or_(*wanted), *scope.conditions).limit(EXACT_DEPTH)):
            numbers = [each for each in (row.letter_key, row.ref) if each in (*analysis.letters, *analysis.addresses)]
            days = [each for each in (row.meeting_date, row.letter_date) if each in analysis.days]
            found[row.id] = Evidence(number=numbers[0] if numbers else None, day=days[0] if days else None)
    for phrase in analysis.phrases:
        for key in with_phrase(session, indexes, phrase, scope.lexical):
            each = found.get(key, Evidence())
            found[key] = replace(each, phrases=(*each.phrases, phrase))
    return found
