"""Two agencies that are one: everything that points to the first is pointed to the second, and can be put back."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, delete, insert, select, update
from sqlmodel import Session, SQLModel, col

from kb.agencies.checking import faults
from kb.agencies.editing import find_agency, new_edition, own_abbreviations, refuse
from kb.agencies.rows import key_of, registry_of
from kb.agencies.spelling import dense
from kb.errors import BadInput, NotFound
from kb.store import (
    Agency,
    AgencyMerge,
    AgencyName,
    AgencyProfile,
    AgencySuccession,
    record_changes,
    utc_now,
)  # fmt: skip

Row = dict[str, Any]


def merge_agencies(session: Session, gone: str, kept: str) -> int:
    """Merge the agency `gone` into `kept`; returns the number under which it can be undone.

    Every row of any table that points to the first then points to the second, its names find the second, and its
    resolutions are told to the change log. Raises `BadInput` when that would break the registry.
    """
    one, other = find_agency(session, gone), find_agency(session, kept)
    if one.id == other.id:
        raise BadInput(
            f"“{gone}” กับ “{kept}” คือหน่วยงานเดียวกันอยู่แล้ว ({one.name})",
            f"{gone!r} and {kept!r} are one agency already ({one.name})",
        )
    if not other.reviewed:
        raise BadInput(
            f"{other.name} ยังไม่ได้ตรวจทาน กรุณารับเข้าทะเบียนก่อนด้วย kb agencies accept",
            f"{other.name} has not been reviewed; take it into the registry first with kb agencies accept",
        )
    from_id, into_id = key_of(one), key_of(other)
    changed: set[int] = set()
    moved: dict[str, object] = {
        "reviewed": one.reviewed,
        "pointers": _repoint(session, from_id, into_id, changed),
        "names": _move_names(session, one, into_id),
        "profile": _retire(session, one, into_id),
        "children": _move_children(session, from_id, into_id),
        "successions": _move_successions(session, from_id, into_id),
    }
    one.reviewed = True
    log = AgencyMerge(from_id=from_id, into_id=into_id, moved=moved)
    session.add(log)
    session.flush()
    new_edition(session, f"merge {log.id}")
    registry = registry_of(session)
    refuse(faults(registry.agencies, registry.successions))
    other.abbr = next((each.abbr for each in registry.agencies if each.name == other.name), other.abbr)
    record_changes(session, sorted(changed))
    assert log.id is not None  # noqa: S101 - it has been flushed
    return log.id


def map_agency(session: Session, unknown: str, known: str) -> int:
    """Say that a name of the review queue means a known agency: a merge, which can be undone by its number."""
    row = find_agency(session, unknown)
    if row.reviewed:
        raise BadInput(
            f"{row.name} ไม่ได้รอการตรวจทาน ถ้าต้องการรวมสองหน่วยงานให้ใช้ kb agencies merge",
            f"{row.name} does not wait for review; to join two agencies use kb agencies merge",
        )
    return merge_agencies(session, str(row.id), known)


def undo_merge(session: Session, number: int) -> AgencyMerge:
    """Put back everything a merge moved that still stands where it put it. Raises `NotFound` or `BadInput`.

    A merge is undone before the ones under it: while a later one of the same agencies stands, it is refused.
    """
    log = session.get(AgencyMerge, number)
    if log is None:
        raise NotFound(f"ไม่มีการรวมหน่วยงานหมายเลข {number}", f"there is no merge number {number}")
    if log.undone_at is not None:
        raise BadInput(f"การรวมหมายเลข {number} ยกเลิกไปแล้ว", f"merge {number} has been undone already")
    _refuse_before_later(session, log)
    moved: Any = log.moved
    one, other = session.get_one(Agency, log.from_id), session.get_one(Agency, log.into_id)
    changed: set[int] = set()
    for place, keys in moved["pointers"].items():
        for column in (each for each in _pointers() if _place(each) == place):
            changed |= _point(session, column, keys, log.into_id, log.from_id)
    session.execute(delete(AgencyName).where(col(AgencyName.id).in_(moved["names"]["made"])))
    _restore(session, AgencyName, moved["names"]["before"], "agency_id", "kind", "rank")
    _restore(session, AgencySuccession, moved["successions"], "predecessor_id", "successor_id")
    _restore(session, AgencyProfile, moved["children"], "parent_id")
    if moved["profile"]:
        _restore(session, AgencyProfile, [moved["profile"]], "merged_into_id")
    else:
        session.execute(delete(AgencyProfile).where(col(AgencyProfile.agency_id) == log.from_id))
    one.reviewed = moved["reviewed"]
    log.undone_at = utc_now()
    session.flush()
    new_edition(session, f"undo {number}")
    session.expire_all()
    registry = registry_of(session)
    refuse(faults(registry.agencies, registry.successions))
    other.abbr = next((each.abbr for each in registry.agencies if each.name == other.name), other.abbr)
    record_changes(session, sorted(changed))
    return log


def _pointers() -> Iterator[Column[Any]]:
    """Every column that points to an agency, outside the registry's own tables."""
    for table in SQLModel.metadata.sorted_tables:
        if not table.name.startswith("agency"):
            yield from (
                column for column in table.columns for key in column.foreign_keys if key.target_fullname == "agency.id"
            )


def _place(column: Column[Any]) -> str:
    return f"{column.table.name}.{column.name}"


def _repoint(session: Session, from_id: int, into_id: int, changed: set[int]) -> dict[str, list[int]]:
    """Point every row of every table to the other agency; gives the keys of those that moved, by table and column."""
    moved: dict[str, list[int]] = {}
    for column in _pointers():
        key = column.table.c.id
        keys = list(session.execute(select(key).where(column == from_id).order_by(key)).scalars())
        changed |= _point(session, column, keys, from_id, into_id)
        now = select(key).where(column == into_id, key.in_(keys)).order_by(key)
        moved[_place(column)] = list(session.execute(now).scalars())
    return moved


def _point(session: Session, column: Column[Any], keys: list[int], old: int, new: int) -> set[int]:
    """Point these rows from one agency to another; gives the resolutions they belong to.

    A row that the table already has for the other agency is left where it is: it says nothing new.
    """
    table = column.table
    here = (column == old, table.c.id.in_(keys))
    owner = table.c.id if table.name == "resolution" else table.c.get("resolution_id")
    owners = set(session.execute(select(owner).where(*here)).scalars()) if owner is not None else set()
    session.execute(update(table).where(*here).values({column: new}).prefix_with("OR IGNORE"))
    session.expire_all()
    return {each for each in owners if each is not None}


def _move_names(session: Session, one: Agency, into_id: int) -> Row:
    """Give the names to the other agency, as other names of it; those it has already are dropped.

    Gives the rows as they were ("before"), and the keys of those made here for an agency that had none ("made").
    """
    rows = session.execute(select(AgencyName).where(col(AgencyName.agency_id) == one.id)).scalars().all()
    known = bool(rows)
    if not known:
        rows = [AgencyName(agency_id=key_of(one), name=one.name, kind="official")]
        own = own_abbreviations(registry_of(session), one)
        rows += [AgencyName(agency_id=key_of(one), name=short, kind="abbreviation") for short in own]
        session.add_all(rows)
        session.flush()
    before = [_plain(row) for row in rows] if known else []
    made = [] if known else [row.id for row in rows]
    theirs = list(session.execute(select(AgencyName).where(col(AgencyName.agency_id) == into_id)).scalars())
    had = {(row.kind == "abbreviation", dense(row.name)) for row in theirs}
    rank = max((row.rank for row in theirs), default=0) + 1
    for place, row in enumerate(rows):
        if (row.kind == "abbreviation", dense(row.name)) in had:
            session.delete(row)
        else:
            row.agency_id, row.rank = into_id, rank + place
            row.kind = "abbreviation" if row.kind == "abbreviation" else "other"
    session.flush()
    return {"before": before, "made": made}


def _retire(session: Session, one: Agency, into_id: int) -> Row | None:
    """Mark the agency as merged; gives its profile as it was, None when it had none."""
    profile = session.execute(select(AgencyProfile).where(col(AgencyProfile.agency_id) == one.id)).scalar_one_or_none()
    before = _plain(profile) if profile else None
    profile = profile or AgencyProfile(agency_id=key_of(one), kind="other")
    profile.merged_into_id = into_id
    session.add(profile)
    session.flush()
    return before


def _move_children(session: Session, from_id: int, into_id: int) -> list[Row]:
    """Put the agencies under the one under the other; gives their profiles as they were."""
    of_one = select(AgencyProfile).where(col(AgencyProfile.parent_id) == from_id)
    rows = session.execute(of_one).scalars().all()
    before = [_plain(row) for row in rows]
    for row in rows:
        row.parent_id = None if row.agency_id == into_id else into_id
    session.flush()
    return before


def _move_successions(session: Session, from_id: int, into_id: int) -> list[Row]:
    """Tell the one's history of the other; what would then follow itself, or be said twice, is dropped."""
    both = (col(AgencySuccession.predecessor_id), col(AgencySuccession.successor_id))
    rows = session.execute(select(AgencySuccession).where((both[0] == from_id) | (both[1] == from_id))).scalars().all()
    before = [_plain(row) for row in rows]
    for row in rows:
        ends = tuple(into_id if each == from_id else each for each in (row.predecessor_id, row.successor_id))
        said = select(AgencySuccession).where(
            both[0] == ends[0], both[1] == ends[1], col(AgencySuccession.day) == row.day
        )
        if ends[0] == ends[1] or session.execute(said).first():
            session.delete(row)
        else:
            row.predecessor_id, row.successor_id = ends
        session.flush()
    return before


def _restore(session: Session, model: type[SQLModel], rows: list[Row], *moved: str) -> None:
    """Put these columns of rows back to what they were; rows that are gone come back whole, under their old keys."""
    table = model.__table__  # type: ignore[attr-defined]
    for row in rows:
        values = {name: _typed(table.c[name], value) for name, value in row.items()}
        own = {name: values[name] for name in moved}
        here = table.c.id == row["id"]
        if session.execute(select(table.c.id).where(here)).first():
            session.execute(update(table).where(here).values(own))
        else:
            session.execute(insert(table).values(values))
    session.expire_all()


def _plain(row: SQLModel) -> Row:
    return row.model_dump(mode="json")


def _typed(column: Column[Any], value: Any) -> Any:
    kind = column.type.python_type
    return kind.fromisoformat(value) if value is not None and hasattr(kind, "fromisoformat") else value


def _refuse_before_later(session: Session, log: AgencyMerge) -> None:
    ends = (log.from_id, log.into_id)
    later = select(col(AgencyMerge.id)).where(
        col(AgencyMerge.id) > log.id,
        col(AgencyMerge.undone_at).is_(None),
        col(AgencyMerge.from_id).in_(ends) | col(AgencyMerge.into_id).in_(ends),
    )
    found = session.execute(later.order_by(col(AgencyMerge.id).desc()).limit(1)).scalar()
    if found is not None:
        raise BadInput(
            f"มีการรวมหมายเลข {found} ของหน่วยงานเดียวกันภายหลัง กรุณายกเลิกหมายเลข {found} ก่อน",
            f"merge {found} of the same agencies came later; undo {found} first",
        )
