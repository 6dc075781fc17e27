"""Fields of a resolution that people correct. A correction stands over its sources until it is taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from kb.agencies import AgencyRegistry
from kb.errors import BadInput, NotFound
from kb.ingest.finding import HIGHEST_KEY, find_resolution, named
from kb.ingest.lines import APPOINTMENT, FOREIGN, LAW, SOCIAL_ECONOMIC
from kb.ingest.outcome import OUTCOMES
from kb.ingest.projection import CORRECTABLE, main_of, project, said, values_of
from kb.ingest.records import Storing
from kb.store import Correction, Resolution, Source, record_changes
from kb.text import find_letter_numbers, parse_date

GROUPS = (LAW, SOCIAL_ECONOMIC, FOREIGN, APPOINTMENT)
VERBS = tuple(verb for verb, _ in OUTCOMES)
SHOWN = ("title", "agency_id", "outcome", "group", "letter_number", "letter_date")


def correct(
    session: Session, ref: str, field: str, value: str, by: str, note: str, storing: Storing
) -> tuple[Resolution, Correction]:
    """Let a field of a resolution say `value`, whatever its sources say now or later; an empty value says nothing.

    An older correction of the field is kept as history. To insist where a new version disagrees, correct it again.
    Raises `NotFound`, and `BadInput` for a field or value that cannot be, or one that is there already.
    """
    by, resolution = named(by), find_resolution(session, ref)
    after = accepted(field, value, storing.registry)
    values = _spoken(session, resolution)
    standing = standing_corrections(session, resolution.id or 0, field)
    told = said(session, values, field)
    shown = said(session, {name: getattr(resolution, name) for name in SHOWN}, field)
    if after == shown and not any(each.disagreeing for each in standing):
        raise BadInput(f"ช่อง {field} เป็น “{shown or ''}” อยู่แล้ว", f"field {field} says {shown or 'nothing'} already")
    for each in standing:
        each.active = False
    row = Correction(
        resolution_id=resolution.id or 0,
        field=field,
        before=told,
        after=after,
        by=by,
        note=" ".join(note.split()),
        classification=resolution.classification,
    )
    session.add(row)
    renew(session, [resolution], storing)
    return resolution, row


def take_back(session: Session, number: int, by: str, storing: Storing) -> tuple[Resolution, Correction]:
    """Let the sources speak again; the correction is kept as history. Raises `NotFound` or `BadInput`."""
    who = named(by)
    row = session.get(Correction, number) if 0 < number <= HIGHEST_KEY else None
    if row is None:
        raise NotFound(f"ไม่มีการแก้ไขหมายเลข {number}", f"there is no correction number {number}")
    if not row.active:
        raise BadInput(f"การแก้ไขหมายเลข {number} ไม่มีผลแล้ว", f"correction {number} is no longer in force")
    row.active, row.disagreeing = False, None
    row.note = f"{row.note} [ยกเลิกโดย / taken back by {who}]".strip()
    resolution = session.get_one(Resolution, row.resolution_id)
    renew(session, [resolution], storing)
    return resolution, row


def renew(session: Session, resolutions: Sequence[Resolution], storing: Storing) -> list[Resolution]:
    """Project resolutions anew and tell the change log; returns those that no source tells any more."""
    session.flush()
    gone = project(session, resolutions, {}, storing.model, storing.registry, storing.again)
    record_changes(session, [each.id or 0 for each in resolutions])
    return gone


def standing_corrections(session: Session, resolution: int, field: str | None = None) -> Sequence[Correction]:
    """The corrections of a resolution that are in force, oldest first."""
    standing = select(Correction).where(col(Correction.resolution_id) == resolution, col(Correction.active).is_(True))
    if field is not None:
        standing = standing.where(col(Correction.field) == field)
    return session.execute(standing.order_by(col(Correction.id))).scalars().all()


def accepted(field: str, value: str, registry: AgencyRegistry) -> str | None:
    """A correction's value in the form it is kept; None for an empty one. Raises `BadInput` naming what would do."""
    if field not in CORRECTABLE:
        fields = ", ".join(CORRECTABLE)
        raise BadInput(f"ไม่มีช่อง {field} ที่แก้ได้ ใช้ {fields}", f"no field {field} can be corrected; use one of {fields}")
    tidy = " ".join(value.split())
    if not tidy:
        if field == "title":
            raise BadInput("ชื่อเรื่องต้องไม่ว่าง", "a title cannot be empty")
        return None
    forms = {"agency": _agency, "letter_date": _day, "letter_number": _letter, "outcome": _outcome, "group": _group}
    return forms[field](tidy, registry) if field in forms else tidy


def _agency(name: str, registry: AgencyRegistry) -> str:
    known = registry.find(name)
    if known is None:
        from kb.agencies.suggestions import suggest  # noqa: PLC0415 - rapidfuzz, needed for this refusal alone

        like = ", ".join(each.agency.name for each in suggest(name, None, registry)) or "-"
        raise BadInput(
            f"ทะเบียนไม่มีหน่วยงาน “{name}” ที่ใกล้เคียง: {like}", f"the registry has no agency {name!r}; close to it: {like}"
        )
    return known.name


def _day(text: str, _registry: AgencyRegistry) -> str:
    day = parse_date(text)
    if day is None:
        raise BadInput(
            f"อ่านวันที่ “{text}” ไม่ได้ เช่น 2020-01-07 หรือ 7 ม.ค. 63", f"{text!r} is no date; write 2020-01-07 or 7 ม.ค. 63"
        )
    return day.isoformat()


def _letter(text: str, _registry: AgencyRegistry) -> str:
    if len(find_letter_numbers(text)) != 1:
        raise BadInput(
            f"“{text}” ไม่ใช่เลขหนังสือ เช่น นร 0505/ว 125", f"{text!r} is no letter number, such as นร 0505/ว 125"
        )
    return text


def _outcome(text: str, _registry: AgencyRegistry) -> str:
    verbs = [each.strip() for each in text.split(",") if each.strip()]
    unknown = [each for each in verbs if each not in VERBS]
    if unknown or not verbs:
        known = ", ".join(VERBS)
        raise BadInput(f"ไม่รู้จักผลมติ “{text}” ใช้ {known}", f"{text!r} is no outcome; use one or more of {known}")
    return ", ".join(dict.fromkeys(verbs))


def _group(text: str, _registry: AgencyRegistry) -> str:
    if text not in GROUPS:
        known = ", ".join(GROUPS)
        raise BadInput(f"ไม่มีกลุ่มวาระ “{text}” ใช้ {known}", f"there is no agenda group {text!r}; use one of {known}")
    return text


def _spoken(session: Session, resolution: Resolution) -> Mapping[str, Any]:
    sources = session.execute(select(Source).where(col(Source.resolution_id) == resolution.id)).scalars().all()
    main = main_of(sources)
    if main is None:
        raise BadInput(
            f"มติ {resolution.ref} ไม่มีเอกสารใดกล่าวถึงแล้ว จึงแก้ไขไม่ได้",
            f"no document tells of {resolution.ref} any more, so there is nothing to correct",
        )
    return values_of(session, main, sources)
