"""What was read out of a resolution's text, as rows: passages with vectors, facts, suggested commitments."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from kb.ingest.drafts import MatterDraft
from kb.store import Passage, Resolution, ResolutionFacts, SuggestedCommitment, Vector

Told = Sequence[tuple[Resolution, MatterDraft]]
"""Resolutions with what was read out of their main source."""


def store_passages(session: Session, told: Told, model: str) -> None:
    """Replace the passages of these resolutions. Keys are never used again, so an old index row finds nothing."""
    session.execute(delete(Passage).where(col(Passage.resolution_id).in_(_keys(told))))
    drafts = [(resolution.id, each) for resolution, draft in told for each in draft.passages]
    if not drafts:
        return
    rows = [
        {"resolution_id": key, "kind": each.kind, "start": each.start, "end": each.end, "text": each.text}
        for key, each in drafts
    ]
    ids = session.execute(insert(Passage).returning(col(Passage.id), sort_by_parameter_order=True), rows).scalars()
    vectors = [
        {"passage_id": passage, "model": model, "data": each.vector}
        for passage, (_, each) in zip(ids, drafts, strict=True)
    ]
    session.execute(insert(Vector), vectors)


def store_facts(session: Session, told: Told) -> None:
    """Replace the facts and the suggested commitments; what a person decided stays with the same words."""
    keys = _keys(told)
    session.execute(delete(ResolutionFacts).where(col(ResolutionFacts.resolution_id).in_(keys)))
    facts = [
        {"resolution_id": each.id, "version_id": each.version_id, "facts": dict(draft.facts)}
        for each, draft in told
        if draft.facts
    ]
    if facts:
        session.execute(insert(ResolutionFacts), facts)
    of_these = col(SuggestedCommitment.resolution_id).in_(keys)
    undecided = col(SuggestedCommitment.state) == "suggested"
    session.execute(delete(SuggestedCommitment).where(of_these, undecided))
    decided = {
        (each.resolution_id, each.quote, each.lead): each
        for each in session.execute(select(SuggestedCommitment).where(of_these)).scalars()
    }
    for resolution, draft in told:
        for commitment in draft.commitments:
            kept = decided.get((resolution.id or 0, commitment["quote"], commitment["lead"]))
            session.add(_commitment(resolution, commitment) if kept is None else _moved(kept, resolution, commitment))


def _commitment(resolution: Resolution, columns: Mapping[str, Any]) -> SuggestedCommitment:
    assert resolution.id is not None  # noqa: S101 - flushed
    return SuggestedCommitment(
        resolution_id=resolution.id,
        version_id=resolution.version_id,
        classification=resolution.classification,
        **columns,
    )


def _moved(kept: SuggestedCommitment, resolution: Resolution, columns: Mapping[str, Any]) -> SuggestedCommitment:
    place = {"start": columns["start"], "end": columns["end"], "classification": resolution.classification}
    kept.sqlmodel_update({"version_id": resolution.version_id, **place})
    return kept


def _keys(told: Told) -> list[int | None]:
    return [resolution.id for resolution, _ in told]
