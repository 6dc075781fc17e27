"""The registry in the database: seeding it on first use, and reading it back, once for each edition of it."""

import threading
import weakref
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Pool, func, select
from sqlmodel import Session, col

from kb.agencies.agency import Agency as AgencyRecord
from kb.agencies.agency import Change, Spell, Succession
from kb.agencies.kinds import Kind
from kb.agencies.registry import AgencyRegistry, open_registry
from kb.store import Agency, AgencyEdition, AgencyName, AgencyProfile, AgencySuccession

_known: "weakref.WeakKeyDictionary[Pool, tuple[int, AgencyRegistry]]" = weakref.WeakKeyDictionary()
_lock = threading.Lock()


def edition_of(session: Session) -> int:
    """The version of the registry in the database: it grows with every change; 0 before the first use."""
    return session.execute(select(func.max(col(AgencyEdition.id)))).scalar() or 0


def registry_of(session: Session) -> AgencyRegistry:
    """The registry as this session sees it; the seed tables themselves before the first use. Cheap to call again."""
    edition = edition_of(session)
    if edition == 0:
        return _seed()
    pool = session.get_bind().engine.pool
    with _lock:
        known = _known.get(pool)
    if known and known[0] == edition:
        return known[1]
    registry = _read(session)
    if not session.get_bind().get_execution_options().get("kb_writer", False):  # what a writer sees may be rolled back
        with _lock:
            _known[pool] = (edition, registry)
    return registry


def seed_rows(session: Session) -> None:
    """Put the seed tables into the database, unless they have been; agencies that resolutions point to keep their keys.

    Needs a session that writes.
    """
    if edition_of(session):
        return
    registry = _seed()
    rows = {row.name: row for row in session.execute(select(Agency)).scalars()}
    for agency in registry.agencies:
        row = rows.setdefault(agency.name, Agency(name=agency.name))
        row.abbr, row.reviewed = agency.abbr, True
        session.add(row)
    session.flush()
    ids = {name: key_of(row) for name, row in rows.items()}
    for agency in registry.agencies:
        session.add_all(name_rows(ids[agency.name], agency))
        session.add(profile_row(ids, agency))
    session.add_all(succession_row(ids, each) for each in registry.successions)
    session.add(AgencyEdition(what="seed"))
    session.flush()


def agency_ids(session: Session) -> dict[str, int]:
    """The key of every agency by its official name: those of the registry, those to be reviewed, and merged ones."""
    return {row.name: row.id for row in session.execute(select(col(Agency.name), col(Agency.id)))}


def lineage_ids(session: Session, ids: Iterable[int]) -> tuple[int, ...]:
    """The keys of these agencies and of all they came from: what a search for today's agencies should find."""
    names = {key: name for name, key in agency_ids(session).items()}
    wanted = [names[key] for key in ids if key in names]
    keys = agency_ids(session)
    return tuple(keys[name] for name in names_with_origins(session, wanted) if name in keys)


def names_with_origins(session: Session, wanted: Iterable[str]) -> tuple[str, ...]:
    """Official names of the agencies meant by names or abbreviations, and of all they came from.

    An abbreviation that several share stands for all of them: a search should miss none. Unknown names stay.
    """
    registry = registry_of(session)
    found: dict[str, None] = {}
    for name in wanted:
        resolved = registry.resolve(name)
        meant = (resolved.agency,) if resolved.agency else resolved.candidates
        for each in meant or (None,):
            found.update(dict.fromkeys(registry.ancestors(each.name) if each else (name,)))
    return tuple(found)


def name_rows(agency_id: int, agency: AgencyRecord) -> list[AgencyName]:
    """The names of an agency as rows."""
    spells = {spell.name: spell for spell in agency.spells}

    def row(name: str, kind: str, rank: int) -> AgencyName:
        spell = spells.get(name, Spell(name, None, None))
        return AgencyName(agency_id=agency_id, name=name, kind=kind, rank=rank, since=spell.since, until=spell.until)

    return [
        row(agency.name, "official", 0),
        *(row(name, "abbreviation", rank) for rank, name in enumerate(agency.abbreviations)),
        *(row(name, "other", rank) for rank, name in enumerate(agency.other_names)),
    ]


def profile_row(ids: dict[str, int], agency: AgencyRecord) -> AgencyProfile:
    """What is known of an agency besides its names, as a row."""
    return AgencyProfile(
        agency_id=ids[agency.name],
        parent_id=ids[agency.parent] if agency.parent else None,
        kind=agency.kind,
        since=agency.since,
        until=agency.until,
    )


def succession_row(ids: dict[str, int], succession: Succession) -> AgencySuccession:
    """A succession as a row."""
    return AgencySuccession(
        predecessor_id=ids[succession.predecessor],
        successor_id=ids[succession.successor],
        kind=succession.kind,
        day=succession.on,
        source=succession.source,
        certain=succession.certain,
    )


def key_of(row: Agency) -> int:
    """The primary key of a row that has been flushed."""
    assert row.id is not None  # noqa: S101 - the database gave it one
    return row.id


@lru_cache(maxsize=1)
def _seed() -> AgencyRegistry:
    return open_registry()


def _read(session: Session) -> AgencyRegistry:
    """Every reviewed agency that was not merged into another, in the order of their keys."""
    names = {key: name for name, key in agency_ids(session).items()}
    called: dict[int, list[AgencyName]] = {}
    for row in session.execute(select(AgencyName).order_by(col(AgencyName.rank), col(AgencyName.id))).scalars():
        called.setdefault(row.agency_id, []).append(row)
    statement = (
        select(AgencyProfile)
        .join(Agency, col(Agency.id) == col(AgencyProfile.agency_id))
        .where(col(AgencyProfile.merged_into_id).is_(None), col(Agency.reviewed).is_(True))
        .order_by(col(AgencyProfile.agency_id))
    )
    agencies = tuple(
        _record(names, profile, called.get(profile.agency_id, [])) for profile in session.execute(statement).scalars()
    )
    rows = session.execute(select(AgencySuccession)).scalars()
    successions = sorted((_succession(names, row) for row in rows), key=lambda s: (s.on, s.predecessor, s.successor))
    return AgencyRegistry(agencies, tuple(successions))


def _record(names: dict[int, str], profile: AgencyProfile, called: list[AgencyName]) -> AgencyRecord:
    def of(kind: str) -> tuple[str, ...]:
        return tuple(row.name for row in called if row.kind == kind)

    dated = (row for row in called if row.since or row.until)
    return AgencyRecord(
        name=names[profile.agency_id],
        abbreviations=of("abbreviation"),
        parent=names[profile.parent_id] if profile.parent_id else None,
        other_names=of("other"),
        kind=cast("Kind", profile.kind),
        since=profile.since,
        until=profile.until,
        spells=tuple(Spell(row.name, row.since, row.until) for row in dated),
    )


def _succession(names: dict[int, str], row: AgencySuccession) -> Succession:
    kind: Any = row.kind
    parts = (names[row.predecessor_id], names[row.successor_id], cast("Change", kind), row.day)
    return Succession(*parts, row.source, row.certain)
