"""Question to hits: analyse, gather candidates, rank, count, quote. One pass, each step a function of the last."""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from kb.access import Policy
from kb.embeddings import Encoder
from kb.index import TITLE, Generation
from kb.search.analysis import Analysis, analyse
from kb.search.candidates import Candidates, Evidence, find_candidates, seek_meaning
from kb.search.facets import facets_of
from kb.search.filtering import Scope, scope_of
from kb.search.linked import linked_of
from kb.search.query import DEEPEST, SearchQuery
from kb.search.quoting import MOST_WEIGHED, Marker, Quotable, quoted_passages
from kb.search.ranking import Ranking, Row, rank
from kb.search.reasons import reasons_for, understood
from kb.search.results import Hit, SearchResults
from kb.search.weights import DEFAULT, Weights
from kb.store import Agency, Passage, Resolution
from kb.text import normalise


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
    keys = [each.row.id for each in answer.ranking]
    told = linked_of(session, indexes.noted, keys, policy, query.within.on or today)
    return SearchResults(
        query=query.text,
        mode=query.mode,
        total=len(answer.ranking),
        total_is_least=answer.candidates.more,
        offset=query.offset,
        limit=query.limit,
        hits=tuple(
            told.on(hit, each.row.id) for hit, each in zip(_hits(session, indexes, page, answer), page, strict=True)
        ),
        facets=facets_of([each.row for each in answer.ranking], told.standings, told.topics),
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
    scope = scope_of(session, replace(query.within, on=query.within.on or today), policy)
    by_meaning = query.mode != "lexical" and bool(query.text.strip())
    meaning = seek_meaning(session, indexes, encoder, normalise(query.text), scope) if by_meaning else None
    analysis = analyse(query.text, indexes.tokeniser, today)
    if query.text.strip():
        candidates = find_candidates(session, indexes, analysis, query.mode, scope, weights, meaning)
        rows = _rows(session, indexes, scope, list(candidates.evidence))
    else:
        rows = _newest(session, scope)
        candidates = Candidates({row.id: Evidence() for row in rows}, more=len(rows) == DEEPEST)
    return Answer(analysis, candidates, rank(rows, candidates.evidence, analysis, query.mode, weights))


MOST_REMEMBERED = 50_000

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
    col(Resolution.title),
    col(Resolution.number),
    col(Resolution.agency_abbr),
    col(Resolution.letter_number),
    col(Resolution.letter_key),
    col(Resolution.letter_date),
    col(Resolution.source),
).outerjoin(Agency, col(Agency.id) == col(Resolution.agency_id))
_ROW_AMONG = _ROW.where(col(Resolution.id).in_(_AMONG))
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


def _rows(session: Session, indexes: Generation, scope: Scope, keys: Sequence[int]) -> list[Row]:
    """The candidates that may be shown, in any order.

    Within a scope that excludes nothing they are remembered for the life of the generation (a change of the database
    makes a new one within two seconds); any other scope is asked of the database each time.
    """
    if not scope.open:
        return _read_rows(session, scope, keys)
    remembered = indexes.remembered
    looked_up = ((key, remembered.get(key)) for key in keys)  # once each: another query may clear it in between
    known = {key: row for key, row in looked_up if row is not None}
    missing = [key for key in keys if key not in known]
    if missing:
        if len(remembered) > MOST_REMEMBERED:
            remembered.clear()
        read = {row.id: row for row in _read_rows(session, scope, missing)}
        remembered.update(read)
        known.update(read)
    return list(known.values())


def _read_rows(session: Session, scope: Scope, keys: Sequence[int]) -> list[Row]:
    rows: Iterable[Any] = session.connection().execute(_ROW_AMONG.where(*scope.conditions), _keys(keys))
    return [Row._make(row) for row in rows]


def _newest(session: Session, scope: Scope) -> list[Row]:
    newest = _ROW.where(*scope.conditions).order_by(col(Resolution.meeting_date).desc(), col(Resolution.ref))
    return [Row._make(row) for row in session.execute(newest.limit(DEEPEST))]


def _hits(session: Session, indexes: Generation, page: Sequence[Ranking], answer: Answer) -> tuple[Hit, ...]:
    """The page in full, with one SELECT for its passages."""
    keys = [each.row.id for each in page]
    cosines = answer.candidates.nearest_passages(keys, MOST_WEIGHED)
    bodies = _bodies(session, keys, list(cosines))
    rarity = {word: indexes.lexical.rarity(word) for word in dict.fromkeys(answer.analysis.words)}
    asked = answer.analysis.text.lower()
    telling = Marker(rarity, asked)
    markers = (telling,) if len(telling.rarity) == len(rarity) else (telling, Marker(rarity, asked, telling=0))
    return tuple(_hit(each, bodies[each.row.id], cosines, markers) for each in page)


def _bodies(session: Session, resolutions: Sequence[int], nearest: Sequence[int]) -> dict[int, list[Quotable]]:
    """The passages that may be quoted: the nearest in meaning, or all where meaning was not asked."""
    bodies: dict[int, list[Quotable]] = {key: [] for key in resolutions}
    listed, keys = (_QUOTABLE, nearest) if nearest else (_QUOTABLE_OF, resolutions)
    rows: Iterable[Any] = session.connection().execute(listed, _keys(keys)).all()
    for resolution, *rest in rows:
        bodies[resolution].append(Quotable(*rest))
    return bodies


def _hit(
    ranking: Ranking,
    bodies: Sequence[Quotable],
    cosines: Mapping[int, float],
    markers: Sequence[Marker],
) -> Hit:
    """A hit, with the telling words of the query marked, or with all of them where it has no telling one."""
    row = ranking.row
    for marker in markers:
        title = marker.marked(marker.look(row.title))
        passages, words = quoted_passages(bodies, cosines, marker)
        if title.words or words:
            break
    return Hit(
        id=row.ref,
        title=row.title,
        title_highlights=title.highlights,
        meeting_date=row.meeting_date,
        number=row.number,
        agency=row.agency,
        agency_abbr=row.agency_abbr,
        outcome=row.outcome,
        group=row.group,
        letter_number=row.letter_number,
        letter_date=row.letter_date,
        source=row.source,
        tier=ranking.tier,
        score=round(ranking.score, 6),
        passages=passages,
        reasons=reasons_for(ranking, title.words | words, marker),
    )
