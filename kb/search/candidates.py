"""Who might answer: resolutions from the word index, the vector index and exact look-ups, each with its evidence."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import NamedTuple

import numpy as np
from sqlalchemy import or_, select
from sqlmodel import Session, col

from kb.embeddings import Encoder
from kb.embeddings.vectors import NO_HITS, Keys, VectorHits, Vectors
from kb.index import TEXT_FIELDS, Generation, LexicalClause
from kb.search.analysis import Analysis
from kb.search.filtering import Scope
from kb.search.phrases import with_phrase
from kb.search.query import Mode
from kb.search.weights import (
    BESIDE_MEANING,
    ENOUGH_TELLING,
    EXACT_DEPTH,
    LEXICAL_DEPTH,
    LEXICAL_SCORED,
    MOST_TERMS,
    TOO_COMMON,
    VECTOR_DEPTH,
    Weights,
)
from kb.store import Resolution

BESIDE = ThreadPoolExecutor(max_workers=8, thread_name_prefix="meaning")
"""Threads that look for meaning while the asking thread looks for words: both spend their time outside Python."""


@dataclass(frozen=True)
class Exact:
    """What of the query points at a resolution exactly."""

    phrases: tuple[str, ...] = ()
    day: date | None = None
    number: str | None = None


class Evidence(NamedTuple):
    """What speaks for one resolution. `bm25` is 0 without a shared word; the cosines are None if not measured."""

    bm25: float = 0.0
    title_cosine: float | None = None
    passage_cosine: float | None = None
    exact: Exact | None = None


@dataclass(frozen=True)
class Candidates:
    """Evidence by resolution id, the cosines of all their passages, and whether the word index had more to give."""

    evidence: dict[int, Evidence]
    cosines: VectorHits = NO_HITS
    more: bool = False

    def nearest_passages(self, resolutions: Sequence[int], most: int) -> dict[int, float]:
        """Cosines by passage id, best first, of up to `most` passages (not titles) of each of these resolutions."""
        wanted = np.isin(self.cosines.keys[:, 1], np.array(resolutions, np.int64)) & (self.cosines.keys[:, 2] == 0)
        taken: Counter[int] = Counter()
        nearest: dict[int, float] = {}
        keys, scores = self.cosines.keys[wanted].tolist(), self.cosines.score[wanted].tolist()
        for (passage, resolution, _), score in zip(keys, scores, strict=True):
            taken[resolution] += 1
            if taken[resolution] <= most:
                nearest[passage] = score
        return nearest


Meaning = Future[tuple[Vectors, VectorHits]]
"""The query's vector and the passages nearest to it, being looked for."""


def seek_meaning(session: Session, indexes: Generation, encoder: Encoder, text: str, scope: Scope) -> Meaning:
    """Begin to look for the passages nearest to a normalised query within the scope, in a thread beside this one."""
    allowed = None if scope.open else _allowed(session, scope)
    return BESIDE.submit(_nearest, indexes, encoder, text, allowed)


def find_candidates(
    session: Session,
    indexes: Generation,
    analysis: Analysis,
    mode: Mode,
    scope: Scope,
    weights: Weights,
    meaning: Meaning | None,
) -> Candidates:
    """Gather candidates for a query from every source its mode allows, all within the scope.

    `meaning` is what `seek_meaning` began for this query; a query without a word has none.
    """
    exact = find_exact(session, indexes, analysis, scope)
    bm25: dict[int, float] = {}
    if mode != "vector":
        clauses = lexical_clauses(analysis, weights, indexes.lexical.frequency, indexes.lexical.rows)
        found = indexes.lexical.search(clauses, scope.lexical, LEXICAL_SCORED)
        bm25 = {hit.resolution: hit.score for hit in found}
    if meaning is None or not analysis.words:
        keys = dict.fromkeys([*islice(bm25, LEXICAL_DEPTH), *exact])
        evidence = {key: Evidence(bm25.get(key, 0.0), exact=exact.get(key)) for key in keys}
        return Candidates(evidence, more=len(bm25) > LEXICAL_DEPTH)
    query, near = meaning.result()
    keys = dict.fromkeys([*islice(bm25, BESIDE_MEANING), *exact, *near.keys[:, 1].tolist()])
    cosines = indexes.vectors.search(query, None, np.fromiter(keys, np.int64))
    titles, passages = _best_by_resolution(cosines, title=True), _best_by_resolution(cosines, title=False)
    evidence = {key: Evidence(bm25.get(key, 0.0), titles.get(key), passages.get(key), exact.get(key)) for key in keys}
    return Candidates(evidence, cosines, more=len(bm25) > BESIDE_MEANING)


def _nearest(indexes: Generation, encoder: Encoder, text: str, allowed: Keys | None) -> tuple[Vectors, VectorHits]:
    """The query's vector and the passages nearest to it."""
    query = encoder.encode_queries([text])[0]
    return query, indexes.vectors.search(query, VECTOR_DEPTH, allowed)


def lexical_clauses(
    analysis: Analysis, weights: Weights, frequency: Callable[[str], int], rows: int
) -> list[LexicalClause]:
    """The query's terms as clauses over the fields, for an index of `rows` resolutions.

    Terms in nearly all resolutions are left out beside enough rarer ones, and of more than `MOST_TERMS` the rarest that
    occur at all are kept.
    """
    weighed = {**dict.fromkeys(analysis.parts, weights.parts), **dict.fromkeys(analysis.words, weights.words)}
    counts = {term: frequency(term) for term in weighed}
    telling = [term for term, count in counts.items() if count <= TOO_COMMON * rows]
    terms = telling if sum(counts[term] > 0 for term in telling) >= ENOUGH_TELLING else list(weighed)
    if len(terms) > MOST_TERMS:
        terms = sorted((term for term in terms if counts[term]), key=lambda term: counts[term])[:MOST_TERMS]
    return [
        LexicalClause(name, term, getattr(weighed[term], name))
        for term in terms
        for name in TEXT_FIELDS
        if getattr(weighed[term], name) > 0
    ]


def _best_by_resolution(cosines: VectorHits, *, title: bool) -> dict[int, float]:
    """The best cosine of each resolution among its titles or among its other passages."""
    chosen = cosines.keys[:, 2] == int(title)
    resolutions, first = np.unique(cosines.keys[chosen, 1], return_index=True)  # best first, so the first is the best
    return dict(zip(resolutions.tolist(), cosines.score[chosen][first].tolist(), strict=True))


def _allowed(session: Session, scope: Scope) -> Keys:
    return np.fromiter(session.execute(select(col(Resolution.id)).where(*scope.conditions)).scalars(), np.int64)


def find_exact(session: Session, indexes: Generation, analysis: Analysis, scope: Scope) -> dict[int, Exact]:
    """Resolutions that a number, a date or a quoted phrase of the query points at."""
    found: dict[int, Exact] = {}
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
    wanted += [col(Resolution.meeting_date).between(first, last) for first, last in analysis.asked]
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
            if not days and any(first <= row.meeting_date <= last for first, last in analysis.asked):
                days = [row.meeting_date]
            found[row.id] = Exact(number=numbers[0] if numbers else None, day=days[0] if days else None)
    for phrase in analysis.phrases:
        for key in with_phrase(session, indexes, phrase, scope.lexical):
            each = found.get(key, Exact())
            found[key] = replace(each, phrases=(*each.phrases, phrase))
    return found
