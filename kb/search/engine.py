"""Question to hits: analyse, gather candidates, rank, count, quote. One pass, each step a function of the last."""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from kb.access import Policy
from kb.embeddings import Encoder
from kb.index import TITLE, Generation
from kb.search.analysis import Analysis, analyse
from kb.search.candidates import Candidates, Evidence, find_candidates
from kb.search.facets import facets_of
from kb.search.filtering import Scope, scope_of
from kb.search.query import DEEPEST, SearchQuery
from kb.search.quoting import MOST_WEIGHED, Marker, Quotable, quoted_passages
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


# Statements with one parameter for however many keys: lists of keys would be spelt out, and statements put together and
# compiled, anew for each query.
_AMONG = select(func.json_each(bindparam("keys")).table_valued("value").c.value)


def _keys(keys: Sequence[int]) -> dict[str, str]:
    return {"keys": json.dumps(keys)}


_ROW = select(
    col(Resolution.id),
    col(Resolution.ref),
    col(Resolution.meeting_date),
    col(Agency.name),
    col(Resolution.group),
    col(Resolution.outcome),
).outerjoin(Agency, col(Agency.id) == col(Resolution.agency_id))
_ROW_AMONG = _ROW.where(col(Resolution.id).in_(_AMONG))
_DETAIL = select(
    col(Resolution.id),
    col(Resolution.ref),
    col(Resolution.title),
    col(Resolution.meeting_date),
    col(Resolution.number),
    col(Resolution.agency_abbr),
    col(Resolution.letter_number),
    col(Resolution.letter_key),
    col(Resolution.letter_date),
    col(Resolution.source),
).where(col(Resolution.id).in_(_AMONG))
_PASSAGES = select(
    col(Passage.resolution_id),
    col(Passage.id),
    col(Passage.kind),
    col(Passage.start),
    col(Passage.end),
    col(Passage.text),
).where(col(Passage.kind) != TITLE)
_QUOTABLE = _PASSAGES.where(col(Passage.id).in_(_AMONG))
_QUOTABLE_OF = _PASSAGES.where(col(Passage.resolution_id).in_(_AMONG))


def _rows(session: Session, scope: Scope, keys: Sequence[int]) -> list[Row]:
    """The candidates that really may be shown: an index can be behind the database, so the conditions hold again."""
    listed = _ROW_AMONG.where(*scope.conditions)
    rows: Iterable[Any] = session.connection().execute(listed, _keys(keys))  # not the ORM: it takes three times as long
    return [Row._make(row) for row in rows]


def _newest(session: Session, scope: Scope) -> list[Row]:
    newest = _ROW.where(*scope.conditions).order_by(col(Resolution.meeting_date).desc(), col(Resolution.ref))
    return [Row._make(row) for row in session.execute(newest.limit(DEEPEST))]


def _hits(session: Session, indexes: Generation, page: Sequence[Ranking], answer: Answer) -> tuple[Hit, ...]:
    """The page in full: one SELECT for the resolutions, one for their passages."""
    keys = [each.row.id for each in page]
    found: Iterable[Any] = session.connection().execute(_DETAIL, _keys(keys))
    details = {row.id: row for row in found}
    cosines = answer.candidates.nearest_passages(keys, MOST_WEIGHED)
    bodies = _bodies(session, keys, list(cosines))
    rarity = {word: indexes.lexical.rarity(word) for word in dict.fromkeys(answer.analysis.words)}
    asked = answer.analysis.text.lower()
    markers = Marker(rarity, asked), Marker(rarity, asked, telling=0)
    return tuple(_hit(each, details[each.row.id], bodies[each.row.id], cosines, markers) for each in page)


def _bodies(session: Session, resolutions: Sequence[int], nearest: Sequence[int]) -> dict[int, list[Quotable]]:
    """The passages that may be quoted: the nearest in meaning, or all where meaning was not asked."""
    bodies: dict[int, list[Quotable]] = {key: [] for key in resolutions}
    listed, keys = (_QUOTABLE, nearest) if nearest else (_QUOTABLE_OF, resolutions)
    rows: Iterable[Any] = session.connection().execute(listed, _keys(keys))
    for resolution, *rest in rows:
        bodies[resolution].append(Quotable(*rest))
    return bodies


def _hit(
    ranking: Ranking,
    detail: Any,
    bodies: Sequence[Quotable],
    cosines: Mapping[int, float],
    markers: tuple[Marker, Marker],
) -> Hit:
    """A hit, with the telling words of the query marked, or with all of them where it has no telling one."""
    for marker in markers:
        title = marker.marked(detail.title)
        passages, words = quoted_passages(bodies, cosines, marker)
        if title.words or words:
            break
    return Hit(
        id=detail.ref,
        title=detail.title,
        title_highlights=title.highlights,
        meeting_date=detail.meeting_date,
        number=detail.number,
        agency=ranking.row.agency,
        agency_abbr=detail.agency_abbr,
        outcome=ranking.row.outcome,
        group=ranking.row.group,
        letter_number=detail.letter_number,
        letter_date=detail.letter_date,
        source=detail.source,
        tier=ranking.tier,
        score=round(ranking.score, 6),
        passages=passages,
        reasons=reasons_for(ranking, detail, title.words | words, marker),
    )
