"""The archive as topics are made from it: titles, words, vectors, citations and people's word, read in one go."""

from collections.abc import Sequence
from sys import intern
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlmodel import Session, col

from kb.access import CLASSIFICATIONS
from kb.index import TITLE
from kb.index.manifest import Shape
from kb.linking.judgements import standing_verdicts
from kb.linking.links import MOST_IDS
from kb.linking.topic_constraints import constraints
from kb.linking.topics import TopicInput, topic_terms, topic_vectors
from kb.store import Agency, CitationMention, DocumentVersion, Passage, Resolution, ResolutionFacts, Vector
from kb.text import Tokeniser

BODY_READ = 2500
"""Characters of a body whose words count: what a matter is about stands at its start."""
APPOINTMENT_RULE, APPOINTMENTS = "K1", "แต่งตั้ง"
OPEN = CLASSIFICATIONS[0]
Floats = NDArray[np.float32]


def topic_input(session: Session, tokeniser: Tokeniser, shape: Shape, only: Sequence[int] | None = None) -> TopicInput:
    """Every resolution that is not withdrawn (or those of `only`), in the order of their ids."""
    rows = _rows(session, only)
    ids = np.array([row.id for row in rows], np.int64)
    titles, bodies = _vectors(session, ids, shape, only)
    together, apart = constraints(session)
    return TopicInput(
        ids=ids,
        refs=[row.ref for row in rows],
        days=[row.meeting_date for row in rows],
        agencies=[row.name for row in rows],
        titles=[row.title for row in rows],
        pieces=[tokeniser.segment(row.title) for row in rows],
        terms=[list(map(intern, topic_terms(tokeniser, row.title, row.body))) for row in rows],  # one word, one object
        vectors=topic_vectors(titles, bodies),
        appointment=_appointments(session, rows),
        quotable=np.array([row.classification == OPEN for row in rows], np.bool_),
        citations=_citations(session),
        must_link=together,
        cannot_link=apart,
    )


def matter_vectors(
    session: Session, shape: Shape, only: Sequence[int]
) -> tuple[NDArray[np.int64], Floats, NDArray[np.bool_]]:
    """Ids, vectors as in `TopicInput`, and which are appointments, of some resolutions that are not withdrawn."""
    rows = _rows(session, only)
    ids = np.array([row.id for row in rows], np.int64)
    return ids, topic_vectors(*_vectors(session, ids, shape, only)), _appointments(session, rows)


def _rows(session: Session, only: Sequence[int] | None) -> Sequence[Any]:
    chars = func.min(col(Resolution.body_end) - col(Resolution.body_start), BODY_READ)
    wanted = (
        select(
            col(Resolution.id), col(Resolution.ref), col(Resolution.meeting_date), col(Resolution.title),
            col(Resolution.group), col(Resolution.classification), col(Agency.name),
            func.substr(col(DocumentVersion.text), col(Resolution.body_start) + 1, chars).label("body"),
        )
        .join(DocumentVersion, col(DocumentVersion.id) == col(Resolution.version_id))
        .outerjoin(Agency, col(Agency.id) == col(Resolution.agency_id))
        .where(col(Resolution.withdrawn).is_(False))
        .order_by(col(Resolution.id))
    )  # fmt: skip
    return session.execute(wanted if only is None else wanted.where(col(Resolution.id).in_(only))).all()


def _vectors(
    session: Session, ids: NDArray[np.int64], shape: Shape, only: Sequence[int] | None
) -> tuple[Floats, Floats]:
    """The vector of each title and the sum of those of each body, both of shape (n, d)."""
    titles = np.zeros((len(ids), shape.dimension), np.float32)
    bodies = np.zeros_like(titles)
    wanted = (
        select(col(Passage.resolution_id), col(Passage.kind), col(Vector.data))
        .join(Vector, col(Vector.passage_id) == col(Passage.id))
        .where(col(Vector.model) == shape.model_fingerprint)
    )
    if only is not None:
        wanted = wanted.where(col(Passage.resolution_id).in_(only))
    place = {key: row for row, key in enumerate(ids.tolist())}
    for key, kind, data in session.execute(wanted).yield_per(5000):
        row = place.get(key)
        if row is not None:
            (titles if kind == TITLE else bodies)[row] += np.frombuffer(data, "<f2")
    return titles, bodies


def _appointments(session: Session, rows: Sequence[Any]) -> NDArray[np.bool_]:
    """By the rule that classes a resolution as one, or by its agenda group."""
    rule = func.json_extract(col(ResolutionFacts.facts), "$.kind.rule")
    ruled = select(col(ResolutionFacts.resolution_id)).where(rule == APPOINTMENT_RULE)
    if len(rows) <= MOST_IDS:
        ruled = ruled.where(col(ResolutionFacts.resolution_id).in_([row.id for row in rows]))
    found = set(session.execute(ruled).scalars())
    return np.array([row.id in found or row.group == APPOINTMENTS for row in rows], np.bool_)


def _citations(session: Session) -> list[tuple[int, int, float]]:
    """Pairs that a mention or a person binds, with how sure that is; what a person rejected is left out."""
    best = func.max(col(CitationMention.score))
    read = select(col(CitationMention.resolution_id), col(CitationMention.target_id), best).where(
        col(CitationMention.target_id).is_not(None)
    )
    rows = session.execute(read.group_by(col(CitationMention.resolution_id), col(CitationMention.target_id)))
    weights: dict[tuple[int, int], float] = {(citing, cited): float(score) for citing, cited, score in rows}
    verdicts = standing_verdicts(session, {key for pair in weights for key in pair}, "citation")
    for pair, verdict in verdicts.items():
        if verdict.holds:
            weights[pair] = 1.0
        else:
            weights.pop(pair, None)
    return [(citing, cited, score) for (citing, cited), score in sorted(weights.items())]
