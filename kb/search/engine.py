"""Question to hits: analyse, gather candidates, rank, count, quote. One pass, each step a function of the last."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from kb.access import Policy
from kb.embeddings import Encoder
from kb.index import TITLE, Generation
from kb.search.analysis import Analysis, analyse
from kb.search.candidates import Candidates, Evidence, find_candidates
from kb.search.facets import facets_of
from kb.search.filtering import Scope, scope_of
from kb.search.query import DEEPEST, SearchQuery
from kb.search.quoting import Marker, quoted_passages
from kb.search.ranking import Ranking, Row, rank
from kb.search.reasons import reasons_for, understood
from kb.search.results import Hit, SearchResults
from kb.search.weights import DEFAULT, Weights
from kb.store import Agency, Passage, Resolution


def search(
    session: Session,
    indexes: Generation,
    encoder: Encoder,
    query: SearchQuery,
    policy: Policy,
    today: date,
    weights: Weights = DEFAULT,
) -> SearchResults:
    """Answer a query from one generation of the indexes, under the caller's policy.

    `today` gives words like ปีที่แล้ว their meaning. Raises `BadInput` for a query that cannot be answered (see
    `SearchQuery.checked`).
    """
    started = time.perf_counter()
    query = query.checked()
    answer = ranked(session, indexes, encoder, query, policy, today, weights)
    page = answer.ranking[query.offset : query.offset + query.limit]
    return SearchResults(
        query=query.text,
        mode=query.mode,
        total=len(answer.ranking),
        total_is_least=answer.candidates.more,
        offset=query.offset,
        limit=query.limit,
        hits=_hits(session, indexes, page, answer),
        facets=facets_of([each.row for each in answer.ranking]),
        understood=understood(answer.analysis),
        took_ms=round((time.perf_counter() - started) * 1000, 2),
    )


@dataclass(frozen=True)
class Answer:
    """A query taken apart, what might answer it, and in which order."""

    analysis: Analysis
    candidates: Candidates
    ranking: list[Ranking]


def ranked(
    session: Session,
    indexes: Generation,
    encoder: Encoder,
    query: SearchQuery,
    policy: Policy,
    today: date,
    weights: Weights = DEFAULT,
) -> Answer:
    """The whole ranking of a query, before any page of it is written out."""
    analysis = analyse(query.text, indexes.tokeniser, today)
    scope = scope_of(session, query.within, policy)
    if query.text.strip():
        candidates = find_candidates(session, indexes, encoder, analysis, query.mode, scope, weights)
        rows = _rows(session, scope, list(candidates.evidence))
    else:
        rows = _newest(session, scope)
        candidates = Candidates({row.id: Evidence() for row in rows}, more=len(rows) == DEEPEST)
    return Answer(analysis, candidates, rank(rows, candidates.evidence, analysis, query.mode, weights))


_ROW = select(
    col(Resolution.id),
    col(Resolution.ref),
    col(Resolution.meeting_date),
    col(Agency.name),
    col(Resolution.group),
    col(Resolution.outcome),
).outerjoin(Agency, col(Agency.id) == col(Resolution.agency_id))


def _rows(session: Session, scope: Scope, keys: Sequence[int]) -> list[Row]:
    """The candidates that really may be shown: an index can be behind the database, so the conditions hold again."""
    return [Row(*row) for row in session.execute(_ROW.where(col(Resolution.id).in_(keys), *scope.conditions))]


def _newest(session: Session, scope: Scope) -> list[Row]:
    newest = _ROW.where(*scope.conditions).order_by(col(Resolution.meeting_date).desc(), col(Resolution.ref))
    return [Row(*row) for row in session.execute(newest.limit(DEEPEST))]


def _hits(session: Session, indexes: Generation, page: Sequence[Ranking], answer: Answer) -> tuple[Hit, ...]:
    """The page in full: one SELECT for the resolutions, one for their passages."""
    keys = [each.row.id for each in page]
    found = session.execute(select(Resolution).where(col(Resolution.id).in_(keys))).scalars()
    resolutions = {row.id: row for row in found}
    passages: dict[int, list[Passage]] = {key: [] for key in keys}
    listed = select(Passage).where(col(Passage.resolution_id).in_(keys)).order_by(col(Passage.id))
    for passage in session.execute(listed).scalars():
        passages[passage.resolution_id].append(passage)
    marker = Marker({word: indexes.lexical.rarity(word) for word in dict.fromkeys(answer.analysis.words)})
    return tuple(
        _hit(each, resolutions[each.row.id], passages[each.row.id], answer.candidates, marker) for each in page
    )


def _hit(
    ranking: Ranking, resolution: Resolution, passages: Sequence[Passage], candidates: Candidates, marker: Marker
) -> Hit:
    title = marker.marked(resolution.title)
    bodies = [(passage, marker.marked(passage.text)) for passage in passages if passage.kind != TITLE]
    words = title.words.union(*(marked.words for _, marked in bodies))
    return Hit(
        id=resolution.ref,
        title=resolution.title,
        title_highlights=title.highlights,
        meeting_date=resolution.meeting_date,
        number=resolution.number,
        agency=ranking.row.agency,
        agency_abbr=resolution.agency_abbr,
        outcome=resolution.outcome,
        group=resolution.group,
        letter_number=resolution.letter_number,
        letter_date=resolution.letter_date,
        source=resolution.source,
        tier=ranking.tier,
        score=round(ranking.score, 6),
        passages=quoted_passages(bodies, candidates.cosines, marker),
        reasons=reasons_for(ranking, resolution, words, marker),
    )
