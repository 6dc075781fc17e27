"""A resolution as its sources and people's corrections make it: the main source chosen, its values, its passages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from kb.access import CLASSIFICATIONS, higher
from kb.agencies import AgencyRegistry
from kb.ingest.agency_keys import AgencyKeys
from kb.ingest.document import ParsedMatter
from kb.ingest.drafts import MatterDraft, PrepareMatter
from kb.ingest.told import store_facts, store_passages
from kb.store import Agency, Correction, Document, DocumentVersion, Resolution, Source
from kb.text import find_letter_numbers, parse_date, title_key

SPANS = ("title_start", "title_end", "body_start", "body_end", "version_id")
OWN = ("title", "title_key")
SHARED = ("agency_id", "agency_abbr", "outcome", "group", "letter_number", "letter_key", "letter_date")
"""Values that the main source gives and, where it has none, another source of the same classification."""
PAIRS = {"agency_abbr": "agency_id", "letter_key": "letter_number"}
CORRECTABLE = ("title", "agency", "outcome", "group", "letter_number", "letter_date")


def project(
    session: Session,
    resolutions: Sequence[Resolution],
    drafts: Mapping[int, MatterDraft],
    model: str,
    registry: AgencyRegistry,
    again: PrepareMatter,
) -> list[Resolution]:
    """Make resolutions what their sources and corrections say now; returns those that have no source any more.

    Of the sources of one only those of the lowest classification speak: what a resolution shows never comes from one
    that its reader may not see. Without any source it is withdrawn and keeps what it said last. `drafts` holds, by
    source id, what has just been prepared; a main source without one is prepared `again`.
    """
    keys = [_key(each.id) for each in resolutions]
    told = _by_resolution(session, select(Source).where(col(Source.resolution_id).in_(keys)))
    standing = select(Correction).where(col(Correction.resolution_id).in_(keys), col(Correction.active).is_(True))
    corrections = _by_resolution(session, standing.order_by(col(Correction.id)))
    gone, ready = [], []
    for resolution, key in zip(resolutions, keys, strict=True):
        sources = told.get(key, [])
        main = main_of(sources)
        if main is None:
            resolution.withdrawn = True
            gone.append(resolution)
            continue
        before = (resolution.version_id, resolution.body_start, resolution.title)
        values = values_of(session, main, sources)
        resolution.sqlmodel_update({**values, **_corrected(session, corrections.get(key, []), values, registry)})
        draft = drafts.get(_key(main.id))
        if draft is None or draft.matter.title != resolution.title:
            changed = before != (resolution.version_id, resolution.body_start, resolution.title)
            draft = _prepared_again(session, resolution, main, again) if changed or draft else None
        if draft is not None:
            ready.append((resolution, draft))
    session.add_all(resolutions)
    session.flush()
    store_passages(session, ready, model)
    store_facts(session, ready)
    return gone


def _by_resolution(session: Session, statement: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(statement).scalars():
        found[row.resolution_id].append(row)
    return found


def main_of(sources: Sequence[Source]) -> Source | None:
    """The source a resolution shows: of the lowest classification, a person's choice, else the heaviest and newest."""
    if not sources:
        return None
    lowest = min(CLASSIFICATIONS.index(each.classification) for each in sources)
    speaking = [each for each in sources if CLASSIFICATIONS.index(each.classification) == lowest]
    return max(speaking, key=lambda each: (each.chosen, each.weight, each.version_id, -(each.id or 0)))


def values_of(session: Session, main: Source, sources: Sequence[Source]) -> dict[str, Any]:
    """What the sources of a resolution say of it, as its columns; marks the main one."""
    for each in sources:
        each.main = each is main
    others = (each for each in sources if each is not main and each.classification == main.classification)
    speaking = [main, *others]
    values: dict[str, Any] = {name: getattr(main, name) for name in (*SPANS, *OWN)}
    for name in SHARED:
        lead = PAIRS.get(name, name)
        giver = next((each for each in speaking if getattr(each, lead) is not None), main)
        values[name] = getattr(giver, name)
    document = session.get_one(Document, main.document_id)
    return {**values, "classification": main.classification, "source": document.name, "withdrawn": False}


def _corrected(
    session: Session, corrections: Sequence[Correction], values: Mapping[str, Any], registry: AgencyRegistry
) -> dict[str, Any]:
    """Columns that people corrected. A source that says neither the old value nor the new is kept to be offered.

    What was corrected while the resolution was of a higher classification stays unsaid.
    """
    changed: dict[str, Any] = {}
    for correction in corrections:
        if higher(correction.classification, values["classification"]) != values["classification"]:
            continue
        told = said(session, values, correction.field)
        known = {_official(correction.field, each, registry) for each in (correction.before, correction.after)}
        correction.disagreeing = told if told not in known else None
        session.add(correction)
        changed.update(columns_of(session, correction.field, correction.after, registry))
    return changed


def said(session: Session, values: Mapping[str, Any], field: str) -> str | None:
    """The value of a correctable field as text: dates in ISO form, an agency by its name."""
    if field == "agency":
        key = values["agency_id"]
        return None if key is None else session.execute(select(col(Agency.name)).where(col(Agency.id) == key)).scalar()
    value = values[field]
    return None if value is None else str(value)


def _official(field: str, value: str | None, registry: AgencyRegistry) -> str | None:
    """An agency by the name it has today, which may have changed since; another field as it is."""
    known = registry.find(value) if field == "agency" and value else None
    return known.name if known else value


def columns_of(session: Session, field: str, value: str | None, registry: AgencyRegistry) -> dict[str, Any]:
    """The columns that a correction of a field sets."""
    if field == "agency":
        known = registry.find(value) if value else None
        key = AgencyKeys(session, registry).id_of(value, None) if value else None
        return {"agency_id": key, "agency_abbr": known.abbr if known else None}
    if field == "title":
        return {"title": value, "title_key": title_key(value or "")}
    if field == "letter_number":
        letters = find_letter_numbers(value) if value else []
        return {"letter_number": value, "letter_key": letters[0].key if letters else None}
    if field == "letter_date":
        return {"letter_date": parse_date(value) if value else None}
    return {field: value}


def matter_of(source: Source) -> ParsedMatter:
    """A source as the matter it was read as."""
    return ParsedMatter(
        number=source.number,
        title=source.title,
        title_start=source.title_start,
        title_end=source.title_end,
        body_start=source.body_start,
        body_end=source.body_end,
        group=source.group,
        agency=None,
        agency_abbr=source.agency_abbr,
        outcome=source.outcome,
        letter_number=source.letter_number,
        suffix=source.suffix,
        letter_date=source.letter_date,
        classification=source.printed,
    )


def _prepared_again(session: Session, resolution: Resolution, main: Source, again: PrepareMatter) -> MatterDraft:
    text = session.execute(
        select(col(DocumentVersion.text)).where(col(DocumentVersion.id) == main.version_id)
    ).scalar_one()
    return again(text, replace(matter_of(main), title=resolution.title), resolution.meeting_date)


def _key(key: int | None) -> int:
    assert key is not None  # noqa: S101 - the row has been flushed
    return key
