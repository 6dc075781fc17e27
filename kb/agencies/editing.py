"""Edits of the registry in the database. Each needs a session that writes, leaves a sound registry, or raises.

Rows that stay the same keep their keys; every edit makes a new edition, which is how running programs see it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, select
from sqlmodel import Session, col

from kb.agencies.agency import Agency as AgencyRecord
from kb.agencies.agency import Succession
from kb.agencies.checking import Fault, faults
from kb.agencies.kinds import Kind, kind_of
from kb.agencies.registry import AgencyRegistry
from kb.agencies.rows import agency_ids, key_of, name_rows, profile_row, registry_of, succession_row
from kb.agencies.spelling import tidy
from kb.errors import BadInput, NotFound
from kb.store import (
    Agency,
    AgencyEdition,
    AgencyName,
    AgencyProfile,
    AgencySuccession,
    Resolution,
    record_changes,
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """An agency as an edit puts it, and the successions that led to it (None leaves them as they are)."""

    agency: AgencyRecord
    origins: tuple[Succession, ...] | None = None


def find_agency(session: Session, name: str) -> Agency:
    """The one agency meant by a key, a name or an abbreviation; those to be reviewed are found by their name.

    Raises `NotFound` when nobody is meant, `BadInput` when several are.
    """
    if name.isascii() and name.isdigit() and (kept := _by_key(session, int(name))):
        return kept
    row: Agency | None = session.execute(
        select(Agency).where(col(Agency.name) == " ".join(name.split()))
    ).scalar_one_or_none()
    if row and not _merged_into(session, row):
        return row
    resolved = registry_of(session).resolve(name)
    if resolved.agency:
        meant: Agency = session.execute(select(Agency).where(col(Agency.name) == resolved.agency.name)).scalar_one()
        return meant
    if resolved.candidates:
        known = ", ".join(each.name for each in resolved.candidates)
        raise BadInput(
            f"“{name}” หมายถึงได้หลายหน่วยงาน: {known} กรุณาระบุชื่อเต็ม",
            f"{name!r} may mean several agencies: {known}; give the full name",
        )
    raise NotFound(
        f"ไม่มีหน่วยงานชื่อ “{name}” ดูรายชื่อด้วย kb agencies list --query",
        f"there is no agency called {name!r}; look for it with kb agencies list --query",
    )


def put_agencies(session: Session, entries: Sequence[Entry], what: str) -> None:
    """Add or change agencies, known by their official names. Raises `BadInput` when the registry would break."""
    registry = registry_of(session)
    refuse(faults_after(registry, entries))
    known = {agency.name: agency for agency in registry.agencies}
    for entry in entries:
        if entry.agency.name not in known:
            _accepted_row(session, entry.agency)
    ids = agency_ids(session)
    for entry in entries:
        if known.get(entry.agency.name) != entry.agency:
            _write(session, ids, entry.agency)
    _write_origins(session, ids, entries)
    new_edition(session, what)


def faults_after(registry: AgencyRegistry, entries: Iterable[Entry]) -> list[Fault]:
    """What would be wrong with the registry if these entries were put into it."""
    entries = tuple(entries)
    edited = {entry.agency.name: entry.agency for entry in entries}
    agencies = {agency.name: agency for agency in registry.agencies if agency.name not in edited} | edited
    origins: dict[str, list[Succession]] = {}
    for succession in registry.successions:
        origins.setdefault(succession.successor, []).append(succession)
    for entry in entries:
        if entry.origins is not None:
            origins[entry.agency.name] = list(entry.origins)
    return faults(tuple(agencies.values()), [each for group in origins.values() for each in group])


def accept_agency(session: Session, name: str, kind: Kind | None = None, parent: str | None = None) -> int:
    """Take an agency of the review queue into the registry under the name it has. Returns its key.

    The abbreviation printed beside it comes with it, unless another agency goes by that already.
    """
    row = find_agency(session, name)
    if row.reviewed:
        raise BadInput(f"{row.name} ตรวจทานแล้ว ไม่ต้องรับซ้ำ", f"{row.name} has been reviewed; there is nothing to accept")
    above = find_agency(session, parent).name if parent else None
    shorts = own_abbreviations(registry_of(session), row)
    record = AgencyRecord(row.name, shorts, above, (), kind or kind_of(row.name))
    put_agencies(session, [Entry(record)], f"accept {row.id}")
    return key_of(row)


def own_abbreviations(registry: AgencyRegistry, row: Agency) -> tuple[str, ...]:
    """The abbreviation printed beside a name nobody had reviewed, if no known agency goes by it.

    A page may print a wrong one, and a second owner would make a good abbreviation ambiguous.
    """
    return (row.abbr,) if row.abbr and not registry.resolve(row.abbr).candidates else ()


def rename_agency(session: Session, name: str, new_name: str) -> int:
    """Give an agency another official name; the old one still finds it. Returns its key.

    For a mistake in the name, or a change that is no succession. Its resolutions are told to the change log.
    """
    row = find_agency(session, name)
    record = _record(registry_of(session), row)
    new_name = tidy(new_name)
    others = (*(each for each in record.other_names if each != new_name), row.name)
    renamed = replace(record, name=new_name, other_names=others)
    registry = registry_of(session)
    rest = [
        replace(each, parent=new_name) if each.parent == row.name else each
        for each in registry.agencies
        if each.name != row.name
    ]
    refuse(faults([*rest, renamed], ()))
    _refuse_taken(session, new_name)
    row.name = new_name
    session.add(row)
    session.flush()
    _write(session, agency_ids(session), renamed)
    told = select(col(Resolution.id)).where(col(Resolution.agency_id) == row.id)
    record_changes(session, session.execute(told).scalars().all())
    new_edition(session, f"rename {row.id}")
    return key_of(row)


def refuse(found: Sequence[Fault]) -> None:
    """Raise the first fault as an error."""
    if found:
        first = found[0]
        thai, english = f"{first.agency}: {first.thai}", f"{first.agency}: {first.english}"
        raise BadInput(thai, english)


def new_edition(session: Session, what: str) -> None:
    """Make the change visible to every program that follows the registry."""
    session.add(AgencyEdition(what=what))
    session.flush()


def _record(registry: AgencyRegistry, row: Agency) -> AgencyRecord:
    record = next((each for each in registry.agencies if each.name == row.name), None)
    if record is None:
        raise BadInput(
            f"{row.name} ยังไม่ได้ตรวจทาน กรุณารับเข้าทะเบียนก่อนด้วย kb agencies accept",
            f"{row.name} has not been reviewed; take it into the registry first with kb agencies accept",
        )
    return record


def _refuse_taken(session: Session, name: str) -> None:
    """A name in the review queue, or of a merged agency, holds its row; it must be mapped before it is used again."""
    if session.execute(select(col(Agency.id)).where(col(Agency.name) == name)).first():
        raise BadInput(
            f"มีหน่วยงานชื่อ “{name}” อยู่แล้ว ถ้าเป็นหน่วยงานเดียวกันให้ใช้ kb agencies merge",
            f"there is an agency called {name!r} already; if they are the same, use kb agencies merge",
        )


def _accepted_row(session: Session, agency: AgencyRecord) -> None:
    """The row of a new agency: its own, or the one under which its name waited for review."""
    row = session.execute(select(Agency).where(col(Agency.name) == agency.name)).scalar_one_or_none()
    if row and _merged_into(session, row):
        _refuse_taken(session, agency.name)
    row = row or Agency(name=agency.name)
    row.reviewed = True
    session.add(row)
    session.flush()


def _write(session: Session, ids: dict[str, int], agency: AgencyRecord) -> None:
    """Bring the rows of one agency to what the record says; rows that say so already are left."""
    key = ids[agency.name]
    row = session.get_one(Agency, key)
    row.abbr = agency.abbr
    wanted = {(each.kind, each.name): each for each in name_rows(key, agency)}
    for old in session.execute(select(AgencyName).where(col(AgencyName.agency_id) == key)).scalars().all():
        new = wanted.pop((old.kind, old.name), None)
        if new is None:
            session.delete(old)
        else:
            old.rank, old.since, old.until = new.rank, new.since, new.until
    session.add_all(wanted.values())
    profile = session.execute(select(AgencyProfile).where(col(AgencyProfile.agency_id) == key)).scalar_one_or_none()
    new_profile = profile_row(ids, agency)
    if profile is None:
        session.add(new_profile)
    else:
        profile.parent_id, profile.kind = new_profile.parent_id, new_profile.kind
        profile.since, profile.until = new_profile.since, new_profile.until
    session.flush()


def _write_origins(session: Session, ids: dict[str, int], entries: Iterable[Entry]) -> None:
    for entry in entries:
        if entry.origins is None:
            continue
        of_agency = col(AgencySuccession.successor_id) == ids[entry.agency.name]
        old = {
            (each.predecessor_id, each.day): each
            for each in session.execute(select(AgencySuccession).where(of_agency)).scalars()
        }
        for origin in entry.origins:
            new = succession_row(ids, origin)
            same = old.pop((new.predecessor_id, new.day), None)
            if same is None:
                session.add(new)
            else:
                same.kind, same.source, same.certain = new.kind, new.source, new.certain
        gone = [each.id for each in old.values()]
        session.execute(delete(AgencySuccession).where(col(AgencySuccession.id).in_(gone)))
    session.flush()


def _by_key(session: Session, key: int) -> Agency | None:
    """The agency of a key, or the one it was merged into."""
    row: Agency | None = session.get(Agency, key)
    while row and (kept := _merged_into(session, row)):
        row = session.get(Agency, kept)
    return row


def _merged_into(session: Session, row: Agency) -> int | None:
    merged = select(col(AgencyProfile.merged_into_id)).where(col(AgencyProfile.agency_id) == row.id)
    return session.execute(merged).scalar()
