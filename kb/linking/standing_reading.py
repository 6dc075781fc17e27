"""Decisions and typed links read out of the archive, as what standings are reckoned from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from kb.linking.links import MOST_IDS, Link
from kb.linking.standing import (
    Decision,
    TypedLink,
    days_off_end,
    effect_day,
    end_told,
    is_kept,
    is_open_ended,
    new_end,
    period_end,
)
from kb.linking.texts import ResolutionText, texts_of
from kb.store import ResolutionFacts

RESOLVED, SPENT = "resolved", "1.2"
OPENING = 1500
"""Characters of a body that are taken for its decision where facts do not tell which part that is."""


@dataclass(frozen=True)
class _Reading:
    """The words of one resolution from its title on, the span of its decision in them, and its class."""

    of: ResolutionText
    text: str
    decision: tuple[int, int]
    kind: str | None
    is_default: bool


def decisions_of(session: Session, ids: Sequence[int]) -> dict[int, Decision]:
    """Those of `ids` that are not withdrawn, with the end they tell themselves."""
    return {key: _decision(each) for key, each in _readings(session, ids).items()}


def typed_links(session: Session, links: Iterable[Link]) -> list[TypedLink]:
    """Links with what their citing resolutions tell of the change: from when, until when, by how much."""
    known = list(links)
    readings = _readings(session, sorted({each.citing.key for each in known}))
    return [_typed(each, readings[each.citing.key]) for each in known if each.citing.key in readings]


def _readings(session: Session, ids: Sequence[int]) -> dict[int, _Reading]:
    readings: dict[int, _Reading] = {}
    for at in range(0, len(ids), MOST_IDS):
        some = ids[at : at + MOST_IDS]
        read = select(col(ResolutionFacts.resolution_id), col(ResolutionFacts.facts))
        rows = session.execute(read.where(col(ResolutionFacts.resolution_id).in_(some)))
        facts: dict[int, Any] = {row.resolution_id: row.facts for row in rows}
        readings.update((each.key, _reading(each, facts.get(each.key) or {})) for each in texts_of(session, some))
    return readings


def _reading(of: ResolutionText, facts: dict[str, Any]) -> _Reading:
    text = of.text[of.start : of.end]
    body = of.row.body_start - of.start
    part = next((each for each in facts.get("parts", ()) if each["label"] == RESOLVED), None)
    decision = (part["start"] - of.start, part["end"] - of.start) if part else (body, min(len(text), body + OPENING))
    kind = facts.get("kind") or {}
    return _Reading(of, text, decision, kind.get("code"), bool(kind.get("is_default")))


def _decision(reading: _Reading) -> Decision:
    row = reading.of.row
    title = (0, row.title_end - reading.of.start)
    ends = None
    if reading.kind != SPENT or reading.is_default:  # what is spent at once has no end to tell
        ends = period_end(reading.text, *reading.decision, row.meeting_date, len(reading.text))
        ends = ends or period_end(reading.text, *title, row.meeting_date)
        ends = days_off_end(row.title, reading.text, *reading.decision, row.meeting_date) or ends
    return Decision(
        id=reading.of.key,
        ref=row.ref,
        on=row.meeting_date,
        kind=reading.kind,
        kind_is_default=reading.is_default,
        outcome=row.outcome,
        title=row.title,
        ends_on=ends[0] if ends else None,
        ends_by=ends[1] if ends else None,
        open_ended=is_open_ended(reading.text, *reading.decision),
    )


def _typed(link: Link, reading: _Reading) -> TypedLink:
    """The change as the words around the strongest mention tell it; a person's link without any tells none."""
    chief = next((each for each in link.evidence if each.relation == link.relation), None)
    chief = chief or next(iter(link.evidence), None)
    offset, on = reading.of.start, link.citing.on
    place = (chief.start - offset, chief.end - offset) if chief else None
    effect = ends = told = None
    kept = False
    if place:
        if link.relation in ("revokes", "amends"):
            effect = effect_day(reading.text, place, reading.decision)
        if link.relation in ("extends", "amends"):
            body = (reading.of.row.body_start - offset, len(reading.text))
            ends = new_end(reading.text, place, body, on, link.relation)
        kept = any(is_kept(reading.text, (each.start - offset, each.end - offset)) for each in link.evidence)
    if link.relation == "reports":
        told = end_told(reading.text, 0, len(reading.text), on)
    end = ends[0] if ends else told[0] if told else None
    return TypedLink(
        citing=link.citing.key,
        citing_ref=link.citing.ref,
        cited=link.cited.key,
        cited_ref=link.cited.ref,
        cited_on=link.cited.on,
        on=on,
        relation=link.relation,
        part=link.part,
        confirmed=link.confirmed,
        quote=chief.quote if chief else "",
        cue=chief.cue if chief else None,
        outcome=link.citing.outcome,
        takes_effect=effect[0] if effect else None,
        new_end=None if isinstance(end, int) else end,
        longer_by=end if isinstance(end, int) else None,
        keeps=kept,
    )
